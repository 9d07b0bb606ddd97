"""When the purge runs: by its cron expression until told to stop, or once."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from datetime import UTC, datetime

import structlog
from cronsim import CronSim
from prometheus_client import Counter

from assistant.db.session import Database, DatabaseAway
from assistant.observability.health import HealthServer
from purge_job.purge import purge
from purge_job.settings import Settings

RUNS = Counter("purge_runs_total", "Scheduled runs, by outcome", ["outcome"])
for _outcome in ("done", "outage", "failed"):
    RUNS.labels(_outcome)  # shown from the start: the first run that fails is an increase already
log = structlog.get_logger(__name__)


async def run(database: Database, settings: Settings, stopping: asyncio.Event) -> None:
    """Purges at each moment of `settings.purge_cron` until `stopping` is set.

    A run that meets an outage, or fails, is given up; what it left is due at the next one.
    """
    moments: Iterator[datetime] = CronSim(settings.purge_cron, datetime.now(UTC))
    for moment in moments:
        await _sleep_until(moment, stopping)
        if stopping.is_set():
            return
        try:
            await purge(database, settings.purge_batch_size, stopping)
        except DatabaseAway as error:
            RUNS.labels("outage").inc()
            log.warning("purge.given_up", reason=str(error))
        except Exception:
            RUNS.labels("failed").inc()
            log.exception("purge.failed")
        else:
            RUNS.labels("done").inc()


async def serve(settings: Settings) -> None:
    """Runs on schedule, with health and metrics, until SIGTERM or SIGINT."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    with _opened(settings) as database:
        health = HealthServer("purge", settings.health_port, lambda: {"database": database.answers()})
        log.info("purge.started", cron=settings.purge_cron, health_port=health.port)
        try:
            await run(database, settings, stopping)
        finally:
            health.close()
    log.info("purge.stopped")


async def once(settings: Settings) -> dict[str, int]:
    """Purges now and returns the rows deleted by table. Raises DatabaseAway."""
    with _opened(settings) as database:
        return await purge(database, settings.purge_batch_size, asyncio.Event())


def _opened(settings: Settings) -> contextlib.closing[Database]:
    return contextlib.closing(Database(settings.database_url, threads=1))


async def _sleep_until(moment: datetime, stopping: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout((moment - datetime.now(UTC)).total_seconds()):
            await stopping.wait()
