from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from assistant.testing.mariadb import MariaDbServer
from assistant.testing.rabbitmq import RabbitServer
from assistant.testing.waiting import eventually
from embedded.stack import DATABASE, Stack

Query = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory, mariadb: MariaDbServer, rabbitmq: RabbitServer) -> Iterator[Stack]:
    """The whole system in its own processes. A test that kills something starts it again."""
    folder: Path = tmp_path_factory.mktemp("stack")
    limits = {"COMMANDS_PER_MINUTE": "1000000", "MODEL_COMMANDS_PER_MINUTE": "1000000"}
    started = Stack(folder, mariadb, rabbitmq, environment=limits)
    started.prepare()
    try:
        started.start()
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="session")
def query(system: Stack) -> Iterator[Query]:
    """Reads the database as an administrator."""
    engine = create_engine(system.mariadb.database_url(DATABASE))

    def run(statement: str) -> list[tuple[object, ...]]:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]

    yield run
    engine.dispose()


@pytest.fixture(autouse=True)
def check_invariants(system: Stack, query: Query) -> Iterator[None]:
    """After each fault: every command that began has ended, what was to be published is, nothing waits."""
    yield
    eventually(lambda: query("SELECT command_id FROM inbox WHERE state = 'running'") == [], "every command has ended")
    eventually(lambda: query("SELECT id FROM outbox") == [], "the outbox is empty")
    eventually(lambda: waiting_messages(system) == 0, "the queues are empty")


def waiting_messages(system: Stack) -> int:
    """Messages in the queues of commands and retries, unacknowledged ones included."""
    queues = system.rabbitmq.management.call("GET", "/queues/%2F")
    return sum(queue.get("messages", 0) for queue in queues if queue["name"].endswith((".commands", ".retry")))
