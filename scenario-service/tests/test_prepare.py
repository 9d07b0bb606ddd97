from pydantic import SecretStr
from sqlalchemy import func, make_url, select
from sqlalchemy.orm import Session

from assistant.db.grants import user_of
from assistant.db.models import ScenarioRow
from assistant.db.session import Database
from scenario_service.prepare import PrepareSettings, prepare

PASSWORD = "a-password.of_24-letters"


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ScenarioRow)) or 0


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
