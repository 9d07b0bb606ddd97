import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "Pompes", "Industrie")
HELD = (Known("ressource", 1, "Webinaire NIS2", "webinar"), Known("ressource", 2, "Cas client fonderie", "cas_client"))


def _titles(text: str, locale: Locale, held: tuple[Known, ...] = ()) -> list[object]:
    situation = Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,), entities=held)
    return [each.entities.get("titre") for each in understand(text, situation).each()]


class TestContentsThatOneHas:
    @pytest.mark.parametrize(
        ("text", "locale", "titles"),
        [
            (
                "nous avons un livre blanc, deux cas clients et un webinaire",
                "fr",
                ["Livre blanc", "Cas clients", "Webinaire"],
            ),
            (
                "on a une vidéo de démo de la pompe, un cas client Lactalis et un webinaire sur la maintenance",
                "fr",
                ["Vidéo de démo de la pompe", "Cas client Lactalis", "Webinaire sur la maintenance"],
            ),
            ("j'ai une plaquette et deux cas clients", "fr", ["Plaquette", "Cas clients"]),
            ("we have a white paper, two case studies and a webinar", "en", ["White paper", "Case studies", "Webinar"]),
        ],
    )
    def test_are_each_one_of_their_own(self, text: str, locale: Locale, titles: list[str]) -> None:
        assert _titles(text, locale) == titles

    def test_are_new_beside_those_of_the_same_sort(self) -> None:
        text = "on a un cas client Renault et un webinaire sur la maintenance"
        assert _titles(text, "fr", HELD) == ["Cas client Renault", "Webinaire sur la maintenance"]
