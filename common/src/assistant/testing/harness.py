"""Services under test, spoken to in commands: real database, real runtime, the bus of the test's choice."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pydantic import BaseModel

from assistant.bus.base import Bus, Delivery
from assistant.bus.memory import MemoryBus
from assistant.bus.memory_broker import MemoryBroker
from assistant.bus.topology import build_topology
from assistant.contracts.base import Locale
from assistant.contracts.envelope import Envelope, Event, Settled
from assistant.contracts.fingerprint import payload_json
from assistant.contracts.registry import BY_INTENT, BY_TYPE, Service
from assistant.db.models import Base
from assistant.db.session import Database
from assistant.runtime import inbox
from assistant.runtime.handlers import Routes
from assistant.runtime.wire import command_message, decode_event
from assistant.runtime.worker import Worker


def envelope_of(
    intent_or_type: str,
    payload: BaseModel | dict[str, Any] | None = None,
    *,
    command_id: UUID | None = None,
    conversation_id: UUID | None = None,
    scenario_id: int | None = None,
    locale: Locale = "fr",
    root_id: UUID | None = None,
    time_to_live: timedelta | None = None,
) -> Envelope:
    """A command as the gateway would send it. Raises pydantic's ValidationError for a bad payload."""
    spec = BY_INTENT.get(intent_or_type) or BY_TYPE[intent_or_type]
    given = payload if isinstance(payload, BaseModel) else spec.payload.validate_python(payload or {})
    now = datetime.now(UTC)
    lifetime = time_to_live or spec.time_to_live
    command_id = command_id or uuid4()
    return Envelope(
        command_id=command_id,
        type=spec.type,
        correlation_id=root_id or command_id,
        conversation_id=conversation_id,
        scenario_id=scenario_id,
        expires_at=now + lifetime if lifetime else None,
        occurred_at=now,
        locale=locale,
        payload=payload_json(given),
    )


def sqlite_database(folder: Path) -> Database:
    """A new SQLite database with every table."""
    database = Database(f"sqlite:///{folder / 'assistant.db'}")
    Base.metadata.create_all(database.engine)
    return database


def memory_broker(*, retry_delay: timedelta = timedelta(milliseconds=50)) -> MemoryBroker:
    """A broker in this process whose retry queues are quick."""
    return MemoryBroker(build_topology(retry_delay=retry_delay))


class Harness:
    """Sends commands to running workers and waits for their outcomes."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self.database = database
        self.bus = bus
        self.events: list[Event] = []
        self.workers: list[Worker] = []

    async def start(self, services: dict[Service, Routes], *, bus: Bus | None = None, copies: int = 1) -> list[Worker]:
        """Starts `copies` workers of each service."""
        started = [
            Worker(name, routes, self.database, bus or self.bus)
            for name, routes in services.items()
            for _ in range(copies)
        ]
        for worker in started:
            await worker.start()
        self.workers += started
        return started

    async def publish(self, *envelopes: Envelope) -> None:
        """Publishes commands. Raises BusError."""
        for failure in await self.bus.publish([command_message(envelope) for envelope in envelopes]):
            if failure is not None:
                raise failure

    async def send(self, intent_or_type: str, payload: Any = None, **facts: Any) -> Settled:
        """Publishes a command and waits for its outcome."""
        envelope = envelope_of(intent_or_type, payload, **facts)
        await self.publish(envelope)
        return await self.outcome(envelope.command_id)

    async def outcome(self, command_id: UUID, *, seconds: float = 60) -> Settled:
        """The terminal event kept in the inbox. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while True:
                row = await self.database.read(lambda session: inbox.load(session, command_id))
                if row is not None and row[0] != "running" and row[1].event is not None:
                    return row[1].event
                await asyncio.sleep(0.01)

    def settled_events(self, command_id: UUID) -> Sequence[Settled]:
        """The terminal events that were published for a command, so far."""
        return [event for event in self.events if isinstance(event, Settled) and event.command_id == command_id]

    async def _hear(self, delivery: Delivery) -> None:
        self.events.append(decode_event(delivery.body))


@asynccontextmanager
async def harness(database: Database, bus: Bus | None = None) -> AsyncIterator[Harness]:
    """A harness on `database`, with a bus in memory unless another is given; stops what was started in it."""
    bus = bus or MemoryBus(memory_broker())
    await bus.connect()
    harness = Harness(database, bus)
    await bus.listen("gateway.test", harness._hear, _ignore_gap)  # noqa: SLF001 - its own callback
    try:
        yield harness
    finally:
        await asyncio.gather(*(worker.stop() for worker in harness.workers))
        await bus.close()


async def _ignore_gap() -> None:
    """The harness reads outcomes from the database: a gap in events loses it nothing."""
