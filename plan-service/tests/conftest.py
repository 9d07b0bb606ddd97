from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from assistant.contracts.registry import Service
from assistant.db.models import ScenarioRow
from assistant.db.session import Database
from assistant.testing.harness import Harness, harness, sqlite_database
from plan_service.bootstrap import build
from plan_service.settings import Settings


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = sqlite_database(tmp_path)
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction that is rolled back."""
    with Session(database.engine) as session:
        yield session


@pytest.fixture
def scenario_id(database: Database) -> int:
    def add(session: Session) -> int:
        row = ScenarioRow(nom="Lancement Q1", thematique="Sécurité cloud", description="")
        session.add(row)
        session.flush()
        return row.id

    return database.transact(add)


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Harness]:
    """plan-service as it is built for production, on this database and a bus in memory."""
    definition = build(Settings(database_url=database.url, rabbitmq_url="memory:"))
    async with harness(database) as stage:
        await stage.start({Service.PLAN: definition.routes(database)})
        yield stage
