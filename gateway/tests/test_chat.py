from typing import Any
from uuid import uuid4

import pytest

from gateway.testing import World


@pytest.fixture
async def scenario(world: World) -> dict[str, Any]:
    answer = await world.http.post("/scenarios", json={"nom": "Lancement", "thematique": "Sécurité cloud"})
    body: dict[str, Any] = answer.json()
    return body


class TestIntent:
    async def test_creates_as_the_form_does(self, world: World) -> None:
        payload = {"nom": "Depuis le chat", "thematique": "Cloud"}
        answer = await world.http.post("/chat", json={"intent": "scenario.create", "payload": payload})
        assert answer.status_code == 200
        body = answer.json()
        assert set(body) == {"conversation_id", "message", "actions", "scenario", "errors"}
        assert body["scenario"]["nom"] == "Depuis le chat"
        assert body["message"]["conversation_id"] == body["conversation_id"]
        assert body["actions"] == body["message"]["actions"] != []
        assert body["errors"] == []

    async def test_is_said_in_its_conversation(self, world: World, scenario: dict[str, Any]) -> None:
        conversation_id = str(uuid4())
        request = {"conversation_id": conversation_id, "scenario_id": scenario["id"], "intent": "cible.suggest"}
        assert (await world.http.post("/chat", json=request)).json()["conversation_id"] == conversation_id
        messages = (await world.http.get(f"/conversations/{conversation_id}/messages")).json()
        assert [message["auteur"] for message in messages["items"]] == ["assistant", "user"]
        assert messages["total"] == 2
        assert messages["items"][1]["contenu"] == "Proposer des cibles"

    async def test_undoes_a_removal(self, world: World, scenario: dict[str, Any]) -> None:
        path = f"/scenarios/{scenario['id']}"
        added = (await world.http.post(f"{path}/cibles", json={"label": "RSSI"})).json()["scenario"]["cibles"][0]
        removed = (await world.http.delete(f"{path}/cibles/{added['id']}")).json()
        undo = next(action for action in removed["actions"] if action["intent"] == "cible.restore")
        answer = await world.http.post(
            "/chat", json={"scenario_id": scenario["id"], "intent": undo["intent"], "payload": undo["payload"]}
        )
        assert [cible["label"] for cible in answer.json()["scenario"]["cibles"]] == ["RSSI"]

    @pytest.mark.parametrize(
        ("request_", "code", "fields"),
        [
            ({"intent": "scenario.fly"}, "unknown-intent", []),
            ({"intent": "ui.compose", "payload": {"intent": "cible.add"}}, "unknown-intent", []),
            ({"intent": "plan.record"}, "unknown-intent", []),
            ({"intent": "cible.suggest"}, "scenario-required", []),
            ({"intent": "scenario.create", "payload": {"nom": "x"}}, "validation", ["payload.thematique"]),
            ({}, "validation", ["message"]),
            ({"message": "Bonjour", "intent": "scenario.list"}, "validation", ["message"]),
            ({"message": ""}, "validation", ["message"]),
            ({"message": "x" * 4001}, "validation", ["message"]),
            ({"message": "Bonjour", "conversation_id": "abc"}, "validation", ["conversation_id"]),
            ({"message": "Bonjour", "scenario_id": 0}, "validation", ["scenario_id"]),
            ({"message": "Bonjour", "scenario_id": 2**63}, "validation", ["scenario_id"]),
        ],
    )
    async def test_is_refused_when_it_makes_no_sense(
        self, world: World, request_: dict[str, Any], code: str, fields: list[str]
    ) -> None:
        answer = await world.http.post("/chat", json=request_)
        assert answer.status_code == 422
        assert answer.json()["code"] == code
        assert [error["field"] for error in answer.json()["errors"]] == fields

    async def test_does_not_find_an_unknown_scenario(self, world: World) -> None:
        answer = await world.http.post("/chat", json={"scenario_id": 999, "intent": "cible.suggest"})
        assert (answer.status_code, answer.json()["code"]) == (404, "scenario-not-found")


class TestText:
    async def test_is_answered_with_buttons_and_changes_nothing(self, world: World, scenario: dict[str, Any]) -> None:
        answer = await world.http.post(
            "/chat", json={"scenario_id": scenario["id"], "message": "Ajoute la cible « RSSI d’ETI »"}
        )
        assert answer.status_code == 200
        assert "cible.add" in [action["intent"] for action in answer.json()["actions"]]
        assert answer.json()["scenario"]["cibles"] == []

    async def test_is_about_the_scenario_of_its_conversation(self, world: World, scenario: dict[str, Any]) -> None:
        first = {"scenario_id": scenario["id"], "message": "Bonjour"}
        conversation_id = (await world.http.post("/chat", json=first)).json()["conversation_id"]
        second = {"conversation_id": conversation_id, "message": "Propose des cibles"}
        answer = await world.http.post("/chat", json=second)
        assert answer.json()["scenario"]["id"] == scenario["id"]
        assert answer.json()["message"]["scenario_id"] == scenario["id"]

    async def test_sent_again_is_the_same_even_once_its_conversation_has_moved_on(
        self, world: World, scenario: dict[str, Any]
    ) -> None:
        conversation_id = str(uuid4())
        await world.http.post(
            "/chat", json={"conversation_id": conversation_id, "scenario_id": scenario["id"], "message": "Bonjour"}
        )
        key = {"Idempotency-Key": str(uuid4())}
        request = {"conversation_id": conversation_id, "message": "Propose des objectifs"}
        first = await world.http.post("/chat", json=request, headers=key)
        moved = {"intent": "scenario.create", "payload": {"nom": "Autre", "thematique": "Autre"}}
        await world.http.post("/chat", json={"conversation_id": conversation_id, **moved})
        again = await world.http.post("/chat", json=request, headers=key)
        assert (again.status_code, again.json()) == (first.status_code, first.json())

    async def test_without_a_conversation_begins_the_same_one_each_time_it_is_sent(self, world: World) -> None:
        key = {"Idempotency-Key": str(uuid4())}
        answers = [await world.http.post("/chat", json={"message": "Bonjour"}, headers=key) for _ in range(2)]
        assert answers[0].status_code == 200
        assert answers[0].json() == answers[1].json()
        other = await world.http.post("/chat", json={"message": "Bonjour"})
        assert other.json()["conversation_id"] != answers[0].json()["conversation_id"]


class TestSearch:
    async def test_finds_three_results_to_use(self, world: World, scenario: dict[str, Any]) -> None:
        answer = await world.http.post("/search", json={"scenario_id": scenario["id"], "requete": "webinaire"})
        assert answer.status_code == 200
        body = answer.json()
        assert set(body) == {"resultats", "message", "actions"}
        assert len(body["resultats"]) == 3
        assert set(body["resultats"][0]) == {"titre", "extrait", "recommandation_action", "source", "type"}
        use = next(action for action in body["actions"] if action["intent"] == "inspiration.use")
        used = await world.http.post(
            "/chat", json={"scenario_id": scenario["id"], "intent": use["intent"], "payload": use["payload"]}
        )
        changed = used.json()["scenario"]
        assert len(changed["objectifs"] + changed["cibles"] + changed["ressources"]) == 1

    @pytest.mark.parametrize(
        ("request_", "field"),
        [
            ({"requete": "x"}, "scenario_id"),
            ({"scenario_id": 1}, "requete"),
            ({"scenario_id": 1, "requete": "x" * 181}, "requete"),
        ],
    )
    async def test_names_the_field_that_is_wrong(self, world: World, request_: dict[str, Any], field: str) -> None:
        answer = await world.http.post("/search", json=request_)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)

    async def test_does_not_find_an_unknown_scenario(self, world: World) -> None:
        assert (await world.http.post("/search", json={"scenario_id": 999, "requete": "x"})).status_code == 404
