"""What a worker does while the database or the broker is away: it keeps what it has, and takes nothing more."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

from assistant.bus.base import Bus, BusError, Consumer
from assistant.db.session import Database, DatabaseAway

log = structlog.get_logger(__name__)

LOOK_SECONDS = 1.0
MAX_OUTAGES = 20
"""Outages one delivery may meet, each over before it is tried again; beyond, the command itself is the cause."""


class Outages:
    """The outages of one worker: all deliveries in hand wait together, and the consumer pauses meanwhile."""

    def __init__(self, database: Database, bus: Bus) -> None:
        self._database = database
        self._bus = bus
        self._consumer: Consumer | None = None
        self._recovery: asyncio.Task[None] | None = None

    def watch(self, consumer: Consumer) -> None:
        """From now on an outage pauses this consumer."""
        self._consumer = consumer

    def forget_consumer(self) -> None:
        """The worker stops: the end of an outage must not set its consumer going again."""
        self._consumer = None

    async def outlast(self, attempt: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Tries again after each outage: an outage uses none of a command's attempts.

        Raises DatabaseAway, BusError after more outages than one delivery can meet by chance.
        """
        outages = 0
        while True:
            try:
                await attempt()
            except (DatabaseAway, BusError) as error:
                outages += 1
                if outages > MAX_OUTAGES:
                    raise
                log.warning("outage", reason=repr(error))
                await self._wait_out()
            else:
                return

    async def stop(self) -> None:
        """Nobody waits any more."""
        if self._recovery is not None:
            self._recovery.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._recovery

    async def _wait_out(self) -> None:
        if self._recovery is None or self._recovery.done():
            self._recovery = asyncio.create_task(self._recover())
        await asyncio.shield(self._recovery)

    async def _recover(self) -> None:
        if self._consumer is not None:
            with contextlib.suppress(BusError):
                await self._consumer.pause()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if not self._bus.is_connected:
                continue
            try:
                await asyncio.to_thread(self._database.check_writable)
                if self._consumer is not None:
                    await self._consumer.resume()
            except (DatabaseAway, BusError):
                continue
            except Exception:
                # Whatever it is, all that waits here would wait for ever if nobody looked again.
                log.exception("outage.lasts")
            else:
                log.info("outage.over")
                return
