"""What tests of the bus, and of what stands on it, need: messages to send, a receiver that remembers, patience."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from uuid import uuid4

from assistant.bus.base import Bus, Delivery, Outgoing
from assistant.bus.topology import COMMANDS_EXCHANGE, EVENTS_EXCHANGE

PATIENCE_SECONDS = 15.0
POLL_SECONDS = 0.02


class BrokerUnderTest(Protocol):
    """A broker of either kind, empty at first, and what may befall its participants."""

    async def join(self) -> Bus:
        """A new participant, connected; closed when the test ends."""

    async def kill(self, bus: Bus) -> None:
        """A participant's process dies."""

    async def lose_connections(self) -> None:
        """All participants are disconnected, and may connect again at once."""


def make_command(
    key: str, body: bytes = b"{}", *, message_id: str | None = None, headers: Mapping[str, Any] | None = None
) -> Outgoing:
    """A command with a new id unless one is given."""
    return Outgoing(COMMANDS_EXCHANGE, key, body, message_id or str(uuid4()), headers or {}, mandatory=True)


def make_event(key: str, body: bytes = b"{}") -> Outgoing:
    return Outgoing(EVENTS_EXCHANGE, key, body, str(uuid4()))


async def eventually(holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Returns as soon as `holds` does.

    Raises:
        AssertionError: it still does not after `seconds`.
    """
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"still not so after {seconds} s")
        await asyncio.sleep(POLL_SECONDS)


async def wait_for_messages(bus: Bus, queue: str, count: int) -> None:
    """Returns once `count` messages wait in the queue: RabbitMQ takes back those of a lost consumer a moment later.

    Raises:
        AssertionError: it is another number for too long.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (found := (await bus.state(queue)).messages) != count:
        if time.monotonic() > deadline:
            raise AssertionError(f"{queue} holds {found} messages, not {count}")
        await asyncio.sleep(POLL_SECONDS)


class Received:
    """A receiver that remembers what it was given; acknowledges at once unless `acks` is false."""

    def __init__(self, *, acks: bool = True) -> None:
        self.deliveries: list[Delivery] = []
        self._acks = acks

    @property
    def bodies(self) -> list[bytes]:
        return [delivery.body for delivery in self.deliveries]

    async def __call__(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)
        if self._acks:
            await delivery.ack()

    async def wait(self, count: int) -> list[Delivery]:
        """What was received, once it is `count` messages or more."""
        await eventually(lambda: len(self.deliveries) >= count)
        return self.deliveries

    async def ack_all(self) -> None:
        for delivery in self.deliveries:
            await delivery.ack()
