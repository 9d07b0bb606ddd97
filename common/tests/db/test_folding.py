from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.db.folding import contains
from assistant.db.models import Base, ScenarioRow
from assistant.db.session import Database

NAMES = ["Sécurité cloud", "CYBERSÉCURITÉ", "100 % vert", "Cœur de gamme"]


def found(database: Database, searched: str) -> list[str]:
    statement = select(ScenarioRow.nom).where(contains(ScenarioRow.nom, searched)).order_by(ScenarioRow.id)
    return database.query(lambda session: list(session.scalars(statement)))


def filled(url: str) -> Database:
    database = Database(url, threads=1)
    Base.metadata.create_all(database.engine)
    database.transact(
        lambda session: session.add_all(
            [ScenarioRow(nom=nom, thematique="t", description="", statut="draft") for nom in NAMES]
        )
    )
    return database


class TestContains:
    @pytest.mark.parametrize(
        ("searched", "names"),
        [
            ("securite", ["Sécurité cloud", "CYBERSÉCURITÉ"]),
            ("SÉCURITÉ C", ["Sécurité cloud"]),
            ("0 %", ["100 % vert"]),
            ("_", []),
            ("CŒUR", ["Cœur de gamme"]),
            ("", NAMES),
        ],
    )
    def test_ignores_case_and_accents_on_sqlite(self, tmp_path: Path, searched: str, names: list[str]) -> None:
        database = filled(f"sqlite:///{tmp_path}/test.db")
        assert found(database, searched) == names
        database.close()

    def test_ignores_case_and_accents_on_mariadb(self, database_url: str) -> None:
        database = filled(database_url)
        assert found(database, "securite") == ["Sécurité cloud", "CYBERSÉCURITÉ"]
        assert found(database, "0 %") == ["100 % vert"]
        assert found(database, "_") == []
        assert found(database, "CŒUR") == ["Cœur de gamme"]
        database.close()
