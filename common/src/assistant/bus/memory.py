"""The bus inside one process, for the embedded mode and for tests.

A `MemoryBroker` holds the queues; each participant has a `MemoryBus` to it, as each process has its connections to
RabbitMQ. For one event loop; not thread-safe.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from assistant.bus.base import (
    BusAway,
    BusError,
    Consumer,
    Delivery,
    Outgoing,
    QueueState,
    Receive,
    TopologyMismatch,
)
from assistant.bus.calls import Calls, OneByOne
from assistant.bus.memory_broker import Held, MemoryBroker, MemoryQueue, Message


class _MemoryConsumer:
    """A subscription to a queue: delivers while it is active and up to `prefetch` messages are unacknowledged."""

    def __init__(self, queue: MemoryQueue, receive: Receive, prefetch: int) -> None:
        self._queue = queue
        self._prefetch = prefetch
        self._calls = Calls(receive)
        self._held = Held(queue)
        self._wanted = True
        self._connected = False

    @property
    def is_consuming(self) -> bool:
        return self._wanted and self._connected

    @property
    def has_room(self) -> bool:
        return len(self._held) < self._prefetch

    def deliver(self, message: Message) -> None:
        self._calls.start(self._held.take(message))

    async def pause(self) -> None:
        self._wanted = False
        self._update()

    async def resume(self) -> None:
        self._wanted = True
        self._update()

    async def stop(self) -> None:
        await self.pause()
        await self._calls.wait()

    def connect(self) -> None:
        self._connected = True
        self._update()

    def disconnect(self) -> None:
        self._connected = False
        self._update()
        self._held.give_back()
        self._held = Held(self._queue)

    def cancel(self) -> None:
        self._calls.cancel()

    def _update(self) -> None:
        listed = self in self._queue.consumers
        if self.is_consuming and not listed:
            self._queue.consumers.append(self)
            self._queue.dispatch()
        elif listed and not self.is_consuming:
            self._queue.consumers.remove(self)


class _MemoryListener(_MemoryConsumer):
    """A subscription to events, through a queue that is new each time it begins and gone when it ends."""

    def __init__(self, broker: "MemoryBroker", name: str, one_by_one: OneByOne) -> None:
        self._broker = broker
        self._name = name
        self._one_by_one = one_by_one
        self._has_listened = False
        super().__init__(broker.add_event_queue(name), one_by_one.receive, prefetch=1)

    def _update(self) -> None:
        if self.is_consuming and self not in self._queue.consumers:
            self._begin()
        super()._update()
        if not self.is_consuming:
            self._broker.remove_event_queue(self._queue)

    def _begin(self) -> None:
        if self._has_listened:
            self._queue = self._broker.add_event_queue(self._name)
            self._held = Held(self._queue)
            self._one_by_one.report_gap()
        self._has_listened = True


class MemoryBus:
    """One participant's connection to a broker in this process."""

    def __init__(self, broker: MemoryBroker) -> None:
        self._broker = broker
        self._consumers: list[_MemoryConsumer] = []
        self._fetched: list[Held] = []

    @property
    def is_connected(self) -> bool:
        return self in self._broker.participants and self._broker.is_here.is_set()

    async def connect(self) -> None:
        await self._broker.is_here.wait()
        self._broker.participants.append(self)

    async def publish(self, messages: Sequence[Outgoing]) -> list[BusError | None]:
        self._check_connected()
        results = [self._publish(outgoing) for outgoing in messages]
        await asyncio.sleep(0)
        return results

    async def consume(self, queue: str, receive: Receive, *, prefetch: int) -> Consumer:
        return self._start(_MemoryConsumer(self._find(queue), receive, prefetch))

    async def listen(self, name: str, receive: Receive, on_gap: Callable[[], Awaitable[None]]) -> Consumer:
        self._check_connected()
        return self._start(_MemoryListener(self._broker, name, OneByOne(receive, on_gap)))

    async def fetch(self, queue: str, limit: int) -> list[Delivery]:
        found = self._find(queue)
        held = Held(found)
        self._fetched.append(held)
        return [held.take(found.ready.popleft()) for _ in range(min(limit, len(found.ready)))]

    async def state(self, queue: str) -> QueueState:
        found = self._find(queue)
        return QueueState(messages=len(found.ready), consumers=len(found.consumers))

    async def close(self) -> None:
        try:
            await asyncio.gather(*(consumer.stop() for consumer in self._consumers))
        finally:
            self._leave()

    def kill(self) -> None:
        """For tests: this participant's process dies. What it was doing ends, what it held goes back to the queues."""
        for consumer in self._consumers:
            consumer.cancel()
        self._leave()

    def disconnect(self) -> None:
        for consumer in self._consumers:
            consumer.disconnect()
        for held in self._fetched:
            held.give_back()
        self._fetched.clear()

    def reconnect(self) -> None:
        for consumer in self._consumers:
            consumer.connect()

    def _leave(self) -> None:
        self.disconnect()
        self._consumers.clear()
        if self in self._broker.participants:
            self._broker.participants.remove(self)

    def _start(self, consumer: _MemoryConsumer) -> _MemoryConsumer:
        self._consumers.append(consumer)
        consumer.connect()
        return consumer

    def _publish(self, outgoing: Outgoing) -> BusError | None:
        message = Message(outgoing.key, outgoing.body, outgoing.message_id, dict(outgoing.headers))
        return self._broker.route(outgoing.exchange, message, mandatory=outgoing.mandatory)

    def _find(self, queue: str) -> MemoryQueue:
        self._check_connected()
        try:
            return self._broker.queues[queue]
        except KeyError:
            raise TopologyMismatch(f"no queue {queue}") from None

    def _check_connected(self) -> None:
        if not self.is_connected:
            raise BusAway("not connected")
