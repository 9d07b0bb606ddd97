"""The outbox: what a transaction wants published, written with it and removed once the broker has it."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from assistant.bus.base import Bus, BusError, Outgoing
from assistant.contracts.envelope import Settled
from assistant.db.models import OutboxRow
from assistant.db.session import Database, DatabaseAway
from assistant.db.types import utc_now

log = structlog.get_logger(__name__)

SWEEP_AGE_SECONDS = 5
SWEEP_BATCH = 200
DELETE_SECONDS = 0.5


@dataclass(frozen=True)
class Pending:
    """A message of the outbox with the id of its row; `settled` is the terminal event it publishes, if it does."""

    id: UUID
    message: Outgoing
    settled: Settled | None = None


def write(session: Session, messages: Sequence[Pending]) -> None:
    """Adds messages to the outbox, in the caller's transaction."""
    if not messages:
        return
    session.execute(
        insert(OutboxRow),
        [
            {
                "id": pending.id,
                "exchange": pending.message.exchange,
                "key": pending.message.key,
                "headers": {
                    **pending.message.headers,
                    _ID: pending.message.message_id,
                    _MANDATORY: pending.message.mandatory,
                },
                "body": pending.message.body,
            }
            for pending in messages
        ],
    )


_ID = "message-id"
_MANDATORY = "mandatory"


def _message(row: OutboxRow) -> Outgoing:
    headers = dict(row.headers)
    return Outgoing(
        exchange=row.exchange,
        key=row.key,
        body=row.body,
        message_id=str(headers.pop(_ID)),
        mandatory=bool(headers.pop(_MANDATORY)),
        headers=headers,
    )


class Publisher:
    """Publishes what was just committed, and forgets the confirmed rows in batches, off the hot path."""

    def __init__(self, bus: Bus, database: Database) -> None:
        self._bus = bus
        self._database = database
        self._confirmed: list[UUID] = []

    async def publish(self, messages: Sequence[Pending]) -> None:
        """Publishes rows that were just committed. What fails stays in the outbox, for the sweeper."""
        if not messages:
            return
        try:
            results = await self._bus.publish([pending.message for pending in messages])
        except BusError as error:
            log.warning("outbox.kept", reason=repr(error), messages=len(messages))
            return
        for pending, failure in zip(messages, results, strict=True):
            if failure is None:
                self._confirmed.append(pending.id)
            else:
                log.warning("outbox.kept", reason=repr(failure), key=pending.message.key)

    async def run(self) -> None:
        """Deletes confirmed rows until cancelled, then once more."""
        try:
            while True:
                await asyncio.sleep(DELETE_SECONDS)
                await self._forget()
        finally:
            with contextlib.suppress(DatabaseAway):
                await self._forget()

    async def _forget(self) -> None:
        confirmed, self._confirmed = self._confirmed, []
        if not confirmed:
            return
        try:
            await self._database.run(
                lambda session: session.execute(delete(OutboxRow).where(OutboxRow.id.in_(confirmed)))
            )
        except DatabaseAway:
            self._confirmed += confirmed
        except Exception:
            # They would be published again by the sweeper, and this would be the last of them to be deleted.
            self._confirmed += confirmed
            log.exception("outbox.not_forgotten")


def measure(session: Session) -> tuple[int, float]:
    """How many rows there are, and the age of the oldest in seconds (0 without any)."""
    rows, oldest, now = session.execute(
        select(func.count(), func.min(OutboxRow.created_at), utc_now()).select_from(OutboxRow)
    ).one()
    return rows, (now - oldest).total_seconds() if rows else 0.0


def sweep(database: Database, bus: Bus, loop: asyncio.AbstractEventLoop) -> int:
    """Publishes rows that a crash left behind, holding them so that another sweeper passes over them.

    Runs in a thread of its own; returns how many were published. Raises DatabaseAway, BusError.
    """

    def batch(session: Session) -> tuple[int, Sequence[OutboxRow]]:
        rows = session.scalars(
            select(OutboxRow)
            .where(OutboxRow.created_at < utc_now(-SWEEP_AGE_SECONDS), OutboxRow.seq > last)
            .order_by(OutboxRow.seq)
            .limit(SWEEP_BATCH)
            .with_for_update(skip_locked=True)
        ).all()
        if not rows:
            return 0, rows
        publishing = asyncio.run_coroutine_threadsafe(bus.publish([_message(row) for row in rows]), loop)
        results = publishing.result(timeout=60)
        published = [row.id for row, failure in zip(rows, results, strict=True) if failure is None]
        if published:
            session.execute(delete(OutboxRow).where(OutboxRow.id.in_(published)))
        return len(published), rows

    # Those that the broker refuses, for a queue that is full, must not stand before the others.
    last = swept = 0
    while True:
        published, rows = database.transact(batch)
        swept += published
        if len(rows) < SWEEP_BATCH:
            return swept
        last = rows[-1].seq
