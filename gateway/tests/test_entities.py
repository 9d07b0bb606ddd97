from typing import Any

import pytest

from gateway.testing import World

KINDS = ("objectif", "cible", "ressource")
COMPLETE: dict[str, dict[str, Any]] = {
    "objectif": {"label": "Générer 50 leads", "description": "En un trimestre", "insight": "…", "priorite": 3},
    "cible": {"label": "RSSI", "persona": "Claire", "segment": "ETI", "maturite": "consideration"},
    "ressource": {"titre": "Livre blanc", "type": "article", "url": "https://exemple.fr/lb", "usage": "Relance"},
}
CHANGED: dict[str, dict[str, Any]] = {
    "objectif": {"label": "Générer 80 leads"},
    "cible": {"maturite": "decision"},
    "ressource": {"usage": "Ouverture"},
}


@pytest.fixture
async def path(world: World) -> str:
    """The path of a new scenario."""
    answer = await world.http.post("/scenarios", json={"nom": "Lancement", "thematique": "Sécurité cloud"})
    return str(answer.headers["Location"])


@pytest.mark.parametrize("kind", KINDS)
class TestEachKind:
    async def test_is_added(self, world: World, path: str, kind: str) -> None:
        answer = await world.http.post(f"{path}/{kind}s", json=COMPLETE[kind])
        assert answer.status_code == 201
        body = answer.json()
        assert set(body) == {"scenario", "message", "actions"}
        (added,) = body["scenario"][f"{kind}s"]
        assert {name: added[name] for name in COMPLETE[kind]} == COMPLETE[kind]
        assert body["message"]["auteur"] == "assistant"
        assert body["message"]["scenario_id"] == body["scenario"]["id"]
        assert body["actions"] == body["message"]["actions"]
        assert (await world.http.get(path)).json() == body["scenario"]

    async def test_is_corrected(self, world: World, path: str, kind: str) -> None:
        added = (await world.http.post(f"{path}/{kind}s", json=COMPLETE[kind])).json()["scenario"][f"{kind}s"][0]
        place = f"{path}/{kind}s/{added['id']}"
        answer = await world.http.patch(place, json={**CHANGED[kind], "version": added["version"]})
        assert answer.status_code == 200
        (corrected,) = answer.json()["scenario"][f"{kind}s"]
        assert {**added, **CHANGED[kind], "version": corrected["version"]} == corrected
        stale = await world.http.patch(place, json=CHANGED[kind], headers={"If-Match": '"77"'})
        assert (stale.status_code, stale.json()["code"]) == (409, "stale-version")

    async def test_is_removed(self, world: World, path: str, kind: str) -> None:
        added = (await world.http.post(f"{path}/{kind}s", json=COMPLETE[kind])).json()["scenario"][f"{kind}s"][0]
        place = f"{path}/{kind}s/{added['id']}"
        assert (await world.http.request("DELETE", place, json={"version": 77})).status_code == 409
        answer = await world.http.delete(place)
        assert answer.status_code == 200
        assert answer.json()["scenario"][f"{kind}s"] == []
        assert (await world.http.delete(place)).status_code == 404

    async def test_is_not_found_under_an_unknown_id(self, world: World, path: str, kind: str) -> None:
        for id_ in (999, 2**53, 10**40):
            answer = await world.http.patch(f"{path}/{kind}s/{id_}", json=CHANGED[kind])
            assert (answer.status_code, answer.json()["code"]) == (404, "entity-not-found")
        assert (await world.http.patch(f"{path}/{kind}s/abc", json=CHANGED[kind])).json()["code"] == "not-found"
        answer = await world.http.post(f"/scenarios/999/{kind}s", json=COMPLETE[kind])
        assert (answer.status_code, answer.json()["code"]) == (404, "scenario-not-found")

    async def test_is_suggested_three_times_and_added_by_a_button(self, world: World, path: str, kind: str) -> None:
        answer = await world.http.post(f"{path}/{kind}s/suggestions")
        assert answer.status_code == 200
        body = answer.json()
        assert set(body) == {"message_markdown", "entities_to_create", "actions", "errors"}
        assert len(body["entities_to_create"]) == 3
        assert {entity["kind"] for entity in body["entities_to_create"]} == {kind}
        buttons = [action for action in body["actions"] if action["intent"] == f"{kind}.add"]
        assert len(buttons) == 3
        added = await world.http.post(
            f"{path}/{kind}s", json=buttons[0]["payload"], headers={"Idempotency-Key": buttons[0]["command_id"]}
        )
        assert added.status_code == 201

    async def test_is_suggested_as_asked(self, world: World, path: str, kind: str) -> None:
        answer = await world.http.post(f"{path}/{kind}s/suggestions", json={"consigne": "Secteur public"})
        assert answer.status_code == 200
        assert (await world.http.post(f"{path}/{kind}s/suggestions", json={"consigne": "x" * 501})).status_code == 422
        assert (await world.http.post(f"/scenarios/999/{kind}s/suggestions")).status_code == 404

    async def test_is_shared_with_another_scenario(self, world: World, path: str, kind: str) -> None:
        added = (await world.http.post(f"{path}/{kind}s", json=COMPLETE[kind])).json()["scenario"][f"{kind}s"][0]
        other = (await world.http.post("/scenarios", json={"nom": "Autre", "thematique": "t"})).headers["Location"]
        name = "titre" if kind == "ressource" else "label"
        found = (await world.http.get(f"/{kind}s", params={"q": added[name][:4].upper()})).json()
        assert [known["id"] for known in found["items"]] == [added["id"]]
        assert found["items"][0][name] == added[name]
        shared = await world.http.post(f"{other}/{kind}s", json={"id": found["items"][0]["id"]})
        assert shared.status_code == 201
        assert shared.json()["scenario"][f"{kind}s"][0][name] == added[name]
        assert (await world.http.get(f"/{kind}s")).json()["total"] == 1
        assert (await world.http.get(f"/{kind}s", params={"q": "introuvable"})).json()["items"] == []

    async def test_is_no_longer_listed_once_no_scenario_holds_it(self, world: World, path: str, kind: str) -> None:
        await world.http.post(f"{path}/{kind}s", json=COMPLETE[kind])
        await world.http.delete(path)
        assert (await world.http.get(f"/{kind}s")).json()["total"] == 0


class TestInvalidFields:
    @pytest.mark.parametrize(
        ("kind", "fields", "field"),
        [
            ("cible", {"label": "x", "maturite": "chaude"}, "maturite"),
            ("cible", {"label": " "}, "label"),
            ("cible", {}, "label"),
            ("objectif", {"label": "x", "priorite": "haute"}, "priorite"),
            ("ressource", {"titre": "x", "url": "ftp://exemple.fr"}, "url"),
            ("ressource", {"titre": "x", "url": "https://exemple.fr/" + "x" * 250}, "url"),
            ("ressource", {"titre": "x", "type": "podcast"}, "type"),
            ("ressource", {"id": "un"}, "id"),
        ],
    )
    async def test_are_named(self, world: World, kind: str, fields: dict[str, Any], field: str) -> None:
        answer = await world.http.post(f"/scenarios/1/{kind}s", json=fields)
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == [field]
        assert answer.json()["errors"][0]["message"].endswith(".")


class TestPath:
    async def test_says_which_entity_whatever_the_body_says(self, world: World, path: str) -> None:
        cibles = [
            (await world.http.post(f"{path}/cibles", json={"label": label})).json()["scenario"]["cibles"][-1]
            for label in ("Une", "Deux")
        ]
        await world.http.patch(f"{path}/cibles/{cibles[0]['id']}", json={"id": cibles[1]["id"], "label": "Corrigée"})
        labels = [cible["label"] for cible in (await world.http.get(path)).json()["cibles"]]
        assert labels == ["Corrigée", "Deux"]
