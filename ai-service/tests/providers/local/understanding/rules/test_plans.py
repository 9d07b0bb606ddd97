import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
HELD = (Known("ressource", 31, "Webinaire NIS2", "webinar"), Known("ressource", 32, "Démo du module", "video"))


def intent(text: str, locale: Locale) -> str:
    return understand(text, Situation(locale, SCENARIO, (SCENARIO,), HELD)).intent


class TestALineOfThePlan:
    @pytest.mark.parametrize(
        "text",
        [
            "supprime la ligne webinaire du plan",
            "le KPI de la démo doit être 70 %",
            "change la fréquence de la newsletter dans le plan",
            "ajoute une ligne podcast au plan",
            "change le KPI du premier item : 200 inscrits",
            "corrige le canal du webinaire",
        ],
    )
    def test_is_neither_a_resource_nor_the_scenario(self, text: str) -> None:
        assert intent(text, "fr") == "plan.update_item"

    @pytest.mark.parametrize("text", ["donne-moi le détail de la ligne 3 du plan", "montre la ligne 3 du plan"])
    def test_is_shown_with_the_rest(self, text: str) -> None:
        assert intent(text, "fr") == "scenario.show"

    @pytest.mark.parametrize(
        "text",
        [
            "remove the webinar line from the plan",
            "the KPI of the demo should be 70%",
            "change the frequency of the newsletter in the plan",
            "change the KPI of the first item: 200 sign-ups",
        ],
    )
    def test_is_none_in_english_either(self, text: str) -> None:
        assert intent(text, "en") == "plan.update_item"

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("supprime le webinaire", "ressource.remove"),
            ("ajoute un objectif : doubler le canal indirect", "objectif.add"),
        ],
    )
    def test_is_not_what_names_something_else(self, text: str, meant: str) -> None:
        assert intent(text, "fr") == meant

    @pytest.mark.parametrize("text", ["la ligne 2 en mensuel", "la troisième ligne, mets-la sur Instagram"])
    def test_is_no_proposal_of_that_number(self, text: str) -> None:
        shown = tuple(Known("objectif", number, name) for number, name in enumerate(("40 essais", "12 contrats"), 1))
        said = understand(text, Situation("fr", SCENARIO, (SCENARIO,), HELD, shown))
        assert said.intent == "plan.update_item"


class TestAPlanThatMayExist:
    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("tu as déjà créé le plan ?", "fr"),
            ("est-ce que le plan est fait ?", "fr"),
            ("le plan a-t-il été généré ?", "fr"),
            ("as-tu déjà préparé le plan", "fr"),
            ("on a un plan ?", "fr"),
            ("le plan, il est généré ou il faut le lancer ?", "fr"),
            ("have you already created the plan?", "en"),
            ("did you make the plan yet?", "en"),
            ("has the plan been generated?", "en"),
        ],
    )
    def test_is_shown_when_it_is_asked_whether_it_does(self, text: str, locale: Locale) -> None:
        assert intent(text, locale) == "scenario.show"

    @pytest.mark.parametrize(
        "text", ["tu peux faire le plan ?", "avez-vous un plan à me proposer ?", "tu as de quoi faire le plan ?"]
    )
    def test_is_generated_when_it_is_asked_for(self, text: str) -> None:
        assert intent(text, "fr") == "plan.generate"


class TestSomeoneWhoComesBack:
    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("Je reprends ce dossier après un congé : pourriez-vous me rappeler où en est le scénario ?", "fr"),
            ("Je reprends le dossier de ma collègue, peux-tu me résumer ce qui existe ?", "fr"),
            ("je me replonge dedans : quelles ressources avait-on retenues ?", "fr"),
            ("j'ai oublié où on en était, un résumé stp", "fr"),
            ("I'm picking this up after two weeks off: where does the scenario stand?", "en"),
        ],
    )
    def test_is_shown_where_the_scenario_stands(self, text: str, locale: Locale) -> None:
        assert intent(text, locale) == "scenario.show"
