import asyncio
import time
from typing import Any

from assistant.bus.base import Bus, Delivery, Outgoing
from assistant.bus.topology import DEAD_EXCHANGE, DEFAULT_EXCHANGE
from assistant.testing.bus import BrokerUnderTest, Received, make_command, wait_for_messages


def application_headers(delivery: Delivery) -> dict[str, Any]:
    """Without the broker's own (x-death, x-delivery-count …), which it would take for its account and count on from."""
    return {name: value for name, value in delivery.headers.items() if not name.startswith("x-")}


def make_retry(delivery: Delivery, attempt: int) -> Outgoing:
    headers = application_headers(delivery) | {"attempt": attempt}
    return Outgoing(DEFAULT_EXCHANGE, "ai.retry", delivery.body, str(delivery.message_id), headers, mandatory=True)


class Failing:
    """Tries each command again until its third attempt, then gives it up to the dead letters."""

    def __init__(self, bus: Bus) -> None:
        self.attempts: list[int] = []
        self._bus = bus

    async def __call__(self, delivery: Delivery) -> None:
        attempt = int(delivery.headers.get("attempt", 1))
        self.attempts.append(attempt)
        again = make_retry(delivery, attempt + 1)
        dead = Outgoing(
            DEAD_EXCHANGE, "ai.run", delivery.body, again.message_id, {"reason": "always fails"}, mandatory=True
        )
        assert await self._bus.publish([again if attempt < 3 else dead]) == [None]
        await delivery.ack()


class TestARetry:
    async def test_comes_back_to_the_commands_after_the_delay(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        received = Received()
        await bus.consume("ai.commands", received, prefetch=1)
        await bus.publish([make_command("ai.run", b"again")])
        [first] = await received.wait(1)
        began = time.monotonic()
        await bus.publish([make_retry(first, attempt=2)])
        _, second = await received.wait(2)
        assert 0.4 < time.monotonic() - began < 5
        assert (second.body, second.message_id, second.headers["attempt"]) == (b"again", first.message_id, 2)
        assert second.delivery_count == 0

    async def test_is_counted_by_its_own_header_until_it_is_given_up(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        failing, healthy = Failing(bus), Received()
        await bus.consume("ai.commands", failing, prefetch=1)
        await bus.consume("scenario.commands", healthy, prefetch=1)
        await bus.publish([make_command("ai.run", b"bad"), make_command("scenario.run", b"good")])
        await wait_for_messages(bus, "ai.dead", 1)
        letters = await bus.fetch("ai.dead", 10)
        assert failing.attempts == [1, 2, 3]
        assert [(letter.body, letter.key, letter.headers["reason"]) for letter in letters] == [
            (b"bad", "ai.run", "always fails")
        ]
        assert healthy.bodies == [b"good"]
        assert (await bus.state("ai.retry")).messages == 0

    async def test_carries_no_header_of_the_broker(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        received = Received()
        await bus.consume("ai.commands", received, prefetch=1)
        [refusal] = await bus.publish([Outgoing(DEFAULT_EXCHANGE, "ai.retry", b"", "id", {"attempt": 2})])
        assert refusal is None
        [delivery] = await received.wait(1)
        assert delivery.headers["x-first-death-reason"] == "expired"
        assert application_headers(delivery) == {"attempt": 2}


class TestDeadLetters:
    async def test_wait_until_they_are_acknowledged(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        dead = [Outgoing(DEAD_EXCHANGE, "ai.run", body, "id", {"reason": "bad"}) for body in (b"1", b"2", b"3")]
        assert await bus.publish(dead) == [None] * 3
        reader = await broker.join()
        assert [letter.body for letter in await reader.fetch("ai.dead", 2)] == [b"1", b"2"]
        await reader.close()
        await wait_for_messages(bus, "ai.dead", 3)
        reader = await broker.join()
        letters = await reader.fetch("ai.dead", 10)
        assert [letter.body for letter in letters] == [b"1", b"2", b"3"]
        await letters[0].ack()
        await reader.close()
        await wait_for_messages(bus, "ai.dead", 2)

    async def test_are_none_where_none_were_sent(self, broker: BrokerUnderTest) -> None:
        bus = await broker.join()
        await bus.publish([Outgoing(DEAD_EXCHANGE, "scenario.run", b"", "id")])
        assert await bus.fetch("ai.dead", 10) == []


class TestAConsumerThatDies:
    async def test_leaves_what_it_had_not_acknowledged_to_another_counted(self, broker: BrokerUnderTest) -> None:
        doomed, survivor = await broker.join(), await broker.join()
        held, received = Received(acks=False), Received()
        await doomed.consume("ai.commands", held, prefetch=3)
        await survivor.publish([make_command("ai.run", body) for body in (b"1", b"2", b"3", b"4")])
        await held.wait(3)
        await held.deliveries[0].ack()
        await asyncio.sleep(0.2)
        await broker.kill(doomed)
        await survivor.consume("ai.commands", received, prefetch=1)
        await received.wait(3)
        counts = {delivery.body: delivery.delivery_count for delivery in received.deliveries}
        assert counts.pop(b"4") <= 1
        assert counts == {b"2": 1, b"3": 1}

    async def test_acknowledges_in_vain_and_without_an_error(self, broker: BrokerUnderTest) -> None:
        doomed, survivor = await broker.join(), await broker.join()
        held, received = Received(acks=False), Received()
        await doomed.consume("ai.commands", held, prefetch=1)
        await survivor.publish([make_command("ai.run")])
        await held.wait(1)
        await broker.kill(doomed)
        await held.ack_all()
        await survivor.consume("ai.commands", received, prefetch=1)
        [delivery] = await received.wait(1)
        assert delivery.delivery_count == 1

    async def test_too_often_makes_its_command_a_dead_letter(self, broker: BrokerUnderTest) -> None:
        observer = await broker.join()
        await observer.publish([make_command("ai.run", b"deadly", headers={"attempt": 1})])
        for count in range(3):
            doomed, held = await broker.join(), Received(acks=False)
            await doomed.consume("ai.commands", held, prefetch=1)
            [delivery] = await held.wait(1)
            assert delivery.delivery_count == count
            await broker.kill(doomed)
        await wait_for_messages(observer, "ai.dead", 1)
        letters = await observer.fetch("ai.dead", 10)
        assert [(letter.body, letter.key) for letter in letters] == [(b"deadly", "ai.run")]
        assert letters[0].headers["x-first-death-reason"] == "delivery_limit"
        assert application_headers(letters[0]) == {"attempt": 1}
        assert (await observer.state("ai.commands")).messages == 0
