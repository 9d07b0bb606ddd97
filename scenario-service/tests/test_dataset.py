"""The scenarios a new installation starts with."""

import json
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.contracts.proposals import CibleFields, ObjectifFields, RessourceFields
from assistant.contracts.scenario import CreateScenario

SCENARIOS: list[dict[str, Any]] = json.loads(
    resources.files("scenario_service").joinpath("dataset.json").read_text(encoding="utf-8")
)["scenarios"]
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["thematique"])


class TestDataset:
    def test_holds_five_scenarios_of_different_sectors(self) -> None:
        assert len(SCENARIOS) == 5
        assert len({scenario["nom"] for scenario in SCENARIOS}) == 5
        assert len({scenario["thematique"] for scenario in SCENARIOS}) == 5

    @pytest.mark.parametrize("kind", ["objectifs", "cibles", "ressources"])
    def test_names_every_entity_once(self, kind: str) -> None:
        names = [entity.get("label") or entity["titre"] for scenario in SCENARIOS for entity in scenario[kind]]
        assert len(names) == len(set(names))


@each_scenario
class TestSeededScenario:
    def test_is_accepted_by_the_contracts_the_api_applies(self, scenario: dict[str, Any]) -> None:
        CreateScenario.model_validate({key: scenario[key] for key in ("nom", "thematique", "description")})
        for objectif in scenario["objectifs"]:
            ObjectifFields.model_validate(objectif)
        for cible in scenario["cibles"]:
            CibleFields.model_validate(cible)
        for ressource in scenario["ressources"]:
            RessourceFields.model_validate(ressource)

    def test_is_rich_enough_to_build_a_plan_from(self, scenario: dict[str, Any]) -> None:
        assert 2 <= len(scenario["objectifs"]) <= 4
        assert 2 <= len(scenario["cibles"]) <= 4
        assert 3 <= len(scenario["ressources"]) <= 5
        assert len({cible["maturite"] for cible in scenario["cibles"]}) == 3
        assert len({ressource["type"] for ressource in scenario["ressources"]}) >= 4

    def test_leaves_no_text_empty(self, scenario: dict[str, Any]) -> None:
        fields = {
            "objectifs": {"label", "description", "priorite"},
            "cibles": {"label", "description", "persona", "segment", "maturite"},
            "ressources": {"type", "titre", "url", "note", "usage"},
        }
        for kind, expected in fields.items():
            for entity in scenario[kind]:
                assert set(entity) == expected
                assert all(entity.values())

    def test_ranks_its_objectifs_from_one_to_five(self, scenario: dict[str, Any]) -> None:
        priorites = [objectif["priorite"] for objectif in scenario["objectifs"]]
        assert all(1 <= priorite <= 5 for priorite in priorites)
        assert priorites == sorted(set(priorites))

    def test_links_only_to_a_reserved_domain(self, scenario: dict[str, Any]) -> None:
        for ressource in scenario["ressources"]:
            address = urlsplit(ressource["url"])
            assert (address.scheme, address.hostname) == ("https", "www.example.com")

    def test_follows_french_typography(self, scenario: dict[str, Any]) -> None:
        texts = json.dumps(scenario, ensure_ascii=False)
        assert "'" not in texts
        assert not [mark for mark in (" :", " ;", " !", " ?", " %", "« ", " »") if mark in texts]
