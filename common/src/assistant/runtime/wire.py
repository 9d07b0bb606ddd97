"""Commands and events as messages of the bus, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.bus.base import Delivery, Outgoing
from assistant.bus.topology import (
    COMMANDS_EXCHANGE,
    DEAD_EXCHANGE,
    DEFAULT_EXCHANGE,
    EVENTS_EXCHANGE,
    retry_queue,
)
from assistant.contracts.envelope import ENVELOPE_VERSION, Envelope, Event, EventBase
from assistant.contracts.registry import BY_TYPE, CommandSpec, Service
from assistant.runtime.handlers import Command

ATTEMPT = "attempt"
REASON = "reason"
TRACEPARENT = "traceparent"
"""The W3C trace context, in a header too, where tools look for it."""
# Errors do not repeat what people wrote, for they are logged.
EVENT: TypeAdapter[Event] = TypeAdapter(Event, config=ConfigDict(hide_input_in_errors=True))


class Undecodable(Exception):
    """A message that is no command of ours; `command_id` is set when at least that could be read."""

    def __init__(self, reason: str, command_id: UUID | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.command_id = command_id


@dataclass(frozen=True)
class Received:
    """A decoded command with how often it was tried before.

    `tries` are those that count: one for each handler that began, and one for having been in the hands of a process
    that died, since it may have been the cause. `attempt` grows with every delivery. With `is_copied`, the same
    command waits in the retry queue already.
    """

    envelope: Envelope
    spec: CommandSpec
    payload: BaseModel
    attempt: int
    tries: int = 0
    is_copied: bool = False

    @property
    def command(self) -> Command[Any]:
        """The command as its handler sees it."""
        envelope = self.envelope
        return Command(
            id=envelope.command_id,
            type=envelope.type,
            intent=self.spec.intent or envelope.type,
            payload=self.payload,
            locale=envelope.locale,
            occurred_at=envelope.occurred_at,
            conversation_id=envelope.conversation_id,
            scenario_id=envelope.scenario_id,
            root_id=envelope.correlation_id if envelope.correlation_id != envelope.command_id else None,
        )


def command_message(envelope: Envelope, *, attempt: int = 0) -> Outgoing:
    """A command for the commands exchange: mandatory, so that a wrong topology is an error and never a loss."""
    return Outgoing(
        exchange=COMMANDS_EXCHANGE,
        key=envelope.type,
        body=envelope.model_dump_json().encode(),
        message_id=str(envelope.command_id),
        headers={ATTEMPT: attempt} | ({TRACEPARENT: envelope.traceparent} if envelope.traceparent else {}),
        mandatory=True,
    )


def event_message(event: EventBase) -> Outgoing:
    """An event for the events exchange, with its audience in the headers."""
    audience = {
        "conversation_id": str(event.conversation_id) if event.conversation_id else None,
        "scenario_id": event.scenario_id,
        "reply_to": event.reply_to,
        TRACEPARENT: event.traceparent,
    }
    return Outgoing(
        exchange=EVENTS_EXCHANGE,
        key=event.type,
        body=event.model_dump_json().encode(),
        message_id=str(event.event_id),
        headers={name: value for name, value in audience.items() if value is not None},
    )


def retry_message(delivery: Delivery, service: Service, attempt: int) -> Outgoing:
    """The same command for the service's retry queue; it comes back when its delay is over."""
    return Outgoing(
        exchange=DEFAULT_EXCHANGE,
        key=retry_queue(service),
        body=delivery.body,
        message_id=delivery.message_id or "",
        headers={ATTEMPT: attempt},
        mandatory=True,
    )


def dead_message(
    delivery: Delivery, service: Service, reason: str, attempt: int, *, command_type: str | None = None
) -> Outgoing:
    """The same command for the dead-letter exchange, with the reason.

    Its key is its type, when that could be read: the key it came with may be that of the queue it was retried through.
    """
    key = command_type or f"{service}.unknown"
    return Outgoing(
        exchange=DEAD_EXCHANGE,
        key=key,
        body=delivery.body,
        message_id=delivery.message_id or "",
        headers={ATTEMPT: attempt, REASON: reason[:500]},
        mandatory=True,
    )


def decode(delivery: Delivery, types: Mapping[str, Any]) -> Received:
    """The command in `delivery`, which must be one of `types`. Raises Undecodable."""
    command_id = _uuid_or_none(delivery.message_id)
    try:
        envelope = Envelope.model_validate_json(delivery.body)
    except ValueError as error:
        raise Undecodable(f"undecodable body: {_summary(error)}", command_id) from error
    if envelope.version != ENVELOPE_VERSION:
        raise Undecodable(f"unknown version {envelope.version}", envelope.command_id)
    spec = BY_TYPE.get(envelope.type)
    if spec is None or envelope.type not in types:
        raise Undecodable(f"unknown type {envelope.type}", envelope.command_id)
    try:
        payload = spec.payload.validate_python(envelope.payload)
    except ValueError as error:
        raise Undecodable(f"invalid payload: {_summary(error)}", envelope.command_id) from error
    counted = _counted(delivery)
    return Received(
        envelope,
        spec,
        payload,
        attempt=counted + delivery.delivery_count,
        tries=max(counted, min(delivery.delivery_count, 1)),
    )


def decode_event(body: bytes) -> Event:
    """The event in `body`, without what only a newer version knows. Raises pydantic's ValidationError.

    Services are replaced one after the other: for a while one of a newer version speaks to one that is not.
    """
    return EVENT.validate_json(body, extra="ignore")


def _counted(delivery: Delivery) -> int:
    header = delivery.headers.get(ATTEMPT, 0)
    return header if isinstance(header, int) and header >= 0 else 0


def _uuid_or_none(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _summary(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return repr(error)
    return "; ".join(
        f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}"
        for item in error.errors(include_url=False, include_input=False)[:3]
    )
