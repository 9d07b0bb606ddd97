"""One click, one trace: what a process sends to a collector, and what it logs."""

import json
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from assistant.testing.process import OwnedProcess, find_free_port
from assistant.testing.waiting import eventually

GIVEN_TRACE = "0af7651916cd43dd8448eb211c80319c"


class Collector(ThreadingHTTPServer):
    """Takes traces in OpenTelemetry's own protocol, over HTTP."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.spans: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def names_of(self, trace_id: str) -> set[str]:
        return {name for name, trace in self.spans if trace == trace_id}


class _Taking(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        request = ExportTraceServiceRequest.FromString(body)
        for resource in request.resource_spans:
            for scope in resource.scope_spans:
                self.server.spans += [(span.name, span.trace_id.hex()) for span in scope.spans]
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Quiet."""


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    server = Collector()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[tuple[str, Path]]:
    """The embedded system on a free port: its API's address, and its log."""
    port, log = find_free_port(), folder / "log"
    page = folder / "page"
    page.mkdir()
    (page / "index.html").write_text("page")
    process = OwnedProcess(
        [sys.executable, "-m", "embedded", "--port", str(port), "--folder", folder],
        log=log,
        env={**os.environ, "PAGE_FOLDER": str(page), "LOG_LEVEL": "INFO", "OPENAI_API_KEY": "", **settings},
    )
    address = f"http://127.0.0.1:{port}/api"
    try:
        process.wait_until(lambda: _answers(address))
        yield address, log
    finally:
        process.stop()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def post(address: str, body: dict[str, Any], **headers: str) -> None:
    httpx.post(address, json=body, headers=headers, timeout=30).raise_for_status()


def lines_of(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> Iterator[tuple[str, Path]]:
    sending = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "OTEL_BSP_SCHEDULE_DELAY": "200"}
    with running(tmp_path_factory.mktemp("traced"), **sending) as started:
        yield started


class TestOneTrace:
    def test_follows_a_plan_through_every_service_under_its_commands_id(
        self, system: tuple[str, Path], collector: Collector
    ) -> None:
        address, _ = system
        command_id = uuid4()
        post(f"{address}/scenarios/1/plan", {}, **{"Idempotency-Key": str(command_id)})
        eventually(
            lambda: (
                collector.names_of(command_id.hex)
                >= {"send plan.generate", "process plan.generate", "process ai.draft_plan", "ask plan"}
                | {"process plan.record"}
            ),
            "each step's span arrives",
        )

    def test_continues_the_callers_trace(self, system: tuple[str, Path], collector: Collector) -> None:
        address, log = system
        traceparent = f"00-{GIVEN_TRACE}-b7ad6b7169203331-01"
        post(f"{address}/scenarios", {"nom": "Tracé", "thematique": "RH"}, traceparent=traceparent)
        eventually(
            lambda: "process scenario.create_scenario" in collector.names_of(GIVEN_TRACE), "the caller's trace goes on"
        )
        httpx.get(f"{address}/scenarios", headers={"traceparent": traceparent})

        def requests() -> list[str]:
            traced = [line for line in lines_of(log) if line.get("trace_id") == GIVEN_TRACE]
            return [line["method"] for line in traced if line["event"] == "http.request"]

        eventually(lambda: requests() == ["POST", "GET"], "its log lines tell it, also where no command is sent")

    def test_is_on_the_log_lines_with_command_outcome_and_duration(self, system: tuple[str, Path]) -> None:
        address, log = system
        command_id = uuid4()
        said = "Une phrase que le journal ne doit pas garder"
        post(f"{address}/chat", {"message": said}, **{"Idempotency-Key": str(command_id)})

        def lines_about(event: str) -> list[dict[str, Any]]:
            about = [line for line in lines_of(log) if line.get("command_id") == str(command_id)]
            return [line for line in about if line["event"] == event]

        events = ("http.request", "command.published", "command")
        # A request's line follows its answer, so that the answer may be here first.
        eventually(lambda: all(lines_about(event) for event in events), "each step has its line")
        for told in (lines_about(event)[0] for event in events):
            assert told["trace_id"] == command_id.hex
            assert told["correlation_id"] == str(command_id)
        handled = lines_about("command")[0]
        assert handled["outcome"] == "completed"
        assert handled["milliseconds"] >= 0
        assert lines_about("http.request")[0]["route"] == "/chat"
        assert said not in log.read_text()

    def test_leaves_no_line_that_is_not_json(self, system: tuple[str, Path]) -> None:
        _, log = system
        strange = [line for line in log.read_text().splitlines() if re.match(r"\S*(Traceback|WARNING|INFO)", line)]
        assert strange == []


class TestWithoutCollector:
    def test_sends_nothing_and_still_names_the_trace(self, tmp_path: Path) -> None:
        with running(tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT="") as (address, log):
            command_id = uuid4()
            body = {"nom": "Sans collecteur", "thematique": "RH"}
            post(f"{address}/scenarios", body, **{"Idempotency-Key": str(command_id)})
            published = [line for line in lines_of(log) if line["event"] == "command.published"]
        assert [line["trace_id"] for line in published] == [command_id.hex]
