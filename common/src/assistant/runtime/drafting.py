"""Between claim and record: the lease is renewed, the text streams, and a lost claim stops the work."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

import structlog
from sqlalchemy.orm import Session

from assistant.bus.base import Bus, BusError
from assistant.contracts.envelope import Envelope, EventBase, Progressed, Streamed
from assistant.db.session import Database, DatabaseAway
from assistant.runtime import inbox
from assistant.runtime.wire import event_message

T = TypeVar("T")
log = structlog.get_logger(__name__)

STREAM_SECONDS = 0.05
"""At most 20 deltas a second: smooth for the eye, light for the broker."""


class ClaimLost(Exception):
    """Another copy took the command over, or it was ended (cancelled, expired): the draft is of no use any more."""


async def draft_under_lease(
    work: Awaitable[T], database: Database, envelope: Envelope, owner: str, lease_seconds: int
) -> T:
    """Awaits `work` while renewing the lease of its command, each third of it.

    Raises ClaimLost, and what `work` raises.
    """
    working = asyncio.ensure_future(work)
    renewing = asyncio.create_task(_renew(database, envelope, owner, lease_seconds))
    try:
        await asyncio.wait({working, renewing}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ClaimLost
    finally:
        for task in (working, renewing):
            task.cancel()
        await asyncio.gather(working, renewing, return_exceptions=True)


async def _renew(database: Database, envelope: Envelope, owner: str, lease_seconds: int) -> None:
    """Returns when the claim is lost; an outage is waited out, since the lease may well survive it."""
    root_id: UUID | None = envelope.correlation_id if envelope.correlation_id != envelope.command_id else None

    def renewed(session: Session) -> bool:
        if root_id is not None and not inbox.is_running(session, root_id):
            return False
        return inbox.renew(session, envelope.command_id, owner, lease_seconds)

    while True:
        await asyncio.sleep(lease_seconds / 3)
        try:
            if not await database.run(renewed):
                return
        except DatabaseAway as error:
            log.warning("lease.not_renewed", command_id=str(envelope.command_id), reason=str(error))


class LiveStream:
    """The `Stream` of a draft: text gathered for a twentieth of a second, then published; losing it does no harm.

    `pause` waits that long between two deltas.
    """

    def __init__(
        self, bus: Bus, envelope: Envelope, attempt: int, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._bus = bus
        self._pause = pause
        self._envelope = envelope
        self._attempt = attempt
        self._offset = 0
        self._text = ""
        self._is_void = False
        self._news = asyncio.Event()
        self._progress: list[tuple[str, str]] = []

    def write(self, text: str) -> None:
        if text:
            self._text += text
            self._news.set()

    def restart(self) -> None:
        """Begins another attempt, announced at once by an empty piece, if anything of this one was published."""
        self._text = ""
        if self._offset > 0:
            self._attempt, self._offset, self._is_void = self._attempt + 1, 0, True
            self._news.set()

    def progress(self, step: str, label: str) -> None:
        self._progress.append((step, label))
        self._news.set()

    async def run(self) -> None:
        """Publishes what is written, until cancelled. The first piece of text goes at once."""
        while True:
            await self._news.wait()
            self._news.clear()
            # A step is announced right before the model is asked: waiting after it would hold back the first words.
            if await self._flush():
                await self._pause(STREAM_SECONDS)

    async def _flush(self) -> bool:
        """Publishes what there is; whether there was text."""
        events: list[EventBase] = [
            Progressed(**self._facts("command.progressed"), step=step, label=label) for step, label in self._progress
        ]
        self._progress.clear()
        has_text = bool(self._text)
        if has_text or self._is_void:
            text, self._text, self._is_void = self._text, "", False
            events.append(
                Streamed(**self._facts("message.streamed"), attempt=self._attempt, offset=self._offset, text=text)
            )
            self._offset += len(text)
        try:
            await self._bus.publish([event_message(event) for event in events])
        except BusError as error:
            log.info("stream.dropped", reason=repr(error))
        return has_text

    def _facts(self, type_: str) -> dict[str, Any]:
        envelope = self._envelope
        return {
            "event_id": uuid4(),
            "type": type_,
            "command_id": envelope.correlation_id,
            "correlation_id": envelope.correlation_id,
            "conversation_id": envelope.conversation_id,
            "scenario_id": envelope.scenario_id,
            "reply_to": envelope.reply_to,
            "occurred_at": datetime.now(UTC),
            "traceparent": envelope.traceparent,
        }
