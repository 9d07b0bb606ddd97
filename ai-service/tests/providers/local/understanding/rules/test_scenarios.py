from dataclasses import replace

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIOS = (
    ScenarioName(1, "SIRH : faire sortir les PME du tableur", "Ressources humaines"),
    ScenarioName(2, "Facturation électronique : équiper les PME", "Finance"),
    ScenarioName(3, "Maintenance prédictive : et maintenant ?", "Industrie"),
    ScenarioName(4, "Salon de la supply chain", "Logistique"),
    ScenarioName(5, "Poudres bio", "Agroalimentaire"),
)
HOME = Situation("fr", scenarios=SCENARIOS)
OPEN = replace(HOME, scenario=SCENARIOS[4])


class TestEverydayWords:
    @pytest.mark.parametrize("situation", [HOME, OPEN])
    @pytest.mark.parametrize(
        "text",
        [
            "je fais quoi maintenant ?",
            "on fait quoi ensuite ?",
            "que faire ?",
            "tu peux le faire ?",
            "on veut équiper les écoles",
            "nous voulons plus de PME",
            "on vend de la maintenance d'ascenseurs",
            "je voudrais promouvoir notre nouveau service de nettoyage industriel",
        ],
    )
    def test_open_no_scenario(self, text: str, situation: Situation) -> None:
        assert all(each.intent != "scenario.open" for each in understand(text, situation).each())

    @pytest.mark.parametrize("text", ["je fais quoi maintenant ?", "que faire ?", "on passe à la suite"])
    def test_ask_where_one_is(self, text: str) -> None:
        assert understand(text, OPEN).intent == "scenario.show"


class TestTurningToAnother:
    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("on passe au scénario logistique", 4),
            ("passons au SIRH", 1),
            ("on veut reprendre la facturation", 2),
            ("le SIRH", 1),
            ("on bosse sur la maintenance", 3),
        ],
    )
    def test_opens_the_one_that_is_named(self, text: str, place: int) -> None:
        meaning = understand(text, OPEN)
        assert (meaning.intent, meaning.entities) == ("scenario.open", {"nom": SCENARIOS[place - 1].nom})

    @pytest.mark.parametrize("text", ["change de scénario", "on change de campagne", "on passe au scénario marine"])
    def test_asks_which_when_none_is(self, text: str) -> None:
        assert understand(text, OPEN).about == ("scenario.open", "scenario.list")


class TestWhenItTakesPlace:
    @pytest.mark.parametrize("text", ["on démarre en janvier", "nous commençons dans deux semaines"])
    def test_is_kept_in_the_description(self, text: str) -> None:
        assert understand(text, OPEN).entities == {"fait": text}
