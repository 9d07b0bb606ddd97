"""Exchanges, queues and bindings of the system: data that every adapter obeys.

`rabbitmq/definitions.json` is generated from here (`assistant.bus.definitions`). Arguments are valid on RabbitMQ 3.10
and 4.x alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import uuid4

from assistant.contracts.registry import Service

COMMANDS_EXCHANGE = "assistant.commands"
EVENTS_EXCHANGE = "assistant.events"
DEAD_EXCHANGE = "assistant.dead"
DEFAULT_EXCHANGE = ""

# Far above what people clicking can leave waiting, far below what a broker holds: beyond it, something is down.
MAX_LENGTH = 10_000
RETRY_DELAY = timedelta(seconds=5)
# A backstop behind the runtime's own count of attempts. RabbitMQ 4 has 20 by default, 3.10 has none.
DELIVERY_LIMIT = 20
# Looking at dead letters without taking them must never use them up, as RabbitMQ 4's default limit would.
# 3.10 refuses -1, which is how 4.x spells "no limit".
DEAD_DELIVERY_LIMIT = 1_000_000
# What a gateway that has stopped reading may hold back before the oldest events are dropped.
EVENTS_MAX_LENGTH = 10_000


@dataclass(frozen=True)
class Exchange:
    """A durable topic exchange."""

    name: str


@dataclass(frozen=True)
class Queue:
    """A queue and its limits; durable when it is a quorum queue, gone with its connection when it is a classic one.

    Over `max_length`, `reject-publish` refuses what is published and `drop-head` loses the oldest. A message older
    than `message_ttl`, or given back more than `delivery_limit` times, goes to `dead_letter_exchange` under
    `dead_letter_key` (None: the key it came with); the queue keeps it until it has arrived there.
    """

    name: str
    kind: Literal["quorum", "classic"] = "quorum"
    max_length: int | None = None
    overflow: Literal["reject-publish", "drop-head"] = "reject-publish"
    delivery_limit: int | None = None
    message_ttl: timedelta | None = None
    dead_letter_exchange: str | None = None
    dead_letter_key: str | None = None

    @property
    def exclusive(self) -> bool:
        return self.kind == "classic"

    @property
    def arguments(self) -> Mapping[str, str | int]:
        """The arguments it is declared with. At-least-once dead lettering is refused without reject-publish."""
        given: dict[str, str | int | None] = {
            "x-queue-type": self.kind,
            "x-max-length": self.max_length,
            "x-overflow": self.overflow,
            "x-delivery-limit": self.delivery_limit,
            "x-message-ttl": None if self.message_ttl is None else round(self.message_ttl.total_seconds() * 1000),
            "x-dead-letter-exchange": self.dead_letter_exchange,
            "x-dead-letter-routing-key": self.dead_letter_key,
            "x-dead-letter-strategy": None if self.dead_letter_exchange is None else "at-least-once",
        }
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True)
class Binding:
    """Messages of `exchange` whose key matches `pattern` go to `queue`."""

    exchange: str
    pattern: str
    queue: str


@dataclass(frozen=True)
class Topology:
    """Everything durable on the broker."""

    exchanges: tuple[Exchange, ...]
    queues: tuple[Queue, ...]
    bindings: tuple[Binding, ...]


def commands_queue(service: Service) -> str:
    return f"{service}.commands"


def retry_queue(service: Service) -> str:
    """Published to by name, on the default exchange; what is there comes back to the commands after the delay."""
    return f"{service}.retry"


def dead_queue(service: Service) -> str:
    return f"{service}.dead"


def event_queue(name: str, max_length: int = EVENTS_MAX_LENGTH) -> Queue:
    """A listener's own queue, for one connection: `<name>.<uuid>`."""
    return Queue(f"{name}.{uuid4()}", kind="classic", max_length=max_length, overflow="drop-head")


def build_topology(*, max_length: int = MAX_LENGTH, retry_delay: timedelta = RETRY_DELAY) -> Topology:
    queues: list[Queue] = []
    bindings: list[Binding] = []
    for service in Service:
        queues += [
            Queue(
                commands_queue(service),
                max_length=max_length,
                delivery_limit=DELIVERY_LIMIT,
                dead_letter_exchange=DEAD_EXCHANGE,
            ),
            Queue(
                retry_queue(service),
                max_length=max_length,
                message_ttl=retry_delay,
                dead_letter_exchange=DEFAULT_EXCHANGE,
                dead_letter_key=commands_queue(service),
            ),
            Queue(dead_queue(service), delivery_limit=DEAD_DELIVERY_LIMIT),
        ]
        bindings += [
            Binding(COMMANDS_EXCHANGE, f"{service}.#", commands_queue(service)),
            Binding(DEAD_EXCHANGE, f"{service}.#", dead_queue(service)),
        ]
    exchanges = tuple(Exchange(name) for name in (COMMANDS_EXCHANGE, EVENTS_EXCHANGE, DEAD_EXCHANGE))
    return Topology(exchanges, tuple(queues), tuple(bindings))


TOPOLOGY = build_topology()
