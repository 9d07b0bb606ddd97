import json
from typing import Any
from uuid import uuid4

import pytest

from gateway.testing import World

NEW = {"nom": "Lancement Q1", "thematique": "Sécurité cloud"}


async def create(world: World, **fields: Any) -> dict[str, Any]:
    answer = await world.http.post("/scenarios", json={**NEW, **fields})
    assert answer.status_code == 201, answer.text
    scenario: dict[str, Any] = answer.json()
    return scenario


class TestCreate:
    async def test_answers_the_scenario_and_where_it_is(self, world: World) -> None:
        answer = await world.http.post("/scenarios", json={**NEW, "description": "Pour les ETI"})
        assert answer.status_code == 201
        scenario = answer.json()
        assert answer.headers["Location"] == f"/scenarios/{scenario['id']}"
        assert (scenario["nom"], scenario["description"], scenario["statut"]) == (
            "Lancement Q1",
            "Pour les ETI",
            "draft",
        )
        assert scenario["plan"] is None
        assert scenario["objectifs"] == scenario["cibles"] == scenario["ressources"] == []
        assert (await world.http.get(answer.headers["Location"])).json() == scenario

    async def test_trims_what_is_typed(self, world: World) -> None:
        assert (await create(world, nom="  Nom  "))["nom"] == "Nom"

    @pytest.mark.parametrize(
        ("fields", "field", "message"),
        [
            ({"nom": "x" * 300}, "nom", "150 caractères au plus."),
            ({"nom": "   "}, "nom", "Ce champ ne peut pas être vide."),
            ({"thematique": None}, "thematique", "Un texte est attendu."),
            ({"couleur": "bleu"}, "couleur", "Ce champ n’existe pas."),
        ],
    )
    async def test_names_the_field_that_is_wrong(
        self, world: World, fields: dict[str, Any], field: str, message: str
    ) -> None:
        answer = await world.http.post("/scenarios", json={**NEW, **fields})
        assert answer.status_code == 422
        assert answer.json()["code"] == "validation"
        assert answer.json()["errors"] == [{"field": field, "message": message}]


class TestList:
    async def test_shows_whole_scenarios_the_last_changed_first(self, world: World) -> None:
        first, second = await create(world, nom="Un"), await create(world, nom="Deux")
        await world.http.patch(f"/scenarios/{first['id']}", json={"description": "Corrigé"})
        page = (await world.http.get("/scenarios")).json()
        assert [scenario["nom"] for scenario in page["items"]] == ["Un", "Deux"]
        assert page["items"][1] == second
        assert (page["total"], page["page"], page["page_size"]) == (2, 1, 20)

    async def test_gives_one_page_and_counts_all(self, world: World) -> None:
        for number in range(5):
            await create(world, nom=f"Scénario {number}")
        page = (await world.http.get("/scenarios", params={"page": 2, "page_size": 2})).json()
        assert [scenario["nom"] for scenario in page["items"]] == ["Scénario 2", "Scénario 1"]
        assert (page["total"], page["page"], page["page_size"]) == (5, 2, 2)
        beyond = (await world.http.get("/scenarios", params={"page": 9})).json()
        assert (beyond["items"], beyond["total"]) == ([], 5)

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ({"q": "securite"}, {"Nuage", "Sécurité des PME"}),
            ({"thematique": "CLOUD"}, {"Nuage"}),
            ({"q": "100%"}, set()),
            ({"statut": "ready"}, set()),
            ({"statut": "draft"}, {"Nuage", "Sécurité des PME"}),
            ({"q": "", "thematique": "", "statut": ""}, {"Nuage", "Sécurité des PME"}),
        ],
    )
    async def test_filters(self, world: World, query: dict[str, str], names: set[str]) -> None:
        await create(world, nom="Nuage", thematique="Sécurité cloud")
        await create(world, nom="Sécurité des PME", thematique="Formation")
        page = (await world.http.get("/scenarios", params=query)).json()
        assert {scenario["nom"] for scenario in page["items"]} == names
        assert page["total"] == len(names)

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ({"page": 0}, "page"),
            ({"page": "un"}, "page"),
            ({"page": 10**30}, "page"),
            ({"page_size": 0}, "page_size"),
            ({"page_size": 101}, "page_size"),
            ({"statut": "fini"}, "statut"),
            ({"q": "x" * 151}, "q"),
        ],
    )
    async def test_refuses_a_parameter_out_of_its_bounds(self, world: World, query: dict[str, Any], field: str) -> None:
        answer = await world.http.get("/scenarios", params=query)
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == [field]


class TestRead:
    @pytest.mark.parametrize("path", ["", "/plans", "/messages", "/recherches", "/export/json", "/export/csv"])
    async def test_does_not_find_an_unknown_id_however_large(self, stage: World, path: str) -> None:
        for id_ in (0, 999, 2**53, 2**63, 10**40):
            answer = await stage.http.get(f"/scenarios/{id_}{path}")
            assert answer.status_code == 404
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert answer.json()["code"] == "scenario-not-found"

    async def test_does_not_know_an_address_whose_id_is_no_number(self, stage: World) -> None:
        for id_ in ("abc", "-1", "1.5", "%20"):
            answer = await stage.http.get(f"/scenarios/{id_}")
            assert (answer.status_code, answer.json()["code"]) == (404, "not-found")

    async def test_has_its_buttons_in_the_readers_language(self, world: World) -> None:
        scenario = await create(world)
        english = await world.http.get(f"/scenarios/{scenario['id']}", headers={"Accept-Language": "en"})
        assert "Define a target" in [action["label"] for action in english.json()["actions"]]
        assert "Définir une cible" in [action["label"] for action in scenario["actions"]]


class TestUpdate:
    async def test_answers_the_scenario_as_it_now_is(self, world: World) -> None:
        scenario = await create(world)
        answer = await world.http.patch(
            f"/scenarios/{scenario['id']}", json={"nom": "Nouveau", "version": scenario["version"]}
        )
        assert answer.status_code == 200
        assert (answer.json()["nom"], answer.json()["version"]) == ("Nouveau", scenario["version"] + 1)

    @pytest.mark.parametrize("stale", [{"json": {"version": 1}}, {"headers": {"If-Match": '"1"'}}])
    async def test_refuses_a_stale_version(self, world: World, stale: dict[str, Any]) -> None:
        scenario = await create(world)
        path = f"/scenarios/{scenario['id']}"
        await world.http.patch(path, json={"nom": "Deux"})
        answer = await world.http.patch(
            path, json={"nom": "Trois", **stale.get("json", {})}, headers=stale.get("headers")
        )
        assert (answer.status_code, answer.json()["code"]) == (409, "stale-version")
        assert answer.json()["message"]["auteur"] == "assistant"
        assert (await world.http.get(path)).json()["nom"] == "Deux"

    async def test_takes_the_last_writer_where_no_version_is_given(self, world: World) -> None:
        path = f"/scenarios/{(await create(world))['id']}"
        await world.http.patch(path, json={"nom": "Deux"})
        assert (await world.http.patch(path, json={"nom": "Trois"}, headers={"If-Match": "*"})).status_code == 200

    async def test_refuses_an_unreadable_if_match(self, world: World) -> None:
        answer = await world.http.patch("/scenarios/1", json={"nom": "x"}, headers={"If-Match": "abc"})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "if-match")

    async def test_needs_something_to_change(self, world: World) -> None:
        answer = await world.http.patch("/scenarios/1", json={"version": 1})
        assert answer.status_code == 422
        assert answer.json()["errors"] == [{"field": "body", "message": "Indiquez au moins un champ à modifier."}]

    async def test_does_not_find_an_unknown_scenario(self, world: World) -> None:
        answer = await world.http.patch("/scenarios/999", json={"nom": "x"})
        assert (answer.status_code, answer.json()["code"]) == (404, "scenario-not-found")


class TestArchive:
    async def test_is_a_204_and_then_not_found(self, world: World) -> None:
        path = f"/scenarios/{(await create(world))['id']}"
        answer = await world.http.delete(path)
        assert (answer.status_code, answer.content) == (204, b"")
        assert (await world.http.get(path)).status_code == 404
        assert (await world.http.get("/scenarios")).json()["total"] == 0
        assert (await world.http.delete(path)).status_code == 404

    async def test_takes_a_version_in_its_body_or_in_if_match(self, world: World) -> None:
        path = f"/scenarios/{(await create(world))['id']}"
        assert (await world.http.request("DELETE", path, json={"version": 9})).status_code == 409
        assert (await world.http.delete(path, headers={"If-Match": '"9"'})).status_code == 409
        assert (await world.http.request("DELETE", path, json={"version": 1})).status_code == 204


class TestImport:
    async def test_takes_the_exported_document_unchanged(self, world: World) -> None:
        scenario = await create(world)
        path = f"/scenarios/{scenario['id']}"
        await world.http.post(f"{path}/cibles", json={"label": "RSSI", "maturite": "decision"})
        await world.http.post(f"{path}/plan")
        document = (await world.http.get(f"{path}/export/json")).content
        answer = await world.http.post(
            "/scenarios/import", content=document, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == 201
        copy = answer.json()
        assert answer.headers["Location"] == f"/scenarios/{copy['id']}" != path
        assert [cible["maturite"] for cible in copy["cibles"]] == ["decision"]
        exported = json.loads(document)
        assert [item["message"] for item in copy["plan"]["items"]] == [
            item["message"] for item in exported["plan"]["items"]
        ]

    async def test_may_be_larger_than_other_bodies(self, world: World) -> None:
        texts = [
            {"label": f"Objectif {number}", "description": "x" * 4000, "insight": "y" * 4000} for number in range(30)
        ]
        document = {**NEW, "objectifs": texts, "cibles": texts, "commentaire": "z" * 1_000_000}
        assert len(json.dumps(document)) > 2**20
        answer = await world.http.post("/scenarios/import", json=document, timeout=30)
        assert answer.status_code == 201

    async def test_says_what_is_wrong_in_the_document(self, world: World) -> None:
        answer = await world.http.post("/scenarios/import", json={**NEW, "cibles": [{"label": "A"}, {"label": ""}]})
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == ["cibles.1.label"]


class TestHistory:
    async def test_lists_messages_newest_first_and_goes_back(self, world: World) -> None:
        path = f"/scenarios/{(await create(world))['id']}"
        for number in range(3):
            await world.http.post(f"{path}/objectifs", json={"label": f"Objectif {number}"})
        everything = (await world.http.get(f"{path}/messages")).json()
        ids = [message["id"] for message in everything["items"]]
        assert ids == sorted(ids, reverse=True)
        assert everything["total"] == len(ids) >= 6
        older = (await world.http.get(f"{path}/messages", params={"before": ids[1], "limit": 2})).json()
        assert [message["id"] for message in older["items"]] == ids[2:4]
        assert older["total"] == everything["total"]

    async def test_lists_searches_newest_first(self, world: World) -> None:
        scenario = await create(world)
        for requete in ("webinaire", "livre blanc"):
            await world.http.post("/search", json={"scenario_id": scenario["id"], "requete": requete})
        listing = (await world.http.get(f"/scenarios/{scenario['id']}/recherches")).json()
        assert [recherche["requete"] for recherche in listing["items"]] == ["livre blanc", "webinaire"]
        assert listing["total"] == 2
        assert len(listing["items"][0]["resultats"]) == 3

    async def test_knows_nothing_of_a_conversation_that_has_not_begun(self, world: World) -> None:
        answer = await world.http.get(f"/conversations/{uuid4()}/messages")
        assert (answer.status_code, answer.json()) == (200, {"items": [], "total": 0})
        assert (await world.http.get("/conversations/abc/messages")).status_code == 404

    @pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"before": 0}, {"before": "x"}])
    async def test_refuses_a_parameter_out_of_its_bounds(self, world: World, query: dict[str, Any]) -> None:
        answer = await world.http.get(f"/conversations/{uuid4()}/messages", params=query)
        assert answer.status_code == 422
