"""Brings the database to the newest tables: `python -m assistant.db.migrate`, as often as one likes."""

from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from pydantic import Field
from pydantic_settings import BaseSettings
from sqlalchemy import Connection
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from assistant.db.locks import named_lock
from assistant.db.session import Database, DatabaseAway

LOCK = "assistant.migrate"

log = structlog.get_logger(__name__)


class MigrationSettings(BaseSettings):
    """`DATABASE_URL` of a user who may create tables, and how long to wait for a database that is still starting."""

    database_url: str
    database_wait_seconds: float = Field(default=60, ge=0)


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for revisions run on `connection`, inside its transaction."""
    config = Config()
    # Alembic's configuration is an ini file, where a percent sign in a path would begin a placeholder.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(url: str, *, wait_seconds: float = 0) -> None:
    """Creates or alters the tables as the revisions say; changes nothing when they are up to date.

    Raises:
        DatabaseAway: the database did not answer for `wait_seconds`.
        LockHeld: another migration did not end.
    """
    database = Database(url)
    try:
        waiting = Retrying(
            retry=retry_if_exception_type(DatabaseAway),
            stop=stop_after_delay(wait_seconds),
            wait=wait_fixed(1),
            reraise=True,
        )
        waiting(database.ping)
        # One transaction: on SQLite it is the guard against a second migration, which then finds nothing to do.
        with database.engine.begin() as connection, named_lock(connection, LOCK):
            command.upgrade(configuration(connection), "head")
    finally:
        database.close()
    log.info("database.migrated")


if __name__ == "__main__":
    settings = MigrationSettings()
    migrate(settings.database_url, wait_seconds=settings.database_wait_seconds)
