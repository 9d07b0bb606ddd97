"""From what a client asks to a command on the bus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import structlog
from pydantic import BaseModel, ValidationError

from assistant.bus.base import Bus, BusAway, QueueFull
from assistant.contracts.base import Locale
from assistant.contracts.envelope import Envelope
from assistant.contracts.fingerprint import fingerprint, payload_json
from assistant.contracts.registry import BY_INTENT, CommandSpec
from assistant.observability.tracing import current_traceparent
from assistant.runtime.wire import command_message
from gateway.problems import OUTAGE_SECONDS
from gateway.refusals import Refused

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Order:
    """A valid command, not published yet."""

    command_id: UUID
    spec: CommandSpec
    payload: BaseModel
    locale: Locale
    scenario_id: int | None = None
    conversation_id: UUID | None = None
    traceparent: str | None = None

    def fingerprint(self) -> str:
        """What the runtime will compute for it."""
        return fingerprint(self.spec.type, self.scenario_id, payload_json(self.payload), self.conversation_id)


def take_order(
    intent: str,
    payload: Mapping[str, Any],
    *,
    command_id: UUID,
    locale: Locale,
    scenario_id: int | None = None,
    conversation_id: UUID | None = None,
    traceparent: str | None = None,
    within: Sequence[str] = (),
) -> Order:
    """Checks what a client asks; `within` is where the payload stands in its input. Raises Refused."""
    spec = BY_INTENT.get(intent)
    if spec is None:
        raise Refused("unknown-intent", intent=intent)
    try:
        valid = spec.payload.validate_python(payload)
    except ValidationError as error:
        raise Refused("validation", errors=error.errors(include_url=False), within=within) from error
    if spec.needs_scenario and scenario_id is None:
        raise Refused("scenario-required")
    return Order(command_id, spec, valid, locale, scenario_id, conversation_id, traceparent)


def envelope_of(order: Order, instance: str) -> Envelope:
    now = datetime.now(UTC)
    return Envelope(
        command_id=order.command_id,
        type=order.spec.type,
        correlation_id=order.command_id,
        conversation_id=order.conversation_id,
        scenario_id=order.scenario_id,
        reply_to=instance,
        expires_at=now + order.spec.time_to_live if order.spec.time_to_live else None,
        occurred_at=now,
        traceparent=current_traceparent() or order.traceparent,
        locale=order.locale,
        payload=payload_json(order.payload),
    )


async def publish(bus: Bus, order: Order, instance: str) -> None:
    """Publishes and waits for the broker's confirm. Raises Refused (503): nothing is promised then."""
    try:
        (failure,) = await bus.publish([command_message(envelope_of(order, instance))])
    except BusAway as away:
        failure = away
    if failure is not None:
        log.warning(
            "command.not_published",
            command_id=str(order.command_id),
            correlation_id=str(order.command_id),
            type=order.spec.type,
            reason=repr(failure),
        )
        code = "queue-full" if isinstance(failure, QueueFull) else "broker-unavailable"
        raise Refused(code, retry_after=OUTAGE_SECONDS) from failure
