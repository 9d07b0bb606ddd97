"""What the purge deletes, and what it never touches."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, func, select, text, update
from sqlalchemy.orm import Session

from assistant.db.models import (
    AiReplyRow,
    Base,
    CibleRow,
    InboxRow,
    MessageRow,
    ObjectifRow,
    OutboxRow,
    PlanItemRow,
    PlanRow,
    RechercheRow,
    RessourceRow,
    ScenarioCibleRow,
    ScenarioObjectifRow,
    ScenarioRessourceRow,
    ScenarioRow,
)
from assistant.db.retention import RULES
from assistant.db.session import Database
from assistant.testing.harness import sqlite_database
from purge_job.purge import delete_batch, purge

DAY = timedelta(days=1)
MARGIN = timedelta(seconds=30)
"""Keeps a row clearly on its side of a boundary while the test runs."""
NOTHING = {"messages": 0, "ai_replies": 0, "inbox": 0}


def ago(age: timedelta) -> datetime:
    return datetime.now(UTC) - age


def message(overdue: timedelta) -> MessageRow:
    """A message whose ttl was `overdue` ago."""
    return MessageRow(auteur="user", contenu="Bonjour", actions=[], ttl=ago(overdue), created_at=ago(overdue + 7 * DAY))


def ai_reply(age: timedelta) -> AiReplyRow:
    facts = {"provider": "local", "model": "local", "prompt_version": "1", "raw_reply": "{}", "milliseconds": 5}
    return AiReplyRow(command_id=uuid4(), created_at=ago(age), **facts)


def inbox(age: timedelta, state: str = "completed") -> InboxRow:
    return InboxRow(command_id=uuid4(), service="plan", type="plan.generate", state=state, received_at=ago(age))


def outbox(age: timedelta) -> OutboxRow:
    return OutboxRow(id=uuid4(), exchange="e", key="k", headers={}, body=b"{}", created_at=ago(age))


def add(database: Database, *rows: Base) -> None:
    database.transact(lambda session: session.add_all(rows))


def count(database: Database, table: type[Base]) -> int:
    return database.query(lambda session: session.scalar(select(func.count()).select_from(table)) or 0)


@contextmanager
def new_database() -> Iterator[Database]:
    with TemporaryDirectory() as folder, closing(sqlite_database(Path(folder))) as database:
        yield database


@contextmanager
def counted_commits(engine: Engine) -> Iterator[list[object]]:
    commits: list[object] = []
    hear = commits.append
    event.listen(engine, "commit", hear)
    yield commits
    event.remove(engine, "commit", hear)


def run(database: Database, batch_size: int = 500) -> dict[str, int]:
    return asyncio.run(purge(database, batch_size, asyncio.Event()))


class TestEachBoundary:
    @pytest.mark.parametrize(
        ("row", "boundary"),
        [
            (message, timedelta(0)),
            (ai_reply, 7 * DAY),
            (inbox, 8 * DAY),
            (lambda age: inbox(age, "failed"), 8 * DAY),
        ],
        ids=["message", "ai_reply", "completed", "failed"],
    )
    def test_separates_the_rows_that_go_from_those_that_stay(
        self, database: Database, row: Callable[[timedelta], Base], boundary: timedelta
    ) -> None:
        young, old, ancient = row(boundary - MARGIN), row(boundary + MARGIN), row(boundary + 400 * DAY)
        add(database, young, old, ancient)
        assert sum(run(database).values()) == 2
        assert count(database, type(young)) == 1
        assert sum(run(database).values()) == 0

    @given(overdue=st.integers(-10 * 86_400, 10 * 86_400).filter(lambda seconds: abs(seconds) > 30))
    @settings(max_examples=25, deadline=None)
    def test_is_the_ttl_of_a_message_whatever_its_age(self, overdue: int) -> None:
        with new_database() as database:
            add(database, message(timedelta(seconds=overdue)))
            assert run(database) == {**NOTHING, "messages": int(overdue > 0)}


class TestWhatStays:
    def test_is_everything_that_runs_or_waits_to_be_published(self, database: Database) -> None:
        add(database, inbox(400 * DAY, "running"), outbox(400 * DAY))
        assert run(database) == NOTHING
        assert (count(database, InboxRow), count(database, OutboxRow)) == (1, 1)

    def test_is_everything_the_user_kept_however_old(self, database: Database) -> None:
        old = ago(4000 * DAY)
        add(
            database,
            ScenarioRow(id=1, nom="n", thematique="t", description="", created_at=old, updated_at=old),
            ScenarioRow(id=2, nom="n", thematique="t", description="", created_at=old, updated_at=old, archived_at=old),
            ObjectifRow(id=1, label="o"),
            CibleRow(id=1, label="c"),
            RessourceRow(id=1, titre="r"),
        )
        add(
            database,
            ScenarioObjectifRow(scenario_id=1, objectif_id=1),
            ScenarioCibleRow(scenario_id=1, cible_id=1),
            ScenarioRessourceRow(scenario_id=1, ressource_id=1),
            PlanRow(id=1, scenario_id=1, resume="r", generated_at=old),
            RechercheRow(scenario_id=1, requete="q", resultat="[]", created_at=old),
            message(DAY),
        )
        add(database, PlanItemRow(plan_id=1, format="f", message="m", canal="c", frequence="f", kpi="k"))
        assert run(database) == {**NOTHING, "messages": 1}
        purged = {"messages", "ai_replies", "inbox", "outbox"}
        kept = [mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ not in purged]
        assert len(kept) == 10
        assert {table.__tablename__: count(database, table) for table in kept} == {
            table.__tablename__: 2 if table is ScenarioRow else 1 for table in kept
        }


class TestBatches:
    def test_are_as_many_as_it_takes(self, database: Database) -> None:
        add(database, *(message(DAY) for _ in range(25)), *(message(-DAY) for _ in range(5)))
        with counted_commits(database.engine) as commits:
            assert run(database, batch_size=10) == {**NOTHING, "messages": 25}
        assert count(database, MessageRow) == 5
        assert len(commits) == 5, "three for the messages, one for each of the other tables"

    def test_delete_the_oldest_first(self, database: Database) -> None:
        add(database, message(1 * DAY), message(3 * DAY), message(2 * DAY))
        database.transact(lambda session: delete_batch(session, RULES[0], 2))
        left = database.query(lambda session: session.scalars(select(MessageRow.ttl)).one())
        assert abs(left - ago(DAY)) < MARGIN

    def test_stop_between_two_of_them_when_told_to(self, database: Database) -> None:
        add(database, *(message(DAY) for _ in range(30)))

        async def stopped_early() -> dict[str, int]:
            stopping = asyncio.Event()
            purging = asyncio.create_task(purge(database, 1, stopping))
            await asyncio.sleep(0.2)
            stopping.set()
            return await asyncio.wait_for(purging, 1)

        deleted = asyncio.run(stopped_early())["messages"]
        assert 0 < deleted < 30
        assert count(database, MessageRow) == 30 - deleted


class TestOnMariaDb:
    @pytest.fixture
    def database(self, database_url: str) -> Iterator[Database]:
        database = Database(database_url)
        Base.metadata.create_all(database.engine)
        yield database
        database.close()

    def test_goes_by_the_databases_clock(self, database: Database) -> None:
        add(database, message(DAY), ai_reply(8 * DAY), inbox(9 * DAY))
        with Session(database.engine) as session, session.begin():
            session.execute(text("SET timestamp = UNIX_TIMESTAMP() - 2 * 86400"))
            assert [delete_batch(session, rule, 10) for rule in RULES] == [0, 0, 0]
            session.execute(text("SET timestamp = DEFAULT"))
            assert [delete_batch(session, rule, 10) for rule in RULES] == [1, 1, 1]

    def test_two_at_once_delete_each_row_once(self, database: Database) -> None:
        add(database, *(message(DAY) for _ in range(300)), *(message(-DAY) for _ in range(20)))
        add(database, *(ai_reply(9 * DAY) for _ in range(100)), *(inbox(9 * DAY) for _ in range(200)))
        other = Database(database.url)

        async def both() -> tuple[dict[str, int], dict[str, int]]:
            stopping = asyncio.Event()
            return await asyncio.gather(purge(database, 20, stopping), purge(other, 20, stopping))

        first, second = asyncio.run(both())
        other.close()
        # One that finds the other at the last rows ends early: what both miss is due at the next run.
        left = sum(count(database, table) for table in (MessageRow, AiReplyRow, InboxRow)) - 20
        assert sum(first.values()) + sum(second.values()) + left == 600
        assert min(sum(first.values()), sum(second.values())) > 0
        assert sum(run(database).values()) == left
        assert count(database, MessageRow) == 20

    def test_passes_over_a_row_that_a_command_holds(self, database: Database) -> None:
        add(database, inbox(9 * DAY), inbox(9 * DAY))
        with Session(database.engine) as command, command.begin():
            held = command.scalars(select(InboxRow.command_id).limit(1)).one()
            command.execute(update(InboxRow).where(InboxRow.command_id == held).values(owner="someone"))
            assert run(database) == {**NOTHING, "inbox": 1}
        assert run(database) == {**NOTHING, "inbox": 1}

    def test_keeps_no_command_waiting(self, database: Database) -> None:
        """While a batch is deleted and not yet committed, new rows go in and others are read and changed."""
        add(database, *(message(DAY) for _ in range(50)), inbox(9 * DAY), inbox(DAY))
        young = database.query(
            lambda session: session.scalars(select(InboxRow).order_by(InboxRow.received_at.desc())).first()
        )
        assert young is not None
        with Session(database.engine) as purging, purging.begin():
            assert [delete_batch(purging, rule, 500) for rule in RULES] == [50, 0, 1]
            done = threading.Event()

            def work() -> None:
                add(database, message(-DAY), inbox(timedelta(0)), ai_reply(timedelta(0)))
                database.transact(
                    lambda session: session.execute(
                        update(InboxRow).where(InboxRow.command_id == young.command_id).values(owner="x")
                    )
                )
                done.set()

            thread = threading.Thread(target=work)
            thread.start()
            assert done.wait(2)
            thread.join()
