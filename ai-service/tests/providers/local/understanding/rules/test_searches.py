import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SECURITY = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
CATERING = ScenarioName(2, "Logiciel de recettes", "Cuisine centrale")


def intent(text: str, locale: Locale, scenario: ScenarioName = SECURITY) -> str:
    return understand(text, Situation(locale, scenario, (scenario,))).intent


class TestAnErrand:
    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("Je cherche une bonne recette de pouding chômeur pour le party de bureau", "fr"),
            ("cherche-moi un restaurant pour ce soir", "fr"),
            ("recherche un vol pour Montréal", "fr"),
            ("trouve-moi un cadeau pour la fête des mères", "fr"),
            ("I'm looking for a good pizza recipe for the office party", "en"),
            ("search for a hotel in Lyon", "en"),
        ],
    )
    def test_is_no_search_for_inspirations(self, text: str, locale: Locale) -> None:
        assert intent(text, locale) == "off_topic"

    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("cherche des recettes de cuisine centrale pour traiteurs B2B", "fr"),
            ("cherche une recette pour convaincre les DSI", "fr"),
            ("je cherche des exemples d'emailing pour les agences de voyage", "fr"),
            ("trouve-moi des articles sur les logiciels de gestion de restaurant", "fr"),
            ("search for campaigns in the restaurant industry", "en"),
        ],
    )
    def test_is_none_where_business_is_spoken_of(self, text: str, locale: Locale) -> None:
        assert intent(text, locale) == "search.run"

    def test_is_none_where_the_scenario_is_about_it(self) -> None:
        assert intent("cherche des recettes de saison", "fr", CATERING) == "search.run"
