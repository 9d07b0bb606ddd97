from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.db.session import Database
from assistant.testing.harness import sqlite_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = sqlite_database(tmp_path)
    yield database
    database.close()
