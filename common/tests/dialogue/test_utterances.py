"""What the user is shown to have said when she clicked."""

from typing import Any

import pytest

from assistant.contracts.base import Locale
from assistant.contracts.plan import GeneratePlan
from assistant.contracts.registry import BY_INTENT
from assistant.dialogue.texts import CATALOGUE, text
from assistant.dialogue.utterances import utterance

SPOKEN: dict[str, dict[str, Any]] = {
    "chat.say": {"message": "Bonjour"},
    "scenario.create": {"nom": "Q1", "thematique": "Cloud"},
    "scenario.list": {},
    "scenario.open": {"scenario_id": 1},
    "scenario.import": {"nom": "Q1", "thematique": "Cloud"},
    "scenario.export": {"format": "csv"},
    "objectif.suggest": {},
    "cible.suggest": {},
    "ressource.suggest": {},
    "objectif.add": {"label": "50 leads"},
    "cible.add": {"label": "DSI"},
    "ressource.add": {"titre": "Guide"},
    "objectif.add_many": {"items": [{"fields": {"label": "50 leads"}}]},
    "cible.add_many": {"items": [{"fields": {"label": "DSI"}}]},
    "ressource.add_many": {"items": [{"fields": {"titre": "Guide"}}]},
    "proposal.add_many": {"items": [{"fields": {"kind": "ressource", "titre": "Guide"}}]},
    "search.run": {"requete": "webinaires"},
    "inspiration.use": {"proposal": {"kind": "ressource", "titre": "Guide"}},
    "plan.generate": {},
}
SILENT: dict[str, dict[str, Any]] = {
    "scenario.update": {"nom": "Q2"},
    "scenario.archive": {},
    "scenario.restore": {},
    "cible.add": {"id": 3},
    "cible.update": {"id": 3, "label": "RSSI"},
    "cible.remove": {"id": 3},
    "ressource.restore": {"id": 3},
    "proposal.dismiss": {"action_id": "a"},
    "plan.update_item": {"id": 3, "kpi": "Vues"},
    "plan.restore": {"plan_id": 3},
    "command.cancel": {"command_id": "6f0c7d9e-3b5a-4a0e-8a9e-1f2d3c4b5a69"},
}


def said(intent: str, payload: dict[str, Any], locale: Any = "fr") -> str | None:
    return utterance(intent, BY_INTENT[intent].payload.validate_python(payload), locale)


class TestUtterance:
    @pytest.mark.parametrize("locale", ["fr", "en"])
    @pytest.mark.parametrize("intent", SPOKEN)
    def test_speaks_for_what_starts_something(self, intent: str, locale: str) -> None:
        assert said(intent, SPOKEN[intent], locale)

    @pytest.mark.parametrize("intent", SILENT)
    def test_is_silent_for_corrections(self, intent: str) -> None:
        assert said(intent, SILENT[intent]) is None

    def test_uses_every_text_it_has(self) -> None:
        written = {key.removeprefix("utterance.") for key in CATALOGUE if key.startswith("utterance.")}
        assert written == SPOKEN.keys() - {"chat.say"} | {"plan.regenerate"}

    @pytest.mark.parametrize("locale", ["fr", "en"])
    @pytest.mark.parametrize(("has_plan", "label"), [(False, "generate"), (True, "regenerate")])
    def test_says_of_a_plan_what_its_button_says(self, has_plan: bool, label: str, locale: Locale) -> None:
        assert utterance("plan.generate", GeneratePlan(), locale, has_plan=has_plan) == text(
            f"action.plan.{label}", locale
        )

    def test_names_what_is_added_as_it_was_typed(self) -> None:
        assert said("cible.add", {"label": "DSI *clé*"}) == "Ajouter la cible «\u00a0DSI \\*clé\\*\u00a0»"

    def test_keeps_free_text_untouched(self) -> None:
        assert said("chat.say", {"message": "Ajoute *ça*"}) == "Ajoute *ça*"

    def test_adds_the_users_own_words_to_a_request(self) -> None:
        assert said("cible.suggest", {"consigne": "plutôt des PME"}) == "Proposer des cibles (plutôt des PME)"
