from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from assistant.db.models import AiReplyRow, MessageRow
from gateway.testing import World

PAGE = "http://localhost:3000"
FOREIGN = "https://evil.example"
NEW = {"nom": "Lancement Q1", "thematique": "Sécurité cloud"}


class TestOrigin:
    async def test_of_the_page_may_read_and_write(self, stage: World) -> None:
        headers = {"Origin": PAGE, "Prefer": "respond-async"}
        answer = await stage.http.post("/scenarios", json=NEW, headers=headers)
        assert answer.status_code == 202
        assert answer.headers["Access-Control-Allow-Origin"] == PAGE
        assert "Location" in answer.headers["Access-Control-Expose-Headers"]

    async def test_of_the_page_passes_the_preflight(self, stage: World) -> None:
        asked = {
            "Origin": PAGE,
            "Access-Control-Request-Method": "PATCH",
            "Access-Control-Request-Headers": "content-type, idempotency-key",
        }
        answer = await stage.http.options("/scenarios/1", headers=asked)
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == PAGE
        assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]

    async def test_that_is_foreign_is_refused_the_preflight(self, stage: World) -> None:
        asked = {"Origin": FOREIGN, "Access-Control-Request-Method": "POST"}
        answer = await stage.http.options("/scenarios", headers=asked)
        assert (answer.status_code, answer.json()["code"]) == (403, "origin-refused")
        assert "Access-Control-Allow-Origin" not in answer.headers

    @pytest.mark.parametrize("origin", [FOREIGN, "null", "http://localhost:3000.evil.example"])
    async def test_that_is_foreign_changes_nothing_even_without_a_preflight(self, stage: World, origin: str) -> None:
        answer = await stage.http.post("/scenarios/1/plan", headers={"Origin": origin})
        assert (answer.status_code, answer.json()["code"]) == (403, "origin-refused")

    async def test_that_is_foreign_reads_nothing(self, stage: World) -> None:
        answer = await stage.http.get("/scenarios", headers={"Origin": FOREIGN})
        assert "Access-Control-Allow-Origin" not in answer.headers

    async def test_is_needed_on_errors_too(self, stage: World) -> None:
        for path in ("/scenarios/1", "/nowhere"):
            answer = await stage.http.get(path, headers={"Origin": PAGE})
            assert answer.headers["Access-Control-Allow-Origin"] == PAGE


class TestHeaders:
    async def test_of_every_answer_are_safe(self, stage: World) -> None:
        for path in ("/scenarios", "/nowhere", "/health"):
            headers = (await stage.http.get(path)).headers
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "no-referrer"
            assert headers["Cache-Control"] == "no-store"
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert "Server" not in headers


class TestHead:
    async def test_is_get_without_the_body(self, stage: World) -> None:
        asked, got = await stage.http.head("/scenarios"), await stage.http.get("/scenarios")
        assert (asked.status_code, asked.content) == (200, b"")
        assert asked.headers["Content-Length"] == got.headers["Content-Length"]
        missing = await stage.http.head("/scenarios/999")
        assert (missing.status_code, missing.headers["Content-Type"]) == (404, "application/problem+json")


class TestPrefixOfAProxy:
    async def test_is_in_every_location_when_the_proxy_is_trusted(self, serve: Any) -> None:
        async with serve(trusted_proxies=("127.0.0.0/8",)) as world:
            headers = {"Prefer": "respond-async", "X-Forwarded-Prefix": "/api"}
            answer = await world.http.post("/scenarios", json=NEW, headers=headers)
            assert answer.headers["Location"] == f"/api/commands/{answer.json()['command_id']}"
            document = (await world.http.get("/openapi.json", headers=headers)).json()
            assert document["servers"] == [{"url": "/api"}]

    @pytest.mark.parametrize("prefix", ["//evil.example", "/a b", "javascript:", "/../x?y"])
    async def test_is_a_plain_path(self, serve: Any, prefix: str) -> None:
        async with serve(trusted_proxies=("127.0.0.1",)) as world:
            headers = {"Prefer": "respond-async", "X-Forwarded-Prefix": prefix}
            answer = await world.http.post("/scenarios", json=NEW, headers=headers)
            assert answer.headers["Location"].startswith("/commands/")

    async def test_is_ignored_from_anyone_else(self, stage: World) -> None:
        headers = {"Prefer": "respond-async", "X-Forwarded-Prefix": "/api"}
        answer = await stage.http.post("/scenarios", json=NEW, headers=headers)
        assert answer.headers["Location"].startswith("/commands/")


class TestHealth:
    async def test_tells_checks_services_and_counters(self, world: World) -> None:
        path = (await world.http.post("/scenarios", json=NEW)).headers["Location"]
        await world.http.post(f"{path}/plan")
        answer = await world.http.get("/health")
        assert answer.status_code == 200
        report = answer.json()
        assert report["status"] == "ok"
        assert report["checks"] == {"database": "ok", "broker": "ok"}
        assert {name: state["consumers"] for name, state in report["services"].items()} == {
            "scenario": 1,
            "ai": 1,
            "plan": 1,
            "search": 1,
        }
        assert (report["counters"]["plans_generes"], report["counters"]["scenarios"]) == (1, 1)
        assert report["mode"] == "local"
        assert report["version"]

    async def test_is_degraded_and_still_a_200_when_only_a_service_is_away(self, stage: World) -> None:
        answer = await stage.http.get("/health")
        assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
        assert answer.json()["services"]["ai"] == {"consumers": 0, "messages": 0}
        assert answer.json()["mode"] == "unknown"

    @pytest.mark.parametrize(("hours", "status"), [(1, "ok"), (3, "degraded")])
    async def test_tells_a_purge_that_is_late(self, world: World, database: Any, hours: int, status: str) -> None:
        due = datetime.now(UTC) - timedelta(hours=hours)
        database.transact(lambda session: session.add(MessageRow(auteur="user", contenu="Bonjour", ttl=due)))
        answer = await world.http.get("/health")
        assert (answer.status_code, answer.json()["status"]) == (200, status)
        assert answer.json()["counters"]["purge_overdue_seconds"] == pytest.approx(hours * 3600, abs=60)

    async def test_is_a_503_without_the_broker(self, stage: World) -> None:
        stage.broker.is_here.clear()
        answer = await stage.http.get("/health")
        stage.broker.is_here.set()
        assert (answer.status_code, answer.json()["status"]) == (503, "degraded")
        assert answer.json()["checks"] == {"database": "ok", "broker": "unavailable"}

    async def test_is_a_503_without_the_database(self, stage: World, tmp_path: Path) -> None:
        stage.database.engine.dispose()
        (tmp_path / "assistant.db").rename(tmp_path / "moved.db")
        (tmp_path / "assistant.db").mkdir()
        answer = await stage.http.get("/health")
        assert (answer.status_code, answer.json()["checks"]["broker"]) == (503, "ok")
        assert answer.json()["checks"]["database"] == "unavailable"

    async def test_says_the_mode_it_was_told_or_that_of_the_latest_reply(self, serve: Any, database: Any) -> None:
        row = AiReplyRow(
            command_id=uuid4(), provider="openai", model="m", prompt_version="1", raw_reply="{}", milliseconds=1
        )
        await database.run(lambda session: session.add(row))
        async with serve() as world:
            assert (await world.http.get("/health")).json()["mode"] == "openai"
        async with serve(ai_mode="local") as world:
            assert (await world.http.get("/health")).json()["mode"] == "local"


class TestMetrics:
    async def test_count_requests_by_route_and_commands_by_type(self, stage: World) -> None:
        await stage.http.get("/scenarios/41")
        await stage.http.get("/scenarios/42")
        await stage.http.get("/nowhere")
        await stage.http.post("/scenarios", json=NEW, headers={"Prefer": "respond-async"})
        async with stage.page():
            answer = await stage.http.get("/metrics")
        assert answer.headers["Content-Type"].startswith("text/plain")
        lines = answer.text.splitlines()
        assert 'http_requests_total{method="GET",route="/scenarios/{scenario_id}",status="404"} 2.0' in lines
        assert 'http_requests_total{method="GET",route="unknown",status="404"} 1.0' in lines
        assert 'commands_published_total{result="confirmed",type="scenario.create_scenario"} 1.0' in lines
        assert "websocket_connections 1.0" in lines

    async def test_tell_of_the_process_and_of_a_purge_that_is_late(self, stage: World, database: Any) -> None:
        due = datetime.now(UTC) - timedelta(hours=3)
        database.transact(lambda session: session.add(MessageRow(auteur="user", contenu="Bonjour", ttl=due)))
        told = dict(line.rsplit(" ", 1) for line in (await stage.http.get("/metrics")).text.splitlines())
        assert float(told["purge_overdue_seconds"]) == pytest.approx(3 * 3600, abs=60)
        assert float(told["process_resident_memory_bytes"]) > 0
        assert float(told["process_start_time_seconds"]) > 0

    @pytest.mark.parametrize("trusted", [(), ("127.0.0.1",)])
    async def test_are_not_for_those_who_ask_at_the_pages_address(self, serve: Any, trusted: tuple[str, ...]) -> None:
        async with serve(trusted_proxies=trusted) as world:
            answer = await world.http.get("/metrics", headers={"X-Forwarded-Prefix": "/api"})
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
        assert "commands_published_total" not in answer.text


@pytest.fixture
def page_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Page</title>")
    (folder / "assets" / "index-abc123.js").write_text("export {}")
    (folder / "favicon.svg").write_text("<svg/>")
    return folder


class TestPage:
    async def test_is_at_the_root_and_for_its_own_routes(self, serve: Any, page_folder: Path) -> None:
        async with serve(page_folder=page_folder) as world:
            for path in ("/", "/scenarios/3", "/scenarios", "/scenarios/1.5", "/anything/else"):
                answer = await world.http.get(path)
                assert (answer.status_code, "<title>Page</title>" in answer.text) == (200, True)
                assert answer.headers["Content-Type"].startswith("text/html")
                assert answer.headers["Cache-Control"] == "no-cache"

    async def test_has_the_api_beside_it(self, serve: Any, page_folder: Path, services: None) -> None:
        async with serve(page_folder=page_folder) as world:
            created = await world.http.post("/api/scenarios", json=NEW)
            assert created.status_code == 201
            assert created.headers["Location"].startswith("/api/scenarios/")
            assert (await world.http.get(created.headers["Location"])).json() == created.json()
            accepted = await world.http.post("/api/scenarios", json=NEW, headers={"Prefer": "respond-async"})
            assert (await world.http.get(accepted.headers["Location"])).status_code == 200
            assert (await world.http.get("/api/openapi.json")).json()["servers"] == [{"url": "/api"}]
            wrong = await world.http.put("/api/scenarios")
            assert (wrong.status_code, wrong.headers["Allow"]) == (405, "GET, POST, HEAD")

    async def test_does_not_answer_for_the_api(self, serve: Any, page_folder: Path) -> None:
        async with serve(page_folder=page_folder) as world:
            for path in ("/api/nowhere", "/api", "/api/"):
                answer = await world.http.get(path, headers={"Accept": "text/html"})
                assert (answer.status_code, answer.json()["code"]) == (404, "not-found")

    async def test_keeps_hashed_files_for_long(self, serve: Any, page_folder: Path) -> None:
        async with serve(page_folder=page_folder) as world:
            asset = await world.http.get("/assets/index-abc123.js")
            assert asset.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert (await world.http.get("/favicon.svg")).headers["Cache-Control"] == "no-cache"

    @pytest.mark.parametrize("path", ["/assets/old.js", "/missing.png", "/..%2f..%2fetc/passwd.txt", "/assets/"])
    async def test_does_not_stand_in_for_a_missing_file(self, serve: Any, page_folder: Path, path: str) -> None:
        async with serve(page_folder=page_folder) as world:
            answer = await world.http.get(path)
            assert (answer.status_code, answer.json()["code"]) == (404, "not-found")

    async def test_loads_nothing_from_elsewhere_and_is_framed_by_nobody(self, serve: Any, page_folder: Path) -> None:
        async with serve(page_folder=page_folder) as world:
            headers = (await world.http.get("/", headers={"Host": "localhost:3000"})).headers
            policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
            assert policy == {
                "default-src": "'self'",
                "script-src": "'self'",
                "style-src": "'self'",
                "img-src": "'self'",
                "connect-src": "'self' ws://localhost:3000 wss://localhost:3000",
                "object-src": "'none'",
                "base-uri": "'none'",
                "frame-ancestors": "'none'",
                "form-action": "'self'",
            }
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "same-origin"
            strange = (await world.http.get("/", headers={"Host": "x; script-src *"})).headers
            assert "script-src *" not in strange["Content-Security-Policy"]

    async def test_comes_compressed_to_those_who_can_read_it(self, serve: Any, page_folder: Path) -> None:
        script = "export const text = 'one';" * 100
        (page_folder / "assets" / "index-abc123.js").write_text(script)
        async with serve(page_folder=page_folder) as world:
            compressed = await world.http.get("/assets/index-abc123.js", headers={"Accept-Encoding": "gzip, br"})
            assert compressed.headers["Content-Encoding"] == "gzip"
            assert "Accept-Encoding" in compressed.headers["Vary"]
            assert int(compressed.headers["Content-Length"]) < len(script) / 10
            assert compressed.text == script
            assert compressed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            plain = await world.http.get("/assets/index-abc123.js", headers={"Accept-Encoding": "identity"})
            assert "Content-Encoding" not in plain.headers
            assert plain.text == script

    async def test_alone_is_compressed(self, serve: Any, page_folder: Path) -> None:
        async with serve(page_folder=page_folder) as world:
            answer = await world.http.get("/api/openapi.json", headers={"Accept-Encoding": "gzip"})
            assert len(answer.content) > 10_000
            assert "Content-Encoding" not in answer.headers

    async def test_is_only_read(self, serve: Any, page_folder: Path) -> None:
        async with serve(page_folder=page_folder) as world:
            answer = await world.http.post("/scenarios/3")
            assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
            assert (await world.http.head("/")).status_code == 200

    async def test_is_asked_again_only_when_it_changed(self, serve: Any, page_folder: Path) -> None:
        async with serve(page_folder=page_folder) as world:
            etag = (await world.http.get("/")).headers["ETag"]
            answer = await world.http.get("/", headers={"If-None-Match": etag})
            assert (answer.status_code, answer.content) == (304, b"")
