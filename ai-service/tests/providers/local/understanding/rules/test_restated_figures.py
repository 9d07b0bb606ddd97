from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
LEADS = {
    "fr": Known("objectif", 11, "Générer 40 leads qualifiés par trimestre"),
    "en": Known("objectif", 11, "Generate 40 qualified leads per quarter"),
}
OTHERS = {
    "fr": (
        Known("objectif", 12, "Augmenter de 30 % le trafic du blog"),
        Known("objectif", 13, "Recruter cinq partenaires"),
    ),
    "en": (Known("objectif", 12, "Grow blog traffic by 30%"), Known("objectif", 13, "Recruit five partners")),
}


def told(text: str, locale: Locale) -> list[tuple[str, dict[str, Any]]]:
    held = (LEADS[locale], *OTHERS[locale])
    situation = Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,), entities=held)
    return [(each.intent, each.entities) for each in understand(text, situation).each()]


class TestAFigureSaidOtherwise:
    @pytest.mark.parametrize(
        "text",
        [
            "passe les leads à 60",
            "il conviendrait de porter l'objectif de leads à 60",
            "objectif leads : 60",
            "au sujet des leads : plutôt 60",
            "objectif leads -> 60 au lieu de 40",
            "je me suis trompée c'est 60 leads et pas 40",
            "plutôt 60 leads que 40",
            "change 40 par 60 dans le premier objectif",
            "on vise 60 leads au lieu de 40",
        ],
    )
    def test_is_put_in_the_place_of_the_old_one(self, text: str) -> None:
        corrected = {"ref": 11, "label": "Générer 60 leads qualifiés par trimestre"}
        assert told(text, "fr") == [("objectif.update", corrected)]

    @pytest.mark.parametrize(
        "text",
        [
            "bump leads from 40 to 60",
            "raise objective 1 to 60",
            "leads objective: 60",
            "make it 60 leads instead of 40",
        ],
    )
    def test_is_understood_in_english(self, text: str) -> None:
        corrected = {"ref": 11, "label": "Generate 60 qualified leads per quarter"}
        assert told(text, "en") == [("objectif.update", corrected)]

    def test_keeps_its_unit_and_the_words_around_it(self) -> None:
        assert told("baisse le trafic à 20%", "fr")[0][1]["label"] == "Augmenter de 20 % le trafic du blog"

    def test_may_take_the_place_of_one_in_letters(self) -> None:
        assert told("passe l'objectif partenaires à 8", "fr")[0][1]["label"] == "Recruter 8 partenaires"

    def test_leaves_room_for_what_else_is_asked(self) -> None:
        asked = told("mets 60 leads au lieu de 40 et ajoute une cible DAF", "fr")
        assert [intent for intent, _ in asked] == ["objectif.update", "cible.add"]


class TestWhatIsNoFigure:
    def test_a_name_said_again_in_full_is_taken_to_the_letter(self) -> None:
        label = told("modifie le premier objectif en Obtenir 50 leads par mois", "fr")[0][1]["label"]
        assert label == "Obtenir 50 leads par mois"

    def test_a_small_number_may_be_a_priority_and_is_left_to_the_form(self) -> None:
        assert told("passe le premier objectif à 3", "fr") == [("objectif.update", {"ref": 11})]

    def test_another_result_is_another_objective(self) -> None:
        assert told("passer le taux de conversion de 2 à 4 %", "fr")[0][0] == "objectif.add"


class TestAShareToComeTo:
    @pytest.mark.parametrize(
        ("text", "locale", "label"),
        [
            ("descendre le churn à 8 %", "fr", "Réduire le churn à 8 %"),
            ("ramener le churn à 8 %", "fr", "Réduire le churn à 8 %"),
            ("passe le churn de 10 % à 8 %", "fr", "Réduire le churn de 8 %"),
            ("reduce churn to 8%", "en", "Reduce churn to 8%"),
            ("bring churn down to 8%", "en", "Reduce churn to 8%"),
        ],
    )
    def test_is_no_share_to_go_by(self, text: str, locale: Locale, label: str) -> None:
        name = "Réduire le churn de 10 %" if locale == "fr" else "Reduce churn by 10%"
        held = (Known("objectif", 14, name),)
        meaning = understand(text, Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,), entities=held))
        assert (meaning.intent, meaning.entities) == ("objectif.update", {"ref": 14, "label": label})

    @pytest.mark.parametrize(
        ("text", "locale"), [("porter le trafic du blog à 50 %", "fr"), ("raise blog traffic to 50%", "en")]
    )
    def test_is_asked_about_where_the_name_tells_a_growth(self, text: str, locale: Locale) -> None:
        assert told(text, locale) == [("objectif.update", {"ref": 12})]
