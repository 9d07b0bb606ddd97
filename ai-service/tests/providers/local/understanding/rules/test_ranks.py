from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
HELD = {
    "fr": (
        Known("objectif", 11, "Générer 40 leads qualifiés", priorite=1),
        Known("objectif", 12, "Augmenter de 30 % le trafic du blog", priorite=2),
        Known("objectif", 13, "Recruter cinq partenaires", priorite=4),
        Known("cible", 21, "DSI d’ETI"),
        Known("cible", 22, "RSSI de la santé"),
        Known("ressource", 31, "Webinaire NIS2", "webinar"),
        Known("ressource", 32, "Livre blanc ransomware", "autre"),
    ),
    "en": (
        Known("objectif", 11, "Generate 40 qualified leads", priorite=1),
        Known("objectif", 12, "Grow blog traffic by 30%", priorite=2),
        Known("objectif", 13, "Recruit five partners", priorite=4),
        Known("cible", 21, "CIOs of manufacturers"),
        Known("cible", 22, "Hospital CISOs"),
    ),
}


def meant(text: str, locale: Locale, held: tuple[Known, ...] | None = None) -> Meaning:
    entities = HELD[locale] if held is None else held
    return understand(text, Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,), entities=entities))


def ranks(meaning: Meaning) -> list[tuple[Any, Any]]:
    return [(each.entities.get("ref"), each.entities.get("priorite")) for each in meaning.each()]


class TestObjectivesThatChangePlaces:
    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("inverse les objectifs 1 et 2", "fr"),
            ("échange les priorités du premier et du deuxième objectif", "fr"),
            ("peux-tu intervertir les priorités des deux premiers objectifs stp ?", "fr"),
            ("permute les leads et le trafic", "fr"),
            ("petite erreur de priorités, il faut inverser leads et trafic", "fr"),
            ("swap the priorities of the first two", "en"),
            ("switch objectives 1 and 2", "en"),
            ("can you swap leads and traffic?", "en"),
        ],
    )
    def test_exchange_their_priorities_in_the_order_said(self, text: str, locale: Locale) -> None:
        assert ranks(meant(text, locale)) == [(11, 2), (12, 1)]

    def test_are_the_only_two_when_none_is_named(self) -> None:
        assert ranks(meant("inverse les priorités", "fr", HELD["fr"][:2])) == [(11, 2), (12, 1)]

    def test_are_asked_for_when_there_are_more(self) -> None:
        meaning = meant("inverse les priorités", "fr")
        assert (meaning.intent, meaning.about) == ("clarify", ("objectif.update",))

    def test_are_told_apart_when_they_have_the_same_priority(self) -> None:
        same = (Known("objectif", 11, "Générer des leads", priorite=1), Known("objectif", 12, "Trafic", priorite=1))
        assert ranks(meant("inverse les objectifs 1 et 2", "fr", same)) == [(11, 2)]


class TestObjectivesThatComeBeforeOthers:
    @pytest.mark.parametrize(
        ("text", "locale", "expected"),
        [
            ("J'ai interverti les priorités : les leads sont en 2 et le trafic en 1.", "fr", [(11, 2), (12, 1)]),
            ("priorité 1 pour le trafic, 2 pour les leads", "fr", [(12, 1), (11, 2)]),
            ("les partenaires en premier, les leads en dernier", "fr", [(13, 1), (11, 5)]),
            ("trafic d'abord, puis leads, puis partenaires", "fr", [(12, 1), (11, 2), (13, 3)]),
            ("le trafic passe avant les leads", "fr", [(12, 1), (11, 2)]),
            ("les leads passent avant le trafic", "fr", [(11, 1)]),
            ("mets les partenaires en premier", "fr", [(13, 1)]),
            ("le trafic du blog devient prioritaire", "fr", [(12, 1)]),
            ("les leads passent en priorité 3", "fr", [(11, 3)]),
            ("I mixed up the priorities: leads should be 2 and traffic 1", "en", [(11, 2), (12, 1)]),
            ("put the traffic before the leads", "en", [(12, 1), (11, 2)]),
            ("the leads come after the traffic", "en", [(11, 2), (12, 1)]),
            ("partners first, then leads", "en", [(13, 1), (11, 2)]),
        ],
    )
    def test_take_the_rank_that_is_said(self, text: str, locale: Locale, expected: list[tuple[int, int]]) -> None:
        assert ranks(meant(text, locale)) == expected

    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("est-ce que le trafic passe avant les leads ?", "fr"),
            ("ajoute un objectif : inverser la courbe du trafic", "fr"),
            ("reverse the decline in renewals", "en"),
        ],
    )
    def test_are_none_where_no_rank_is_wanted(self, text: str, locale: Locale) -> None:
        assert "priorite" not in meant(text, locale).entities


class TestWhatHasNoRank:
    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("mets les RSSI en premier", "fr"),
            ("inverse les cibles 1 et 2", "fr"),
            ("peux-tu mettre le livre blanc avant le webinaire ?", "fr"),
            ("mets la cible RSSI en priorité 1", "fr"),
            ("classe les cibles par ordre d'importance", "fr"),
            ("move hospital CISOs to the top", "en"),
            ("reorder the targets", "en"),
        ],
    )
    def test_is_told_not_to_have_any(self, text: str, locale: Locale) -> None:
        assert meant(text, locale).entities == {"topic": "ordre"}

    def test_may_still_be_added(self) -> None:
        assert meant("mets les DAF en premier", "fr").entities == {"topic": "ordre", "label": "DAF"}
        assert meant("ajoute les DAF en premier", "fr").entities == {"label": "DAF"}
