"""Waiting for a command's outcome. The inbox row is the outcome; events only say when to look."""

import asyncio
import contextlib
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.contracts.envelope import Settled
from assistant.db.models import InboxRow
from assistant.db.session import Database, DatabaseAway
from assistant.runtime.inbox import read_record

log = structlog.get_logger(__name__)

POLL_SECONDS = 2.0


@dataclass(frozen=True)
class Outcome:
    """What the inbox says of a command: `event` is its terminal once it has one (the steps of a saga have none).

    `scenario_id` is the scenario it was about, or turned its conversation to.
    """

    fingerprint: str | None
    state: str
    event: Settled | None
    scenario_id: int | None

    def is_of(self, mark: str) -> bool:
        """Whether this is the outcome of a command with that fingerprint; one cancelled before it began fits any."""
        return self.fingerprint in (None, mark)


def read_outcome(session: Session, command_id: UUID) -> Outcome | None:
    """None when the command has not begun."""
    statement = select(InboxRow.fingerprint, InboxRow.state, InboxRow.terminal).where(InboxRow.command_id == command_id)
    row = session.execute(statement).one_or_none()
    if row is None:
        return None
    record = read_record(row.terminal)
    origin = record.event or record.origin
    return Outcome(row.fingerprint, row.state, record.event, origin.scenario_id if origin else None)


class Outcomes:
    """The outcomes that requests of this gateway wait for."""

    def __init__(self, database: Database, *, poll_seconds: float = POLL_SECONDS) -> None:
        self._database = database
        self._poll_seconds = poll_seconds
        self._waiting: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._end: float | None = None

    def wake(self, command_id: UUID) -> None:
        """Something happened to this command."""
        for news in self._waiting.get(command_id, ()):
            news.set()

    def wake_all(self) -> None:
        """Events may have been missed."""
        for command_id in list(self._waiting):
            self.wake(command_id)

    def end_within(self, seconds: float) -> None:
        """Nobody waits longer than that from now on: the process is stopping."""
        self._end = asyncio.get_running_loop().time() + seconds
        self.wake_all()

    async def read(self, command_id: UUID) -> Outcome | None:
        """What the inbox says now. Raises DatabaseAway."""
        return await self._database.read(lambda session: read_outcome(session, command_id))

    async def wait(self, command_id: UUID, mark: str, seconds: float) -> Outcome | None:
        """The outcome, also when it is that of another command than `mark`; None when there is none in time.

        An outage of the database is waited out.
        """
        end = asyncio.get_running_loop().time() + seconds
        news = asyncio.Event()
        self._waiting[command_id].add(news)
        try:
            while True:
                news.clear()
                outcome = await self._look(command_id)
                if outcome is not None and (outcome.event is not None or not outcome.is_of(mark)):
                    return outcome
                left = min(end, self._end or end) - asyncio.get_running_loop().time()
                if left <= 0:
                    return None
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), min(left, self._poll_seconds))
        finally:
            self._waiting[command_id].discard(news)
            if not self._waiting[command_id]:
                del self._waiting[command_id]

    async def _look(self, command_id: UUID) -> Outcome | None:
        try:
            return await self.read(command_id)
        except DatabaseAway as away:
            log.warning("outcome.unreadable", command_id=str(command_id), reason=str(away))
            return None
