import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest

from assistant.observability.health import HealthServer


def told(port: int, path: str) -> tuple[int, dict[str, Any]]:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, json.loads(answer.read())
    connection.close()
    return found


class TestHealth:
    @pytest.fixture
    def port(self) -> Iterator[int]:
        checks = {"database": True, "broker": False}
        server = HealthServer("ai", 0, lambda: checks, about={"provider": "local"}, host="127.0.0.1")
        yield server.port
        server.close()

    def test_tells_that_the_process_is_alive_and_how_it_is_set_up(self, port: int) -> None:
        assert told(port, "/health") == (200, {"status": "ok", "service": "ai", "provider": "local"})

    def test_tells_apart_that_it_cannot_work_and_why(self, port: int) -> None:
        checks = {"database": "ok", "broker": "failed"}
        assert told(port, "/ready") == (503, {"status": "degraded", "service": "ai", "checks": checks})

    def test_knows_no_other_page(self, port: int) -> None:
        assert told(port, "/")[0] == 404
