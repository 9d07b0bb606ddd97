"""Brings the database to the newest tables: `python -m assistant.db.migrate`, as often as one likes."""

from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
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

    Tables that a newer version altered are left as they are: a version can be gone back to.

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
            config = configuration(connection)
            newer = _unknown_revisions(connection, config)
            if not newer:
                command.upgrade(config, "head")
    finally:
        database.close()
    if newer:
        log.warning("database.newer", revisions=sorted(newer))
    else:
        log.info("database.migrated")


def _unknown_revisions(connection: Connection, config: Config) -> set[str]:
    """The revisions of the database that this version does not know."""
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    return set(MigrationContext.configure(connection).get_current_heads()) - known


if __name__ == "__main__":
    settings = MigrationSettings()
    migrate(settings.database_url, wait_seconds=settings.database_wait_seconds)
