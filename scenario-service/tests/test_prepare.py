import pymysql
import pytest
from pydantic import SecretStr
from sqlalchemy import func, make_url, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from assistant.db.grants import user_of
from assistant.db.models import ScenarioRow
from assistant.db.session import Database, DatabaseAway
from scenario_service import seed
from scenario_service.prepare import PrepareSettings, prepare
from scenario_service.seed import run

PASSWORD = "a-password.of_24-letters"


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ScenarioRow)) or 0


def away() -> OperationalError:
    """What SQLAlchemy raises when no connection can be made, as between two addresses of a restarted server."""
    return OperationalError(None, None, pymysql.err.OperationalError(2003, "Can't connect to MySQL server on 'db'"))


class TestPrepare:
    def test_leaves_a_database_that_each_service_can_use_however_often_it_runs(self, database_url: str) -> None:
        settings = PrepareSettings(database_url=database_url, db_pass=SecretStr(PASSWORD))
        prepare(settings)
        prepare(settings)
        for_gateway = make_url(database_url).set(username=user_of("gateway"), password=PASSWORD)
        database = Database(for_gateway.render_as_string(hide_password=False), threads=1)
        try:
            assert database.query(count) == 5
        finally:
            database.close()

    def test_goes_on_after_the_database_was_away_for_a_moment(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tries: list[str] = []

        def away_at_first(url: str) -> int:
            tries.append(url)
            if len(tries) == 1:
                raise away()
            return run(url)

        monkeypatch.setattr(seed, "run", away_at_first)
        prepare(PrepareSettings(database_url=database_url, db_pass=SecretStr(PASSWORD)))
        assert len(tries) == 2

    def test_says_that_the_database_is_away_once_it_has_waited(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def always_away(url: str) -> int:
            raise away()

        monkeypatch.setattr(seed, "run", always_away)
        settings = PrepareSettings(database_url=database_url, db_pass=SecretStr(PASSWORD), database_wait_seconds=0)
        with pytest.raises(DatabaseAway, match="Can't connect"):
            prepare(settings)
