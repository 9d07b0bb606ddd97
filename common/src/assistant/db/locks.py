"""Named locks of the database server, for work that must not run twice at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, select

WAIT_SECONDS = 120


class LockHeld(RuntimeError):
    """Another connection holds the lock, and still did after two minutes."""


@contextmanager
def named_lock(connection: Connection, name: str) -> Iterator[None]:
    """Waits for the lock, and holds it until the end of the block or of the connection.

    On SQLite there is no such lock: its transactions, which begin by locking the whole database, are the guard.

    Raises LockHeld.
    """
    if connection.dialect.name == "sqlite":
        yield
        return
    if not connection.scalar(select(func.get_lock(name, WAIT_SECONDS))):
        raise LockHeld(name)
    try:
        yield
    finally:
        connection.execute(select(func.release_lock(name)))
