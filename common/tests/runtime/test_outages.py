import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import OperationalError

from assistant.bus.base import BusError, Outgoing, QueueFull
from assistant.bus.memory import MemoryBus
from assistant.bus.memory_broker import MemoryBroker
from assistant.bus.topology import EVENTS_EXCHANGE
from assistant.db.models import OutboxRow
from assistant.db.session import Database, DatabaseAway
from assistant.runtime import outages, outbox
from assistant.runtime.outages import Outages
from assistant.runtime.outbox import Pending, Publisher
from assistant.testing.harness import envelope_of


class FailingDatabase(Database):
    """Fails as the test says, once each, then works."""

    def __init__(self, url: str, *failures: Exception) -> None:
        super().__init__(url)
        self.failures = list(failures)

    def transact(self, work: Any) -> Any:
        self._fail()
        return super().transact(work)

    def check_writable(self) -> None:
        self._fail()

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.pop(0)


class PausedConsumer:
    """Remembers whether it consumes."""

    is_consuming = True

    async def pause(self) -> None:
        self.is_consuming = False

    async def resume(self) -> None:
        self.is_consuming = True

    async def stop(self) -> None:
        raise AssertionError("not asked for")


UNFORESEEN = OperationalError("SELECT 1", {}, Exception(1234, "what nobody thought of"))


@pytest.fixture
async def bus() -> MemoryBus:
    bus = MemoryBus(MemoryBroker())
    await bus.connect()
    return bus


class TestAnOutage:
    @pytest.mark.parametrize("meanwhile", [DatabaseAway("down"), UNFORESEEN])
    async def test_ends_whatever_the_looks_at_it_meet(
        self, database: Database, bus: MemoryBus, meanwhile: Exception, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(outages, "LOOK_SECONDS", 0.01)
        failing = FailingDatabase(database.url, meanwhile, meanwhile)
        consumer, tries = PausedConsumer(), 0
        waiting = Outages(failing, bus)
        waiting.watch(consumer)

        async def attempt() -> None:
            nonlocal tries
            tries += 1
            if tries == 1:
                raise DatabaseAway("down")

        async with asyncio.timeout(5):
            await waiting.outlast(attempt)
        assert (tries, consumer.is_consuming, failing.failures) == (2, True, [])
        failing.close()


class RefusingBus(MemoryBus):
    """Its queue is full for some messages."""

    def __init__(self, *refused: str) -> None:
        super().__init__(MemoryBroker())
        self.refused = refused
        self.sent: list[str] = []

    async def publish(self, messages: Sequence[Outgoing]) -> list[BusError | None]:
        self.sent += [message.message_id for message in messages if message.message_id not in self.refused]
        return [QueueFull("full") if message.message_id in self.refused else None for message in messages]


class TestSweeping:
    async def test_passes_over_what_the_broker_refuses(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(outbox, "SWEEP_BATCH", 2)
        monkeypatch.setattr(outbox, "SWEEP_AGE_SECONDS", -1)
        rows = [Pending(uuid4(), Outgoing(EVENTS_EXCHANGE, "x.happened", b"{}", str(n))) for n in range(5)]
        database.transact(lambda session: outbox.write(session, rows))
        bus = RefusingBus("0", "1", "2")
        swept = await asyncio.to_thread(outbox.sweep, database, bus, asyncio.get_running_loop())
        assert (swept, bus.sent) == (2, ["3", "4"])
        assert database.query(lambda session: session.query(OutboxRow).count()) == 3


class TestForgettingWhatWasPublished:
    async def test_goes_on_after_an_error_and_leaves_no_row_behind(
        self, database: Database, bus: MemoryBus, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(outbox, "DELETE_SECONDS", 0.01)
        event = envelope_of("chat.say", {"message": "x"})
        rows = [Pending(event.command_id, Outgoing(EVENTS_EXCHANGE, "x.happened", b"{}", str(event.command_id)))]
        database.transact(lambda session: outbox.write(session, rows))
        failing = FailingDatabase(database.url, UNFORESEEN)
        publisher = Publisher(bus, failing)
        await publisher.publish(rows)
        running = asyncio.create_task(publisher.run())
        async with asyncio.timeout(5):
            while database.query(lambda session: session.query(OutboxRow).count()):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert not running.done()
        running.cancel()
        failing.close()
