"""Makes the database ready for the services: `python -m scenario_service.prepare`, once before they start.

Tables, then the database user of each service with its rights, then the examples if there is no scenario yet. As often
as one likes, also while the services run, also twice at once.
"""

import sys

import structlog
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings
from sqlalchemy import make_url
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from assistant.db.grants import provision
from assistant.db.locks import LockHeld
from assistant.db.migrate import migrate
from assistant.db.session import DatabaseAway, make_engine, tell_away
from assistant.observability.logging import configure_logging
from scenario_service import seed

log = structlog.get_logger(__name__)


class PrepareSettings(BaseSettings):
    """What the preparation reads from the environment."""

    database_url: str = Field(description="SQLAlchemy URL of a user who may create tables and users")
    database_wait_seconds: float = Field(60, ge=0, description="How long to wait for a database that is still starting")
    db_pass: SecretStr = Field(description="Password of the database users of the services")


def prepare(settings: PrepareSettings) -> None:
    """Migrates, grants and seeds; all of it again, for `database_wait_seconds`, where the database goes away meanwhile.

    Raises DatabaseAway, LockHeld.
    """
    waiting = Retrying(
        retry=retry_if_exception_type(DatabaseAway),
        stop=stop_after_delay(settings.database_wait_seconds),
        wait=wait_fixed(1),
        reraise=True,
    )
    waiting(_prepare, settings)


@tell_away()
def _prepare(settings: PrepareSettings) -> None:
    migrate(settings.database_url)
    engine = make_engine(settings.database_url)
    with engine.begin() as connection:
        provision(connection, str(make_url(settings.database_url).database), settings.db_pass.get_secret_value())
    engine.dispose()
    log.info("database.users_provisioned")
    seed.run(settings.database_url)


if __name__ == "__main__":
    configure_logging("prepare")
    try:
        prepare(PrepareSettings())
    except (DatabaseAway, LockHeld) as error:
        log.error("database.not_prepared", reason=repr(error))  # noqa: TRY400 - an outage has no trace worth reading
        sys.exit(1)
