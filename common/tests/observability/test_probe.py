import subprocess
import sys
from collections.abc import Iterator

import pytest

from assistant.observability.health import HealthServer
from assistant.observability.probe import is_well


@pytest.fixture
def checks() -> dict[str, bool]:
    return {"database": True, "consumer": True}


@pytest.fixture
def address(checks: dict[str, bool]) -> Iterator[str]:
    server = HealthServer("plan", 0, lambda: checks, host="127.0.0.1")
    yield f"http://127.0.0.1:{server.port}"
    server.close()


class TestProbe:
    def test_is_content_when_everything_works(self, address: str) -> None:
        assert is_well(f"{address}/ready")

    def test_says_when_commands_do_not_reach_the_service(self, address: str, checks: dict[str, bool]) -> None:
        checks["consumer"] = False
        assert not is_well(f"{address}/ready")
        assert is_well(f"{address}/health")

    def test_says_when_nothing_listens(self, address: str) -> None:
        assert not is_well("http://127.0.0.1:9/ready")

    def test_ends_with_what_it_found(self, address: str, checks: dict[str, bool]) -> None:
        def run() -> int:
            command = [sys.executable, "-m", "assistant.observability.probe"]
            return subprocess.run(command, env={"PROBE_URL": f"{address}/ready"}, check=False).returncode

        assert run() == 0
        checks["database"] = False
        assert run() == 1
