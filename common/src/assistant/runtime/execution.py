"""What happens to a command inside its transactions. Plain functions of a session: no bus, no clock but the database's.

Every function returns an `Execution`: what to publish once the transaction has committed. The order in each of them is
the design's: inbox row first, scenario locked, user's message, handler in a savepoint, assistant's message, terminal.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assistant.contracts.envelope import Envelope
from assistant.contracts.problems import DomainError
from assistant.contracts.registry import BY_TYPE, CommandSpec
from assistant.db.models import ScenarioRow
from assistant.db.types import utc_now
from assistant.dialogue.utterances import utterance
from assistant.runtime import inbox, settling
from assistant.runtime.endings import (
    Execution,
    duplicate,
    fail_settled,
    fail_with_root,
    follow_up_of,
    is_step,
    settled,
    step_rows,
    superseded,
    written,
)
from assistant.runtime.errors import Expired, ScenarioNotFound, ScenarioRequired, Unreadable
from assistant.runtime.handlers import Answer, Drafted, Edit, FollowUp, SagaEnd, SagaRoot
from assistant.runtime.inbox import LEASE_SECONDS, InboxRecord, Standing
from assistant.runtime.outbox import Pending
from assistant.runtime.transaction import OpenTransaction
from assistant.runtime.wire import Received


def edit(session: Session, received: Received, handler: Edit, service: str) -> Execution:
    """Runs an edit from its inbox row to its terminal."""
    entry = inbox.enter(session, received, service)
    if entry.standing is not Standing.NEW:
        return duplicate(session, entry, received.envelope)
    return _complete(session, received, service, handler.run)


def start_saga(session: Session, received: Received, handler: SagaRoot, service: str) -> Execution:
    """Starts a saga: its root stays running, its first step is sent."""
    entry = inbox.enter(session, received, service)
    if entry.standing is not Standing.NEW:
        return duplicate(session, entry, received.envelope)
    envelope = received.envelope
    _introduce(session, received)
    transaction = OpenTransaction(session, envelope, service)
    step = _guarded(session, lambda: _started(session, received, lambda: handler.start(received.command, transaction)))
    if isinstance(step, DomainError):
        return written(session, [fail_settled(session, envelope, step)], "failed")
    follow_up = follow_up_of(envelope, step)
    inbox.hold(session, envelope.command_id, envelope, follow_up)
    return written(session, step_rows(envelope, step.step, follow_up), "running")


def end_saga(session: Session, received: Received, handler: SagaEnd, service: str) -> Execution:
    """Runs the last step: its effects stand only if this transaction is the one that ends the root."""
    entry = inbox.enter(session, received, service)
    if entry.standing is not Standing.NEW:
        return duplicate(session, entry, received.envelope)
    envelope = received.envelope
    root_id = envelope.correlation_id
    root = inbox.load(session, root_id)
    if root is None or root[1].origin is None or not inbox.settle(session, root_id, "completed", InboxRecord()):
        return superseded(session, envelope)
    origin = root[1].origin
    transaction = OpenTransaction(session, envelope, service)
    _lock_scenario(session, received)
    answer = _guarded(session, lambda: _changed(session, received, lambda: handler.run(received.command, transaction)))
    if isinstance(answer, DomainError):
        event = settling.failed(session, origin, answer)
    else:
        event = settling.completed(session, origin, answer)
    inbox.settle(session, envelope.command_id, event.status, InboxRecord())
    return settled(session, event)


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
        return duplicate(session, entry, received.envelope)
    envelope = received.envelope
    if is_step(envelope) and not inbox.is_running(session, envelope.correlation_id):
        return superseded(session, envelope)
    _lock_scenario(session, received, claiming=True)
    if entry.standing is Standing.NEW:
        _introduce(session, received)
    transaction = OpenTransaction(session, envelope, service)
    prepared = _guarded(
        session, lambda: _started(session, received, lambda: handler.prepare(received.command, transaction))
    )
    if isinstance(prepared, DomainError):
        return fail(session, received, prepared)
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
        return fail_with_root(session, envelope, answer)
    if isinstance(answer, FollowUp):
        follow_up = follow_up_of(envelope, answer)
        inbox.write_record(session, envelope.command_id, "completed", InboxRecord(follow_up=follow_up))
        return written(session, step_rows(envelope, answer.step, follow_up), "completed")
    return settled(session, settling.completed(session, envelope, answer))


def fail(
    session: Session,
    received: Received,
    error: DomainError,
    *,
    owner: str | None = None,
    extra: list[Pending] | None = None,
) -> Execution:
    """Ends a running command, and the saga it is a step of, as failed; nothing when it is no longer running."""
    if not inbox.settle(session, received.envelope.command_id, "failed", InboxRecord(), owner=owner):
        return Execution(outcome="superseded")
    return fail_with_root(session, received.envelope, error, extra)


def bury(
    session: Session, received: Received, error: DomainError, dead: Pending, service: str, owner: str
) -> Execution:
    """Ends a command that was tried too often, without its handler, and sends it to the dead letters."""
    entry = inbox.enter(session, received, service, owner=owner)
    if entry.standing not in (Standing.NEW, Standing.TAKEN_OVER):
        return duplicate(session, entry, received.envelope)
    if entry.standing is Standing.NEW:
        _introduce(session, received)
    return fail(session, received, error, extra=[dead])


def expire(session: Session, command_id: UUID) -> Execution:
    """Ends a running command whose time is over."""
    row = inbox.load(session, command_id)
    if row is None or row[1].origin is None or not inbox.settle(session, command_id, "failed", InboxRecord()):
        return Execution(outcome="superseded")
    return fail_with_root(session, row[1].origin, Expired())


def _complete(session: Session, received: Received, service: str, run: Callable[..., Answer]) -> Execution:
    envelope = received.envelope
    _lock_scenario(session, received)
    _introduce(session, received)
    transaction = OpenTransaction(session, envelope, service)
    answer = _guarded(session, lambda: _changed(session, received, lambda: run(received.command, transaction)))
    if isinstance(answer, DomainError):
        return written(session, [fail_settled(session, envelope, answer)], "failed")
    if answer.scenario_id is not None and received.spec.type in settling.CREATING:
        settling.refresh_statut(session, answer.scenario_id)
    event = settling.completed(session, envelope, answer)
    for sibling in transaction.siblings:
        inbox.write_outcome(session, event.model_copy(update={"command_id": sibling}))
    return settled(session, event, transaction.pending)


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


def _lock_scenario(session: Session, received: Received, *, claiming: bool = False) -> None:
    """Takes the scenario's row before anything refers to it: commands on one scenario wait in line, not in a knot.

    Claims do too, for their short transaction: of two asked at the same moment, one reads that the other is under way.
    """
    scenario_id = received.envelope.scenario_id
    if scenario_id is not None and (claiming or received.spec.changes_scenario):
        session.execute(select(ScenarioRow.id).where(ScenarioRow.id == scenario_id).with_for_update())


def _is_there(session: Session, scenario_id: int, spec: CommandSpec) -> bool:
    statement = select(ScenarioRow.id).where(ScenarioRow.id == scenario_id)
    if not spec.on_archived:
        statement = statement.where(ScenarioRow.archived_at.is_(None))
    return session.scalar(statement) is not None


def _introduce(session: Session, received: Received) -> None:
    """Stores what the user said, if her intent says anything."""
    envelope = received.envelope
    intent = received.spec.intent
    has_plan = intent == "plan.generate" and settling.has_plan(session, envelope.scenario_id)
    said = utterance(intent, received.payload, envelope.locale, has_plan=has_plan) if intent else None
    if said is not None:
        scenario_id = settling.existing_scenario_id(session, envelope.scenario_id)
        settling.store_message(session, envelope, "user", said, scenario_id=scenario_id)


def reject_unreadable(session: Session, command_id: UUID, body: bytes, service: str) -> Execution:
    """Ends as failed a command of which only the id, and perhaps the envelope's facts, could be read."""
    origin = _salvaged(command_id, body)
    if not inbox.reserve(session, command_id, origin, service, "failed"):
        return Execution()
    if origin.type in BY_TYPE and is_step(origin):
        return fail_with_root(session, origin, Unreadable())
    return written(session, [fail_settled(session, origin, Unreadable())], "failed")


def _salvaged(command_id: UUID, body: bytes) -> Envelope:
    try:
        return Envelope.model_validate_json(body).model_copy(update={"payload": {}})
    except ValueError:
        return Envelope(
            command_id=command_id, type="unknown", correlation_id=command_id, occurred_at=datetime.now(UTC), payload={}
        )
