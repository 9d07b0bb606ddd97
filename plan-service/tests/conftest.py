from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from assistant.db.models import Base, ScenarioRow
from assistant.db.session import make_engine


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A transaction on an empty database, rolled back afterwards."""
    engine = make_engine(f"sqlite:///{tmp_path / 'test.db'}")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def scenario(session: Session) -> ScenarioRow:
    row = ScenarioRow(nom="Lancement Q1", thematique="Sécurité cloud", description="", version=7)
    session.add(row)
    session.flush()
    return row
