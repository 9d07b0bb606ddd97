from typing import Any

import pytest

from gateway.testing import World


@pytest.fixture
async def path(world: World) -> str:
    """The path of a new scenario, as thin as may be."""
    answer = await world.http.post("/scenarios", json={"nom": "Lancement", "thematique": "Sécurité cloud"})
    return str(answer.headers["Location"])


async def generate(world: World, path: str) -> dict[str, Any]:
    answer = await world.http.post(f"{path}/plan")
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


class TestGenerate:
    async def test_is_never_refused_because_the_scenario_is_thin(self, world: World, path: str) -> None:
        body = await generate(world, path)
        assert set(body) == {"plan", "scenario", "message", "actions"}
        items = body["plan"]["items"]
        assert 6 <= len(items) <= 14
        assert all(item[field] for item in items for field in ("format", "message", "canal", "frequence", "kpi"))
        assert len({item["message"] for item in items}) == len(items)
        assert body["scenario"]["plan"] == body["plan"]
        assert (await world.http.get(path)).json()["plan"] == body["plan"]

    async def test_keeps_earlier_plans(self, world: World, path: str) -> None:
        first, second = (await generate(world, path))["plan"], (await generate(world, path))["plan"]
        listing = (await world.http.get(f"{path}/plans")).json()
        assert listing == {"items": [second, first], "total": 2}
        assert (await world.http.get(path)).json()["plan"] == second

    async def test_takes_instructions(self, world: World, path: str) -> None:
        assert (await world.http.post(f"{path}/plan", json={"consigne": "Surtout LinkedIn"})).status_code == 201
        assert (await world.http.post(f"{path}/plan", json={"consigne": 3})).status_code == 422

    async def test_does_not_find_an_unknown_scenario(self, world: World) -> None:
        answer = await world.http.post("/scenarios/999/plan")
        assert (answer.status_code, answer.json()["code"]) == (404, "scenario-not-found")


class TestItem:
    async def test_is_corrected(self, world: World, path: str) -> None:
        item = (await generate(world, path))["plan"]["items"][0]
        place = f"{path}/plan/items/{item['id']}"
        answer = await world.http.patch(place, json={"kpi": "40 inscrits", "version": item["version"]})
        assert answer.status_code == 200
        corrected = answer.json()["plan"]["items"][0]
        assert corrected == {**item, "kpi": "40 inscrits", "version": item["version"] + 1}
        assert (await world.http.patch(place, json={"kpi": "50", "version": item["version"]})).status_code == 409

    @pytest.mark.parametrize(
        ("fields", "field"), [({"kpi": " "}, "kpi"), ({"format": "x" * 61}, "format"), ({}, "body")]
    )
    async def test_stays_complete(self, world: World, fields: dict[str, Any], field: str) -> None:
        answer = await world.http.patch("/scenarios/1/plan/items/1", json=fields)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)

    async def test_is_not_found_under_an_unknown_id(self, world: World, path: str) -> None:
        await generate(world, path)
        for id_ in (9999, 2**63):
            answer = await world.http.patch(f"{path}/plan/items/{id_}", json={"kpi": "40"})
            assert (answer.status_code, answer.json()["code"]) == (404, "entity-not-found")


class TestRestore:
    async def test_makes_an_older_plan_the_current_one_again(self, world: World, path: str) -> None:
        first = (await generate(world, path))["plan"]
        item = first["items"][0]
        await generate(world, path)
        answer = await world.http.post(f"{path}/plans/{first['id']}/restore")
        assert answer.status_code == 201
        restored = answer.json()["plan"]
        assert restored["items"][0]["message"] == item["message"]
        assert (await world.http.get(path)).json()["plan"] == restored
        assert (await world.http.get(f"{path}/plans")).json()["total"] == 3

    async def test_does_not_find_an_unknown_plan(self, world: World, path: str) -> None:
        assert (await world.http.post(f"{path}/plans/999/restore")).status_code == 404
