import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from assistant.testing.headless_page import HeadlessPage, headless_page
from assistant.testing.inspection import Inspection
from assistant.testing.mariadb import MariaDbServer
from assistant.testing.rabbitmq import RabbitServer
from assistant.testing.waiting import eventually
from embedded.stack import DATABASE, Stack

SETTINGS = {
    "COMMANDS_PER_MINUTE": "1000000",
    "MODEL_COMMANDS_PER_MINUTE": "1000000",
    # A fifth of the real one, which TestTheRealLease waits for.
    "LEASE_SECONDS": "3",
}
QUICK_RETRY = {"pattern": r"\.retry$", "apply-to": "queues", "definition": {"message-ttl": 500}}
"""Retries after half a second instead of five."""


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory, mariadb: MariaDbServer, rabbitmq: RabbitServer) -> Iterator[Stack]:
    """The whole system in its own processes. A test that kills or replaces something starts it again."""
    folder: Path = tmp_path_factory.mktemp("stack")
    started = Stack(folder, mariadb, rabbitmq, environment=SETTINGS)
    started.prepare()
    rabbitmq.management.call("PUT", "/policies/%2F/quick-retry", QUICK_RETRY)
    try:
        started.start()
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="session")
def stack_started(system: Stack) -> float:
    """When the queues were declared, or little after, on the monotonic clock."""
    return time.monotonic()


@pytest.fixture(scope="session")
def inspection(system: Stack) -> Iterator[Inspection]:
    """Looks into the running system."""
    inspection = Inspection(system.mariadb.database_url(DATABASE), system.rabbitmq.management)
    inspection.begin()
    yield inspection
    eventually(lambda: inspection.count("outbox") == 0, "the outbox is empty")
    inspection.close()


@pytest_asyncio.fixture
async def page(system: Stack) -> AsyncIterator[HeadlessPage]:
    """A page of its own conversation, which reconnects by itself."""
    async with headless_page(system.api_url) as page:
        yield page


@pytest.fixture(autouse=True)
def check_invariants(inspection: Inspection) -> Iterator[None]:
    """After each fault: every command that began has ended once, what was to be published is, nothing waits.

    What a crash left in the outbox may wait for its sweeper meanwhile; in the end it is empty.
    """
    yield
    eventually(lambda: inspection.unfinished() == [], "all that began has ended")
    assert inspection.violations() == []
