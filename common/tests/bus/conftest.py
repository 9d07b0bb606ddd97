"""Every test here that asks for `broker` runs against both buses."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest

from assistant.bus.base import Bus
from assistant.bus.memory import MemoryBus
from assistant.bus.memory_broker import MemoryBroker
from assistant.bus.rabbit_bus import RabbitBus
from assistant.bus.topology import Topology, build_topology
from assistant.testing.bus import BrokerUnderTest, eventually
from assistant.testing.plugin import RabbitVhost

SERVICES = ("scenario", "ai")
MAX_LENGTH = 10
DELIVERY_LIMIT = 2
EVENTS_MAX_LENGTH = 10
RETRY_DELAY = timedelta(milliseconds=500)


@pytest.fixture
def topology() -> Topology:
    """The real one with smaller numbers and two of its services."""
    whole = build_topology(max_length=MAX_LENGTH, retry_delay=RETRY_DELAY)
    ours = tuple(
        replace(queue, delivery_limit=DELIVERY_LIMIT) if queue.name.endswith(".commands") else queue
        for queue in whole.queues
        if queue.name.startswith(SERVICES)
    )
    names = {queue.name for queue in ours}
    return Topology(whole.exchanges, ours, tuple(one for one in whole.bindings if one.queue in names))


class MemoryUnderTest:
    def __init__(self, topology: Topology) -> None:
        self._broker = MemoryBroker(topology, events_max_length=EVENTS_MAX_LENGTH)
        self._buses: list[MemoryBus] = []

    async def join(self) -> Bus:
        bus = MemoryBus(self._broker)
        self._buses.append(bus)
        await bus.connect()
        return bus

    async def kill(self, bus: Bus) -> None:
        assert isinstance(bus, MemoryBus)
        bus.kill()

    async def lose_connections(self) -> None:
        self._broker.go_away()
        self._broker.come_back()

    async def close(self) -> None:
        for bus in self._buses:
            bus.kill()


class RabbitUnderTest:
    def __init__(self, vhost: RabbitVhost, topology: Topology) -> None:
        self._vhost = vhost
        self._topology = topology
        self._buses: list[RabbitBus] = []

    async def join(self) -> Bus:
        bus = RabbitBus(self._vhost.url, self._topology, events_max_length=EVENTS_MAX_LENGTH)
        self._buses.append(bus)
        await bus.connect()
        return bus

    async def kill(self, bus: Bus) -> None:
        assert isinstance(bus, RabbitBus)
        for consumer in bus._consumers:
            consumer._calls.cancel()
        await bus.close()

    async def lose_connections(self) -> None:
        # The management API lists a connection a moment after it was made.
        await eventually(lambda: len(self._connections()) == 2 * len(self._buses))
        lost = self._connections()
        for connection in lost:
            self._vhost.management.call("DELETE", f"/connections/{quote(connection, safe='')}")
        await eventually(lambda: not lost & self._connections())

    async def close(self) -> None:
        for bus in self._buses:
            await self.kill(bus)

    def _connections(self) -> set[str]:
        found = self._vhost.management.call("GET", f"/vhosts/{self._vhost.name}/connections")
        return {connection["name"] for connection in found}


@pytest.fixture(params=["memory", pytest.param("rabbit", marks=pytest.mark.integration)])
async def broker(request: pytest.FixtureRequest, topology: Topology) -> AsyncIterator[BrokerUnderTest]:
    under_test: MemoryUnderTest | RabbitUnderTest
    if request.param == "memory":
        under_test = MemoryUnderTest(topology)
    else:
        under_test = RabbitUnderTest(request.getfixturevalue("rabbitmq_vhost"), topology)
    yield under_test
    await under_test.close()
