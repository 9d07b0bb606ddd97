from collections.abc import AsyncIterator

import pytest

from assistant.contracts.registry import Service
from assistant.db.session import Database
from assistant.runtime.service import ServiceDefinition
from assistant.testing.harness import Harness, harness
from search_service.bootstrap import build
from search_service.catalogue import Catalogue, load_catalogue
from search_service.domain import Index, build_index
from search_service.settings import Settings


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def index(catalogue: Catalogue) -> Index:
    return build_index(catalogue)


@pytest.fixture(scope="session")
def definition() -> ServiceDefinition:
    """search-service as it is built for production; preparing the catalogue takes a while."""
    return build(Settings(database_url="sqlite://", rabbitmq_url="memory:"))


@pytest.fixture
async def stage(definition: ServiceDefinition, database: Database) -> AsyncIterator[Harness]:
    """search-service on this database and a bus in memory."""
    async with harness(database) as stage:
        await stage.start({Service.SEARCH: definition.routes(database)})
        yield stage
