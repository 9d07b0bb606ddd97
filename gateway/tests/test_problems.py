import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from gateway.testing import World


def check_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The answer is a problem document of this kind."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert (document["status"], document["code"], document["type"]) == (status, code, f"urn:problem:{code}")
    assert document["title"]
    assert document["detail"]
    assert isinstance(document["errors"], list)
    return document


class TestAHostileRequest:
    async def test_with_half_a_character_where_an_intent_belongs_is_a_422(self, stage: World) -> None:
        body = b'{"intent": "\\ud800", "payload": {}}'
        answer = await stage.http.post("/chat", content=body, headers={"Content-Type": "application/json"})
        check_problem(answer, 422, "validation")

    @pytest.mark.parametrize("path", ["/scenarios/{}", "/scenarios/1/plan/items/{}"])
    async def test_with_a_number_that_never_ends_is_a_404(self, stage: World, path: str) -> None:
        check_problem(await stage.http.request("GET", path.format("9" * 5000)), 404, "not-found")

    async def test_with_a_moment_before_all_time_is_a_422(self, stage: World) -> None:
        plan = {"resume": "", "items": [], "generated_at": "0001-01-01T00:00:00+14:00"}
        document = {"nom": "a", "thematique": "b", "plan": plan}
        check_problem(await stage.http.post("/scenarios/import", json=document), 422, "validation")


class TestUnknownAddress:
    @pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
    async def test_is_a_problem(self, stage: World, method: str) -> None:
        for path in ("/nowhere", "/", "/scenarios/", "/scenarios/1/plan/", "/docs", "/commands/12"):
            check_problem(await stage.http.request(method, path), 404, "not-found")


class TestMethod:
    @pytest.mark.parametrize(
        ("method", "path", "allowed"),
        [
            ("PUT", "/scenarios", "GET, POST, HEAD"),
            ("DELETE", "/scenarios", "GET, POST, HEAD"),
            ("POST", "/scenarios/1", "GET, PATCH, DELETE, HEAD"),
            ("GET", "/scenarios/import", "POST"),
            ("GET", "/chat", "POST"),
            ("PUT", "/scenarios/1/cibles/2", "PATCH, DELETE"),
            ("PATCH", "/health", "GET, HEAD"),
            ("POST", "/openapi.json", "GET, HEAD"),
        ],
    )
    async def test_that_is_not_known_is_told_those_that_are(
        self, stage: World, method: str, path: str, allowed: str
    ) -> None:
        answer = await stage.http.request(method, path)
        check_problem(answer, 405, "method-not-allowed")
        assert answer.headers["Allow"] == allowed


class TestBody:
    @pytest.mark.parametrize(
        "content",
        [b"{", b"", b"nom=x", b'{"nom": NaN', b"\xff\xfe", b"[" * 200_000, b'{"nom": ' + b"9" * 5000 + b"}"],
    )
    async def test_that_is_no_json_is_a_problem(self, stage: World, content: bytes) -> None:
        answer = await stage.http.post("/scenarios", content=content, headers={"Content-Type": "application/json"})
        document = check_problem(answer, 422, "validation")
        assert [error["field"] for error in document["errors"]] == ["body"]

    @pytest.mark.parametrize("content", [b"[]", b"3", b"null", b'"texte"'])
    async def test_that_is_no_object_is_a_problem(self, stage: World, content: bytes) -> None:
        answer = await stage.http.post("/scenarios", content=content, headers={"Content-Type": "application/json"})
        document = check_problem(answer, 422, "validation")
        assert document["errors"][0]["field"] == "body"

    async def test_with_half_a_character_is_a_problem(self, stage: World) -> None:
        answer = await stage.http.post(
            "/scenarios", content=rb'{"nom": "\ud800", "thematique": "t"}', headers={"Content-Type": "application/json"}
        )
        document = check_problem(answer, 422, "validation")
        assert document["errors"] == [{"field": "nom", "message": "Le texte contient des caractères invalides."}]

    @pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
    async def test_that_is_not_said_to_be_json_is_refused(self, stage: World, media_type: str) -> None:
        content = b'{"nom": "x", "thematique": "t"}'
        for path in ("/scenarios", "/search", "/chat", "/scenarios/1/plan", "/scenarios/1/cibles"):
            answer = await stage.http.post(path, content=content, headers={"Content-Type": media_type})
            check_problem(answer, 415, "unsupported-media-type")

    async def test_beyond_a_mebibyte_is_refused(self, stage: World) -> None:
        document = json.dumps({"nom": "x" * 2**21, "thematique": "t"}).encode()
        headers = {"Content-Type": "application/json"}
        announced = await stage.http.post("/scenarios", content=document, headers=headers)
        assert "1 Mio" in check_problem(announced, 413, "too-large")["detail"]

        async def pieces() -> AsyncIterator[bytes]:
            for start in range(0, len(document), 2**16):
                yield document[start : start + 2**16]

        streamed = await stage.http.post("/scenarios", content=pieces(), headers=headers)
        check_problem(streamed, 413, "too-large")
        assert (await stage.http.get("/scenarios")).status_code == 200

    async def test_to_import_may_have_ten_mebibytes_and_no_more(self, stage: World) -> None:
        headers = {"Content-Type": "application/json"}
        answer = await stage.http.post("/scenarios/import", content=b'"' + b"x" * 10 * 2**20 + b'"', headers=headers)
        assert "10 Mio" in check_problem(answer, 413, "too-large")["detail"]

    async def test_is_not_waited_for_where_nothing_is(self, stage: World) -> None:
        answer = await stage.http.post("/nowhere", content=b"x" * 2**21)
        check_problem(answer, 413, "too-large")


class TestLanguage:
    @pytest.mark.parametrize(
        ("accepted", "locale"),
        [
            (None, "fr"),
            ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
            ("en-US,en;q=0.9", "en"),
            ("de, en;q=0.5", "en"),
            ("de", "fr"),
            ("en;q=0.3, fr;q=0.7", "fr"),
            ("*", "fr"),
            ("en;q=0", "fr"),
            ("en;q=abc;;,,", "fr"),
        ],
    )
    async def test_is_that_of_the_caller(self, stage: World, accepted: str | None, locale: str) -> None:
        headers = {"Accept-Language": accepted} if accepted else {"Accept-Language": ""}
        answer = await stage.http.get("/scenarios/1", headers=headers)
        title = {"fr": "Scénario introuvable", "en": "Scenario not found"}[locale]
        assert check_problem(answer, 404, "scenario-not-found")["title"] == title
        assert answer.headers["Content-Language"] == locale
        assert "accept-language" in answer.headers["Vary"].lower()

    async def test_may_be_given_in_the_address(self, stage: World) -> None:
        answer = await stage.http.get("/scenarios/1?locale=en", headers={"Accept-Language": "fr"})
        assert answer.json()["title"] == "Scenario not found"

    async def test_holds_for_field_messages(self, stage: World) -> None:
        answer = await stage.http.post("/scenarios", json={}, headers={"Accept-Language": "en"})
        assert check_problem(answer, 422, "validation")["errors"] == [
            {"field": "nom", "message": "This field is required."},
            {"field": "thematique", "message": "This field is required."},
        ]


class TestFailureInCode:
    async def test_is_a_problem_without_its_details(self, stage: World, monkeypatch: pytest.MonkeyPatch) -> None:
        def explode(*_: object, **__: object) -> None:
            raise RuntimeError("the password is 1234")

        monkeypatch.setattr("gateway.queries.list_scenarios", explode)
        answer = await stage.http.get("/scenarios")
        check_problem(answer, 500, "internal")
        assert "1234" not in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


class TestOutage:
    async def test_of_the_database_is_a_503_that_says_when_to_return(
        self, stage: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from assistant.db.session import DatabaseAway  # noqa: PLC0415

        async def away(*_: object) -> None:
            await asyncio.sleep(0)
            raise DatabaseAway("gone")

        monkeypatch.setattr(stage.gateway.database, "read", away)
        for path in ("/scenarios", "/scenarios/1", "/objectifs", "/commands/0f8fad5b-d9cb-469f-a165-70867728950e"):
            answer = await stage.http.get(path)
            check_problem(answer, 503, "database-unavailable")
            assert int(answer.headers["Retry-After"]) > 0
