"""Fills an empty installation with the examples of `dataset.json`: `python -m scenario_service.seed`."""

import json
from importlib import resources

import structlog
from pydantic import TypeAdapter
from pydantic_settings import BaseSettings
from sqlalchemy.orm import Session

from assistant.contracts.scenario import ImportScenario
from assistant.db.locks import named_lock
from assistant.db.session import Database
from assistant.observability.logging import configure_logging
from scenario_service import repository
from scenario_service.documents import add_document

LOCK = "assistant.seed"
_DOCUMENTS = TypeAdapter(list[ImportScenario])

log = structlog.get_logger(__name__)


class SeedSettings(BaseSettings):
    """`DATABASE_URL` of a user who may write scenarios."""

    database_url: str


def load_examples() -> list[ImportScenario]:
    """The examples, checked like any import. Raises pydantic's ValidationError."""
    content = resources.files("scenario_service").joinpath("dataset.json").read_text(encoding="utf-8")
    return _DOCUMENTS.validate_python(json.loads(content)["scenarios"])


def seed(session: Session) -> int:
    """Adds the examples unless there is a scenario already, archived ones included; returns how many were added."""
    if repository.has_scenarios(session):
        return 0
    examples = load_examples()
    # The last one added is the first one listed.
    for example in reversed(examples):
        add_document(session, example)
    return len(examples)


def run(url: str) -> int:
    """`seed` in one transaction; of several at once, one adds and the others find them there."""
    database = Database(url)
    try:
        with (
            database.engine.connect() as connection,
            named_lock(connection, LOCK),
            # Taking the lock has begun a transaction: the session ends it as its own.
            Session(connection, join_transaction_mode="control_fully") as session,
            session.begin(),
        ):
            added = seed(session)
    finally:
        database.close()
    log.info("database.seeded", scenarios=added)
    return added


if __name__ == "__main__":
    configure_logging("seed")
    run(SeedSettings().database_url)
