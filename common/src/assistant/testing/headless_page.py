"""A page without a browser: keeps its intents until they are settled, reconnects, sends them again."""

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import websockets

Frame = dict[str, Any]
SETTLED = ("completed", "failed", "rejected")
SEND_SECONDS = 0.025
"""Between two frames: below the rate at which the gateway takes a page for a flood."""
AGAIN_SECONDS = 1.0
"""Until an intent is sent again that the gateway could not take just now."""


class HeadlessPage:
    """Connects to the first of `addresses` that answers; `outcomes` has the terminal frames by command id."""

    def __init__(self, addresses: Sequence[str], conversation_id: UUID | None = None) -> None:
        self.addresses = addresses
        self.conversation_id = conversation_id or uuid4()
        self.outcomes: dict[str, Frame] = {}
        self.terminals: Counter[str] = Counter()
        self.accepted: set[str] = set()
        self.snapshots: list[Frame] = []
        self.kept: dict[str, Frame] = {}
        self._socket: websockets.ClientConnection | None = None
        self._online = asyncio.Event()
        self._online.set()
        self._later: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        self._sending = asyncio.Lock()

    async def intend(
        self, intent: str, payload: Frame, *, scenario_id: int | None = None, command_id: str | None = None
    ) -> str:
        """Keeps an intent and sends it now if connected; returns its command id."""
        command_id = command_id or str(uuid4())
        facts = {"command_id": command_id, "intent": intent, "scenario_id": scenario_id, "payload": payload}
        self.kept[command_id] = {"type": "intent", **facts}
        await self._send(self.kept[command_id])
        return command_id

    async def settled(self, *command_ids: str, seconds: float = 60) -> list[Frame]:
        """The terminal frames of commands. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not all(command_id in self.outcomes for command_id in command_ids):
                await self._change()
        return [self.outcomes[command_id] for command_id in command_ids]

    async def until_accepted(self, command_id: str, seconds: float = 20) -> None:
        """Waits for the broker to have a command. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while command_id not in self.accepted:
                await self._change()

    async def connected(self) -> None:
        """Waits for the first snapshot."""
        while not self.snapshots:
            await self._change()

    async def cut(self) -> None:
        """Loses the connection; it is made again at once."""
        if self._socket is not None:
            await self._socket.close()

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Without a connection for as long as the block; back, with a new snapshot, when it has ended."""
        self._online.clear()
        await self.cut()
        yield
        seen = len(self.snapshots)
        self._online.set()
        while len(self.snapshots) == seen:
            await self._change()

    async def create_scenario(self) -> int:
        """Has a scenario created; its id."""
        command_id = await self.intend("scenario.create", {"nom": f"Scénario {uuid4()}", "thematique": "Cloud"})
        [frame] = await self.settled(command_id)
        return int(frame["scenario"]["id"])

    async def run(self) -> None:
        """Connects again and again until cancelled."""
        while True:
            for address in self.addresses:
                await self._online.wait()
                with contextlib.suppress(OSError, websockets.WebSocketException):
                    await self._live(address)
            await asyncio.sleep(0.1)

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    async def _live(self, address: str) -> None:
        url = f"{address.replace('http', 'ws', 1)}/ws?conversation_id={self.conversation_id}&locale=fr"
        async with websockets.connect(url, max_size=2**23, open_timeout=5) as socket:
            self._socket = socket
            resending: asyncio.Task[None] | None = None
            try:
                async for text in socket:
                    frame = json.loads(text)
                    self._hear(frame)
                    self._changed.set()
                    # A snapshot also comes when the gateway may have missed events: an outcome may be among them.
                    if frame["type"] == "snapshot" and (resending is None or resending.done()):
                        resending = asyncio.create_task(self._send_all_kept())
            finally:
                if resending is not None:
                    resending.cancel()

    async def _send_all_kept(self) -> None:
        for command_id in list(self.kept):
            if command_id in self.kept:
                await self._send(self.kept[command_id])

    def _hear(self, frame: Frame) -> None:
        command_id = frame.get("command_id")
        if frame["type"] == "snapshot":
            self.snapshots.append(frame)
        if frame["type"] == "accepted" and command_id:
            self.accepted.add(command_id)
        if frame["type"] in SETTLED and command_id:
            if frame["type"] == "rejected" and frame["problem"]["status"] in (429, 503):
                self._send_later(self.kept.get(command_id))
                return
            self.terminals[command_id] += 1
            self.outcomes[command_id] = frame
            self.kept.pop(command_id, None)

    def _send_later(self, frame: Frame | None) -> None:
        async def send() -> None:
            await asyncio.sleep(AGAIN_SECONDS)
            if frame is not None and frame["command_id"] in self.kept:
                await self._send(frame)

        task = asyncio.create_task(send())
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _send(self, frame: Frame) -> None:
        async with self._sending:
            if self._socket is not None:
                with contextlib.suppress(websockets.WebSocketException):
                    await self._socket.send(json.dumps(frame))
            await asyncio.sleep(SEND_SECONDS)


@asynccontextmanager
async def headless_page(*addresses: str, conversation_id: UUID | None = None) -> AsyncIterator[HeadlessPage]:
    """A page that lives as long as the block."""
    page = HeadlessPage(addresses, conversation_id)
    running = asyncio.create_task(page.run())
    try:
        async with asyncio.timeout(20):
            await page.connected()
        yield page
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
