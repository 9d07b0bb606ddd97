import asyncio
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bus.base import BusAway, Outgoing, TopologyMismatch
from assistant.bus.connect import create_bus
from assistant.bus.memory import MemoryBus
from assistant.bus.memory_broker import MemoryBroker, matches
from assistant.bus.topology import Topology
from assistant.testing.bus import Received, eventually, make_command

WORDS = st.lists(st.sampled_from(["a", "b", "scenario", ""]), min_size=1, max_size=5)
PATTERNS = st.lists(st.sampled_from(["a", "b", "scenario", "*", "#"]), min_size=1, max_size=5)


def expand(pattern: list[str], words: list[str]) -> bool:
    """By definition: some number of `*` in the place of each `#` makes the pattern fit word for word."""
    choices = ([["*"] * count for count in range(len(words) + 1)] if word == "#" else [[word]] for word in pattern)
    for choice in product(*choices):
        fitted = [word for part in choice for word in part]
        if len(fitted) == len(words) and all(one in {"*", other} for one, other in zip(fitted, words, strict=True)):
            return True
    return False


class TestTopicKeys:
    @given(PATTERNS, WORDS)
    def test_match_by_the_definition_of_topics(self, pattern: list[str], words: list[str]) -> None:
        assert matches(".".join(pattern), ".".join(words)) == expand(pattern, words if words != [""] else [])

    @given(WORDS)
    def test_match_themselves_and_the_hash(self, words: list[str]) -> None:
        key = ".".join(words)
        assert matches(key, key)
        assert matches("#", key)
        assert matches(f"{key}.#", key) or key == ""

    @pytest.mark.parametrize(
        ("pattern", "key", "expected"),
        [
            ("scenario.#", "scenario.add_cible", True),
            ("scenario.#", "scenario", True),
            ("scenario.#", "scenarios.add_cible", False),
            ("scenario.*", "scenario", False),
            ("scenario.*", "scenario.add.cible", False),
            ("*.added", "cible.added", True),
            ("#.added", "added", True),
        ],
    )
    def test_match_as_on_the_broker(self, *, pattern: str, key: str, expected: bool) -> None:
        assert matches(pattern, key) is expected


class TestABrokerThatIsAway:
    async def test_raises_for_everything_and_holds_connecting_up(self, topology: Topology) -> None:
        broker = MemoryBroker(topology)
        bus, late = MemoryBus(broker), MemoryBus(broker)
        await bus.connect()
        broker.go_away()
        assert not bus.is_connected
        connecting = asyncio.create_task(late.connect())
        with pytest.raises(BusAway):
            await bus.publish([make_command("ai.run")])
        with pytest.raises(BusAway):
            await bus.consume("ai.commands", Received(), prefetch=1)
        with pytest.raises(BusAway):
            await bus.state("ai.commands")
        assert not connecting.done()
        broker.come_back()
        await connecting
        assert await late.publish([make_command("ai.run")]) == [None]
        assert bus.is_connected

    async def test_keeps_what_it_had(self, topology: Topology) -> None:
        broker = MemoryBroker(topology)
        bus = MemoryBus(broker)
        await bus.connect()
        await bus.publish([make_command("ai.run")])
        received = Received(acks=False)
        await bus.consume("ai.commands", received, prefetch=1)
        await received.wait(1)
        broker.go_away()
        await received.ack_all()
        broker.come_back()
        await received.wait(2)
        assert received.deliveries[1].delivery_count == 1


class TestABusThatIsClosed:
    async def test_publishes_no_more(self, topology: Topology) -> None:
        bus = MemoryBus(MemoryBroker(topology))
        await bus.connect()
        await bus.close()
        assert not bus.is_connected
        with pytest.raises(BusAway):
            await bus.publish([make_command("ai.run")])

    async def test_leaves_no_queue_of_its_listeners(self, topology: Topology) -> None:
        broker = MemoryBroker(topology)
        bus = MemoryBus(broker)
        await bus.connect()
        before = set(broker.queues)

        async def on_gap() -> None:
            raise AssertionError

        await bus.listen("gateway", Received(), on_gap)
        assert set(broker.queues) != before
        await bus.close()
        assert set(broker.queues) == before


class TestARetryIntoAFullQueue:
    async def test_waits_for_room(self, topology: Topology) -> None:
        bus = MemoryBus(MemoryBroker(topology))
        await bus.connect()
        await bus.publish([make_command("ai.run") for _ in range(10)])
        await bus.publish([Outgoing("", "ai.retry", b"retried", "id", mandatory=True)])
        await asyncio.sleep(0.7)
        assert (await bus.state("ai.retry")).messages == 1
        received = Received()
        await bus.consume("ai.commands", received, prefetch=1)
        await received.wait(11)
        assert received.bodies[-1] == b"retried"


class TestAQueueThatIsNotThere:
    async def test_is_a_mismatch(self, topology: Topology) -> None:
        bus = MemoryBus(MemoryBroker(topology))
        await bus.connect()
        with pytest.raises(TopologyMismatch):
            await bus.state("nobody.commands")


class TestTheBusOfAnAddress:
    async def test_is_in_memory_when_it_says_so(self) -> None:
        bus = create_bus("memory:")
        await bus.connect()
        received = Received()
        await bus.consume("plan.commands", received, prefetch=1)
        await bus.publish([make_command("plan.generate")])
        await eventually(lambda: len(received.deliveries) == 1)
        await bus.close()

    def test_is_rabbitmq_for_amqp(self) -> None:
        assert type(create_bus("amqp://guest:guest@localhost/")).__name__ == "RabbitBus"

    @pytest.mark.parametrize("url", ["", "localhost:5672", "redis://localhost"])
    def test_is_none_for_another_kind(self, url: str) -> None:
        with pytest.raises(ValueError, match="amqp://"):
            create_bus(url)
