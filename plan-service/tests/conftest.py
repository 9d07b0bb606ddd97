from collections.abc import AsyncIterator

import pytest

from assistant.contracts.registry import Service
from assistant.db.session import Database
from assistant.testing.harness import Harness, harness
from plan_service.bootstrap import build
from plan_service.settings import Settings


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Harness]:
    """plan-service as it is built for production, on this database and a bus in memory."""
    definition = build(Settings(database_url=database.url, rabbitmq_url="memory:"))
    async with harness(database) as stage:
        await stage.start({Service.PLAN: definition.routes(database)})
        yield stage
