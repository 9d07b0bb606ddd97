import asyncio
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from assistant.bus.base import BusAway, QueueFull, Unroutable
from assistant.contracts.envelope import Progressed
from assistant.contracts.registry import Service
from assistant.db.models import ScenarioRow
from assistant.dialogue.problems import problem
from gateway.testing import ScriptedServices, World, said

NEW = {"nom": "Lancement Q1", "thematique": "Sécurité cloud"}
CIBLE = {"label": "RSSI"}


@pytest.fixture
async def scenario_id(stage: World) -> int:
    def add(session: Any) -> int:
        row = ScenarioRow(nom="Lancement", thematique="Cloud", description="")
        session.add(row)
        session.flush()
        return int(row.id)

    return await stage.database.run(add)


def ask(world: World, path: str, body: Any = None, **headers: str) -> asyncio.Task[httpx.Response]:
    """Sends a POST that is to be answered later."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return asyncio.create_task(world.http.post(path, json=body, headers=named))


class TestWaiting:
    async def test_ends_as_soon_as_the_outcome_is_announced(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        asked = ask(stage, f"/scenarios/{scenario_id}/cibles", CIBLE)
        envelope = await scripted.take(Service.SCENARIO)
        assert (envelope.type, envelope.scenario_id, envelope.payload["label"]) == (
            "scenario.add_cible",
            scenario_id,
            "RSSI",
        )
        assert envelope.reply_to == stage.gateway.instance
        await scripted.answer(envelope)
        async with asyncio.timeout(1):
            assert (await asked).status_code == 201

    async def test_ends_without_the_announcement_because_the_inbox_is_read(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        asked = ask(stage, f"/scenarios/{scenario_id}/cibles", CIBLE)
        await scripted.answer(await scripted.take(Service.SCENARIO), announce=False)
        async with asyncio.timeout(4):
            assert (await asked).status_code == 201

    async def test_ends_at_once_when_the_broker_is_back(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        asked = ask(stage, f"/scenarios/{scenario_id}/cibles", CIBLE)
        envelope = await scripted.take(Service.SCENARIO)
        bus = stage.gateway.bus
        bus.disconnect()  # type: ignore[attr-defined]
        await scripted.answer(envelope)
        began = asyncio.get_running_loop().time()
        bus.reconnect()  # type: ignore[attr-defined]
        assert (await asked).status_code == 201
        assert asyncio.get_running_loop().time() - began < 1.5

    async def test_goes_on_through_a_progress_event(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        asked = ask(stage, f"/scenarios/{scenario_id}/plan")
        envelope = await scripted.take(Service.PLAN)
        facts = envelope.model_dump(include={"command_id", "correlation_id", "occurred_at"})
        await scripted.announce(
            Progressed(event_id=uuid4(), type="command.progressed", step="draft", label="…", **facts)
        )
        await asyncio.sleep(0.1)
        assert not asked.done()
        await scripted.fail(envelope, problem("model-unavailable", "fr"))
        assert (await asked).status_code == 502

    async def test_ends_with_a_504_that_says_where_the_command_stands(self, serve: Any, scripted: Any) -> None:
        async with serve(answer_seconds=0.2) as world:
            answer = await world.http.post("/scenarios", json=NEW)
            assert (answer.status_code, answer.json()["code"]) == (504, "timeout")
            location = answer.json()["instance"]
            assert location in answer.json()["detail"]
            assert (await world.http.get(location)).json()["status"] == "pending"
            envelope = await scripted.take(Service.SCENARIO)
            assert location == f"/commands/{envelope.command_id}"
            await scripted.complete(envelope, created_id=7)
            status = (await world.http.get(location)).json()
            assert (status["status"], status["result"]["created_id"]) == ("completed", 7)

    async def test_ends_early_when_the_gateway_stops(self, serve: Any, scripted: Any) -> None:
        async with serve(drain_seconds=0) as world:
            asked = ask(world, "/scenarios", NEW)
            await scripted.take(Service.SCENARIO)
            world.server.should_exit = True
            assert (await asked).status_code == 504


class TestFailure:
    async def test_is_its_problem_with_what_the_assistant_said(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        asked = ask(stage, f"/scenarios/{scenario_id}/cibles/suggestions")
        envelope = await scripted.take(Service.AI)
        await scripted.fail(
            envelope, problem("model-unavailable", "fr"), message=said(envelope, "Le service d’IA ne répond pas.")
        )
        answer = await asked
        assert answer.status_code == 502
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["message"]["contenu"] == "Le service d’IA ne répond pas."
        assert answer.json()["actions"] == []
        status = (await stage.http.get(f"/commands/{envelope.command_id}")).json()
        assert (status["status"], status["problem"]["code"]) == ("failed", "model-unavailable")

    async def test_says_when_to_try_again(self, stage: World, scripted: ScriptedServices, scenario_id: int) -> None:
        asked = ask(stage, f"/scenarios/{scenario_id}/cibles/suggestions")
        await scripted.fail(await scripted.take(Service.AI), problem("model-unavailable", "fr", retry_after=40))
        assert (await asked).headers["Retry-After"] == "40"


class TestPreferRespondAsync:
    @pytest.mark.parametrize("prefer", ["respond-async", "wait=10, Respond-Async", "respond-async; foo=bar"])
    async def test_is_a_202_with_where_to_look(self, stage: World, scripted: ScriptedServices, prefer: str) -> None:
        answer = await stage.http.post("/scenarios", json=NEW, headers={"Prefer": prefer})
        envelope = await scripted.take(Service.SCENARIO)
        assert answer.status_code == 202
        assert answer.headers["Location"] == f"/commands/{envelope.command_id}"
        assert answer.headers["Preference-Applied"] == "respond-async"
        assert answer.json()["command_id"] == str(envelope.command_id)
        assert (await stage.http.get(answer.headers["Location"])).json()["status"] == "pending"

    async def test_gives_the_same_answer_under_the_same_key(self, stage: World, scripted: ScriptedServices) -> None:
        headers = {"Prefer": "respond-async", "Idempotency-Key": str(uuid4())}
        first = await stage.http.post("/scenarios", json=NEW, headers=headers)
        await scripted.complete(await scripted.take(Service.SCENARIO))
        again = await stage.http.post("/scenarios", json=NEW, headers=headers)
        assert (again.status_code, again.content, again.headers["Location"]) == (
            first.status_code,
            first.content,
            first.headers["Location"],
        )
        assert await scripted.waiting(Service.SCENARIO) == 0

    async def test_is_refused_like_any_other_when_invalid(self, stage: World) -> None:
        answer = await stage.http.post("/scenarios", json={}, headers={"Prefer": "respond-async"})
        assert answer.status_code == 422


class TestIdempotencyKey:
    async def test_is_the_id_of_the_command(self, stage: World, scripted: ScriptedServices) -> None:
        key = uuid4()
        asked = ask(stage, "/scenarios", NEW, Idempotency_Key=str(key))
        envelope = await scripted.take(Service.SCENARIO)
        assert envelope.command_id == envelope.correlation_id == key
        await scripted.fail(envelope, problem("internal", "fr"))
        await asked

    async def test_gives_the_same_answer_without_a_second_command(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        path, key = f"/scenarios/{scenario_id}/cibles", str(uuid4())
        asked = ask(stage, path, CIBLE, Idempotency_Key=key)
        await scripted.answer(await scripted.take(Service.SCENARIO))
        first = await asked
        again = await stage.http.post(path, json=CIBLE, headers={"Idempotency-Key": key})
        assert (again.status_code, again.content) == (first.status_code, first.content) == (201, first.content)
        assert await scripted.waiting(Service.SCENARIO) == 0

    async def test_gives_the_same_failure(self, stage: World, scripted: ScriptedServices, scenario_id: int) -> None:
        path, key = f"/scenarios/{scenario_id}/cibles", str(uuid4())
        asked = ask(stage, path, CIBLE, Idempotency_Key=key)
        await scripted.fail(await scripted.take(Service.SCENARIO), problem("stale-version", "fr", current=3))
        first = await asked
        again = await stage.http.post(path, json=CIBLE, headers={"Idempotency-Key": key})
        assert (again.status_code, again.content) == (first.status_code, first.content) == (409, first.content)

    @pytest.mark.parametrize("body", [{"label": "Autre"}, {"label": "RSSI", "maturite": "decision"}])
    async def test_used_for_something_else_is_refused(
        self, stage: World, scripted: ScriptedServices, scenario_id: int, body: dict[str, str]
    ) -> None:
        path, key = f"/scenarios/{scenario_id}/cibles", str(uuid4())
        asked = ask(stage, path, CIBLE, Idempotency_Key=key)
        envelope = await scripted.take(Service.SCENARIO)
        await scripted.begin(envelope)
        for later in ({}, {"Prefer": "respond-async"}):
            answer = await stage.http.post(path, json=body, headers={"Idempotency-Key": key, **later})
            assert (answer.status_code, answer.json()["code"]) == (422, "command-id-reused")
        await scripted.answer(envelope)
        assert (await asked).status_code == 201
        answer = await stage.http.post(path, json=body, headers={"Idempotency-Key": key})
        assert (answer.status_code, answer.json()["code"]) == (422, "command-id-reused")

    async def test_used_for_two_things_at_once_is_refused_to_the_one_that_came_second(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        path, key = f"/scenarios/{scenario_id}/cibles", str(uuid4())
        one = ask(stage, path, CIBLE, Idempotency_Key=key)
        envelope = await scripted.take(Service.SCENARIO)
        other = ask(stage, path, {"label": "Autre"}, Idempotency_Key=key)
        await scripted.take(Service.SCENARIO)
        await scripted.answer(envelope)
        assert (await one).status_code == 201
        assert (await other).json()["code"] == "command-id-reused"

    async def test_that_still_runs_is_waited_for_and_sent_again(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        path, key = f"/scenarios/{scenario_id}/cibles", str(uuid4())
        asked = [ask(stage, path, CIBLE, Idempotency_Key=key)]
        envelope = await scripted.take(Service.SCENARIO)
        await scripted.begin(envelope)
        asked.append(ask(stage, path, CIBLE, Idempotency_Key=key))
        assert (await scripted.take(Service.SCENARIO)).command_id == envelope.command_id
        await scripted.answer(envelope)
        answers = [await answer for answer in asked]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].content == answers[1].content

    async def test_that_is_no_uuid_is_refused(self, stage: World) -> None:
        answer = await stage.http.post("/scenarios", json=NEW, headers={"Idempotency-Key": "abc"})
        assert answer.status_code == 422
        assert answer.json()["errors"] == [{"field": "idempotency-key", "message": "Un identifiant UUID est attendu."}]


class TestStatus:
    async def test_of_a_command_nothing_is_known_of_is_pending(self, stage: World) -> None:
        command_id = uuid4()
        answer = await stage.http.get(f"/commands/{command_id}")
        assert (answer.status_code, answer.json()["status"]) == (200, "pending")
        assert UUID(answer.json()["command_id"]) == command_id

    async def test_of_a_command_that_runs_is_pending(self, stage: World, scripted: ScriptedServices) -> None:
        answer = await stage.http.post("/scenarios", json=NEW, headers={"Prefer": "respond-async"})
        await scripted.begin(await scripted.take(Service.SCENARIO))
        assert (await stage.http.get(answer.headers["Location"])).json()["status"] == "pending"


class TestBrokerTrouble:
    @pytest.mark.parametrize(
        ("failure", "code"),
        [
            (QueueFull("full"), "queue-full"),
            (Unroutable("nowhere"), "broker-unavailable"),
            (BusAway("away"), "broker-unavailable"),
        ],
    )
    async def test_is_a_503_that_says_when_to_return(
        self, stage: World, monkeypatch: pytest.MonkeyPatch, failure: Exception, code: str
    ) -> None:
        async def publish(_messages: Any) -> list[Exception]:
            return [failure]

        monkeypatch.setattr(stage.gateway.bus, "publish", publish)
        answer = await stage.http.post("/scenarios", json=NEW)
        assert (answer.status_code, answer.json()["code"]) == (503, code)
        assert int(answer.headers["Retry-After"]) > 0

    async def test_while_disconnected_is_a_503(self, stage: World) -> None:
        stage.broker.is_here.clear()
        answer = await stage.http.post("/scenarios", json=NEW)
        assert (answer.status_code, answer.json()["code"]) == (503, "broker-unavailable")
        stage.broker.is_here.set()


class TestRateLimit:
    async def test_is_a_429_that_says_when_to_return(self, serve: Any) -> None:
        async with serve(commands_per_minute=3, model_commands_per_minute=1) as world:
            headers = {"Prefer": "respond-async"}
            edits = [(await world.http.post("/scenarios", json=NEW, headers=headers)) for _ in range(4)]
            assert [answer.status_code for answer in edits] == [202, 202, 202, 429]
            assert edits[3].json()["code"] == "rate-limited"
            assert 1 <= int(edits[3].headers["Retry-After"]) <= 60

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("/scenarios/1/cibles/suggestions", None),
            ("/scenarios/1/plan", None),
            ("/search", {"scenario_id": 1, "requete": "x"}),
            ("/chat", {"message": "Bonjour"}),
        ],
    )
    async def test_is_lower_for_what_reaches_the_model_or_the_search(self, serve: Any, path: str, body: Any) -> None:
        async with serve(model_commands_per_minute=1) as world:
            headers = {"Prefer": "respond-async"}
            statuses = [(await world.http.post(path, json=body, headers=headers)).status_code for _ in range(2)]
            assert statuses == [202, 429]
            assert (await world.http.post("/scenarios", json=NEW, headers=headers)).status_code == 202

    async def test_does_not_count_reading_nor_what_is_invalid(self, serve: Any) -> None:
        async with serve(commands_per_minute=1) as world:
            for _ in range(5):
                assert (await world.http.get("/scenarios")).status_code == 200
                assert (await world.http.post("/scenarios", json={})).status_code == 422
            answer = await world.http.post("/scenarios", json=NEW, headers={"Prefer": "respond-async"})
            assert answer.status_code == 202

    async def test_does_not_count_a_repetition_of_what_is_settled(self, serve: Any, scripted: Any) -> None:
        async with serve(commands_per_minute=1) as world:
            headers = {"Idempotency-Key": str(uuid4())}
            asked = ask(world, "/scenarios", NEW, Idempotency_Key=headers["Idempotency-Key"])
            await scripted.fail(await scripted.take(Service.SCENARIO), problem("internal", "fr"))
            assert (await asked).status_code == 500
            assert (await world.http.post("/scenarios", json=NEW, headers=headers)).status_code == 500

    async def test_is_by_client_as_a_trusted_proxy_names_it(self, serve: Any) -> None:
        async with serve(commands_per_minute=1, trusted_proxies=("127.0.0.1",)) as world:
            statuses = [await self._status_for(world, client) for client in ("9.9.9.1", "9.9.9.2", "9.9.9.1")]
            assert statuses == [202, 202, 429]

    async def test_is_by_connection_whatever_others_claim(self, serve: Any) -> None:
        async with serve(commands_per_minute=1) as world:
            statuses = [await self._status_for(world, client) for client in ("9.9.9.1", "9.9.9.2")]
            assert statuses == [202, 429]

    @staticmethod
    async def _status_for(world: World, client: str) -> int:
        headers = {"Prefer": "respond-async", "X-Forwarded-For": client}
        return (await world.http.post("/scenarios", json=NEW, headers=headers)).status_code
