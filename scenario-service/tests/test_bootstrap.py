"""The service as it is put together."""

import asyncio

from assistant.contracts.registry import Service
from assistant.db.session import Database
from assistant.runtime.service import check_routes
from assistant.testing.handling import scenario_of
from assistant.testing.harness import harness
from scenario_service.bootstrap import build
from scenario_service.settings import Settings


class TestBuild:
    def test_has_a_handler_for_each_of_its_commands(self, database: Database) -> None:
        definition = build(Settings(database_url=database.url, rabbitmq_url="memory:"))
        check_routes(Service.SCENARIO, definition.routes(database))

    def test_answers_on_its_own_port(self) -> None:
        assert build(Settings(database_url="sqlite://", rabbitmq_url="memory:")).settings.health_port == 5001

    async def test_answers_the_commands_that_the_bus_brings(self, database: Database) -> None:
        definition = build(Settings(database_url=database.url, rabbitmq_url="memory:"))
        async with harness(database) as stage:
            await stage.start({definition.name: definition.routes(database)}, copies=2)
            created = await stage.send("scenario.create", {"nom": "Q1", "thematique": "Cloud"})
            scenario_id = scenario_of(created).id
            outcomes = await asyncio.gather(
                *(stage.send("cible.add", {"label": f"C{number}"}, scenario_id=scenario_id) for number in range(20))
            )
            assert {outcome.status for outcome in outcomes} == {"completed"}
            opened = await stage.send("scenario.open", scenario_id=scenario_id)
        assert len(scenario_of(opened).cibles) == 20
