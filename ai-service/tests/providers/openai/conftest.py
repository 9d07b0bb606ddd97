import pytest

from assistant.testing.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()
