import asyncio

from assistant.bus.base import Delivery, QueueState
from assistant.testing.bus import BrokerUnderTest, Received, eventually, make_command

A_MOMENT = 0.3


class Busy:
    """Takes a command and works on it until it is told to finish."""

    def __init__(self) -> None:
        self.begun = 0
        self.done = 0
        self.may_finish = asyncio.Event()

    async def __call__(self, delivery: Delivery) -> None:
        self.begun += 1
        await self.may_finish.wait()
        await delivery.ack()
        self.done += 1


class TestAPausedConsumer:
    async def test_gets_nothing_and_can_acknowledge_what_it_has(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        received = Received(acks=False)
        consumer = await bus.consume("ai.commands", received, prefetch=5)
        await bus.publish([make_command("ai.run", b"before")])
        await received.wait(1)
        await consumer.pause()
        assert not consumer.is_consuming
        await bus.publish([make_command("ai.run", b"during")])
        await received.ack_all()
        await asyncio.sleep(A_MOMENT)
        assert received.bodies == [b"before"]
        assert await bus.state("ai.commands") == QueueState(messages=1, consumers=0)
        await bus.close()
        other, rest = await broker.join(), Received()
        await other.consume("ai.commands", rest, prefetch=5)
        await rest.wait(1)
        await asyncio.sleep(A_MOMENT)
        assert rest.bodies == [b"during"]

    async def test_gets_the_rest_when_it_resumes(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        received = Received()
        consumer = await bus.consume("ai.commands", received, prefetch=2)
        await consumer.pause()
        await bus.publish([make_command("ai.run", body) for body in (b"1", b"2", b"3")])
        await consumer.resume()
        assert consumer.is_consuming
        await received.wait(3)
        assert received.bodies == [b"1", b"2", b"3"]

    async def test_leaves_the_commands_to_the_others(self, broker: BrokerUnderTest) -> None:
        first, second = await broker.join(), await broker.join()
        one, two = Received(), Received()
        consumer = await first.consume("ai.commands", one, prefetch=5)
        await second.consume("ai.commands", two, prefetch=5)
        await consumer.pause()
        await first.publish([make_command("ai.run") for _ in range(6)])
        await two.wait(6)
        assert one.deliveries == []

    async def test_stays_paused_over_a_lost_connection(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        received = Received()
        consumer = await bus.consume("ai.commands", received, prefetch=1)
        await consumer.pause()
        await broker.lose_connections()
        await eventually(lambda: bus.is_connected)
        await bus.publish([make_command("ai.run")])
        await asyncio.sleep(A_MOMENT)
        assert received.deliveries == []
        await consumer.resume()
        await received.wait(1)


class TestStopping:
    async def test_waits_for_what_is_under_way_and_takes_nothing_new(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        busy = Busy()
        consumer = await bus.consume("ai.commands", busy, prefetch=2)
        await bus.publish([make_command("ai.run") for _ in range(5)])
        await eventually(lambda: busy.begun == 2)
        stopping = asyncio.create_task(consumer.stop())
        await asyncio.sleep(A_MOMENT)
        assert not stopping.done()
        busy.may_finish.set()
        await stopping
        assert (busy.begun, busy.done) == (2, 2)
        assert (await bus.state("ai.commands")).messages == 3

    async def test_happens_to_all_consumers_when_the_bus_closes(self, broker: BrokerUnderTest) -> None:
        bus, observer = await broker.join(), await broker.join()
        busy = Busy()
        await bus.consume("ai.commands", busy, prefetch=1)
        await bus.consume("scenario.commands", busy, prefetch=1)
        await bus.publish([make_command("ai.run"), make_command("scenario.run"), make_command("ai.run")])
        await eventually(lambda: busy.begun == 2)
        closing = asyncio.create_task(bus.close())
        await asyncio.sleep(A_MOMENT)
        busy.may_finish.set()
        await closing
        assert busy.done == 2
        assert (await observer.state("scenario.commands")).messages == 0
        assert (await observer.state("ai.commands")).messages == 1


class TestALostConnection:
    async def test_is_made_again_and_new_commands_are_consumed(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        received = Received()
        consumer = await bus.consume("ai.commands", received, prefetch=5)
        await broker.lose_connections()
        await eventually(lambda: consumer.is_consuming and bus.is_connected)
        assert await bus.publish([make_command("ai.run", b"new")]) == [None]
        await received.wait(1)
        assert received.bodies == [b"new"]

    async def test_does_not_end_the_calls_under_way_but_delivers_their_commands_again(
        self, broker: BrokerUnderTest
    ) -> None:
        bus = await broker.join()
        busy = Busy()
        await bus.consume("ai.commands", busy, prefetch=1)
        await bus.publish([make_command("ai.run")])
        await eventually(lambda: busy.begun == 1)
        await broker.lose_connections()
        await eventually(lambda: busy.begun == 2)
        busy.may_finish.set()
        await eventually(lambda: busy.done == 2)

    async def test_brings_back_what_was_fetched(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        await bus.publish([make_command("ai.run")])
        assert len(await bus.fetch("ai.commands", 1)) == 1
        assert await bus.fetch("ai.commands", 1) == []
        await broker.lose_connections()
        await eventually(lambda: bus.is_connected)
        received = Received()
        await bus.consume("ai.commands", received, prefetch=1)
        await received.wait(1)
