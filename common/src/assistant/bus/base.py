"""The bus as the rest of the system sees it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class BusError(Exception):
    """Base of what publishing may raise or report."""


class BusAway(BusError):
    """The broker does not answer; whether it has the message is unknown."""


class Unroutable(BusError):
    """A mandatory message that no queue takes: the topology is wrong."""


class QueueFull(BusError):
    """The queue refused the message: it holds as many as it may."""


@dataclass(frozen=True)
class Outgoing:
    """A message to publish. Persistent always; `mandatory` for commands, never for events."""

    exchange: str
    key: str
    body: bytes
    message_id: str
    headers: Mapping[str, Any] = field(default_factory=dict)
    mandatory: bool = False


class Delivery(Protocol):
    """A message as received. `delivery_count` is how often a consumer died or was closed with it unacknowledged."""

    body: bytes
    key: str
    message_id: str | None
    headers: Mapping[str, Any]
    delivery_count: int

    async def ack(self) -> None:
        """Removes the message from its queue, on the channel that delivered it; without effect when that is gone."""


Receive = Callable[[Delivery], Awaitable[None]]


class Consumer(Protocol):
    """A subscription that survives reconnection and the deletion of its queue."""

    @property
    def is_consuming(self) -> bool:
        """Whether the broker delivers to it now."""

    async def pause(self) -> None:
        """No further delivery; what was delivered stays delivered and may be acknowledged."""

    async def resume(self) -> None:
        """Deliveries again, after `pause`."""

    async def stop(self) -> None:
        """Pauses for ever and waits for the calls of `receive` that are under way."""


@dataclass(frozen=True)
class QueueState:
    """How many messages wait in a queue (ready ones) and how many consumers it has."""

    messages: int
    consumers: int


class Bus(Protocol):
    """Connections to a broker. All methods raise BusAway when it does not answer in time, unless said otherwise."""

    @property
    def is_connected(self) -> bool:
        """Whether publishing is possible now."""

    async def connect(self) -> None:
        """Connects, retrying until the broker answers, and checks that the topology is there (declares it if absent).

        Raises TopologyMismatch when a queue or exchange exists with other arguments: a loud error at start.
        """

    async def publish(self, messages: Sequence[Outgoing]) -> list[BusError | None]:
        """Publishes all, pipelined, and waits for the confirms; None in the place of each message the broker has.

        Answers within about ten seconds. Raises BusAway when none is known to have arrived; when some are, it stands
        in the place of each of the others. Batches of a thousand are fine, of ten thousand are not.
        """

    async def consume(self, queue: str, receive: Receive, *, prefetch: int) -> Consumer:
        """Calls `receive` for each message, up to `prefetch` at once. `receive` acknowledges; it must not raise."""

    async def listen(self, name: str, receive: Receive, on_gap: Callable[[], Awaitable[None]]) -> Consumer:
        """Calls `receive` for every event, from an exclusive, bounded queue `<name>` (a fresh name per connection).

        Deliveries need no ack and come one after the other. `on_gap` is called when events may have been missed: after
        each reconnection, once listening again.
        """

    async def fetch(self, queue: str, limit: int) -> list[Delivery]:
        """Takes up to `limit` messages that wait in `queue`; those not acknowledged go back when the bus closes."""

    async def state(self, queue: str) -> QueueState:
        """The state of a queue."""

    async def close(self) -> None:
        """Stops all consumers, then closes the connections."""


class TopologyMismatch(Exception):
    """The broker holds a queue or an exchange of ours with other arguments than ours."""
