"""Engines, transactions and the retries that belong to them."""

import asyncio
import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar

import structlog
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from assistant.db.folding import fold

T = TypeVar("T")

RETRIED_CODES = frozenset({1213, 1205, 1020, 1305})
"""MariaDB: deadlock, lock wait timeout, record changed since read. The whole transaction runs again.

1305, "savepoint does not exist", is what a deadlock becomes that took place inside a savepoint: it undid that too.
"""

AWAY_CODES = frozenset(
    {1040, 1053, 1077, 1079, 1152, 1203, 1226, 1927, 2002, 2003, 2006, 2013, 2014, 2055, 4031}
    | {1045, 1047, 1049, 1290, 1836, 4151}
)
"""MariaDB and PyMySQL: too many connections, shutting down, connection lost or refused; then what a failover or a
maintenance looks like from here: account or database not there yet, node not ready, read-only.
"""

MAX_TRIES = 8

# Accents as they are: escaped, a long text could outgrow what one statement may carry.
_dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))

log = structlog.get_logger(__name__)


class DatabaseAway(Exception):
    """The database does not answer: an outage, not a failure of the work. The work may be tried again unchanged."""


def make_engine(url: str, *, connections: int = 8) -> Engine:
    """An engine for MariaDB (`mysql+pymysql://`) or SQLite, set up as the design asks.

    MariaDB: READ COMMITTED, UTC, 5 s lock waits, timeouts on the wire. SQLite: WAL, BEGIN IMMEDIATE, foreign keys.
    Errors do not repeat parameters: those are what people wrote, and errors are logged.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    return create_engine(
        url,
        json_serializer=_dumps,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        pool_size=connections,
        max_overflow=2,
        pool_timeout=10,
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={
            "charset": "utf8mb4",
            "connect_timeout": 5,
            "read_timeout": 30,
            "write_timeout": 30,
            "init_command": "SET time_zone = '+00:00', innodb_lock_wait_timeout = 5, "
            "sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
        },
    )


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(
        url,
        json_serializer=_dumps,
        hide_parameters=True,
        connect_args={"timeout": 10, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.create_function("fold", 1, fold, deterministic=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(
            "BEGIN" if connection.get_execution_options().get("read_only") else "BEGIN IMMEDIATE"
        )

    return engine


def error_code(error: BaseException) -> int | None:
    """The number of a MariaDB error, None for others."""
    original = getattr(error, "orig", None)
    arguments = getattr(original, "args", ())
    return arguments[0] if arguments and isinstance(arguments[0], int) else None


def _is_away(error: DBAPIError) -> bool:
    if error.connection_invalidated or error_code(error) in AWAY_CODES:
        return True
    # PyMySQL raises InterfaceError(0, "") on a connection that was closed under it.
    return type(error.orig).__name__ == "InterfaceError"


def _is_retried(error: DBAPIError) -> bool:
    return error_code(error) in RETRIED_CODES or (
        isinstance(error, OperationalError)
        and isinstance(error.orig, sqlite3.OperationalError)
        and "locked" in str(error.orig)
    )


@contextmanager
def tell_away() -> Iterator[None]:
    """Raises DatabaseAway for whatever the driver and the pool raise when the database does not answer."""
    try:
        yield
    except DBAPIError as error:
        if _is_away(error):
            raise DatabaseAway(str(error.orig)) from error
        raise
    except PoolTimeout as error:
        raise DatabaseAway("no free connection") from error


class Database:
    """Transactions on one database, from the event loop or not.

    Writes run in their own bounded pool of threads (a single one on SQLite), reads in another, so that neither can
    starve the other.
    """

    def __init__(self, url: str, *, threads: int = 8) -> None:
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.url = url
        self.engine = make_engine(url, connections=threads + 4)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._readers = sessionmaker(self.engine.execution_options(read_only=True), expire_on_commit=False)
        self._writing = ThreadPoolExecutor(1 if self.is_sqlite else threads, thread_name_prefix="db-write")
        self._reading = ThreadPoolExecutor(4, thread_name_prefix="db-read")

    def transact(self, work: Callable[[Session], T]) -> T:
        """Runs `work` in one transaction and commits; the whole again on 1213, 1205 and 1020, with jitter, bounded.

        Raises DatabaseAway when the database does not answer; whether the commit happened is then unknown.
        """
        return self._attempt(self._sessions, work, commit=True)

    def query(self, work: Callable[[Session], T]) -> T:
        """Runs `work` in a transaction that is rolled back; rows it returns stay readable. Raises DatabaseAway."""
        return self._attempt(self._readers, work, commit=False)

    async def run(self, work: Callable[[Session], T]) -> T:
        """`transact`, from the event loop."""
        return await self._in(self._writing, self.transact, work)

    async def read(self, work: Callable[[Session], T]) -> T:
        """`query`, from the event loop."""
        return await self._in(self._reading, self.query, work)

    async def _in(self, pool: ThreadPoolExecutor, call: Callable[[Callable[[Session], T]], T], work: Any) -> T:
        """What is logged there belongs to the command or request under way here."""
        return await asyncio.get_running_loop().run_in_executor(pool, copy_context().run, call, work)

    def _attempt(self, sessions: sessionmaker[Session], work: Callable[[Session], T], *, commit: bool) -> T:
        tries = 0
        while True:
            tries += 1
            try:
                with tell_away(), sessions() as session, session.begin() as transaction:
                    result = work(session)
                    if not commit:
                        session.expunge_all()
                        transaction.rollback()
                    return result
            except DBAPIError as error:
                if not _is_retried(error) or tries >= MAX_TRIES:
                    raise
                log.info("transaction.retried", code=error_code(error), tries=tries)
                time.sleep(random.uniform(0.005, 0.02) * 2**tries)  # noqa: S311 - jitter, not a secret

    def check_writable(self) -> None:
        """Raises DatabaseAway when the database does not answer, or takes no writes, as in a failover."""

        def is_read_only(session: Session) -> bool:
            return not self.is_sqlite and bool(session.scalar(text("SELECT @@global.read_only")))

        if self.query(is_read_only):
            raise DatabaseAway("read-only")

    def ping(self) -> None:
        """Raises DatabaseAway when the database does not answer."""
        self.query(lambda session: session.execute(text("SELECT 1")))

    def answers(self) -> bool:
        """Whether it answers now: not while it is away, nor when it refuses us."""
        try:
            self.ping()
        except (DatabaseAway, SQLAlchemyError):
            return False
        return True

    def close(self) -> None:
        self._writing.shutdown(wait=True)
        self._reading.shutdown(wait=True)
        self.engine.dispose()
