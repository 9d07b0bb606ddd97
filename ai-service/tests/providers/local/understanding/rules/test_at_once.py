import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "SOC", "Cyber")
HELD = (
    Known("objectif", 1, "Générer 40 leads"),
    Known("objectif", 2, "Recruter cinq partenaires"),
    Known("cible", 11, "DSI d’ETI"),
    Known("cible", 12, "RSSI d’hôpitaux"),
    Known("cible", 13, "Dirigeants de PME"),
)


def _situation(locale: Locale, held: tuple[Known, ...] = HELD) -> Situation:
    return Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,), entities=held)


class TestAValueForSeveral:
    @pytest.mark.parametrize(
        ("text", "locale", "refs"),
        [
            ("mets toutes les cibles en décision", "fr", [11, 12, 13]),
            ("chaque cible en décision", "fr", [11, 12, 13]),
            ("toutes mes cibles sont en décision", "fr", [11, 12, 13]),
            ("mets les trois cibles en décision", "fr", [11, 12, 13]),
            ("mets les deux premières cibles en décision", "fr", [11, 12]),
            ("mets les cibles 1 et 3 en décision", "fr", [11, 13]),
            ("toutes les cibles sauf les RSSI en décision", "fr", [11, 13]),
            ("set all targets to decision", "en", [11, 12, 13]),
            ("the last two targets are in decision", "en", [12, 13]),
        ],
    )
    def test_is_given_to_each(self, text: str, locale: Locale, refs: list[int]) -> None:
        said = [(each.intent, each.entities) for each in understand(text, _situation(locale)).each()]

        assert said == [("cible.update", {"ref": ref, "maturite": "decision"}) for ref in refs]

    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("mets tous les objectifs en priorité 1", "fr"),
            ("tous les objectifs sont prioritaires", "fr"),
            ("make all objectives priority 1", "en"),
        ],
    )
    def test_may_be_a_rank(self, text: str, locale: Locale) -> None:
        said = [each.entities for each in understand(text, _situation(locale)).each()]

        assert said == [{"ref": 1, "priorite": 1}, {"ref": 2, "priorite": 1}]

    @pytest.mark.parametrize(
        ("text", "held"), [("mets toutes les cibles en décision", ()), ("ajoute toutes les cibles", HELD)]
    )
    def test_is_asked_about_when_there_is_nobody_or_nothing_to_give(self, text: str, held: tuple[Known, ...]) -> None:
        assert understand(text, _situation("fr", held)).intent == "clarify"
