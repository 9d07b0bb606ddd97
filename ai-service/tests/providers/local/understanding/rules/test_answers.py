from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.rules.answers import AGAIN
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale
from assistant.contracts.entities import Action
from assistant.dialogue.actions import button, compose, open_action, undo_action

SCENARIOS = (ScenarioName(1, "Relance SIRH", "RH"), ScenarioName(2, "Salon de la supply chain", "Logistique"))


def after(*offered: Action, locale: Locale = "fr", **fields: Any) -> Situation:
    return Situation(locale, **{"scenario": SCENARIOS[0], "scenarios": SCENARIOS, **fields}, offered=offered)


def asking(intent: str = "scenario.create", *, locale: Locale = "fr", **prefill: Any) -> Situation:
    """No scenario is open, and a form waits to be filled."""
    return after(compose(intent, "Compléter", prefill=prefill or ""), locale=locale, scenario=None)


PLAN = button("plan.generate", "Générer le plan", once=True)
EXPORTS = (button("scenario.export", "CSV", {"format": "csv"}), button("scenario.export", "JSON", {"format": "json"}))
LIST = (*(open_action(each.id, each.nom, "fr") for each in SCENARIOS), button("scenario.list", "Voir mes scénarios"))


class TestABareYes:
    @pytest.mark.parametrize(
        "text",
        ["oui", "Oui, vas-y !", "ok merci", "d'accord", "yes please", "go ahead", "👍", "👍🏽", "parfait, on y va"],
    )
    def test_means_the_button_that_was_offered(self, text: str) -> None:
        meaning = understand(text, after(PLAN))
        assert (meaning.intent, meaning.entities) == (AGAIN, {"numbers": [1]})

    def test_means_all_of_several_but_the_one_that_takes_back(self) -> None:
        undo = undo_action("cible.restore", {"id": 1}, "fr")
        assert understand("oui", after(*EXPORTS, undo)).entities == {"numbers": [1, 2]}

    def test_with_thanks_chooses_none_of_several(self) -> None:
        assert understand("ok merci", after(PLAN, *EXPORTS)).intent == "thanks"

    @pytest.mark.parametrize("text", ["oui, ajoute aussi la cible DSI", "ok pour une cible DSI"])
    def test_is_no_longer_one_when_more_is_said(self, text: str) -> None:
        assert understand(text, after(PLAN)).intent == "cible.add"


class TestABareNo:
    @pytest.mark.parametrize(
        "text", ["non", "non merci", "pas maintenant", "no thanks", "never mind", "annule", "stop"]
    )
    def test_leaves_what_was_offered(self, text: str) -> None:
        assert understand(text, after(PLAN)).intent == "leave"


class TestUndoing:
    @pytest.mark.parametrize("text", ["annule", "annule la dernière action", "undo", "cancel that"])
    def test_means_the_button_that_takes_back(self, text: str) -> None:
        undo = undo_action("cible.restore", {"id": 1}, "fr")
        assert understand(text, after(PLAN, undo)).entities == {"numbers": [2]}

    def test_never_takes_a_proposal(self) -> None:
        situation = after(proposals=(Known("cible", 1, "DAF"), Known("cible", 2, "DRH")))
        meaning = understand("annule la dernière action", situation)
        assert (meaning.intent, meaning.entities) == ("topic", {"topic": "annuler"})


class TestSeveralButtons:
    @pytest.mark.parametrize(
        ("text", "number"),
        [("le premier", 1), ("ouvre le deuxième", 2), ("la 2", 2), ("celui sur la logistique", 2)],
    )
    def test_are_chosen_among_by_place_or_name(self, text: str, number: int) -> None:
        situation = after(*LIST, scenario=None)
        assert understand(text, situation).entities == {"numbers": [number]}

    def test_of_different_kinds_leave_a_place_to_the_proposals(self) -> None:
        situation = after(PLAN, *EXPORTS[:1], proposals=(Known("cible", 1, "DAF"), Known("cible", 2, "DRH")))
        assert understand("la première", situation).entities == {"proposals": [1]}


class TestTheAnswerToAForm:
    @pytest.mark.parametrize(
        ("text", "situation", "entities"),
        [
            ("Campagne d'automne", asking(), {"nom": "Campagne d'automne"}),
            (
                "Campagne rentrée 2026, sur la formation",
                asking(),
                {"nom": "Campagne rentrée 2026", "thematique": "Formation"},
            ),
            ("la formation", asking(nom="Rentrée"), {"nom": "Rentrée", "thematique": "Formation"}),
            ("Printemps SIRH", asking(thematique="RH"), {"nom": "Printemps SIRH", "thematique": "RH"}),
            ("Autumn campaign", asking(locale="en", thematique="HR"), {"nom": "Autumn campaign", "thematique": "HR"}),
        ],
    )
    def test_fills_it(self, text: str, situation: Situation, entities: dict[str, str]) -> None:
        meaning = understand(text, situation)
        assert (meaning.intent, meaning.entities) == ("scenario.create", entities)

    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("on vise 60 leads d'ici juin et une notoriété plus forte auprès des DRH", "fr"),
            ("on a 3 mois et 20 k€", "fr"),
            ("on vend une offre de supply chain aux industriels", "fr"),
            ("we have 3 months and 20k", "en"),
        ],
    )
    def test_is_no_sentence_that_describes(self, text: str, locale: Locale) -> None:
        assert understand(text, asking(locale=locale)).entities == {}

    @pytest.mark.parametrize(
        ("text", "intent", "nom"),
        [
            ("Relance SIRH T2", "scenario.create", "Relance SIRH T2"),
            ("relance sirh", "scenario.open", "Relance SIRH"),
            ("ouvre la relance SIRH", "scenario.open", "Relance SIRH"),
        ],
    )
    def test_opens_another_scenario_by_its_whole_name_only(self, text: str, intent: str, nom: str) -> None:
        meaning = understand(text, asking())
        assert (meaning.intent, meaning.entities) == (intent, {"nom": nom})

    def test_names_the_target_that_is_to_be_added(self) -> None:
        asked = after(compose("cible.add", "Saisir une cible"), button("cible.suggest", "Proposer des cibles"))
        meaning = understand("DSI de PME industrielles", asked)
        assert (meaning.intent, meaning.entities["label"]) == ("cible.add", "DSI de PME industrielles")

    @pytest.mark.parametrize("situation", [asking(), asking(nom="Rentrée CPF")])
    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("ajoute une cible DSI", "cible.add"),
            ("ajoute l'objectif remplir 12 sessions en septembre", "objectif.add"),
            ("rajoute les DAF", "cible.add"),
            ("nouvelle cible : DSI", "cible.add"),
            ("supprime la cible DSI", "clarify"),
            ("renomme-le Été", "clarify"),
        ],
    )
    def test_is_no_order_to_change_something(self, text: str, intent: str, situation: Situation) -> None:
        assert understand(text, situation).intent == intent

    @pytest.mark.parametrize("text", ["Ajout de valeur", "Supprimer le papier", "Créer du lien"])
    def test_may_begin_like_an_order(self, text: str) -> None:
        assert understand(text, asking(nom="Rentrée")).entities == {"nom": "Rentrée", "thematique": text}

    @pytest.mark.parametrize(
        "text", ["quelle heure est-il ?", "merci", "le deuxième", "montre mes scénarios", "ouvre le SIRH"]
    )
    def test_is_not_what_asks_for_something_else(self, text: str) -> None:
        assert understand(text, asking()).intent != "scenario.create"


class TestALaunchThatIsTold:
    def test_opens_no_scenario_that_shares_one_word_with_it(self) -> None:
        known = (ScenarioName(1, "Bâtiments tertiaires économes", "Énergie"),)
        meaning = understand("on lance une gamme de pompes à chaleur pour le tertiaire", Situation("fr", None, known))
        assert meaning.intent != "scenario.open"
