"""Publishes what a crash left behind, and ends the commands whose time is over."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import structlog
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from assistant.bus.base import Bus, BusError
from assistant.contracts.registry import Service
from assistant.db.models import InboxRow
from assistant.db.session import Database, DatabaseAway
from assistant.db.types import utc_now
from assistant.observability.metrics import OUTBOX_AGE_SECONDS, OUTBOX_ROWS
from assistant.runtime import execution, outbox
from assistant.runtime.counting import count_outcomes
from assistant.runtime.outbox import Publisher

log = structlog.get_logger(__name__)

SWEEP_SECONDS = 2.0
EXPIRED_AT_ONCE = 50


class Sweeper:
    """One a worker. Several may run at once: they pass over what another holds."""

    def __init__(self, service: Service, database: Database, bus: Bus, publisher: Publisher) -> None:
        self._service = service
        self._database = database
        self._bus = bus
        self._publisher = publisher
        # Its own: it waits for the broker while it holds rows, which must not take a thread from the commands.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sweeper")

    async def run(self) -> None:
        """Sweeps until cancelled."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            # Each for itself: messages that cannot be published must not keep commands from expiring.
            for task in (self._publish, self._expire, self._measure):
                try:
                    await task()
                except (DatabaseAway, BusError, TimeoutError) as error:
                    log.warning("sweep.failed", task=task.__name__, reason=repr(error))
                except Exception:
                    log.exception("sweep.failed", task=task.__name__)

    async def stop(self) -> None:
        """Waits for the sweep under way."""
        await asyncio.get_running_loop().run_in_executor(None, self._thread.shutdown)

    async def _publish(self) -> None:
        loop = asyncio.get_running_loop()
        swept = await loop.run_in_executor(self._thread, outbox.sweep, self._database, self._bus, loop)
        if swept:
            log.warning("outbox.swept", messages=swept)

    async def _expire(self) -> None:
        for command_id in await self._database.read(self._expired):
            done = await self._database.run(lambda session, id_=command_id: execution.expire(session, id_))  # type: ignore[misc]
            await self._publisher.publish(done.pending)
            count_outcomes(done.pending)

    async def _measure(self) -> None:
        rows, age = await self._database.read(outbox.measure)
        OUTBOX_ROWS.set(rows)
        OUTBOX_AGE_SECONDS.set(age)

    def _expired(self, session: Session) -> list[UUID]:
        abandoned = or_(InboxRow.lease_until.is_(None), InboxRow.lease_until < utc_now())
        return list(
            session.scalars(
                select(InboxRow.command_id)
                .where(
                    InboxRow.state == "running",
                    InboxRow.expires_at < utc_now(),
                    InboxRow.service == str(self._service),
                    abandoned,
                )
                .limit(EXPIRED_AT_ONCE)
            )
        )
