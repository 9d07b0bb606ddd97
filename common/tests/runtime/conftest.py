from collections.abc import AsyncIterator

import pytest

from assistant.db.session import Database
from assistant.testing.harness import Harness, harness


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Harness]:
    async with harness(database) as started:
        yield started
