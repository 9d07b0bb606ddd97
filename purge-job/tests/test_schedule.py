"""When the purge runs, and how it stops; the process as it is started."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client import REGISTRY
from pydantic import ValidationError
from sqlalchemy import func, select

from assistant.db.models import Base, MessageRow
from assistant.db.session import Database
from assistant.testing.process import find_free_port
from purge_job import schedule
from purge_job.settings import Settings

EVERY_SECOND = "* * * * * *"
NEVER_SOON = "0 0 29 2 *"


def settings(database: Database, cron: str = EVERY_SECOND) -> Settings:
    return Settings(database_url=database.url, purge_cron=cron, health_port=0)


def add_expired(database: Database) -> None:
    row = MessageRow(auteur="user", contenu="Bonjour", ttl=datetime.now(UTC) - timedelta(days=1))
    database.transact(lambda session: session.add(row))


def left(database: Database) -> int:
    return database.query(lambda session: session.scalar(select(func.count()).select_from(MessageRow)) or 0)


def runs(outcome: str) -> float:
    return REGISTRY.get_sample_value("purge_runs_total", {"outcome": outcome}) or 0.0


class TestSettings:
    def test_run_every_quarter_of_an_hour_by_default(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("PURGE_CRON", raising=False)
        assert Settings(database_url="sqlite://").purge_cron == "*/15 * * * *"

    def test_refuse_what_is_no_cron_expression(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PURGE_CRON", "every morning")
        with pytest.raises(ValidationError, match="not a cron expression"):
            Settings(database_url="sqlite://")


class TestTheSchedule:
    async def test_purges_at_its_moments_until_told_to_stop(self, database: Database) -> None:
        stopping = asyncio.Event()
        before = runs("done")
        running = asyncio.create_task(schedule.run(database, settings(database), stopping))
        async with asyncio.timeout(5):
            for _ in range(2):
                await asyncio.to_thread(add_expired, database)
                while await asyncio.to_thread(left, database):  # noqa: ASYNC110 - it lives in a database
                    await asyncio.sleep(0.05)
        stopping.set()
        await asyncio.wait_for(running, 1)
        assert runs("done") - before >= 2

    async def test_waits_for_its_moment(self, database: Database) -> None:
        stopping = asyncio.Event()
        add_expired(database)
        running = asyncio.create_task(schedule.run(database, settings(database, NEVER_SOON), stopping))
        await asyncio.sleep(0.2)
        assert left(database) == 1
        stopping.set()
        await asyncio.wait_for(running, 1)

    async def test_gives_a_run_up_while_the_database_is_away_and_goes_on(self) -> None:
        away = Database(f"mysql+pymysql://nobody@127.0.0.1:{find_free_port()}/none")
        stopping = asyncio.Event()
        before = runs("outage")
        running = asyncio.create_task(schedule.run(away, settings(away), stopping))
        async with asyncio.timeout(10):
            while runs("outage") - before < 2:  # noqa: ASYNC110 - a metric wakes nobody
                await asyncio.sleep(0.05)
        stopping.set()
        await asyncio.wait_for(running, 2)
        away.close()

    async def test_gives_a_run_up_that_fails_and_goes_on(self, database: Database) -> None:
        # A table that is not there is no outage, which would be over by itself.
        await asyncio.to_thread(Base.metadata.tables["inbox"].drop, database.engine)
        await asyncio.to_thread(add_expired, database)
        stopping = asyncio.Event()
        failed, done = runs("failed"), runs("done")
        running = asyncio.create_task(schedule.run(database, settings(database), stopping))
        async with asyncio.timeout(20):
            while runs("failed") == failed:  # noqa: ASYNC110 - a metric wakes nobody
                await asyncio.sleep(0.05)
            assert runs("done") == done
            await asyncio.to_thread(Base.metadata.tables["inbox"].create, database.engine)
            while runs("done") == done:  # noqa: ASYNC110 - a metric wakes nobody
                await asyncio.sleep(0.05)
        stopping.set()
        await asyncio.wait_for(running, 5)


def process(database: Database, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "purge_job", *arguments],
        env={**os.environ, "DATABASE_URL": database.url, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


class TestTheProcess:
    def test_purges_once_prints_what_went_and_ends(self, database: Database) -> None:
        add_expired(database)
        output, _ = (once := process(database, "--once")).communicate(timeout=20)
        assert once.returncode == 0
        assert output == "messages: 1\nai_replies: 0\ninbox: 0\n"
        assert left(database) == 0

    def test_tells_its_health_and_stops_promptly_on_sigterm(self, database: Database) -> None:
        port = find_free_port()
        with process(database, HEALTH_PORT=str(port), PURGE_CRON=NEVER_SOON) as job:
            ready = answer(f"http://127.0.0.1:{port}/ready")
            assert json.loads(ready)["checks"] == {"database": "ok"}
            metrics = answer(f"http://127.0.0.1:{port}/metrics")
            assert "purge_deleted_rows_total" in metrics
            assert 'purge_runs_total{outcome="failed"} 0.0' in metrics, "else its first failure would be no increase"
            began = time.monotonic()
            job.send_signal(signal.SIGTERM)
            assert job.wait(5) == 0
            assert time.monotonic() - began < 2


def answer(url: str) -> str:
    deadline = time.monotonic() + 15
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310 - an address of our own
                return str(response.read().decode())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
