import asyncio
import contextlib
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.bus.base import Bus, BusAway, TopologyMismatch
from assistant.bus.connect import create_bus
from assistant.bus.definitions import build_definitions
from assistant.bus.rabbit import ANSWER_SECONDS
from assistant.bus.rabbit_bus import RabbitBus
from assistant.bus.topology import TOPOLOGY, Queue, Topology, event_queue
from assistant.testing.bus import Received, eventually, make_command, make_event, wait_for_messages
from assistant.testing.management import Management
from assistant.testing.plugin import RabbitVhost
from assistant.testing.rabbitmq import RabbitServer

pytestmark = pytest.mark.integration


@asynccontextmanager
async def joined(url: str, topology: Topology) -> AsyncIterator[RabbitBus]:
    bus = RabbitBus(url, topology)
    await bus.connect()
    try:
        yield bus
    finally:
        await bus.close()


@pytest.fixture
async def bus(rabbitmq_vhost: RabbitVhost, topology: Topology) -> AsyncIterator[RabbitBus]:
    async with joined(rabbitmq_vhost.url, topology) as bus:
        yield bus


async def publish_at_last(bus: Bus, body: bytes) -> None:
    """Publishes as soon as the broker takes it."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(BusAway):
            if await bus.publish([make_command("ai.run", body)]) == [None]:
                return
    raise AssertionError("not taken within 30 s")


class TestADifferentTopologyOnTheBroker:
    @pytest.mark.parametrize(
        "change",
        [
            lambda queue: replace(queue, max_length=11),
            lambda queue: replace(queue, overflow="drop-head"),
            lambda queue: replace(queue, dead_letter_exchange="amq.topic"),
            lambda queue: replace(queue, dead_letter_exchange=None),
            lambda queue: replace(queue, delivery_limit=None),
            lambda queue: replace(event_queue("ai"), name=queue.name),
        ],
        ids=["length", "overflow", "dead letters", "no dead letters", "no delivery limit", "kind"],
    )
    async def test_is_refused_at_once(
        self, rabbitmq_vhost: RabbitVhost, topology: Topology, change: Callable[[Queue], Queue]
    ) -> None:
        [queue] = [queue for queue in topology.queues if queue.name == "ai.commands"]
        declaration = {"durable": True, "auto_delete": False, "arguments": dict(change(queue).arguments)}
        rabbitmq_vhost.management.call("PUT", f"/queues/{rabbitmq_vhost.name}/ai.commands", declaration)
        with pytest.raises(TopologyMismatch, match=r"ai\.commands"):
            await RabbitBus(rabbitmq_vhost.url, topology).connect()

    async def test_is_refused_for_an_exchange_of_another_type(
        self, rabbitmq_vhost: RabbitVhost, topology: Topology
    ) -> None:
        path = f"/exchanges/{rabbitmq_vhost.name}/assistant.events"
        rabbitmq_vhost.management.call("PUT", path, {"type": "fanout", "durable": True})
        with pytest.raises(TopologyMismatch, match=r"assistant\.events"):
            await RabbitBus(rabbitmq_vhost.url, topology).connect()

    async def test_is_a_missing_queue_for_whoever_asks_its_state(self, bus: RabbitBus) -> None:
        with pytest.raises(TopologyMismatch, match=r"nobody\.commands"):
            await bus.state("nobody.commands")
        with pytest.raises(TopologyMismatch, match=r"nobody\.dead"):
            await bus.fetch("nobody.dead", 1)
        assert await bus.fetch("ai.dead", 1) == []


class TestTheDefinitionsOfTheContainer:
    @pytest.fixture
    def service_url(self, rabbitmq: RabbitServer) -> Iterator[str]:
        text = json.dumps(build_definitions(TOPOLOGY))
        names = {
            "VHOST": "bus-test",
            "USER": "service",
            "PASSWORD": "s3cret",
            "ADMIN_USER": "boss",
            "ADMIN_PASSWORD": "x",
        }
        for name, value in names.items():
            text = text.replace(f"${{RABBITMQ_{name}}}", value)
        rabbitmq.management.add_definitions(json.loads(text))
        yield f"amqp://service:s3cret@127.0.0.1:{rabbitmq.port}/bus-test"
        rabbitmq.management.delete_vhost("bus-test")
        for user in ("service", "boss"):
            rabbitmq.management.call("DELETE", f"/users/{user}")

    async def test_are_those_that_the_services_expect_and_may_use(self, service_url: str) -> None:
        bus = create_bus(service_url)
        await bus.connect()
        commands, events, retried = Received(), Received(), make_command("ai.retry", b"retried")

        async def on_gap() -> None:
            raise AssertionError

        await bus.consume("ai.commands", commands, prefetch=1)
        await bus.listen("gateway", events, on_gap)
        sent = [make_command("ai.run"), make_event("cible.added"), replace(retried, exchange="")]
        assert await bus.publish([*sent, replace(retried, exchange="assistant.dead")]) == [None] * 4
        await commands.wait(1)
        await events.wait(1)
        await wait_for_messages(bus, "ai.retry", 1)
        assert [letter.body for letter in await bus.fetch("ai.dead", 1)] == [b"retried"]
        await bus.close()

    async def test_let_the_services_declare_nothing_else(self, service_url: str) -> None:
        more = Topology(TOPOLOGY.exchanges, (*TOPOLOGY.queues, Queue("mine")), TOPOLOGY.bindings)
        with pytest.raises(TopologyMismatch, match="refused"):
            await RabbitBus(service_url, more).connect()

    async def test_keep_the_services_out_of_the_console(self, service_url: str, rabbitmq: RabbitServer) -> None:
        asked = rabbitmq.management_url.replace("guest:guest", "service:s3cret")
        with pytest.raises(RuntimeError, match="401"):
            Management(asked).call("GET", "/queues")


class TestADeletedQueue:
    async def test_is_made_again_and_consumed(self, bus: RabbitBus, rabbitmq_vhost: RabbitVhost) -> None:
        received = Received()
        await bus.consume("ai.commands", received, prefetch=5)
        await bus.publish([make_command("ai.run", b"before")])
        await received.wait(1)
        rabbitmq_vhost.management.call("DELETE", f"/queues/{rabbitmq_vhost.name}/ai.commands")
        await asyncio.sleep(0.1)
        deadline = time.monotonic() + 10
        while await bus.publish([make_command("ai.run", b"after")]) != [None]:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.05)
        await received.wait(2)
        assert received.bodies == [b"before", b"after"]

    async def test_made_again_at_once_is_consumed_though_the_broker_tells_nobody(
        self, rabbitmq_vhost: RabbitVhost, topology: Topology
    ) -> None:
        bus, other = RabbitBus(rabbitmq_vhost.url, topology, quiet_seconds=1), RabbitBus(rabbitmq_vhost.url, topology)
        await bus.connect()
        await other.connect()
        try:
            received = Received()
            await bus.consume("ai.commands", received, prefetch=2)
            path = f"/queues/{rabbitmq_vhost.name}/ai.commands"
            rabbitmq_vhost.management.call("DELETE", path)
            channel = await other._consuming.open_channel()
            await channel.declare(topology)
            bodies = [str(number).encode() for number in range(5)]
            assert await other.publish([make_command("ai.run", body) for body in bodies]) == [None] * 5
            await eventually(lambda: {*received.bodies} == {*bodies})
        finally:
            await bus.close()
            await other.close()


class TestAQuietConsumer:
    async def test_is_always_consuming_and_gets_each_command_once(
        self, rabbitmq_vhost: RabbitVhost, topology: Topology
    ) -> None:
        bus = RabbitBus(rabbitmq_vhost.url, topology, quiet_seconds=0.05)
        await bus.connect()
        try:
            received = Received()
            consumer = await bus.consume("ai.commands", received, prefetch=2)
            for number in range(100):
                assert consumer.is_consuming
                await bus.publish([make_command("ai.run", str(number).encode())])
                await asyncio.sleep(0.01 * (number % 20))
            await received.wait(100)
            assert sorted(received.bodies, key=int) == [str(number).encode() for number in range(100)]
            # One caught between two subscriptions counts as delivered before.
            assert {delivery.delivery_count for delivery in received.deliveries} <= {0, 1}
        finally:
            await bus.close()


class TestABrokerThatIsNotThere:
    async def test_is_waited_for(self, tmp_path: Path, topology: Topology) -> None:
        server = RabbitServer(tmp_path)
        bus = RabbitBus(server.url, topology)
        connecting = asyncio.create_task(bus.connect())
        await asyncio.sleep(0.5)
        assert not connecting.done()
        assert not bus.is_connected
        try:
            await asyncio.to_thread(server.start)
            await asyncio.wait_for(connecting, 15)
            assert await bus.publish([make_command("ai.run")]) == [None]
            await bus.close()
        finally:
            server.close()

    async def test_can_be_given_up(self, tmp_path: Path, topology: Topology) -> None:
        bus = RabbitBus(RabbitServer(tmp_path).url, topology)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(bus.connect(), 0.5)
        await bus.close()
        assert not bus.is_connected


class TestABrokerThatIsKilled:
    async def test_is_reported_within_the_time_for_an_answer_and_used_again_when_it_is_back(
        self, bus: RabbitBus, rabbitmq: RabbitServer
    ) -> None:
        received = Received()
        await bus.consume("scenario.commands", received, prefetch=1)
        # A quorum queue declared and filled a second before a kill may come back without a leader.
        await asyncio.sleep(20)
        assert await bus.publish([make_command("ai.run", b"kept"), make_command("scenario.run")]) == [None, None]
        await received.wait(1)
        await asyncio.to_thread(rabbitmq.kill)
        began = time.monotonic()
        with pytest.raises(BusAway):
            await bus.publish([make_command("ai.run", b"lost")])
        assert time.monotonic() - began < 2 * ANSWER_SECONDS
        assert not bus.is_connected
        await asyncio.to_thread(rabbitmq.start)
        await publish_at_last(bus, b"new")
        survivors = Received()
        await bus.consume("ai.commands", survivors, prefetch=5)
        await survivors.wait(2)
        assert survivors.bodies == [b"kept", b"new"]
        await bus.publish([make_command("scenario.run")])
        await received.wait(2)


class TestABrokerThatStalls:
    async def test_holds_nothing_up_longer_than_an_answer_may_take(
        self, bus: RabbitBus, rabbitmq: RabbitServer
    ) -> None:
        received = Received(acks=False)
        consumer = await bus.consume("ai.commands", received, prefetch=1)
        await bus.publish([make_command("ai.run", b"held")])
        await received.wait(1)
        os.kill(rabbitmq.pid, signal.SIGSTOP)
        try:
            began = time.monotonic()
            results = await asyncio.gather(
                bus.publish([make_event("cible.added", b"a" * 100_000) for _ in range(50)]),
                bus.state("ai.commands"),
                consumer.pause(),
                return_exceptions=True,
            )
            assert time.monotonic() - began < 2 * ANSWER_SECONDS + 1
            assert [type(result) for result in results] == [BusAway, BusAway, type(None)]
            assert not consumer.is_consuming
        finally:
            os.kill(rabbitmq.pid, signal.SIGCONT)
        await publish_at_last(bus, b"after")
        await consumer.resume()
        await eventually(lambda: consumer.is_consuming)

    async def test_lets_the_bus_close(
        self, rabbitmq_vhost: RabbitVhost, rabbitmq: RabbitServer, topology: Topology
    ) -> None:
        bus = RabbitBus(rabbitmq_vhost.url, topology)
        await bus.connect()
        await bus.consume("ai.commands", Received(), prefetch=1)
        os.kill(rabbitmq.pid, signal.SIGSTOP)
        try:
            await asyncio.wait_for(bus.close(), 2 * ANSWER_SECONDS + 5)
        finally:
            os.kill(rabbitmq.pid, signal.SIGCONT)


class TestManyMessages:
    async def test_are_confirmed_together(self, bus: RabbitBus) -> None:
        """Ten times the round trips of one by one would take more than the time for an answer."""
        received = Received()
        await bus.consume("ai.commands", received, prefetch=50)
        began = time.monotonic()
        for body in range(20):
            assert await bus.publish([make_command("ai.run", str(body).encode())]) == [None]
        each = (time.monotonic() - began) / 20
        events = [make_event("cible.added") for _ in range(1000)]
        began = time.monotonic()
        assert await bus.publish(events) == [None] * 1000
        assert (time.monotonic() - began) / 1000 < each
