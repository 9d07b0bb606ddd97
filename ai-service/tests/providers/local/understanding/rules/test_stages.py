from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "Relance base clients", "RH")
HELD = {
    "fr": (
        Known("objectif", 11, "Obtenir 25 démonstrations auprès des DRH"),
        Known("cible", 21, "DRH d’ETI"),
        Known("cible", 22, "Responsables paie"),
        Known("cible", 23, "Dirigeants de PME"),
    ),
    "en": (
        Known("objectif", 11, "Book 25 demos with HR directors"),
        Known("cible", 21, "HR directors"),
        Known("cible", 22, "Payroll managers"),
    ),
}


def told(text: str, locale: Locale) -> list[dict[str, Any]]:
    situation = Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,), entities=HELD[locale])
    return [each.entities for each in understand(text, situation).each()]


class TestSeveralStages:
    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("mets les DRH en décision et les responsables paie en découverte", "fr"),
            ("les DRH : décision, les responsables paie : découverte", "fr"),
            ("passer les DRH en décision ; les responsables paie restent en découverte", "fr"),
            ("passe la première cible en décision et la deuxième en découverte", "fr"),
            ("put the HR directors in decision and the payroll managers in awareness", "en"),
        ],
    )
    def test_are_each_given_to_its_target_and_to_no_objective(self, text: str, locale: Locale) -> None:
        assert told(text, locale) == [{"ref": 21, "maturite": "decision"}, {"ref": 22, "maturite": "awareness"}]

    def test_may_be_three(self) -> None:
        text = "mets les DRH en décision, les responsables paie en découverte et les dirigeants en considération"
        assert [each["ref"] for each in told(text, "fr")] == [21, 22, 23]

    def test_add_the_people_who_are_not_there(self) -> None:
        expected = [{"ref": 21, "maturite": "decision"}, {"label": "DAF", "maturite": "awareness"}]
        assert told("mets les DRH en décision et les DAF en découverte", "fr") == expected

    def test_are_one_when_the_other_is_denied(self) -> None:
        text = "les DRH ne sont plus en découverte mais en considération"
        assert told(text, "fr") == [{"ref": 21, "maturite": "consideration"}]
