"""Whether the database is ready for this version of the code."""

import asyncio

import structlog
from sqlalchemy import false, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.db.models import Base
from assistant.db.session import Database, DatabaseAway

POLL_SECONDS = 1.0

log = structlog.get_logger(__name__)


def check_tables(session: Session) -> None:
    """Asks for every column the code knows, of no row. Raises SQLAlchemyError when one is missing or not to be read."""
    for table in Base.metadata.sorted_tables:
        session.execute(select(table).where(false()))


async def wait_for_tables(database: Database) -> None:
    """Returns once the database is there, prepared, and knows this service's user.

    The services wait by themselves: podman does not start a container again that depends on one that has ended, as the
    preparation has.
    """
    said = ""
    while True:
        try:
            await database.read(check_tables)
        except (DatabaseAway, SQLAlchemyError) as error:
            reason = str(getattr(error, "orig", error))
            if reason != said:
                log.warning("database.not_ready", reason=reason)
            said = reason
            await asyncio.sleep(POLL_SECONDS)
        else:
            return
