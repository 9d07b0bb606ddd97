"""Private MariaDB and RabbitMQ servers: own folder, own ports, ended by process number.

For tests, which kill and start them again, and for the full demonstration. They use the servers' ordinary packages,
whose system services are neither needed nor touched.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant.testing.mariadb import MariaDbServer
from assistant.testing.process import find_program
from assistant.testing.rabbitmq import RabbitServer


@contextmanager
def private_mariadb(folder: Path) -> Iterator[MariaDbServer]:
    """A running server with its data in `folder`; a folder used before still has its databases.

    Raises:
        ProgramMissing: MariaDB is not installed.
        ProcessFailed: it did not start.
    """
    server = MariaDbServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.close()


@contextmanager
def private_rabbitmq(folder: Path, definitions: Mapping[str, object] | None = None) -> Iterator[RabbitServer]:
    """A running node with its data in `folder` and, added to its defaults, `definitions`.

    Raises:
        ProgramMissing: RabbitMQ is not installed.
        ProcessFailed: it did not start.
        ManagementError: the definitions were refused.
    """
    server = RabbitServer(folder)
    try:
        server.start()
        if definitions is not None:
            server.management.add_definitions(definitions)
        yield server
    finally:
        server.close()


def find_missing_servers() -> list[str]:
    """The names of the servers that are not installed."""
    programs = {"MariaDB": "mariadbd", "RabbitMQ": "rabbitmq-server"}
    return [name for name, program in programs.items() if find_program(program) is None]
