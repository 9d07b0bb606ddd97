import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from assistant.bus.base import Bus, Outgoing
from assistant.bus.memory import MemoryBus
from assistant.bus.memory_broker import MemoryBroker
from assistant.db.models import InboxRow
from assistant.db.session import Database
from assistant.runtime import inbox
from assistant.runtime.drafting import STREAM_SECONDS, ClaimLost, LiveStream, draft_under_lease
from assistant.runtime.inbox import InboxRecord
from assistant.testing.harness import envelope_of


class RememberingBus(MemoryBus):
    """Keeps what is published, and sends it nowhere."""

    def __init__(self) -> None:
        super().__init__(MemoryBroker())
        self.published: list[dict[str, Any]] = []

    async def publish(self, messages: Sequence[Outgoing]) -> list[Any]:
        self.published += [json.loads(message.body) for message in messages]
        return [None] * len(messages)

    @property
    def deltas(self) -> list[tuple[int, str]]:
        return [(event["offset"], event["text"]) for event in self.published if event["type"] == "message.streamed"]


class Pauses:
    """A clock that stands still: each pause lasts until it is ended."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self._ended = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        self._ended.clear()
        await self._ended.wait()

    def end(self) -> None:
        self._ended.set()


@pytest.fixture
def bus() -> RememberingBus:
    return RememberingBus()


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
async def stream(bus: Bus, pauses: Pauses) -> AsyncIterator[LiveStream]:
    envelope = envelope_of("chat.say", {"message": "bonjour"}, conversation_id=uuid4())
    stream = LiveStream(bus, envelope, 0, pauses)
    running = asyncio.create_task(stream.run())
    yield stream
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


class TestADraftUnderLease:
    async def test_is_given_up_once_its_saga_was_ended(self, database: Database, scenario_id: int) -> None:
        root = envelope_of("plan.generate", scenario_id=scenario_id)
        step = envelope_of("ai.draft_plan", {"root_id": root.command_id}, root_id=root.command_id)
        rows = {root.command_id: "running", step.command_id: "running"}

        def add(session: Session) -> None:
            for command_id, state in rows.items():
                session.add(InboxRow(command_id=command_id, service="ai", type="x", state=state, owner="me"))

        database.transact(add)
        drafting = asyncio.create_task(draft_under_lease(asyncio.sleep(30), database, step, "me", 1))
        await asyncio.sleep(0.5)
        assert not drafting.done()
        database.transact(lambda session: inbox.settle(session, root.command_id, "failed", InboxRecord()))
        with pytest.raises(ClaimLost):
            await asyncio.wait_for(drafting, 5)


async def until_nothing_happens() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


class TestALiveStream:
    async def test_sends_the_first_words_at_once_also_right_after_a_step(
        self, stream: LiveStream, bus: RememberingBus, pauses: Pauses
    ) -> None:
        stream.progress("thinking", "Je réfléchis…")
        await until_nothing_happens()
        stream.write("Voici")
        await until_nothing_happens()
        assert [event["type"] for event in bus.published] == ["command.progressed", "message.streamed"]
        assert pauses.asked == [STREAM_SECONDS]

    async def test_gathers_what_follows_for_a_twentieth_of_a_second(
        self, stream: LiveStream, bus: RememberingBus, pauses: Pauses
    ) -> None:
        for text in ("Voici", " trois", " cibles"):
            stream.write(text)
            await until_nothing_happens()
        assert bus.deltas == [(0, "Voici")]
        pauses.end()
        await until_nothing_happens()
        assert bus.deltas == [(0, "Voici"), (5, " trois cibles")]
        assert pauses.asked == [STREAM_SECONDS] * 2
        assert STREAM_SECONDS >= 1 / 20

    async def test_takes_back_at_once_what_was_sent_and_begins_anew(
        self, stream: LiveStream, bus: RememberingBus, pauses: Pauses
    ) -> None:
        for text in ("Voici", " trois"):
            stream.write(text)
            await until_nothing_happens()
        stream.restart()
        pauses.end()
        await until_nothing_happens()
        stream.write("Trois")
        await until_nothing_happens()
        sent = [(event["attempt"], event["offset"], event["text"]) for event in bus.published]
        assert sent == [(0, 0, "Voici"), (1, 0, ""), (1, 0, "Trois")]

    async def test_has_nothing_to_take_back_before_anything_was_sent(
        self, stream: LiveStream, bus: RememberingBus
    ) -> None:
        stream.restart()
        stream.write("Voici")
        await until_nothing_happens()
        assert [(event["attempt"], event["text"]) for event in bus.published] == [(0, "Voici")]
