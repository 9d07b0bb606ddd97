"""What a sentence points at that is not there, and what it leaves alone."""

from dataclasses import replace
from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.reading.references import Absent
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
ONE = Situation(
    "fr",
    SCENARIO,
    (SCENARIO,),
    (Known("objectif", 11, "Générer 40 leads"), Known("cible", 21, "DSI"), Known("ressource", 31, "NIS2", "webinar")),
)
SEVERAL = replace(
    ONE, entities=(*ONE.entities, Known("cible", 22, "RSSI de cliniques"), Known("cible", 23, "Dirigeants"))
)
ENGLISH = Situation(
    "en",
    SCENARIO,
    (SCENARIO,),
    (Known("cible", 21, "CIOs"), Known("cible", 22, "CFOs"), Known("ressource", 31, "NIS2 talk", "webinar")),
)


def asked(text: str, situation: Situation) -> list[tuple[str, Any]]:
    return [(each.intent, each.entities.get("ref")) for each in understand(text, situation).each()]


class TestWhatIsNotHeld:
    @pytest.mark.parametrize(
        ("text", "absent"),
        [
            ("supprime la troisième cible", Absent("cible", place=3)),
            ("supprime la cible numéro 12", Absent("cible", place=12)),
            ("supprime la cible DG", Absent("cible", name="DG")),
            ("supprime la vidéo", Absent("ressource", name="vidéo")),
            ("renomme la cible RSSI en RSSI d'ETI", Absent("cible", name="RSSI")),
            ("renomme le deuxième objectif en Doubler les ventes", Absent("objectif", place=2)),
            ("change la priorité du troisième objectif", Absent("objectif", place=3)),
            ("passe la cible DG en décision", Absent("cible", name="DG")),
        ],
    )
    def test_is_never_taken_for_the_only_one_that_is(self, text: str, absent: Absent) -> None:
        meaning = understand(text, ONE)
        assert (meaning.intent, meaning.entities) == ("clarify", {"absent": absent})

    def test_is_told_in_english_too(self) -> None:
        assert understand("delete the third target", ENGLISH).entities == {"absent": Absent("cible", place=3)}

    @pytest.mark.parametrize("text", ["supprime la cible", "supprime la cible qui ne sert plus à rien"])
    def test_leaves_the_only_one_meant_when_nothing_else_is_said(self, text: str) -> None:
        assert asked(text, ONE) == [("cible.remove", 21)]


class TestKeepingOnlySome:
    @pytest.mark.parametrize(
        "text",
        ["on garde seulement la première cible", "garde uniquement les DSI", "ne garde que les DSI"],
    )
    def test_removes_the_others_of_their_kind(self, text: str) -> None:
        assert asked(text, SEVERAL) == [("cible.remove", 22), ("cible.remove", 23)]

    @pytest.mark.parametrize("text", ["keep only the CIOs", "only keep the first target", "keep the CIOs only"])
    def test_does_in_english_too(self, text: str) -> None:
        assert asked(text, ENGLISH) == [("cible.remove", 22)]

    def test_removes_nothing_when_there_is_no_other(self) -> None:
        assert asked("garde uniquement les DSI", ONE) == [("leave", None)]

    def test_of_proposals_takes_them(self) -> None:
        proposed = replace(SEVERAL, proposals=(Known("cible", 1, "DAF"), Known("cible", 2, "Notaires")))
        assert understand("garde uniquement les notaires", proposed).entities == {"proposals": [2]}


class TestNotForgetting:
    def test_is_adding(self) -> None:
        held = replace(ONE, entities=(Known("objectif", 11, "Séduire les transporteurs"),))
        meaning = understand("sans oublier les transporteurs", held)
        assert (meaning.intent, meaning.entities) == ("cible.add", {"label": "Transporteurs"})
        assert understand("not forgetting carriers", ENGLISH).entities == {"label": "Carriers"}


class TestADestructiveAct:
    def test_is_not_guessed_without_a_word_of_its_own(self) -> None:
        assert understand("les DSI sont déjà équipés", ONE).intent == "clarify"

    def test_is_not_what_a_fact_about_an_offer_asks(self) -> None:
        held = replace(ONE, entities=(*ONE.entities, Known("ressource", 34, "Comparatif des offres EDR", "article")))
        text = "notre offre s'appelle DataPilot"
        assert understand(text, held).entities == {"fait": text}
