import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from assistant.db.models import Base
from assistant.db.readiness import check_tables, wait_for_tables
from assistant.db.session import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'assistant.db'}")
    yield database
    database.close()


class TestReadiness:
    async def test_waits_until_the_tables_are_there(self, database: Database) -> None:
        waiting = asyncio.create_task(wait_for_tables(database))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        Base.metadata.create_all(database.engine)
        await asyncio.wait_for(waiting, 5)

    def test_misses_a_column_of_a_later_version(self, database: Database) -> None:
        Base.metadata.create_all(database.engine)
        database.query(check_tables)
        database.transact(lambda session: session.execute(text("ALTER TABLE plan_items DROP COLUMN kpi")))
        with pytest.raises(SQLAlchemyError):
            database.query(check_tables)
