"""Pytest plugin: a SQLite database for every test, private MariaDB and RabbitMQ for the tests that ask for them.

`database`, `session` and `scenario_id` are on SQLite, and need nothing installed.
`database_url` and `rabbitmq_vhost` give a test a database or a vhost of its own, on a private server or on the one
that DATABASE_URL or RABBITMQ_URL names (an administrator's addresses; RABBITMQ_MANAGEMENT_URL when the management API
is not on port 15672 of the same host). `mariadb` and `rabbitmq` are always private: a test may kill them, and starts
them again before it ends.
"""

import os
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.orm import Session

from assistant.db.models import Base, ScenarioRow
from assistant.db.session import Database
from assistant.testing.harness import sqlite_database
from assistant.testing.management import Management
from assistant.testing.mariadb import MariaDbServer
from assistant.testing.rabbitmq import RabbitServer
from assistant.testing.servers import find_missing_servers, private_mariadb, private_rabbitmq

MARIADB, RABBITMQ = "MariaDB", "RabbitMQ"
# The server that each fixture needs, and the variable that may name another one to use instead.
FIXTURES = {
    "mariadb": (MARIADB, None),
    "database_url": (MARIADB, "DATABASE_URL"),
    "rabbitmq": (RABBITMQ, None),
    "rabbitmq_vhost": (RABBITMQ, "RABBITMQ_URL"),
}
LEFT_OUT = pytest.StashKey[str]()


@dataclass(frozen=True)
class RabbitVhost:
    """A test's own vhost: its AMQP address, and the management API of its broker."""

    name: str
    url: str
    management: Management


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new SQLite database with every table."""
    database = sqlite_database(tmp_path)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", pytest.param("mariadb", marks=pytest.mark.integration)])
def any_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """The same on SQLite, then on MariaDB: for statements that have to mean the same on both."""
    if request.param == "sqlite":
        yield request.getfixturevalue("database")
        return
    database = Database(request.getfixturevalue("database_url"))
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction that is rolled back."""
    with Session(database.engine) as session:
        yield session


@pytest.fixture
def scenario_id(database: Database) -> int:
    """A stored scenario that holds nothing."""

    def add(session: Session) -> int:
        row = ScenarioRow(nom="Lancement Q1", thematique="Sécurité cloud", description="")
        session.add(row)
        session.flush()
        return row.id

    return database.transact(add)


@pytest.fixture(scope="session")
def mariadb() -> Iterator[MariaDbServer]:
    with tempfile.TemporaryDirectory(prefix="assistant-mariadb-") as folder, private_mariadb(Path(folder)) as server:
        yield server


@pytest.fixture(scope="session")
def rabbitmq() -> Iterator[RabbitServer]:
    with tempfile.TemporaryDirectory(prefix="assistant-rabbitmq-") as folder, private_rabbitmq(Path(folder)) as server:
        yield server


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The SQLAlchemy address of a fresh, empty database, dropped afterwards."""
    given = os.environ.get("DATABASE_URL")
    server_url = make_url(given or request.getfixturevalue("mariadb").url)
    name = f"test_{uuid.uuid4().hex}"
    administration = create_engine(server_url.set(database=""), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with administration.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} CHARACTER SET utf8mb4"))
    yield server_url.set(database=name).render_as_string(hide_password=False)
    with administration.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))


@pytest.fixture
def rabbitmq_vhost(request: pytest.FixtureRequest) -> Iterator[RabbitVhost]:
    """A fresh, empty vhost, deleted with its queues and connections afterwards."""
    url = os.environ.get("RABBITMQ_URL")
    if url is None:
        server: RabbitServer = request.getfixturevalue("rabbitmq")
        url, management = server.url, server.management
    else:
        parts = urlsplit(url)
        default = f"http://{parts.username}:{parts.password}@{parts.hostname}:15672"
        management = Management(os.environ.get("RABBITMQ_MANAGEMENT_URL", default))
    name = f"test-{uuid.uuid4().hex}"
    management.create_vhost(name)
    yield RabbitVhost(name, urlsplit(url)._replace(path=f"/{name}").geturl(), management)
    management.delete_vhost(name)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what needs a server, and leaves out what needs one that is not installed: never silently, never in CI."""
    missing = set(find_missing_servers())
    left_out = [item for item in items if _find_needed_servers(item) & missing]
    if not left_out:
        return
    line = f"{len(left_out)} tests left out, for want of {' and '.join(sorted(missing))} (make setup installs them)"
    if os.environ.get("CI"):
        raise pytest.UsageError(line)
    config.stash[LEFT_OUT] = line
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if LEFT_OUT in config.stash:
        terminalreporter.write_line(config.stash[LEFT_OUT], yellow=True)


def _find_needed_servers(item: pytest.Item) -> set[str]:
    """The servers that an item's fixtures start; both for one marked by hand, whose fixtures are chosen as it runs."""
    asked = [FIXTURES[name] for name in getattr(item, "fixturenames", ()) if name in FIXTURES]
    if asked:
        item.add_marker("integration")
    elif item.get_closest_marker("integration") is not None:
        asked = [FIXTURES["database_url"], FIXTURES["rabbitmq_vhost"]]
    return {server for server, variable in asked if variable is None or variable not in os.environ}
