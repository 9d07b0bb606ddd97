from collections.abc import Callable
from typing import Any

import pytest

from assistant.contracts.entities import Scenario
from assistant.db.session import Database
from assistant.testing.handling import Handling, scenario_of
from scenario_service.bootstrap import build
from scenario_service.settings import Settings


@pytest.fixture
def handling(database: Database) -> Handling:
    """scenario-service as it is built for production, on this database."""
    definition = build(Settings(database_url=database.url, rabbitmq_url="memory:"))
    return Handling(database, definition.routes(database))


@pytest.fixture
def create(handling: Handling) -> Callable[..., Scenario]:
    """Creates a scenario by command."""

    def create(nom: str = "Lancement Q1", **fields: Any) -> Scenario:
        return scenario_of(handling.send("scenario.create", {"nom": nom, "thematique": "Sécurité cloud", **fields}))

    return create
