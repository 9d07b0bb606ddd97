"""The service as it is put together."""

from assistant.contracts.registry import Service
from assistant.db.session import Database
from assistant.runtime.service import check_routes
from scenario_service.bootstrap import build
from scenario_service.settings import Settings


class TestBuild:
    def test_has_a_handler_for_each_of_its_commands(self, database: Database) -> None:
        definition = build(Settings(database_url=database.url, rabbitmq_url="memory:"))
        check_routes(Service.SCENARIO, definition.routes(database))

    def test_answers_on_its_own_port(self) -> None:
        assert build(Settings(database_url="sqlite://", rabbitmq_url="memory:")).settings.health_port == 5001
