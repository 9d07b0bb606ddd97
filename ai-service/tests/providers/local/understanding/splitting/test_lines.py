"""Texts that ask several things: on several lines, or in parts of one sentence."""

from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIO = ScenarioName(1, "Offre solaire", "Énergie")
EMPTY = Situation("fr", SCENARIO, (SCENARIO,))
ENGLISH = Situation("en", SCENARIO, (SCENARIO,))


def asked(text: str, situation: Situation = EMPTY) -> list[tuple[str, Any]]:
    names = ("label", "titre")
    return [
        (each.intent, next((each.entities[name] for name in names if name in each.entities), None))
        for each in understand(text, situation).each()
    ]


THREE = [("objectif.add", "Notoriété"), ("cible.add", "DSI"), ("ressource.add", "Webinaire NIS2")]


class TestABriefInLines:
    @pytest.mark.parametrize(
        "text",
        [
            "Objectif : notoriété\nCible : DSI\nRessource : webinaire NIS2",
            "- Objectif : notoriété\n- Cible : DSI\n\n- Ressource : « webinaire NIS2 »",
            "Bonjour,\nvoici le brief :\nObjectif : « notoriété »\nCible : DSI\nRessource : webinaire NIS2\nMerci",
        ],
    )
    def test_asks_what_each_line_does(self, text: str) -> None:
        assert asked(text) == THREE

    def test_has_lists_under_headings(self) -> None:
        assert asked("Objectifs\n- notoriété\n- 30 leads\nCibles :\n1. DSI\n2. RSSI") == [
            ("objectif.add", "Notoriété"),
            ("objectif.add", "30 leads"),
            ("cible.add", "DSI"),
            ("cible.add", "RSSI"),
        ]

    def test_is_read_in_english_too(self) -> None:
        assert asked("Objective: brand awareness\nTarget: CIOs", ENGLISH) == [
            ("objectif.add", "Brand awareness"),
            ("cible.add", "CIOs"),
        ]

    def test_of_one_request_is_that_request(self) -> None:
        assert asked("Bonjour\nje voudrais ajouter une cible DSI\nmerci") == [("cible.add", "DSI")]


class TestPartsOfASentence:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            (
                "ajoute une cible DSI dans l'industrie, et une autre : RSSI d'ETI",
                [("cible.add", "DSI dans l'industrie"), ("cible.add", "RSSI d'ETI")],
            ),
            (
                'ajoute une cible "Notaires", retire rien d\'autre et génère le plan',
                [("cible.add", "Notaires"), ("plan.generate", None)],
            ),
            ("crée 3 objectifs et lance le plan", [("objectif.suggest", None), ("plan.generate", None)]),
            (
                "Donne-moi trois cibles, deux objectifs et génère le plan",
                [("cible.suggest", None), ("objectif.suggest", None), ("plan.generate", None)],
            ),
            ("Ajoute une cible et une ressource", [("cible.add", None), ("ressource.add", None)]),
            ("merci, maintenant les ressources", [("ressource.suggest", None)]),
            (
                "webinaire sur NIS2 le 12 mars et un cas client Michelin, note-les",
                [("ressource.add", "Webinaire sur NIS2 le 12 mars"), ("ressource.add", "Cas client Michelin")],
            ),
            (
                "deux cas clients, Decathlon et Leroy Merlin",
                [("ressource.add", "Decathlon"), ("ressource.add", "Leroy Merlin")],
            ),
            ("cible DSI en considération et DAF en décision", [("cible.add", "DSI"), ("cible.add", "DAF")]),
        ],
    )
    def test_are_all_kept(self, text: str, parts: list[tuple[str, Any]]) -> None:
        assert asked(text) == parts

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            (
                "add a target CIOs in manufacturing, and another one: CISOs of mid-caps",
                [("cible.add", "CIOs in manufacturing"), ("cible.add", "CISOs of mid-caps")],
            ),
            ("thanks, now do the resources", [("ressource.suggest", None)]),
            (
                "webinar on NIS2 on March 12 and a Michelin case study, note them",
                [("ressource.add", "Webinar on NIS2 on March 12"), ("ressource.add", "Michelin case study")],
            ),
        ],
    )
    def test_are_in_english_too(self, text: str, parts: list[tuple[str, Any]]) -> None:
        assert asked(text, ENGLISH) == parts

    def test_are_one_when_the_second_names_what_the_first_announces(self) -> None:
        assert asked('je te donne une ressource, un webinar "Autoconsommation"') == [
            ("ressource.add", "Autoconsommation")
        ]
