"""The inbox: one row a command id, and the one place where its state changes.

`terminal` holds an `InboxRecord`: while the command runs, the command itself (`origin`) and the saga step it sent
(`follow_up`); once settled, its terminal event, or the step it sent when it is itself a step.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Executable, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.contracts.base import Contract
from assistant.contracts.envelope import Envelope, Settled
from assistant.contracts.fingerprint import fingerprint, payload_json
from assistant.db.models import InboxRow
from assistant.db.types import utc_now
from assistant.runtime.wire import Received

LEASE_SECONDS = 15


class InboxRecord(Contract):
    """What `inbox.terminal` holds."""

    origin: Envelope | None = None
    follow_up: Envelope | None = None
    event: Settled | None = None


class Standing(Enum):
    """Where a command that was just received stands."""

    NEW = auto()
    TAKEN_OVER = auto()
    IN_PROGRESS = auto()
    SAGA_RUNNING = auto()
    SETTLED = auto()
    REUSED = auto()


@dataclass(frozen=True)
class Entry:
    """The standing of a command, with what its row holds unless it is new."""

    standing: Standing
    record: InboxRecord


_NOTHING = InboxRecord()


def read_record(terminal: Any) -> InboxRecord:
    """What `inbox.terminal` holds, without what only a newer version knows: during an upgrade both versions read it."""
    return InboxRecord.model_validate(terminal, extra="ignore") if terminal else _NOTHING


def enter(
    session: Session,
    received: Received,
    service: str,
    *,
    owner: str | None = None,
    lease_seconds: int = LEASE_SECONDS,
) -> Entry:
    """Inserts the inbox row first, so that of all copies of a command one begins and the others wait for it.

    With an `owner` the row is claimed under a lease; a claim whose lease is over is taken over.
    """
    envelope = received.envelope
    mark = fingerprint(envelope.type, envelope.scenario_id, payload_json(received.payload), envelope.conversation_id)
    try:
        session.execute(
            insert(InboxRow).values(
                command_id=envelope.command_id,
                conversation_id=envelope.conversation_id,
                service=service,
                type=envelope.type,
                fingerprint=mark,
                state="running",
                owner=owner,
                lease_until=utc_now(lease_seconds) if owner else None,
                expires_at=envelope.expires_at,
                terminal=_dump(InboxRecord(origin=envelope)),
                received_at=utc_now(),
            )
        )
    except IntegrityError:
        return _existing(session, envelope.command_id, mark, owner, lease_seconds)
    return Entry(Standing.NEW, _NOTHING)


def _existing(session: Session, command_id: UUID, mark: str, owner: str | None, lease_seconds: int) -> Entry:
    row = session.execute(
        select(InboxRow.fingerprint, InboxRow.state, InboxRow.lease_until, InboxRow.terminal).where(
            InboxRow.command_id == command_id
        )
    ).one()
    record = read_record(row.terminal)
    if row.fingerprint is not None and row.fingerprint != mark:
        return Entry(Standing.REUSED, record)
    if row.state != "running":
        return Entry(Standing.SETTLED, record)
    if row.lease_until is None:
        return Entry(Standing.SAGA_RUNNING, record)
    taken = owner is not None and take_over(session, command_id, owner, lease_seconds)
    return Entry(Standing.TAKEN_OVER if taken else Standing.IN_PROGRESS, record)


def take_over(session: Session, command_id: UUID, owner: str, lease_seconds: int) -> bool:
    """Claims a command whose owner's lease is over, by compare-and-set on the database's clock."""
    return _changes_one(
        session,
        update(InboxRow)
        .where(InboxRow.command_id == command_id, InboxRow.state == "running", InboxRow.lease_until < utc_now())
        .values(owner=owner, lease_until=utc_now(lease_seconds)),
    )


def renew(session: Session, command_id: UUID, owner: str, lease_seconds: int) -> bool:
    """Extends the lease; False when the command is no longer ours or no longer running."""
    return _changes_one(session, _owned(command_id, owner).values(lease_until=utc_now(lease_seconds)))


def release(session: Session, command_id: UUID, owner: str) -> None:
    """Ends the lease at once, so that the next try need not wait for it."""
    session.execute(_owned(command_id, owner).values(lease_until=utc_now(-1)))


def may_begin(session: Session, command_id: UUID) -> bool:
    """Whether a handler would be called if the command were received now."""
    row = session.execute(
        select(InboxRow.state, InboxRow.lease_until < utc_now()).where(InboxRow.command_id == command_id)
    ).one_or_none()
    return row is None or (row[0] == "running" and bool(row[1]))


def is_running(session: Session, command_id: UUID) -> bool:
    """Whether a command has begun and not ended."""
    state = session.execute(select(InboxRow.state).where(InboxRow.command_id == command_id)).scalar_one_or_none()
    return state == "running"


def hold(session: Session, command_id: UUID, origin: Envelope, follow_up: Envelope) -> None:
    """Keeps a saga root running, with the step it sent."""
    session.execute(
        update(InboxRow)
        .where(InboxRow.command_id == command_id)
        .values(terminal=_dump(InboxRecord(origin=origin, follow_up=follow_up)))
    )


def settle(session: Session, command_id: UUID, state: str, record: InboxRecord, *, owner: str | None = None) -> bool:
    """Ends a running command; False when it was not running (any more), or not `owner`'s: nothing was changed then."""
    statement = update(InboxRow).where(InboxRow.command_id == command_id, InboxRow.state == "running")
    if owner is not None:
        statement = statement.where(InboxRow.owner == owner)
    return _changes_one(session, statement.values(state=state, terminal=_dump(record), owner=None, lease_until=None))


def reserve(
    session: Session, command_id: UUID, origin: Envelope, service: str, state: str, *, mark: str | None = None
) -> bool:
    """Inserts the settled row of a command that never ran, ended by another one. False when it has a row already.

    `mark` is its fingerprint when it is known; any command with this id matches otherwise.
    """
    try:
        session.execute(
            insert(InboxRow).values(
                command_id=command_id,
                conversation_id=origin.conversation_id,
                service=service,
                type=origin.type,
                fingerprint=mark,
                state=state,
                received_at=utc_now(),
            )
        )
    except IntegrityError:
        return False
    return True


def write_record(session: Session, command_id: UUID, state: str, record: InboxRecord) -> None:
    """Writes the final state and the record of a row that this transaction has settled or reserved."""
    statement = update(InboxRow).where(InboxRow.command_id == command_id)
    session.execute(statement.values(state=state, terminal=_dump(record)))


def write_outcome(session: Session, event: Settled) -> None:
    """Writes the outcome of a command whose row this transaction has settled or reserved, or has just entered."""
    write_record(session, event.command_id, event.status, InboxRecord(event=event))


def meaning(session: Session, command_id: UUID) -> tuple[str, str | None]:
    """The state of a command that has a row, and its fingerprint if it is known."""
    columns = select(InboxRow.state, InboxRow.fingerprint).where(InboxRow.command_id == command_id)
    state, mark = session.execute(columns).one()
    return state, mark


def load(session: Session, command_id: UUID) -> tuple[str, InboxRecord] | None:
    """The state and record of a command, None when it has no row."""
    row = session.execute(
        select(InboxRow.state, InboxRow.terminal).where(InboxRow.command_id == command_id)
    ).one_or_none()
    if row is None:
        return None
    return row.state, read_record(row.terminal)


def _owned(command_id: UUID, owner: str) -> Any:
    return update(InboxRow).where(
        InboxRow.command_id == command_id, InboxRow.owner == owner, InboxRow.state == "running"
    )


def _changes_one(session: Session, statement: Executable) -> bool:
    result = session.execute(statement)
    return isinstance(result, CursorResult) and result.rowcount == 1


def _dump(record: InboxRecord) -> dict[str, Any]:
    return {name: value for name, value in record.model_dump(mode="json").items() if value is not None}
