from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from assistant.db.models import ScenarioRow
from assistant.db.session import Database
from assistant.testing.harness import Harness, harness, sqlite_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = sqlite_database(tmp_path)
    yield database
    database.close()


@pytest.fixture
def scenario_id(database: Database) -> int:
    def add(session):  # type: ignore[no-untyped-def]
        row = ScenarioRow(nom="Lancement", thematique="Cloud", description="")
        session.add(row)
        session.flush()
        return row.id

    return int(database.transact(add))


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Harness]:
    async with harness(database) as started:
        yield started
