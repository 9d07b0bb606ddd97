import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIO = ScenarioName(1, "Relance SIRH", "RH")
SHOWN = tuple(
    Known("objectif", place, label)
    for place, label in enumerate(("Réactiver 15 % des comptes dormants", "Signer huit contrats"), 1)
)
PROPOSED = Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,), proposals=SHOWN)


class TestWhatIsSaidOfThemAll:
    @pytest.mark.parametrize(
        "text",
        [
            "c'est pas assez concret",
            "un peu moins ambitieux",
            "plus chiffrés",
            "trop vague",
            "ils sont trop vagues",
            "c'est pas très concret tout ça",
        ],
    )
    def test_asks_for_others(self, text: str) -> None:
        assert understand(text, PROPOSED).intent == "objectif.suggest"

    @pytest.mark.parametrize("text", ["trop bien merci", "trop cool"])
    def test_thanks_where_it_is_praise(self, text: str) -> None:
        assert understand(text, PROPOSED).intent == "thanks"
