"""A gateway under test: a real server, a real page's socket, and services whose every answer the test decides."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import websockets
from sqlalchemy.orm import Session

from assistant.bus.memory import MemoryBus
from assistant.bus.memory_broker import MemoryBroker
from assistant.bus.topology import commands_queue
from assistant.contracts.entities import Message
from assistant.contracts.envelope import Envelope, EventBase, Settled
from assistant.contracts.fingerprint import fingerprint
from assistant.contracts.problems import Problem
from assistant.contracts.registry import BY_TYPE, FAILED_EVENT, Service
from assistant.contracts.replies import Reply
from assistant.db.session import Database
from assistant.db.views import scenario_view
from assistant.runtime import inbox
from assistant.runtime.inbox import InboxRecord
from assistant.runtime.wire import event_message
from gateway.bootstrap import Gateway
from gateway.server import Server, make_server

PATIENCE_SECONDS = 10.0
Frame = dict[str, Any]


class Page:
    """A page's socket; `frames` is all it has heard."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self.socket = socket
        self.frames: list[Frame] = []

    async def send(self, **frame: Any) -> None:
        await self.socket.send(json.dumps(frame, default=str))

    async def intent(
        self,
        intent: str,
        payload: Mapping[str, Any] | None = None,
        *,
        scenario_id: int | None = None,
        command_id: UUID | None = None,
    ) -> UUID:
        """Sends an intent; returns its command id."""
        command_id = command_id or uuid4()
        await self.send(
            type="intent", command_id=command_id, intent=intent, scenario_id=scenario_id, payload=dict(payload or {})
        )
        return command_id

    async def hear(self, *, seconds: float = PATIENCE_SECONDS) -> Frame:
        """The next frame. Raises TimeoutError, and ConnectionClosed once the server has closed."""
        async with asyncio.timeout(seconds):
            frame: Frame = json.loads(await self.socket.recv())
        self.frames.append(frame)
        return frame

    async def until(self, *types: str) -> Frame:
        """The next frame of one of `types`."""
        while True:
            frame = await self.hear()
            if frame["type"] in types:
                return frame

    async def outcome(self, command_id: UUID) -> Frame:
        """The frame that settles a command."""
        while True:
            frame = await self.until("completed", "failed", "rejected")
            if frame["command_id"] == str(command_id):
                return frame

    async def close_code(self) -> int:
        """Hears all there is until the server closes, and gives the code it closed with."""
        try:
            while True:
                await self.hear()
        except websockets.ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0

    async def heard_within(self, seconds: float) -> list[Frame]:
        """What comes in that time."""
        before = len(self.frames)
        try:
            async with asyncio.timeout(seconds):
                while True:
                    await self.hear()
        except TimeoutError:
            return self.frames[before:]


@dataclass
class World:
    """A running gateway and what surrounds it."""

    gateway: Gateway
    database: Database
    broker: MemoryBroker
    server: Server
    http: httpx.AsyncClient

    @property
    def url(self) -> str:
        return str(self.http.base_url).rstrip("/")

    @asynccontextmanager
    async def page(
        self, conversation_id: UUID | None = None, *, locale: str = "fr", **options: Any
    ) -> AsyncIterator[Page]:
        """A page that has connected; its snapshot is the first frame it hears."""
        url = f"{self.url.replace('http', 'ws', 1)}/ws?conversation_id={conversation_id or uuid4()}&locale={locale}"
        async with websockets.connect(url, max_size=None, **options) as socket:
            yield Page(socket)


@asynccontextmanager
async def running(gateway: Gateway, broker: MemoryBroker) -> AsyncIterator[World]:
    """Serves `gateway` on a free port."""
    server = make_server(gateway)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        if serving.done():
            serving.result()
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_SECONDS) as http:
            yield World(gateway, gateway.database, broker, server, http)
    finally:
        server.should_exit = True
        await serving


@dataclass
class ScriptedServices:
    """All services, played by the test: it takes commands and settles them, or does not."""

    database: Database
    bus: MemoryBus
    taken: list[Envelope] = field(default_factory=list)

    async def take(self, service: Service) -> Envelope:
        """The next command of a service; TimeoutError when none comes."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                for delivery in await self.bus.fetch(commands_queue(service), 1):
                    await delivery.ack()
                    self.taken.append(Envelope.model_validate_json(delivery.body))
                    return self.taken[-1]
                await asyncio.sleep(0.005)

    async def waiting(self, service: Service) -> int:
        """How many commands nobody has taken."""
        return (await self.bus.state(commands_queue(service))).messages

    async def begin(self, envelope: Envelope) -> None:
        """Leaves the command running."""
        await self._write(envelope, "running", InboxRecord(origin=envelope))

    async def complete(self, envelope: Envelope, *, announce: bool = True, **reply: Any) -> Settled:
        """Settles a command with a reply; `announce=False` is an event that got lost."""
        event = self._event(envelope, Reply(**reply), None)
        return await self._settle(envelope, event, announce=announce)

    async def fail(self, envelope: Envelope, problem: Problem, *, announce: bool = True, **reply: Any) -> Settled:
        event = self._event(envelope, Reply(**reply), problem)
        return await self._settle(envelope, event, announce=announce)

    async def announce(self, event: EventBase) -> None:
        await self.bus.publish([event_message(event)])

    async def answer(self, envelope: Envelope, text: str = "Fait.", *, announce: bool = True, **reply: Any) -> Settled:
        """Completes a command with a message and its scenario, as it is in the database."""
        scenario = await self.read(lambda session: scenario_view(session, envelope.scenario_id or 0, envelope.locale))
        return await self.complete(
            envelope, announce=announce, message=said(envelope, text), scenario=scenario, **reply
        )

    async def read(self, work: Callable[[Session], Any]) -> Any:
        return await self.database.read(work)

    async def _settle(self, envelope: Envelope, event: Settled, *, announce: bool) -> Settled:
        await self._write(envelope, event.status, InboxRecord(event=event))
        if announce:
            await self.announce(event)
        return event

    async def _write(self, envelope: Envelope, state: str, record: InboxRecord) -> None:
        mark = fingerprint(envelope.type, envelope.scenario_id, envelope.payload, envelope.conversation_id)

        def work(session: Session) -> None:
            service = BY_TYPE[envelope.type].service
            if not inbox.reserve(session, envelope.command_id, envelope, service, state, mark=mark):
                inbox.settle(session, envelope.command_id, state, record)
            inbox.write_record(session, envelope.command_id, state, record)

        await self.database.run(work)

    def _event(self, envelope: Envelope, reply: Reply, problem: Problem | None) -> Settled:
        spec = BY_TYPE[envelope.type]
        return Settled(
            event_id=uuid4(),
            type=FAILED_EVENT if problem else spec.event,
            command_id=envelope.command_id,
            correlation_id=envelope.correlation_id,
            conversation_id=envelope.conversation_id,
            scenario_id=envelope.scenario_id,
            occurred_at=datetime.now(UTC),
            intent=spec.intent or spec.type,
            status="failed" if problem else "completed",
            reply=reply,
            problem=problem,
            scenarios_changed=spec.changes_scenario and problem is None,
        )


def said(envelope: Envelope, text: str) -> Message:
    """What the assistant answers to a command."""
    return Message(
        id=1,
        conversation_id=envelope.conversation_id,
        scenario_id=envelope.scenario_id,
        auteur="assistant",
        contenu=text,
        locale=envelope.locale,
        role_action=BY_TYPE[envelope.type].intent,
        command_id=envelope.command_id,
        created_at=datetime.now(UTC),
        actions=[],
    )
