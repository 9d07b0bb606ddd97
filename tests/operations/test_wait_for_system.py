"""What scripts/wait_for_system.py says of the /health that it is given."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "wait_for_system.py"
WORKS: dict[str, Any] = {
    "checks": {"database": "ok", "broker": "ok"},
    "services": {"scenario": {"consumers": 1}, "plan": {"consumers": 2}},
    "counters": {"plans_generes": 3},
}
Serve = Callable[[int, dict[str, Any]], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server whose /health is that; returns its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(status: int, body: dict[str, Any]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: object) -> None:
                pass

        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def wait(address: str, *arguments: str) -> tuple[int, str]:
    """With no patience; its exit code and what it says."""
    done = subprocess.run(
        [sys.executable, SCRIPT, address, "0", *arguments], capture_output=True, text=True, check=False
    )
    assert not done.stderr
    return done.returncode, done.stdout


class TestASystemThatWorks:
    def test_is_told_with_its_copies(self, serve: Serve) -> None:
        code, said = wait(serve(200, WORKS), "plan=2")
        assert code == 0
        assert "database, broker, scenario × 1, plan × 2. Plans générés: 3" in said


class TestWhatIsMissing:
    @pytest.mark.parametrize("part", ["database", "broker"])
    def test_is_what_the_gateway_says_in_refusing(self, serve: Serve, part: str) -> None:
        code, said = wait(serve(503, {**WORKS, "checks": {**WORKS["checks"], part: "unavailable"}}))
        assert code == 1
        assert f": {part}. " in said

    def test_is_the_gateway_when_only_its_proxy_answers(self, serve: Serve) -> None:
        code, said = wait(serve(503, {"type": "urn:problem:gateway-unavailable", "status": 503}))
        assert code == 1
        assert ": gateway. " in said

    def test_is_the_gateway_when_nothing_answers(self) -> None:
        assert ": gateway. " in wait("http://127.0.0.1:1")[1]

    def test_is_a_service_without_consumer_or_with_other_copies_than_asked_for(self, serve: Serve) -> None:
        silent = serve(200, {**WORKS, "services": {"scenario": {"consumers": 0}, "plan": {"consumers": 2}}})
        assert ": scenario. " in wait(silent)[1]
        assert ": scenario, plan. " in wait(silent, "plan=1")[1]
