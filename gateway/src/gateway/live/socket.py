"""One page's socket: reads what it sends, writes its feed, closes it when it must."""

import asyncio
import contextlib
import time
from typing import Any
from uuid import UUID

import structlog
from pydantic import ValidationError
from pydantic_core import from_json
from sqlalchemy.orm import Session
from starlette.websockets import WebSocket, WebSocketDisconnect

from assistant.contracts.base import Locale
from assistant.contracts.entities import Scenario
from assistant.contracts.frames import (
    CLIENT_FRAME,
    ClientFrame,
    IntentFrame,
    PongFrame,
    ScenarioFrame,
    SnapshotFrame,
    WatchFrame,
)
from assistant.db.session import DatabaseAway
from assistant.db.views import scenario_view
from gateway import queries
from gateway.bootstrap import Gateway
from gateway.callers import client_of
from gateway.live.feed import Feed
from gateway.live.frames import rejected
from gateway.live.snapshot import read_snapshot
from gateway.problems import OUTAGE_SECONDS
from gateway.publishing import take_order
from gateway.refusals import Refused

POLICY_VIOLATION = 1008
INTERNAL_ERROR = 1011
RESTARTING = 1012
TRY_AGAIN_LATER = 1013

SEND_SECONDS = 20.0
CLOSE_SECONDS = 2.0
WAITING_FRAMES = 100
"""How many intents of one socket may wait for the broker."""

_FRAME_TAGS = frozenset({"intent", "watch", "ping"})
_PONG = PongFrame().model_dump_json()

log = structlog.get_logger(__name__)


class LiveSocket:
    """An accepted socket, until it ends."""

    def __init__(self, gateway: Gateway, websocket: WebSocket, conversation_id: UUID, locale: Locale) -> None:
        self._gateway = gateway
        self._websocket = websocket
        self._locale = locale
        self._client = client_of(websocket)
        self._feed = Feed(conversation_id, locale, backlog=gateway.settings.socket_backlog)
        self._asked: asyncio.Queue[IntentFrame | WatchFrame] = asyncio.Queue(WAITING_FRAMES)
        self._second, self._frames = 0, 0

    async def run(self) -> None:
        """Returns when the page left, or was left."""
        parts = (self._read, self._write, self._obey, self._synchronise, self._watch_backlog)
        self._gateway.hub.join(self._feed)
        tasks = [asyncio.create_task(part()) for part in parts]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            code = _close_code(done)
        finally:
            self._gateway.hub.leave(self._feed)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if code is not None:
            await self._close(code)

    async def _close(self, code: int) -> None:
        self._gateway.metrics.closed.labels(code).inc()
        log.info("socket.closed", code=code, client=self._client)
        # A page that does not read cannot be told: the connection is dropped with what it did not take.
        with contextlib.suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._websocket.close(code)

    async def _write(self) -> int | None:
        """The only writer."""
        while (frame := await self._feed.take()) is not None:
            try:
                async with asyncio.timeout(SEND_SECONDS):
                    await self._websocket.send_text(frame)
            except TimeoutError:
                return TRY_AGAIN_LATER
            except WebSocketDisconnect:
                return None
        return RESTARTING

    async def _watch_backlog(self) -> int:
        await self._feed.overrun.wait()
        return TRY_AGAIN_LATER

    async def _synchronise(self) -> int:
        """A snapshot at first, and whenever events may have been missed; the feed has been listening since before."""
        while True:
            await self._feed.stale.wait()
            self._feed.stale.clear()
            self._feed.begin_sync()
            try:
                snapshot, watched = await queries.read(self._gateway.database, self._read_truth)
            except DatabaseAway:
                return TRY_AGAIN_LATER
            frames = [snapshot.model_dump_json()]
            if snapshot.scenario:
                self._feed.knows(snapshot.scenario.id, snapshot.scenario.version)
            if watched and not self._feed.knows(watched.id, watched.version):
                frames.append(ScenarioFrame(scenario=watched).model_dump_json())
            self._feed.end_sync(frames, snapshot.scenario.id if snapshot.scenario else None)

    def _read_truth(self, session: Session) -> tuple[SnapshotFrame, Scenario | None]:
        watched = self._feed.watched
        return (
            read_snapshot(session, self._feed.conversation_id, self._locale),
            scenario_view(session, watched, self._locale) if watched else None,
        )

    async def _read(self) -> int | None:
        while True:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                return None
            if self._is_flooding():
                return POLICY_VIOLATION
            try:
                self._take(_parse(message.get("text") or message.get("bytes") or ""))
            except _Unreadable as unreadable:
                self._refuse(unreadable.refused, unreadable.command_id)

    def _is_flooding(self) -> bool:
        second = int(time.monotonic())
        if second != self._second:
            self._second, self._frames = second, 0
        self._frames += 1
        return self._frames > self._gateway.settings.socket_frames_per_second

    def _take(self, frame: ClientFrame) -> None:
        if frame.type == "ping":
            self._feed.put(_PONG)
            return
        try:
            self._asked.put_nowait(frame)
        except asyncio.QueueFull:
            refused = Refused("rate-limited", retry_after=OUTAGE_SECONDS)
            self._refuse(refused, frame.command_id if isinstance(frame, IntentFrame) else None)

    async def _obey(self) -> int:
        """One after the other, in the order they were sent."""
        while True:
            frame = await self._asked.get()
            if isinstance(frame, IntentFrame):
                await self._submit(frame)
            else:
                await self._follow(frame.scenario_id)

    async def _submit(self, frame: IntentFrame) -> None:
        try:
            self._gateway.hub.check_open()
            order = take_order(
                frame.intent,
                frame.payload,
                command_id=frame.command_id,
                locale=self._locale,
                scenario_id=frame.scenario_id,
                conversation_id=self._feed.conversation_id,
                traceparent=frame.traceparent,
                within=("payload",),
            )
            self._feed.hold(frame.command_id)
            await self._gateway.send(order, self._client)
        except Refused as refused:
            self._feed.refuse(frame.command_id, refused.problem(self._locale))
        else:
            self._feed.accept(frame.command_id)

    async def _follow(self, scenario_id: int | None) -> None:
        """Watches, and tells the scenario as it is: what changed before the watch began was told to nobody."""
        self._feed.watch(scenario_id)
        if scenario_id is None:
            return
        try:
            scenario = await self._gateway.database.read(
                lambda session: scenario_view(session, scenario_id, self._locale)
            )
        except DatabaseAway:
            self._refuse(Refused("database-unavailable", retry_after=OUTAGE_SECONDS))
            return
        if scenario is None:
            self._refuse(Refused("scenario-not-found"))
        elif not self._feed.knows(scenario.id, scenario.version):
            self._feed.put(ScenarioFrame(scenario=scenario).model_dump_json())

    def _refuse(self, refused: Refused, command_id: UUID | None = None) -> None:
        self._feed.put(rejected(refused.problem(self._locale), command_id))


class _Unreadable(Exception):
    """A frame that is none of ours; `command_id` is set when at least that could be read."""

    def __init__(self, refused: Refused, command_id: UUID | None) -> None:
        super().__init__(refused.code)
        self.refused = refused
        self.command_id = command_id


def _parse(text: str | bytes) -> ClientFrame:
    """Raises _Unreadable."""
    try:
        data = from_json(text)
    except ValueError as error:
        raise _Unreadable(Refused("validation", errors=[{"type": "json_invalid", "loc": ()}]), None) from error
    try:
        return CLIENT_FRAME.validate_python(data)
    except ValidationError as error:
        errors = [{**item, "loc": _without_tag(item["loc"])} for item in error.errors(include_url=False)]
        raise _Unreadable(Refused("validation", errors=errors), _command_id(data)) from error


def _without_tag(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    return loc[1:] if loc and loc[0] in _FRAME_TAGS else loc


def _command_id(data: Any) -> UUID | None:
    try:
        return UUID(data["command_id"])
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def _close_code(done: set[asyncio.Task[Any]]) -> int | None:
    """The code to close with; None when the page has left already."""
    failure = next((error for task in done if (error := task.exception()) is not None), None)
    if failure is not None:
        log.error("socket.failed", exc_info=failure)
        return INTERNAL_ERROR
    codes: list[int | None] = [task.result() for task in done]
    return None if None in codes else codes[0]
