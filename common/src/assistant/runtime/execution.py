"""What happens to a command inside its transactions. Plain functions of a session: no bus, no clock but the database's.

Every function returns an `Execution`: what to publish once the transaction has committed. The order in each of them is
the design's: inbox row first, scenario locked, user's message, handler in a savepoint, assistant's message, terminal.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from pydantic import BaseModel, ValidationError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assistant.bus.base import Outgoing
from assistant.contracts.entities import Message
from assistant.contracts.envelope import Envelope, Progressed, Rejected, Settled, child_id
from assistant.contracts.problems import DomainError
from assistant.contracts.registry import BY_TYPE, CommandSpec
from assistant.db.models import ScenarioRow
from assistant.db.types import utc_now
from assistant.dialogue.problems import problem
from assistant.dialogue.texts import text
from assistant.dialogue.utterances import utterance
from assistant.runtime import inbox, outbox, settling
from assistant.runtime.errors import Cancelled, Expired, ScenarioNotFound, ScenarioRequired, Unreadable
from assistant.runtime.fingerprint import fingerprint, payload_json
from assistant.runtime.handlers import Answer, Drafted, Edit, FollowUp, SagaEnd, SagaRoot
from assistant.runtime.inbox import LEASE_SECONDS, Entry, InboxRecord, Standing
from assistant.runtime.outbox import Pending
from assistant.runtime.wire import Received, command_message, event_message


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


class OpenTransaction:
    """The `Transaction` that handlers receive."""

    def __init__(self, session: Session, envelope: Envelope, service: str) -> None:
        self.session = session
        self._envelope = envelope
        self._service = service
        self.siblings: list[UUID] = []
        self.pending: list[Pending] = []

    def settle_sibling(self, command_id: UUID, type_: str, payload: BaseModel) -> bool:
        envelope = self._envelope
        mark = fingerprint(type_, envelope.scenario_id, payload_json(payload), envelope.conversation_id)
        origin = envelope.model_copy(update={"type": type_})
        reserved = inbox.reserve(self.session, command_id, origin, self._service, "completed", mark=mark)
        if reserved:
            self.siblings.append(command_id)
        return reserved

    def cancel(self, command_id: UUID) -> str:
        # What it would have been is not known: no retry can be offered.
        unknown = {"command_id": command_id, "correlation_id": command_id, "type": "unknown", "payload": {}}
        origin = self._envelope.model_copy(update=unknown)
        if inbox.reserve(self.session, command_id, origin, self._service, "failed"):
            self._fail(command_id, origin)
            return "cancelled"
        row = inbox.load(self.session, command_id)
        if row is None or row[1].origin is None or not inbox.settle(self.session, command_id, "failed", InboxRecord()):
            ended = inbox.load(self.session, command_id)
            return ended[0] if ended else "failed"
        self._fail(command_id, row[1].origin)
        return "cancelled"

    def _fail(self, command_id: UUID, origin: Envelope) -> None:
        event = settling.failed(self.session, origin, Cancelled(), None)
        inbox.write_record(self.session, command_id, InboxRecord(event=event))
        self.pending.append(settling.announcement(event))


def edit(session: Session, received: Received, handler: Edit, service: str) -> Execution:
    """Runs an edit from its inbox row to its terminal."""
    entry = inbox.enter(session, received, service)
    if entry.standing is not Standing.NEW:
        return _duplicate(entry, received)
    return _complete(session, received, service, handler.run)


def start_saga(session: Session, received: Received, handler: SagaRoot, service: str) -> Execution:
    """Starts a saga: its root stays running, its first step is sent."""
    entry = inbox.enter(session, received, service)
    if entry.standing is not Standing.NEW:
        return _duplicate(entry, received)
    envelope = received.envelope
    user_message = _introduce(session, received)
    transaction = OpenTransaction(session, envelope, service)
    step = _guarded(session, lambda: _started(session, received, lambda: handler.start(received.command, transaction)))
    if isinstance(step, DomainError):
        return _settle(session, received, settling.failed(session, envelope, step, user_message), [])
    follow_up = _follow_up(envelope, step)
    inbox.hold(session, envelope.command_id, envelope, follow_up)
    return _written(session, [_progress(envelope, step.step), _command(follow_up)], "running")


def end_saga(session: Session, received: Received, handler: SagaEnd, service: str) -> Execution:
    """Runs the last step: its effects stand only if this transaction is the one that ends the root."""
    entry = inbox.enter(session, received, service)
    if entry.standing is not Standing.NEW:
        return _duplicate(entry, received)
    envelope = received.envelope
    root_id = envelope.correlation_id
    root = inbox.load(session, root_id)
    if root is None or root[1].origin is None or not inbox.settle(session, root_id, "completed", InboxRecord()):
        inbox.settle(session, envelope.command_id, "failed", InboxRecord())
        return Execution(outcome="superseded")
    origin = root[1].origin
    transaction = OpenTransaction(session, envelope, service)
    _lock_scenario(session, received)
    answer = _guarded(session, lambda: _changed(session, received, lambda: handler.run(received.command, transaction)))
    if isinstance(answer, DomainError):
        event = settling.failed(session, origin, answer, None)
    else:
        event = settling.completed(session, origin, answer, None)
    session.flush()
    inbox.settle(session, envelope.command_id, event.status, InboxRecord())
    _overwrite(session, root_id, event)
    return _written(session, [settling.announcement(event)], event.status)


def claim(
    session: Session,
    received: Received,
    handler: Drafted[Any, Any],
    service: str,
    owner: str,
    *,
    lease_seconds: int = LEASE_SECONDS,
) -> Execution:
    """Claims a command that calls the model, and reads what its draft needs."""
    entry = inbox.enter(session, received, service, owner=owner, lease_seconds=lease_seconds)
    if entry.standing not in (Standing.NEW, Standing.TAKEN_OVER):
        return _duplicate(entry, received)
    envelope = received.envelope
    if _is_step(envelope) and not inbox.is_running(session, envelope.correlation_id):
        inbox.settle(session, envelope.command_id, "failed", InboxRecord())
        return Execution(outcome="superseded")
    user_message = _introduce(session, received) if entry.standing is Standing.NEW else None
    transaction = OpenTransaction(session, envelope, service)
    prepared = _guarded(
        session, lambda: _started(session, received, lambda: handler.prepare(received.command, transaction))
    )
    if isinstance(prepared, DomainError):
        return fail(session, received, prepared, user_message=user_message)
    return Execution(claimed=True, context=prepared, outcome="claimed")


def record(
    session: Session, received: Received, handler: Drafted[Any, Any], service: str, owner: str, draft: Any
) -> Execution:
    """Ends a claimed command with its draft, unless the claim was lost: then nothing at all happens."""
    envelope = received.envelope
    if not inbox.settle(session, envelope.command_id, "completed", InboxRecord(), owner=owner):
        return Execution(outcome="superseded")
    transaction = OpenTransaction(session, envelope, service)
    answer = _guarded(session, lambda: handler.record(received.command, transaction, draft))
    if isinstance(answer, DomainError):
        return _failed(session, received, answer, None)
    if isinstance(answer, FollowUp):
        follow_up = _follow_up(envelope, answer)
        inbox.write_record(session, envelope.command_id, InboxRecord(follow_up=follow_up))
        return _written(session, [_progress(envelope, answer.step), _command(follow_up)], "completed")
    event = settling.completed(session, envelope, answer, _said(session, envelope))
    _overwrite(session, envelope.command_id, event)
    return _written(session, [settling.announcement(event)], "completed")


def fail(
    session: Session,
    received: Received,
    error: DomainError,
    *,
    user_message: Message | None = None,
    owner: str | None = None,
    extra: list[Pending] | None = None,
) -> Execution:
    """Ends a running command, and the saga it is a step of, as failed; nothing when it is no longer running."""
    if not inbox.settle(session, received.envelope.command_id, "failed", InboxRecord(), owner=owner):
        return Execution(outcome="superseded")
    return _failed(session, received, error, user_message, extra)


def bury(
    session: Session, received: Received, error: DomainError, dead: Pending, service: str, owner: str
) -> Execution:
    """Ends a command that was tried too often, without its handler, and sends it to the dead letters."""
    entry = inbox.enter(session, received, service, owner=owner)
    if entry.standing not in (Standing.NEW, Standing.TAKEN_OVER):
        return _duplicate(entry, received)
    user_message = _introduce(session, received) if entry.standing is Standing.NEW else None
    return fail(session, received, error, user_message=user_message, extra=[dead])


def expire(session: Session, command_id: UUID) -> Execution:
    """Ends a running command whose time is over."""
    row = inbox.load(session, command_id)
    if row is None or row[1].origin is None or not inbox.settle(session, command_id, "failed", InboxRecord()):
        return Execution(outcome="superseded")
    return _end_with_root(session, row[1].origin, Expired(), None, [])


def _complete(session: Session, received: Received, service: str, run: Callable[..., Answer]) -> Execution:
    envelope = received.envelope
    _lock_scenario(session, received)
    user_message = _introduce(session, received)
    transaction = OpenTransaction(session, envelope, service)
    answer = _guarded(session, lambda: _changed(session, received, lambda: run(received.command, transaction)))
    if isinstance(answer, DomainError):
        return _settle(session, received, settling.failed(session, envelope, answer, user_message), [])
    if answer.scenario_id is not None and received.spec.type in settling.CREATING:
        settling.refresh_statut(session, answer.scenario_id)
    event = settling.completed(session, envelope, answer, user_message)
    for sibling in transaction.siblings:
        _overwrite(session, sibling, event.model_copy(update={"command_id": sibling}))
    return _settle(session, received, event, transaction.pending)


def _settle(session: Session, received: Received, event: Settled, extra: list[Pending]) -> Execution:
    inbox.settle(session, received.envelope.command_id, event.status, InboxRecord(event=event))
    return _written(session, [settling.announcement(event), *extra], event.status)


def _failed(
    session: Session,
    received: Received,
    error: DomainError,
    user_message: Message | None,
    extra: list[Pending] | None = None,
) -> Execution:
    return _end_with_root(session, received.envelope, error, user_message, extra or [])


def _end_with_root(
    session: Session, envelope: Envelope, error: DomainError, user_message: Message | None, extra: list[Pending]
) -> Execution:
    """Publishes the failure of a command whose row is settled; that of a saga's step is its root's."""
    if not _is_step(envelope):
        event = settling.failed(session, envelope, error, user_message)
        _overwrite(session, envelope.command_id, event)
        return _written(session, [settling.announcement(event), *extra], "failed")
    root = inbox.load(session, envelope.correlation_id)
    if root is None or root[1].origin is None:
        return _written(session, extra, "failed")
    if not inbox.settle(session, envelope.correlation_id, "failed", InboxRecord()):
        return _written(session, extra, "failed")
    event = settling.failed(session, root[1].origin, error, None)
    _overwrite(session, envelope.correlation_id, event)
    return _written(session, [settling.announcement(event), *extra], "failed")


def _overwrite(session: Session, command_id: UUID, event: Settled) -> None:
    inbox.write_record(session, command_id, InboxRecord(event=event))


def _written(session: Session, pending: list[Pending], outcome: str) -> Execution:
    session.flush()
    outbox.write(session, pending)
    return Execution(pending=pending, outcome=outcome)


def _guarded(session: Session, run: Callable[[], Any]) -> Any:
    """Runs in a savepoint; a refusal undoes what was done in it, and is returned."""
    try:
        with session.begin_nested():
            result = run()
            session.flush()
            return result
    except DomainError as error:
        return error


def _started(session: Session, received: Received, run: Callable[[], Any]) -> Any:
    """Runs what a command that does not change its scenario does, after the checks all share."""
    envelope = received.envelope
    if envelope.expires_at is not None and envelope.expires_at < datetime.now(UTC):
        raise Expired
    if received.spec.needs_scenario and envelope.scenario_id is None:
        raise ScenarioRequired
    if envelope.scenario_id is not None and not _is_there(session, envelope.scenario_id, received.spec):
        raise ScenarioNotFound
    return run()


def _changed(session: Session, received: Received, run: Callable[[], Any]) -> Any:
    """Runs what an edit does: the scenario's version is bumped before, its statut set after."""
    if not received.spec.changes_scenario:
        return _started(session, received, run)
    scenario_id = received.envelope.scenario_id
    if scenario_id is None:
        raise ScenarioRequired
    statement = update(ScenarioRow).where(ScenarioRow.id == scenario_id)
    if not received.spec.on_archived:
        statement = statement.where(ScenarioRow.archived_at.is_(None))
    bumped = session.execute(statement.values(version=ScenarioRow.version + 1, updated_at=utc_now()))
    if bumped.rowcount != 1:  # type: ignore[attr-defined]
        raise ScenarioNotFound
    result = run()
    session.flush()
    settling.refresh_statut(session, scenario_id)
    return result


def _lock_scenario(session: Session, received: Received) -> None:
    """Takes the scenario's row before anything refers to it: commands on one scenario wait in line, not in a knot."""
    scenario_id = received.envelope.scenario_id
    if scenario_id is not None and received.spec.changes_scenario:
        session.execute(select(ScenarioRow.id).where(ScenarioRow.id == scenario_id).with_for_update())


def _is_there(session: Session, scenario_id: int, spec: CommandSpec) -> bool:
    statement = select(ScenarioRow.id).where(ScenarioRow.id == scenario_id)
    if not spec.on_archived:
        statement = statement.where(ScenarioRow.archived_at.is_(None))
    return session.scalar(statement) is not None


def _introduce(session: Session, received: Received) -> Message | None:
    """Stores what the user said, if her intent says anything."""
    envelope = received.envelope
    intent = received.spec.intent
    said = utterance(intent, received.payload, envelope.locale) if intent else None
    if said is None:
        return None
    scenario_id = settling.existing_scenario_id(session, envelope.scenario_id)
    return settling.store_message(session, envelope, "user", said, scenario_id=scenario_id)


def _said(session: Session, envelope: Envelope) -> Message | None:
    """The user's message that the claim stored."""
    return settling.stored_message(session, envelope.command_id, "user")


def _is_step(envelope: Envelope) -> bool:
    return BY_TYPE[envelope.type].intent is None


def _follow_up(envelope: Envelope, step: FollowUp) -> Envelope:
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


def _command(envelope: Envelope) -> Pending:
    return Pending(envelope.command_id, command_message(envelope))


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


def _duplicate(entry: Entry, received: Received) -> Execution:
    """What another copy of a known command gets: its terminal again, a later look, or a refusal."""
    envelope = received.envelope
    if entry.standing is Standing.IN_PROGRESS:
        return Execution(parked=True, outcome="parked")
    if entry.standing is Standing.REUSED:
        return Execution(again=[event_message(_rejection(envelope))], outcome="rejected")
    if entry.record.event is not None:
        return Execution(again=[event_message(entry.record.event.model_copy(update={"reply_to": envelope.reply_to}))])
    if entry.record.follow_up is not None:
        return Execution(again=[command_message(entry.record.follow_up)])
    return Execution()


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


def reject_unreadable(session: Session, command_id: UUID, body: bytes, service: str) -> Execution:
    """Ends as failed a command of which only the id, and perhaps the envelope's facts, could be read."""
    origin = _salvaged(command_id, body)
    if not inbox.reserve(session, command_id, origin, service, "failed"):
        return Execution()
    event = settling.failed(session, origin, Unreadable(), None)
    _overwrite(session, command_id, event)
    return _written(session, [settling.announcement(event)], "failed")


def _salvaged(command_id: UUID, body: bytes) -> Envelope:
    try:
        return Envelope.model_validate_json(body).model_copy(update={"payload": {}})
    except ValidationError:
        return Envelope(
            command_id=command_id, type="unknown", correlation_id=command_id, occurred_at=datetime.now(UTC), payload={}
        )
