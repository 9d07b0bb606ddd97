"""RabbitMQ's semantics inside one process, nothing on disk: exchanges, queues, and whether they can be reached."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from assistant.bus.base import BusError, Delivery, QueueFull, Unroutable
from assistant.bus.topology import (
    DEFAULT_EXCHANGE,
    EVENTS_EXCHANGE,
    EVENTS_MAX_LENGTH,
    TOPOLOGY,
    Binding,
    Queue,
    Topology,
    event_queue,
)


def matches(pattern: str, key: str) -> bool:
    """Whether a topic exchange routes `key` by `pattern`: `*` is one word, `#` any number of words."""

    def match(patterns: list[str], words: list[str]) -> bool:
        if not patterns:
            return not words
        first, rest = patterns[0], patterns[1:]
        if first == "#":
            return any(match(rest, words[start:]) for start in range(len(words) + 1))
        return bool(words) and first in {"*", words[0]} and match(rest, words[1:])

    return match(pattern.split(".") if pattern else [], key.split(".") if key else [])


@dataclass(frozen=True)
class Message:
    """`headers` hold those that the broker adds, `delivery_count` rises with each return to the queue."""

    key: str
    body: bytes
    message_id: str
    headers: Mapping[str, Any]
    delivery_count: int = 0


@dataclass
class _MemoryDelivery:
    body: bytes
    key: str
    message_id: str | None
    headers: Mapping[str, Any]
    delivery_count: int
    release: Callable[[], None]

    async def ack(self) -> None:
        self.release()


class Held:
    """Messages of one queue delivered on one channel and not acknowledged yet, oldest first."""

    def __init__(self, queue: "MemoryQueue") -> None:
        self.queue = queue
        self._messages: dict[int, Message] = {}
        self._tags = 0

    def __len__(self) -> int:
        return len(self._messages)

    def take(self, message: Message) -> Delivery:
        self._tags += 1
        self._messages[self._tags] = message
        release = partial(self._release, self._tags)
        return _MemoryDelivery(
            message.body, message.key, message.message_id, message.headers, message.delivery_count, release
        )

    def _release(self, tag: int) -> None:
        if self._messages.pop(tag, None) is not None:
            self.queue.dispatch()

    def give_back(self) -> None:
        """The channel is gone: its messages go back to their places, each with one delivery more on its count."""
        messages = list(self._messages.values())
        self._messages.clear()
        self.queue.take_back([replace(message, delivery_count=message.delivery_count + 1) for message in messages])


class Subscriber(Protocol):
    """What a queue delivers to."""

    @property
    def has_room(self) -> bool: ...

    def deliver(self, message: Message) -> None: ...


class Participant(Protocol):
    """What has a connection to the broker, and is told of its loss and its return."""

    def disconnect(self) -> None: ...

    def reconnect(self) -> None: ...


class MemoryQueue:
    """A queue, and its consumers in the order of their turns."""

    def __init__(self, spec: Queue, broker: "MemoryBroker") -> None:
        self.spec = spec
        self.ready: deque[Message] = deque()
        self.consumers: deque[Subscriber] = deque()
        self._broker = broker

    def add(self, message: Message) -> QueueFull | None:
        if self.spec.max_length is not None and len(self.ready) >= self.spec.max_length:
            if self.spec.overflow == "reject-publish":
                return QueueFull(self.spec.name)
            self.ready.popleft()
        self.ready.append(message)
        self._expire_later(message)
        self.dispatch()
        return None

    def dispatch(self) -> None:
        """Delivers what waits to the consumers with room, in turn."""
        while self.ready and (consumer := next((one for one in self.consumers if one.has_room), None)):
            self.consumers.remove(consumer)
            self.consumers.append(consumer)
            consumer.deliver(self.ready.popleft())

    def take_back(self, messages: Sequence[Message]) -> None:
        limit = self.spec.delivery_limit
        for message in reversed(messages):
            self.ready.appendleft(message)
            self._expire_later(message)
            if limit is not None and message.delivery_count > limit:
                self._bury(message, "delivery_limit")
        self.dispatch()

    def _expire_later(self, message: Message) -> None:
        if self.spec.message_ttl is not None:
            delay = self.spec.message_ttl.total_seconds()
            asyncio.get_running_loop().call_later(delay, self._bury, message, "expired")

    def _bury(self, message: Message, reason: str) -> None:
        """Moves a message that still waits here to where this queue's dead letters go, at least once."""
        found = next((index for index, waiting in enumerate(self.ready) if waiting is message), None)
        if found is None:
            return
        deaths = {"x-first-death-queue": self.spec.name, "x-first-death-reason": reason}
        exchange, key = self.spec.dead_letter_exchange, self.spec.dead_letter_key or message.key
        buried = replace(message, key=key, headers=deaths | dict(message.headers), delivery_count=0)
        if exchange is not None and isinstance(self._broker.route(exchange, buried, mandatory=False), QueueFull):
            self._expire_later(message)
            return
        del self.ready[found]


class MemoryBroker:
    """What RabbitMQ would be: exchanges, queues, bindings, and whether it can be reached."""

    def __init__(self, topology: Topology = TOPOLOGY, *, events_max_length: int = EVENTS_MAX_LENGTH) -> None:
        self.queues = {queue.name: MemoryQueue(queue, self) for queue in topology.queues}
        self.participants: list[Participant] = []
        self.is_here = asyncio.Event()
        self.is_here.set()
        self._exchanges = {exchange.name for exchange in topology.exchanges}
        self._bindings = list(topology.bindings)
        self._events_max_length = events_max_length

    def route(self, exchange: str, message: Message, *, mandatory: bool) -> BusError | None:
        """Puts the message into every queue that takes its key; what RabbitMQ would answer to its publisher."""
        if exchange == DEFAULT_EXCHANGE:
            names = {message.key} & self.queues.keys()
        elif exchange in self._exchanges:
            found = (one for one in self._bindings if one.exchange == exchange and matches(one.pattern, message.key))
            names = {one.queue for one in found}
        else:
            return Unroutable(f"no exchange {exchange}")
        if mandatory and not names:
            return Unroutable(f"no queue takes {message.key} of {exchange or 'the default exchange'}")
        refusals = [refusal for name in names if (refusal := self.queues[name].add(message))]
        return refusals[0] if refusals else None

    def add_event_queue(self, name: str) -> MemoryQueue:
        spec = event_queue(name, self._events_max_length)
        self.queues[spec.name] = MemoryQueue(spec, self)
        self._bindings.append(Binding(EVENTS_EXCHANGE, "#", spec.name))
        return self.queues[spec.name]

    def remove_event_queue(self, queue: MemoryQueue) -> None:
        self.queues.pop(queue.spec.name, None)
        self._bindings = [binding for binding in self._bindings if binding.queue != queue.spec.name]

    def go_away(self) -> None:
        """For tests: all connections are lost, and no new one succeeds until `come_back`."""
        self.is_here.clear()
        for participant in self.participants:
            participant.disconnect()

    def come_back(self) -> None:
        self.is_here.set()
        for participant in self.participants:
            participant.reconnect()
