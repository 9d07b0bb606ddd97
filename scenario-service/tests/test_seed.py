"""The examples of a new installation."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.db.migrate import migrate
from assistant.db.models import ScenarioObjectifRow, ScenarioRow
from assistant.db.session import Database
from assistant.db.views import scenario_views
from scenario_service import repository, seed


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ScenarioRow)) or 0


class TestSeed:
    def test_fills_an_empty_database(self, session: Session) -> None:
        assert seed.seed(session) == 5
        ids = list(session.scalars(select(ScenarioRow.id)))
        for scenario in scenario_views(session, ids, "fr"):
            assert scenario.objectifs
            assert scenario.cibles
            assert scenario.ressources
            assert scenario.statut == "draft"

    def test_keeps_what_the_file_says(self, session: Session) -> None:
        seed.seed(session)
        example = seed.load_examples()[0]
        rows, _ = repository.recent_scenarios(session, example.nom, 1)
        scenario = scenario_views(session, [rows[0].id], "fr")[0]
        assert scenario.description == example.description
        assert [objectif.label for objectif in scenario.objectifs] == [objectif.label for objectif in example.objectifs]
        assert [cible.persona for cible in scenario.cibles] == [cible.persona for cible in example.cibles]
        assert [ressource.url for ressource in scenario.ressources] == [r.url for r in example.ressources]

    def test_adds_nothing_the_second_time(self, session: Session) -> None:
        seed.seed(session)
        links = session.scalar(select(func.count()).select_from(ScenarioObjectifRow))
        assert seed.seed(session) == 0
        assert count(session) == 5
        assert session.scalar(select(func.count()).select_from(ScenarioObjectifRow)) == links

    def test_adds_nothing_when_the_only_scenario_is_archived(self, session: Session) -> None:
        repository.add_scenario(session, "Ancien", "RH", "").archived_at = datetime.now(UTC)
        session.flush()
        assert seed.seed(session) == 0


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("mariadb", marks=pytest.mark.integration)])
class TestRun:
    @pytest.fixture
    def database(self, request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> Iterator[Database]:
        url = f"sqlite:///{tmp_path / 'seed.db'}" if kind == "sqlite" else request.getfixturevalue("database_url")
        migrate(url)
        database = Database(url)
        yield database
        database.close()

    def test_commits(self, database: Database) -> None:
        assert seed.run(database.url) == 5
        assert seed.run(database.url) == 0
        assert database.query(count) == 5

    def test_adds_the_examples_once_when_started_twice_at_once(self, database: Database) -> None:
        added: list[int] = []
        threads = [threading.Thread(target=lambda: added.append(seed.run(database.url))) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(added) == [0, 0, 5]
        assert database.query(count) == 5

    def test_leaves_nothing_when_it_fails_half_way(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        examples = seed.load_examples()
        broken = examples[0].model_copy(update={"cibles": [*examples[0].cibles, *examples[0].cibles]})
        monkeypatch.setattr(seed, "load_examples", lambda: [broken, *examples[1:]])
        with pytest.raises(Exception, match="already-exists"):
            seed.run(database.url)
        assert database.query(count) == 0
