import asyncio

from assistant.bus.base import QueueFull, QueueState, Unroutable
from assistant.testing.bus import BrokerUnderTest, Received, eventually, make_command, make_event

A_MOMENT = 0.2


class TestACommand:
    async def test_arrives_as_it_was_sent(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        sent = make_command("scenario.add_cible", "corps é".encode(), headers={"attempt": 2, "locale": "fr"})
        assert await bus.publish([sent]) == [None]
        received = Received()
        await bus.consume("scenario.commands", received, prefetch=1)
        [delivery] = await received.wait(1)
        assert (delivery.body, delivery.key, delivery.message_id) == (sent.body, sent.key, sent.message_id)
        assert {name: delivery.headers[name] for name in sent.headers} == sent.headers
        assert delivery.delivery_count == 0

    async def test_goes_to_its_own_service_only(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        await bus.publish([make_command("scenario.add_cible"), make_command("ai.suggest_cibles"), make_command("ai")])
        assert await bus.state("scenario.commands") == QueueState(messages=1, consumers=0)
        assert await bus.state("ai.commands") == QueueState(messages=2, consumers=0)

    async def test_keeps_its_place_in_the_order_of_sending(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        received = Received()
        await bus.consume("ai.commands", received, prefetch=5)
        bodies = [str(number).encode() for number in range(50)]
        for start in range(0, 50, 10):
            assert (
                await bus.publish([make_command("ai.run", body) for body in bodies[start : start + 10]]) == [None] * 10
            )
            await received.wait(start + 10)
        assert received.bodies == bodies

    async def test_sent_by_many_at_once_arrives_once_each(self, broker: BrokerUnderTest) -> None:
        bus, other = await broker.join(), await broker.join()
        received = Received()
        await bus.consume("ai.commands", received, prefetch=50)
        bodies = [str(number).encode() for number in range(8)]
        results = await asyncio.gather(
            *(sender.publish([make_command("ai.run", body)]) for body in bodies for sender in (bus, other))
        )
        assert results == [[None]] * 16
        await received.wait(16)
        assert sorted(received.bodies) == sorted(bodies * 2)


class TestCompetingConsumers:
    async def test_share_the_commands_between_them(self, broker: BrokerUnderTest) -> None:
        first, second = await broker.join(), await broker.join()
        one, two = Received(), Received()
        await first.consume("ai.commands", one, prefetch=1)
        await second.consume("ai.commands", two, prefetch=1)
        bodies = [str(number).encode() for number in range(10)]
        await first.publish([make_command("ai.run", body) for body in bodies])
        await eventually(lambda: len(one.deliveries) + len(two.deliveries) == 10)
        assert sorted(one.bodies + two.bodies) == bodies
        assert one.bodies
        assert two.bodies

    async def test_take_turns_also_when_one_could_take_all(self, broker: BrokerUnderTest) -> None:
        bus, other = await broker.join(), await broker.join()
        one, two = Received(acks=False), Received(acks=False)
        await bus.consume("ai.commands", one, prefetch=50)
        await other.consume("ai.commands", two, prefetch=50)
        await bus.publish([make_command("ai.run") for _ in range(10)])
        await eventually(lambda: len(one.deliveries) + len(two.deliveries) == 10)
        assert len(one.deliveries) == len(two.deliveries) == 5

    async def test_get_no_more_than_their_prefetch_at_once(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        received = Received(acks=False)
        await bus.consume("ai.commands", received, prefetch=3)
        await bus.publish([make_command("ai.run") for _ in range(8)])
        await received.wait(3)
        await asyncio.sleep(A_MOMENT)
        assert len(received.deliveries) == 3
        assert (await bus.state("ai.commands")).messages == 5
        await received.deliveries[1].ack()
        await received.wait(4)
        await asyncio.sleep(A_MOMENT)
        assert len(received.deliveries) == 4


class TestACommandThatNoQueueTakes:
    async def test_is_reported_beside_those_that_arrived(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        results = await bus.publish([make_command("ai.run"), make_command("nobody.run"), make_command("ai.run")])
        assert results[0] is None
        assert isinstance(results[1], Unroutable)
        assert results[2] is None
        assert (await bus.state("ai.commands")).messages == 2

    async def test_is_reported_each_time_when_sent_twice_at_once(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        twice = [make_command("nobody.run", message_id="the-same")] * 2
        assert [type(result) for result in await bus.publish(twice)] == [Unroutable, Unroutable]

    async def test_is_reported_when_its_exchange_is_missing(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        astray = make_event("cible.added")
        object.__setattr__(astray, "exchange", "assistant.nowhere")
        assert [type(result) for result in await bus.publish([astray])] == [Unroutable]
        assert await bus.publish([make_command("ai.run")]) == [None]


class TestAFullQueue:
    async def test_refuses_commands_until_it_is_drained_and_loses_none(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        accepted = []
        for number in range(40):
            [refusal] = await bus.publish([make_command("ai.run", str(number).encode())])
            if refusal is None:
                accepted.append(str(number).encode())
        # A quorum queue takes some more before its publishers have heard of its limit.
        assert 10 <= len(accepted) < 20
        assert [type(refusal) for refusal in await bus.publish([make_command("ai.run")])] == [QueueFull]
        received = Received()
        await bus.consume("ai.commands", received, prefetch=5)
        await received.wait(len(accepted))
        assert received.bodies == accepted
        assert await bus.publish([make_command("ai.run")]) == [None]

    async def test_leaves_the_others_open(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        refusals = [await bus.publish([make_command("ai.run")]) for _ in range(20)]
        assert [type(refusal) for refusal in refusals[-1]] == [QueueFull]
        assert await bus.publish([make_command("scenario.add_cible")]) == [None]


class TestNothingToPublish:
    async def test_is_no_error(self, broker: BrokerUnderTest) -> None:
        assert await (await broker.join()).publish([]) == []
