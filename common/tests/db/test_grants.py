"""Each service writes its own tables and no other's, whatever its code tries."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, NullPool, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from assistant.db.grants import ROLES, Role, grant_statements, provision, user_of
from assistant.db.migrate import migrate
from assistant.db.models import Base
from assistant.db.session import error_code
from assistant.testing.mariadb import MariaDbServer

PASSWORD = "it's a secret: 100%"
DENIED = {1142, 1143}

MESSAGING = {"messages": "I", "inbox": "IU", "outbox": "ID"}
WRITES: dict[Role, dict[str, str]] = {
    "gateway": {},
    "scenario": {
        **MESSAGING,
        "scenarios": "IU",
        "objectifs": "IU",
        "cibles": "IU",
        "ressources": "IU",
        "scenario_objectifs": "IUD",
        "scenario_cibles": "IUD",
        "scenario_ressources": "IUD",
        "plans": "I",
        "plan_items": "I",
    },
    "ai": {**MESSAGING, "ai_replies": "I"},
    "plan": {**MESSAGING, "plans": "I", "plan_items": "IU"},
    "search": {**MESSAGING, "recherches": "I"},
    "purge": {"messages": "D", "ai_replies": "D", "inbox": "D"},
}
"""Insert, update, delete: what each service may do to whole tables."""


class Servant:
    """Connects as the user of a service."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)

    @contextmanager
    def connected(self, role: Role) -> Iterator[Connection]:
        url = self._url.set(username=user_of(role), password=PASSWORD)
        with create_engine(url, poolclass=NullPool).connect() as connection:
            yield connection


@pytest.fixture(scope="module")
def servant(mariadb: MariaDbServer) -> Servant:
    """On a private server only: the users and their passwords are the whole server's."""
    url = mariadb.database_url("grants")
    with create_engine(mariadb.url, poolclass=NullPool).connect() as administrator:
        administrator.execute(text("CREATE DATABASE grants"))
    migrate(url)
    with create_engine(url, poolclass=NullPool).connect() as administrator:
        provision(administrator, "grants", "replaced at once")
        provision(administrator, "grants", PASSWORD)
        administrator.execute(
            text(
                "INSERT INTO scenarios (id, nom, thematique, description, statut, version, created_at, updated_at) "
                "VALUES (1, 'Lancement', 'Cloud', '', 'draft', 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))"
            )
        )
        administrator.commit()
    return Servant(url)


def is_allowed(connection: Connection, statement: str) -> bool:
    """Whether the database runs a statement that changes nothing; anything but a refusal is an error."""
    try:
        connection.execute(text(statement))
    except DBAPIError as error:
        if error_code(error) not in DENIED:
            raise
        return False
    return True


def writes_on(connection: Connection, table: str) -> str:
    names = [f"`{column.name}`" for column in Base.metadata.tables[table].columns]
    statements = {
        "I": f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(names)} FROM {table} WHERE 1 = 0",
        "U": f"UPDATE {table} SET {', '.join(f'{name} = {name}' for name in names)} WHERE 1 = 0",
        "D": f"DELETE FROM {table} WHERE 1 = 0",
    }
    return "".join(letter for letter, statement in statements.items() if is_allowed(connection, statement))


@pytest.mark.parametrize("role", ROLES)
class TestEveryService:
    def test_writes_its_own_tables_and_is_refused_the_others(self, servant: Servant, role: Role) -> None:
        with servant.connected(role) as connection:
            found = {table: writes_on(connection, table) for table in Base.metadata.tables}
        assert {table: writes for table, writes in found.items() if writes} == WRITES[role]

    def test_reads_every_table(self, servant: Servant, role: Role) -> None:
        with servant.connected(role) as connection:
            assert all(is_allowed(connection, f"SELECT * FROM {table}") for table in Base.metadata.tables)

    def test_may_not_alter_tables_or_grant(self, servant: Servant, role: Role) -> None:
        with servant.connected(role) as connection:
            assert not is_allowed(connection, "DROP TABLE messages")
            assert not is_allowed(connection, "ALTER TABLE scenarios ADD COLUMN spare int")


@pytest.mark.parametrize("role", ["ai", "plan", "search"])
class TestRuntimeOfAnotherService:
    def test_locks_and_bumps_a_scenario(self, servant: Servant, role: Role) -> None:
        with servant.connected(role) as connection:
            connection.execute(text("SELECT id FROM scenarios WHERE id = 1 FOR UPDATE"))
            bump = "UPDATE scenarios SET version = version + 1, updated_at = UTC_TIMESTAMP(6), statut = 'ready'"
            assert connection.execute(text(f"{bump} WHERE id = 1 AND archived_at IS NULL")).rowcount == 1

    @pytest.mark.parametrize("column", ["nom", "thematique", "description", "archived_at", "created_at"])
    def test_may_not_change_what_a_scenario_says(self, servant: Servant, role: Role, column: str) -> None:
        with servant.connected(role) as connection:
            assert not is_allowed(connection, f"UPDATE scenarios SET {column} = {column} WHERE id = 1")


class TestLockingReads:
    @pytest.mark.parametrize("role", ["scenario", "ai", "plan", "search"])
    def test_a_sweeper_holds_outbox_rows(self, servant: Servant, role: Role) -> None:
        with servant.connected(role) as connection:
            assert is_allowed(connection, "SELECT * FROM outbox FOR UPDATE SKIP LOCKED")

    @pytest.mark.parametrize("table", ["messages", "ai_replies", "inbox"])
    def test_a_purge_holds_the_rows_it_deletes(self, servant: Servant, table: str) -> None:
        with servant.connected("purge") as connection:
            assert is_allowed(connection, f"SELECT * FROM {table} FOR UPDATE SKIP LOCKED")


class TestCommandLine:
    def test_gives_every_service_the_password_of_the_environment(
        self, servant: Servant, mariadb: MariaDbServer
    ) -> None:
        environment = {"DATABASE_URL": mariadb.database_url("grants"), "DB_PASS": PASSWORD}
        for _ in range(2):
            subprocess.run([sys.executable, "-m", "assistant.db.grants"], env=environment, check=True)
        for role in ROLES:
            with servant.connected(role) as connection:
                assert is_allowed(connection, "SELECT 1")


class TestStatements:
    @pytest.mark.parametrize("name", ["o'brien", "a b", "x;y", ""])
    def test_refuse_names_that_need_quoting(self, name: str) -> None:
        with pytest.raises(ValueError, match="plain name"):
            grant_statements("plan", name, "assistant")
        with pytest.raises(ValueError, match="plain name"):
            grant_statements("plan", "plan", name)
