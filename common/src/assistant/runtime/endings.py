"""How the transactions of a command end: rows of the inbox and the outbox, and what is left to publish."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from assistant.bus.base import Outgoing
from assistant.contracts.envelope import Envelope, Progressed, Rejected, Settled, child_id
from assistant.contracts.fingerprint import payload_json
from assistant.contracts.problems import DomainError
from assistant.contracts.registry import BY_TYPE
from assistant.dialogue.problems import problem
from assistant.dialogue.texts import text
from assistant.runtime import inbox, outbox, settling
from assistant.runtime.errors import Cancelled
from assistant.runtime.handlers import FollowUp
from assistant.runtime.inbox import Entry, InboxRecord, Standing
from assistant.runtime.outbox import Pending
from assistant.runtime.wire import command_message, event_message


@dataclass
class Execution:
    """What a transaction leaves to do: `pending` rows are in the outbox, `again` is published without one.

    `parked`: another copy of the command is at work, look again later. `context` is set, with `claimed`, when the
    command is claimed and its draft is to be made.
    """

    pending: list[Pending] = field(default_factory=list)
    again: list[Outgoing] = field(default_factory=list)
    parked: bool = False
    claimed: bool = False
    context: Any = None
    outcome: str = "duplicate"


def settled(session: Session, event: Settled, extra: list[Pending] | None = None) -> Execution:
    """Writes the outcome of a command whose row this transaction holds, and what publishes it."""
    inbox.write_outcome(session, event)
    return written(session, [settling.announcement(event), *(extra or [])], event.status)


def fail_settled(session: Session, origin: Envelope, error: DomainError) -> Pending:
    """Writes the failure of a command whose row this transaction holds; returns the row that publishes it."""
    event = settling.failed(session, origin, error)
    inbox.write_outcome(session, event)
    return settling.announcement(event)


def fail_with_root(
    session: Session,
    envelope: Envelope,
    error: DomainError,
    extra: list[Pending] | None = None,
) -> Execution:
    """Ends as failed a command whose row this transaction holds; the failure of a saga's step is its root's."""
    return written(session, [*failures(session, envelope, error), *(extra or [])], "failed")


def failures(session: Session, envelope: Envelope, error: DomainError) -> list[Pending]:
    """`fail_with_root` without its outbox rows, which are returned."""
    if not is_step(envelope):
        return [fail_settled(session, envelope, error)]
    inbox.write_record(session, envelope.command_id, "failed", InboxRecord())
    return _root_failure(session, envelope.correlation_id, error)


def _root_failure(session: Session, root_id: UUID, error: DomainError) -> list[Pending]:
    root = inbox.load(session, root_id)
    if root and root[1].origin and inbox.settle(session, root_id, "failed", InboxRecord()):
        return [fail_settled(session, root[1].origin, error)]
    return []


def written(session: Session, pending: list[Pending], outcome: str) -> Execution:
    """Puts what is to be published into the outbox."""
    session.flush()
    outbox.write(session, pending)
    return Execution(pending=pending, outcome=outcome)


def superseded(session: Session, envelope: Envelope) -> Execution:
    """Ends a step whose saga is over: it does nothing, and nobody is told."""
    inbox.settle(session, envelope.command_id, "failed", InboxRecord())
    return Execution(outcome="superseded")


def duplicate(session: Session, entry: Entry, envelope: Envelope) -> Execution:
    """What another copy of a known command gets: its terminal again, a later look, or a refusal."""
    if entry.standing is Standing.IN_PROGRESS:
        return Execution(parked=True, outcome="parked")
    if entry.standing is Standing.REUSED:
        return Execution(again=[event_message(_rejection(envelope))], outcome="rejected")
    if entry.record.event is not None and is_step(envelope):
        # Only a cancellation that came before the step began writes one: it meant the saga.
        return written(session, _root_failure(session, envelope.correlation_id, Cancelled()), "failed")
    if entry.record.event is not None:
        return Execution(again=[event_message(entry.record.event.model_copy(update={"reply_to": envelope.reply_to}))])
    if entry.record.follow_up is not None:
        return Execution(again=[command_message(entry.record.follow_up)])
    return Execution()


def is_step(envelope: Envelope) -> bool:
    """Whether a command is a step of a saga, which only services send."""
    return BY_TYPE[envelope.type].intent is None


def follow_up_of(envelope: Envelope, step: FollowUp) -> Envelope:
    """The command of a saga's next step."""
    root_id = envelope.correlation_id
    return envelope.model_copy(
        update={
            "command_id": child_id(root_id, step.step),
            "type": step.type,
            "causation_id": envelope.command_id,
            "occurred_at": datetime.now(UTC),
            "payload": payload_json(step.payload),
        }
    )


def step_rows(envelope: Envelope, step: str, follow_up: Envelope) -> list[Pending]:
    """The outbox rows of a step: its progress for people, its command for a service."""
    return [_progress(envelope, step), Pending(follow_up.command_id, command_message(follow_up))]


def _progress(envelope: Envelope, step: str) -> Pending:
    root_id = envelope.correlation_id
    event = Progressed(
        event_id=uuid5(root_id, f"progress:{step}"),
        type="command.progressed",
        command_id=root_id,
        correlation_id=root_id,
        conversation_id=envelope.conversation_id,
        scenario_id=envelope.scenario_id,
        reply_to=envelope.reply_to,
        occurred_at=datetime.now(UTC),
        traceparent=envelope.traceparent,
        step=step,
        label=text(f"progress.{step}", envelope.locale),
    )
    return Pending(event.event_id, event_message(event))


def _rejection(envelope: Envelope) -> Rejected:
    return Rejected(
        event_id=uuid5(envelope.command_id, "rejected"),
        type="command.rejected",
        command_id=envelope.command_id,
        correlation_id=envelope.correlation_id,
        conversation_id=envelope.conversation_id,
        reply_to=envelope.reply_to,
        occurred_at=datetime.now(UTC),
        traceparent=envelope.traceparent,
        problem=problem("command-id-reused", envelope.locale),
    )
