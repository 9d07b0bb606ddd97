"""Payloads of every intent: what is accepted as it is, what is refused and where."""

from typing import Any

import pytest
from pydantic import ValidationError

from assistant.contracts.proposals import CibleFields
from assistant.contracts.registry import BY_INTENT, BY_TYPE
from assistant.contracts.scenario import ExistingCible, UpdateCible
from assistant.runtime.wire import EVENT

UUID = "6f0c7d9e-3b5a-4a0e-8a9e-1f2d3c4b5a69"
LINE = {"format": "Article", "message": "M", "canal": "Blog", "frequence": "Hebdomadaire", "kpi": "Vues"}
BRIEF = {"kind": "objectif", "label": "O"}
DRAFT = {"resume": "R", "items": [{**LINE, "message": f"M{number}"} for number in range(6)]}

GOOD: list[tuple[str, dict[str, Any]]] = [
    ("scenario.create", {"nom": "Q1", "thematique": "Cloud"}),
    ("scenario.create", {"nom": "n" * 150, "thematique": "t" * 150, "description": "d" * 4000}),
    ("scenario.create", {"nom": "Q1", "thematique": "Cloud", "propositions": [BRIEF] * 12}),
    ("scenario.update", {"nom": "Q2", "version": 3}),
    ("scenario.update", {"description": ""}),
    ("scenario.archive", {}),
    ("scenario.archive", {"version": 1}),
    ("scenario.restore", {}),
    ("scenario.list", {}),
    ("scenario.list", {"q": "100 %"}),
    ("scenario.open", {"scenario_id": 3}),
    ("scenario.open", {}),
    ("scenario.export", {"format": "csv"}),
    ("scenario.import", {"nom": "Q1", "thematique": "Cloud", "version": 9, "inconnu": True}),
    ("scenario.import", {"nom": "Q1", "thematique": "T", "cibles": [{"id": 4, "version": 2, "label": "DSI"}]}),
    ("objectif.suggest", {}),
    ("cible.suggest", {"consigne": "plutôt des PME"}),
    ("ressource.suggest", {"consigne": ""}),
    ("objectif.add", {"label": "50 leads"}),
    ("objectif.add", {"label": "50 leads", "priorite": 99, "insight": "I", "pourquoi": "P"}),
    ("objectif.add", {"id": 3}),
    ("cible.add", {"label": "l" * 120, "segment": "s" * 120, "maturite": "decision"}),
    ("cible.add", {"id": 3, "maturite": "decision"}),
    ("ressource.add", {"titre": "Guide", "type": "cas_client", "url": "https://www.example.com/a?b=c"}),
    ("ressource.add", {"titre": "Guide", "url": ""}),
    ("ressource.add", {"id": 3, "usage": "Relance"}),
    ("objectif.add_many", {"items": [{"command_id": UUID, "fields": {"label": "50 leads"}}]}),
    ("cible.add_many", {"items": [{"fields": {"label": f"C{number}"}} for number in range(20)]}),
    ("ressource.add_many", {"items": [{"fields": {"titre": "Guide"}}]}),
    ("proposal.add_many", {"items": [{"command_id": UUID, "fields": {"kind": "ressource", "titre": "Guide"}}]}),
    ("objectif.update", {"id": 1, "priorite": 2}),
    ("cible.update", {"id": 1, "version": 2, "segment": ""}),
    ("ressource.update", {"id": 1, "url": ""}),
    ("objectif.remove", {"id": 1}),
    ("cible.remove", {"id": 1, "version": 4}),
    ("ressource.remove", {"id": 2**53 - 1}),
    ("objectif.reorder", {"ids": [3, 1, 2]}),
    ("objectif.restore", {"id": 1, "priorite": 3}),
    ("cible.restore", {"id": 1}),
    ("ressource.restore", {"id": 1, "version": 2, "usage": "U"}),
    ("search.run", {"requete": "r" * 180}),
    ("inspiration.use", {"proposal": {"kind": "objectif", "label": "O"}}),
    ("inspiration.use", {"recherche_id": 4, "proposal": {"kind": "ressource", "titre": "R"}}),
    ("proposal.dismiss", {"action_id": "x:0"}),
    ("plan.generate", {}),
    ("plan.update_item", {"id": 1, "message": "m" * 2000}),
    ("plan.restore", {"plan_id": 1}),
    ("chat.say", {"message": "m" * 4000}),
    ("command.cancel", {"command_id": UUID}),
]

BAD: list[tuple[str, dict[str, Any], str]] = [
    ("scenario.create", {"thematique": "Cloud"}, "nom"),
    ("scenario.create", {"nom": "  \n ", "thematique": "Cloud"}, "nom"),
    ("scenario.create", {"nom": "n" * 151, "thematique": "Cloud"}, "nom"),
    ("scenario.create", {"nom": "Q1", "thematique": ""}, "thematique"),
    ("scenario.create", {"nom": "Q1", "thematique": "Cloud", "titre": "T"}, "titre"),
    ("scenario.create", {"nom": "Q1", "thematique": "Cloud", "description": "d" * 4001}, "description"),
    ("scenario.create", {"nom": "Q1", "thematique": "C", "propositions": [{"label": "O"}]}, "propositions.0"),
    ("scenario.create", {"nom": "Q1", "thematique": "C", "propositions": [BRIEF] * 13}, "propositions"),
    ("scenario.update", {"version": 2}, ""),
    ("scenario.update", {"nom": None}, ""),
    ("scenario.update", {"nom": "Q2", "version": 0}, "version"),
    ("scenario.archive", {"version": "x"}, "version"),
    ("scenario.restore", {"nom": "Q1"}, "nom"),
    ("scenario.list", {"q": "q" * 151}, "q"),
    ("scenario.open", {"scenario_id": 0}, "scenario_id"),
    ("scenario.export", {"format": "pdf"}, "format"),
    ("scenario.import", {"thematique": "T"}, "nom"),
    ("scenario.import", {"nom": "Q1", "thematique": "T", "cibles": [{"label": ""}]}, "cibles.0.label"),
    ("scenario.import", {"nom": "Q1", "thematique": "T", "plan": {"items": [{**LINE, "kpi": ""}]}}, "plan.items.0.kpi"),
    ("objectif.suggest", {"consigne": "c" * 501}, "consigne"),
    ("cible.suggest", {"message": "x"}, "message"),
    ("ressource.suggest", {"consigne": None}, "consigne"),
    ("objectif.add", {"label": " "}, "new.label"),
    ("objectif.add", {"label": "O", "priorite": 0}, "new.priorite"),
    ("objectif.add", {"label": "O", "priorite": 100}, "new.priorite"),
    ("objectif.add", {"id": "x"}, "existing.id"),
    ("objectif.add", {"id": 3, "label": "O"}, "existing.label"),
    ("cible.add", {"label": "l" * 121}, "new.label"),
    ("cible.add", {"label": "C", "maturite": "achat"}, "new.maturite"),
    ("ressource.add", {"titre": "R", "type": "podcast"}, "new.type"),
    ("ressource.add", {"titre": "R", "url": "javascript:alert(1)"}, "new.url"),
    ("ressource.add", {"titre": "R", "url": "ftp://example.com"}, "new.url"),
    ("ressource.add", {"titre": "R", "url": "https://example.com/" + "a" * 255}, "new.url"),
    ("objectif.add_many", {"items": []}, "items"),
    ("cible.add_many", {"items": [{"fields": {"label": f"C{number}"}} for number in range(21)]}, "items"),
    ("ressource.add_many", {"items": [{"fields": {"label": "R"}}]}, "items.0.fields.titre"),
    ("proposal.add_many", {"items": [{"fields": {"label": "R"}}]}, "items.0.fields"),
    ("objectif.update", {"id": 1, "version": 2}, ""),
    ("cible.update", {"label": "C"}, "id"),
    ("ressource.update", {"id": 1, "url": "www.example.com"}, "url"),
    ("objectif.remove", {}, "id"),
    ("cible.remove", {"id": -1}, "id"),
    ("ressource.remove", {"id": 2**53}, "id"),
    ("objectif.reorder", {"ids": []}, "ids"),
    ("objectif.reorder", {"ids": [1] * 51}, "ids"),
    ("objectif.restore", {"id": 1, "priorite": 0}, "priorite"),
    ("cible.restore", {"id": 1, "maturite": "achat"}, "maturite"),
    ("ressource.restore", {"id": 1, "usage": "u" * 121}, "usage"),
    ("search.run", {"requete": "r" * 181}, "requete"),
    ("search.run", {"requete": " "}, "requete"),
    ("inspiration.use", {"proposal": {"kind": "plan", "label": "O"}}, "proposal"),
    ("inspiration.use", {"proposal": {"kind": "ressource", "label": "R"}}, "proposal.ressource.titre"),
    ("proposal.dismiss", {"action_id": ""}, "action_id"),
    ("plan.generate", {"consigne": "c" * 501}, "consigne"),
    ("plan.update_item", {"id": 1, "kpi": "k" * 81}, "kpi"),
    ("plan.update_item", {"id": 1}, ""),
    ("plan.restore", {}, "plan_id"),
    ("chat.say", {"message": ""}, "message"),
    ("chat.say", {"message": "m" * 4001}, "message"),
    ("command.cancel", {"command_id": "x"}, "command_id"),
]


def fields_refused(intent: str, payload: dict[str, Any]) -> set[str]:
    with pytest.raises(ValidationError) as refusal:
        BY_INTENT[intent].payload.validate_python(payload)
    return {".".join(str(part) for part in error["loc"]) for error in refusal.value.errors()}


class TestPayloads:
    @pytest.mark.parametrize(("intent", "payload"), GOOD)
    def test_are_accepted_when_they_fit(self, intent: str, payload: dict[str, Any]) -> None:
        BY_INTENT[intent].payload.validate_python(payload)

    @pytest.mark.parametrize(("intent", "payload", "field"), BAD)
    def test_are_refused_field_by_field(self, intent: str, payload: dict[str, Any], field: str) -> None:
        assert field in fields_refused(intent, payload)

    def test_are_shown_good_and_bad_for_every_intent(self) -> None:
        assert {intent for intent, _ in GOOD} == BY_INTENT.keys()
        assert {intent for intent, *_ in BAD} == BY_INTENT.keys()

    @pytest.mark.parametrize("intent", sorted(BY_INTENT))
    def test_read_back_the_same_from_their_own_json(self, intent: str) -> None:
        adapter = BY_INTENT[intent].payload
        for payload in (payload for known, payload in GOOD if known == intent):
            value = adapter.validate_python(payload)
            assert adapter.validate_json(adapter.dump_json(value, exclude_none=True)) == value


class TestStepsOfThePlan:
    def test_accept_a_draft_of_6_to_14_lines(self) -> None:
        adapter = BY_TYPE["plan.record"].payload
        adapter.validate_python({"root_id": UUID, "draft": DRAFT, "made_by": "le modèle"})
        for count in (5, 15):
            items = [{**LINE, "message": f"M{number}"} for number in range(count)]
            with pytest.raises(ValidationError):
                adapter.validate_python({"root_id": UUID, "draft": {"resume": "R", "items": items}, "made_by": "x"})

    def test_ask_for_a_draft_by_the_root(self) -> None:
        BY_TYPE["ai.draft_plan"].payload.validate_python({"root_id": UUID})


class TestTexts:
    def test_are_trimmed(self) -> None:
        assert CibleFields(label="  DSI\n").label == "DSI"


class TestAddPayload:
    def test_is_an_entity_of_the_library_when_it_has_an_id(self) -> None:
        adapter = BY_INTENT["cible.add"].payload
        assert isinstance(adapter.validate_python({"id": 3}), ExistingCible)
        assert isinstance(adapter.validate_python({"label": "DSI"}), CibleFields)


class TestChanges:
    def test_are_only_what_the_caller_gave(self) -> None:
        assert UpdateCible(id=1, version=2, label="DSI", segment="").changes() == {"label": "DSI", "segment": ""}


class TestErrors:
    """They are logged, and must not repeat what people wrote."""

    def test_of_a_payload(self) -> None:
        with pytest.raises(ValidationError) as refused:
            CibleFields.model_validate({"label": "Une cible secrète", "inconnu": "Un texte secret"})
        assert "secr" not in str(refused.value)

    def test_of_an_event(self) -> None:
        with pytest.raises(ValidationError) as refused:
            EVENT.validate_json('{"kind": "settled", "contenu": "Un texte secret"}')
        assert "secret" not in str(refused.value)
