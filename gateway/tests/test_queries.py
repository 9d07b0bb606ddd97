from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.db.models import ScenarioRow
from assistant.db.session import Database
from gateway import queries


def add_scenario(session: Session) -> None:
    session.add(ScenarioRow(nom="Lancement", thematique="Cloud", description=""))


def count_scenarios(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ScenarioRow)) or 0


class TestRead:
    async def test_sees_one_state_whatever_commits_meanwhile(self, any_database: Database) -> None:
        any_database.transact(add_scenario)

        def count_twice(session: Session) -> tuple[int, int]:
            first = count_scenarios(session)
            any_database.transact(add_scenario)
            return first, count_scenarios(session)

        assert await queries.read(any_database, count_twice) == (1, 1)
        assert await queries.read(any_database, count_scenarios) == 2

    async def test_leaves_the_connection_as_it_was(self, database_url: str) -> None:
        database = Database(database_url, threads=1)
        await queries.read(database, lambda session: session.execute(select(1)))
        with database.engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT @@tx_isolation").scalar_one() == "READ-COMMITTED"
        database.close()
