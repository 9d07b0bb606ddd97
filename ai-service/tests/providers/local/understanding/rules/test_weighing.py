import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "SOC", "Cyber")
SHOWN = (
    Known("cible", 1, "DAF d’entreprises multisites"),
    Known("cible", 2, "Responsables conformité des assurances"),
    Known("cible", 3, "Directeurs d’usine"),
)


def _asked(text: str, locale: Locale) -> tuple[str, object]:
    meaning = understand(text, Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,), proposals=SHOWN))
    return meaning.intent, meaning.entities.get("topic")


class TestAQuestionAboutProposals:
    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("j’hésite entre la 1 et la 2", "fr"),
            ("c'est quoi la différence entre la 1 et la 3 ?", "fr"),
            ("entre la 1 et la 2 laquelle est la plus pertinente ?", "fr"),
            ("quelle différence entre les DAF et les responsables conformité ?", "fr"),
            ("la 1 ou la 3 ?", "fr"),
            ("I'm torn between 1 and 2", "en"),
            ("what's the difference between 1 and 3?", "en"),
        ],
    )
    def test_is_a_choice_to_be_made_when_it_compares(self, text: str, locale: Locale) -> None:
        assert _asked(text, locale) == ("topic", "choisir")

    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("tu peux détailler la 2 ?", "fr"),
            ("la 3 vise qui exactement ?", "fr"),
            ("explique moi la 3", "fr"),
            ("can you explain number 2?", "en"),
            ("tell me more about the second", "en"),
        ],
    )
    def test_is_told_what_they_rest_on_when_it_asks_for_more(self, text: str, locale: Locale) -> None:
        assert _asked(text, locale) == ("topic", "pourquoi")

    @pytest.mark.parametrize(
        ("text", "locale"),
        [("pourquoi pas la 2", "fr"), ("tu peux ajouter la 2 ?", "fr"), ("why not the second one", "en")],
    )
    def test_takes_what_is_agreed_to(self, text: str, locale: Locale) -> None:
        assert _asked(text, locale) == ("cible.add", None)
