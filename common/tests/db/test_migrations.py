"""The one history of the tables, on both databases."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, NullPool, create_engine, inspect, make_url, text

from assistant.db.locks import LockHeld
from assistant.db.migrate import LOCK, configuration, migrate
from assistant.db.models import Base, ScenarioRow
from assistant.db.session import Database, DatabaseAway, make_engine

TABLES = set(Base.metadata.tables)
# As the first version of the tables takes it.
INSERT_MESSAGE = (
    "INSERT INTO messages (auteur, contenu, actions, created_at, ttl) "
    "VALUES ('user', 'Bonjour', '[]', '2026-01-01', '2026-01-08')"
)
on_both = pytest.mark.parametrize(
    "url", ["sqlite", pytest.param("mariadb", marks=pytest.mark.integration)], indirect=True
)


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of the kind asked for."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    found: str = request.getfixturevalue("database_url")
    return found


@pytest.fixture
def migrated(url: str) -> Iterator[Connection]:
    """A connection to a database with the newest tables."""
    migrate(url)
    engine = make_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def tables_of(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


@on_both
class TestMigrations:
    def test_create_the_tables_that_the_models_describe(self, migrated: Connection) -> None:
        context = MigrationContext.configure(migrated, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []

    def test_go_up_down_and_up_again(self, migrated: Connection) -> None:
        assert tables_of(migrated) == TABLES
        command.downgrade(configuration(migrated), "base")
        assert tables_of(migrated) == set()
        command.upgrade(configuration(migrated), "head")
        assert tables_of(migrated) == TABLES

    def test_keep_what_is_stored_when_run_again(self, url: str, migrated: Connection) -> None:
        migrated.execute(
            text("INSERT INTO objectifs (label, description, insight, version) VALUES ('Leads', '', '', 1)")
        )
        migrated.commit()
        migrate(url)
        assert migrated.scalar(text("SELECT count(*) FROM objectifs")) == 1

    def test_resume_after_a_run_that_was_killed_half_way(self, url: str, migrated: Connection) -> None:
        command.downgrade(configuration(migrated), "0001")
        migrated.execute(text("DROP TABLE ai_replies"))
        migrated.execute(text("DELETE FROM alembic_version"))
        migrated.commit()
        migrate(url)
        assert tables_of(migrated) == TABLES

    def test_resume_after_a_run_that_was_killed_before_it_noted_its_revision(
        self, url: str, migrated: Connection
    ) -> None:
        if migrated.dialect.name == "sqlite":
            # Here a revision and its note are one transaction: neither is there without the other.
            command.downgrade(configuration(migrated), "0001")
        else:
            migrated.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        migrated.commit()
        migrate(url)
        assert "failure" in [column["name"] for column in inspect(migrated).get_columns("ai_replies")]
        assert "locale" in [column["name"] for column in inspect(migrated).get_columns("messages")]
        assert migrated.scalar(text("SELECT version_num FROM alembic_version")) == "0003"

    def test_leave_the_language_of_messages_stored_before_unknown(self, url: str, migrated: Connection) -> None:
        command.downgrade(configuration(migrated), "0002")
        migrated.execute(text(INSERT_MESSAGE))
        migrated.commit()
        migrate(url)
        assert migrated.execute(text("SELECT contenu, locale FROM messages")).all() == [("Bonjour", None)]

    def test_leave_tables_of_a_newer_version_as_they_are(self, url: str, migrated: Connection) -> None:
        migrated.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        migrated.commit()
        migrate(url)
        assert migrated.scalar(text("SELECT version_num FROM alembic_version")) == "9999"

    def test_may_be_started_twice_at_once(self, url: str) -> None:
        failures: list[Exception] = []

        def run() -> None:
            try:
                migrate(url)
            except Exception as error:  # noqa: BLE001 - handed to the test
                failures.append(error)

        threads = [threading.Thread(target=run) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        engine = make_engine(url)
        with engine.connect() as connection:
            assert tables_of(connection) == TABLES
            assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
        engine.dispose()

    def test_never_give_a_purged_messages_id_to_another(self, url: str, migrated: Connection) -> None:
        first = migrated.execute(text(INSERT_MESSAGE)).lastrowid
        migrated.execute(text("DELETE FROM messages"))
        assert migrated.execute(text(INSERT_MESSAGE)).lastrowid > first

    @pytest.mark.parametrize(
        ("table", "columns"),
        [
            ("scenarios", ["thematique"]),
            ("plans", ["scenario_id"]),
            ("plan_items", ["plan_id"]),
            ("messages", ["scenario_id", "created_at"]),
            ("messages", ["conversation_id", "id"]),
        ],
    )
    def test_index_what_is_looked_up(self, migrated: Connection, table: str, columns: list[str]) -> None:
        assert columns in [index["column_names"] for index in inspect(migrated).get_indexes(table)]


class TestCommandLine:
    def test_migrates_the_database_of_the_environment_as_often_as_asked(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'test.db'}"
        for _ in range(2):
            subprocess.run([sys.executable, "-m", "assistant.db.migrate"], env={"DATABASE_URL": url}, check=True)
        engine = make_engine(url)
        with engine.connect() as connection:
            assert tables_of(connection) == TABLES
        engine.dispose()


class TestColumns:
    """Names and lengths that documents outside this repository rely on."""

    @pytest.mark.parametrize(
        ("table", "lengths"),
        [
            ("scenarios", {"nom": 150, "thematique": 150}),
            ("objectifs", {"label": 120}),
            ("cibles", {"label": 120, "segment": 120}),
            ("ressources", {"titre": 150, "url": 255}),
            ("scenario_ressources", {"usage": 120}),
            ("plan_items", {"format": 60, "canal": 60, "frequence": 60, "kpi": 80}),
            ("messages", {"role_action": 60, "conversation_id": 36, "command_id": 36}),
            ("recherches", {"requete": 180}),
        ],
    )
    @pytest.mark.parametrize("url", ["sqlite"], indirect=True)
    def test_hold_the_lengths_of_the_relational_model(
        self, migrated: Connection, table: str, lengths: dict[str, int]
    ) -> None:
        columns: dict[str, Any] = {column["name"]: column["type"] for column in inspect(migrated).get_columns(table)}
        assert {name: columns[name].length for name in lengths} == lengths


class TestWaiting:
    def test_gives_up_on_a_database_that_does_not_answer(self, unused_tcp_port: int) -> None:
        with pytest.raises(DatabaseAway):
            migrate(f"mysql+pymysql://nobody@127.0.0.1:{unused_tcp_port}/none", wait_seconds=0)

    def test_stops_when_another_migration_does_not_end(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("assistant.db.locks.WAIT_SECONDS", 0)
        engine = create_engine(database_url, poolclass=NullPool)
        with engine.connect() as other:
            assert other.scalar(text(f"SELECT GET_LOCK('{LOCK}', 0)")) == 1
            with pytest.raises(LockHeld):
                migrate(database_url)
            assert tables_of(other) == set()
        migrate(database_url)


class TestUnconfiguredServer:
    """A server whose defaults are still latin1."""

    @pytest.fixture
    def latin1_url(self, database_url: str) -> str:
        name = make_url(database_url).database
        with create_engine(database_url, poolclass=NullPool).begin() as connection:
            connection.execute(text(f"ALTER DATABASE {name} CHARACTER SET latin1 COLLATE latin1_swedish_ci"))
        return database_url

    def test_keeps_every_text_in_utf8(self, latin1_url: str) -> None:
        migrate(latin1_url)
        with create_engine(latin1_url, poolclass=NullPool).connect() as connection:
            collations = connection.execute(
                text(
                    "SELECT table_name, table_collation FROM information_schema.tables "
                    "WHERE table_schema = DATABASE() AND table_name <> 'alembic_version'"
                )
            ).all()
        assert {tuple(row) for row in collations} == {(table, "utf8mb4_unicode_ci") for table in TABLES}

    def test_stores_and_finds_what_latin1_cannot_write(self, latin1_url: str) -> None:
        migrate(latin1_url)
        database = Database(latin1_url)
        nom = "Œuvre d’été → 🚀 日本"
        database.transact(lambda session: session.add(ScenarioRow(nom=nom, thematique="Été", description="")))
        found = database.query(lambda session: session.query(ScenarioRow.nom).filter_by(nom=nom).scalar())
        database.close()
        assert found == nom
