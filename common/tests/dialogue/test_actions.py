"""Which buttons come next."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from assistant.contracts.base import Kind
from assistant.contracts.entities import Action, Cible, Objectif, Plan, Ressource, Scenario
from assistant.contracts.proposals import Proposal, ProposedCible, ProposedObjectif, ProposedRessource
from assistant.contracts.registry import ALL_INTENTS, BY_INTENT, CLIENT_INTENT
from assistant.dialogue.actions import (
    add_action,
    adding_actions,
    entry_actions,
    export_action,
    first_missing,
    identify,
    inspiration_actions,
    next_actions,
    open_action,
    proposal_actions,
    retry_action,
    scenario_actions,
)
from assistant.dialogue.statut import statut_of

SEED = UUID("6f0c7d9e-3b5a-4a0e-8a9e-1f2d3c4b5a69")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
OBJECTIF = Objectif(id=1, label="O", description="", insight="", priorite=1, version=1)
CIBLE = Cible(id=1, label="C", description="", insight="", persona="", segment="", maturite="awareness", version=1)
RESSOURCE = Ressource(id=1, type="autre", titre="R", url="", note="", insight="", usage="", version=1)
PLAN = Plan(id=1, resume="", generated_at=NOW, items=[])
PROPOSALS = [ProposedCible(label=label) for label in ("DSI", "RSSI", "DAF")]


def scenario(**held: Any) -> Scenario:
    empty: dict[str, Any] = {"objectifs": [], "cibles": [], "ressources": [], "plan": None}
    return Scenario(
        id=1,
        nom="Q1",
        thematique="Cloud",
        description="",
        statut="draft",
        version=1,
        created_at=NOW,
        updated_at=NOW,
        actions=[],
        **{**empty, **held},
    )


COMPLETE = scenario(objectifs=[OBJECTIF], cibles=[CIBLE], ressources=[RESSOURCE])


def primary(actions: list[Action]) -> list[str]:
    return [action.intent for action in actions if action.style == "primary"]


def check_sendable(action: Action) -> None:
    """Raises pydantic's ValidationError for a payload that its command would not accept as it is."""
    if action.intent != CLIENT_INTENT:
        BY_INTENT[action.intent].payload.validate_python(action.payload)


class TestNextActions:
    @pytest.mark.parametrize(
        ("held", "step"),
        [
            ({}, "objectif.suggest"),
            ({"objectifs": [OBJECTIF]}, "cible.suggest"),
            ({"objectifs": [OBJECTIF], "cibles": [CIBLE]}, "ressource.suggest"),
            ({"cibles": [CIBLE], "ressources": [RESSOURCE]}, "objectif.suggest"),
            ({"objectifs": [OBJECTIF], "cibles": [CIBLE], "ressources": [RESSOURCE]}, "plan.generate"),
        ],
    )
    def test_puts_what_is_missing_first_forward(self, held: dict[str, Any], step: str) -> None:
        assert primary(next_actions(scenario(**held), "fr")) == [step]

    def test_always_offers_every_kind_the_search_and_the_plan(self) -> None:
        for state in (scenario(), COMPLETE):
            intents = [action.intent for action in next_actions(state, "fr") if action.intent != CLIENT_INTENT]
            assert intents[:5] == [
                "objectif.suggest",
                "cible.suggest",
                "ressource.suggest",
                "search.run",
                "plan.generate",
            ]

    def test_lets_what_is_missing_first_be_written_by_hand(self) -> None:
        by_hand = [
            action for action in next_actions(scenario(objectifs=[OBJECTIF]), "fr") if action.intent == CLIENT_INTENT
        ]
        assert [(action.label, action.payload["intent"]) for action in by_hand] == [("Définir une cible", "cible.add")]
        assert CLIENT_INTENT not in [action.intent for action in next_actions(COMPLETE, "fr")]

    def test_offers_exports_once_there_is_a_plan(self) -> None:
        assert "scenario.export" not in [action.intent for action in next_actions(COMPLETE, "fr")]
        with_plan = next_actions(COMPLETE.model_copy(update={"plan": PLAN}), "fr")
        assert [action.payload["format"] for action in with_plan if action.intent == "scenario.export"] == [
            "json",
            "csv",
        ]
        assert primary(with_plan) == ["scenario.export"]
        assert "Régénérer le plan" in [action.label for action in with_plan]

    def test_searches_the_scenarios_own_theme(self) -> None:
        search = next(action for action in next_actions(scenario(), "fr") if action.intent == "search.run")
        assert search.payload == {"requete": "Cloud"}

    @pytest.mark.parametrize(
        ("held", "has_plan", "step"),
        [
            (set(), True, "objectif"),
            ({"objectif", "cible", "ressource"}, True, "export"),
            ({"objectif"}, False, "cible"),
        ],
    )
    def test_knows_the_step_from_the_kinds_alone(self, held: set[Kind], has_plan: bool, step: str) -> None:
        assert first_missing(held, has_plan=has_plan) == step


class TestScenarioActions:
    def test_opens_with_adding_each_kind_by_hand(self) -> None:
        actions = scenario_actions(scenario(), "fr")
        assert [action.payload["intent"] for action in actions[:3]] == ["objectif.add", "cible.add", "ressource.add"]
        assert [action.intent == CLIENT_INTENT for action in actions] == [True] * 3 + [False] * (len(actions) - 3)

    def test_ties_no_button_to_one_command(self) -> None:
        actions = scenario_actions(COMPLETE, "fr")
        assert not [action for action in actions if action.once or action.command_id]
        assert len({action.id for action in actions}) == len(actions)


class TestIdentify:
    def test_gives_the_same_buttons_for_the_same_command(self) -> None:
        actions = next_actions(COMPLETE, "fr")
        assert identify(actions, SEED) == identify(actions, SEED)
        assert identify(actions, SEED) != identify(actions, UUID(int=1))

    def test_gives_a_command_id_only_to_what_may_be_used_once(self) -> None:
        for action in identify(next_actions(COMPLETE, "fr"), SEED):
            assert (action.command_id is not None) == action.once

    def test_tells_all_buttons_of_a_message_apart(self) -> None:
        actions = identify(proposal_actions(PROPOSALS, SEED, "fr"), SEED)
        assert len({action.id for action in actions}) == len(actions)
        ids = [action.command_id for action in actions if action.command_id]
        assert len(set(ids)) == len(ids)

    def test_keeps_the_ids_that_a_button_has_already(self) -> None:
        actions = proposal_actions(PROPOSALS, SEED, "fr")
        assert identify(actions, UUID(int=1)) == actions


class TestProposalActions:
    def test_adds_each_with_its_whole_payload_once(self) -> None:
        adding = proposal_actions(PROPOSALS, SEED, "fr")[:3]
        assert [action.payload["label"] for action in adding] == ["DSI", "RSSI", "DAF"]
        assert all(action.intent == "cible.add" and action.once for action in adding)

    def test_adds_all_under_the_command_ids_of_each(self) -> None:
        *adding, add_all = proposal_actions(PROPOSALS, SEED, "fr")[:4]
        assert add_all.intent == "cible.add_many"
        assert [item["command_id"] for item in add_all.payload["items"]] == [str(one.command_id) for one in adding]
        assert [item["fields"] for item in add_all.payload["items"]] == [one.payload for one in adding]

    def test_adds_all_but_what_the_button_of_each_sets_aside(self) -> None:
        actions = proposal_actions(PROPOSALS, SEED, "fr")
        dismissing = [action for action in actions if action.intent == "proposal.dismiss"]
        assert [item["dismiss_id"] for item in actions[3].payload["items"]] == [
            str(one.command_id) for one in dismissing
        ]
        assert len({action.id for action in actions}) == len(actions)

    def test_offers_no_all_where_there_is_one(self) -> None:
        intents = [action.intent for action in proposal_actions(PROPOSALS[:1], SEED, "fr")]
        assert intents == ["cible.add", "proposal.dismiss", "cible.suggest"]

    def test_sets_each_aside_by_the_id_of_its_button(self) -> None:
        actions = proposal_actions(PROPOSALS, SEED, "fr")
        dismissed = [action.payload["action_id"] for action in actions if action.intent == "proposal.dismiss"]
        assert dismissed == [action.id for action in actions[:3]]

    def test_ends_by_asking_for_others(self) -> None:
        assert proposal_actions(PROPOSALS, SEED, "fr")[-1].intent == "cible.suggest"

    def test_of_several_kinds_add_each_as_its_own_and_ask_again_by_kind(self) -> None:
        mixed: list[Proposal] = [*PROPOSALS[:2], ProposedObjectif(label="Signer"), ProposedRessource(titre="Guide")]
        actions = identify(proposal_actions(mixed, SEED, "fr"), SEED)
        assert [action.intent for action in actions] == [
            *("cible.add", "cible.add", "objectif.add", "ressource.add", "proposal.add_many"),
            *["proposal.dismiss"] * 4,
            *("cible.suggest", "objectif.suggest", "ressource.suggest"),
        ]
        assert len({action.id for action in actions}) == len(actions)
        assert len({action.label for action in actions[-3:]}) == 3

    def test_of_several_kinds_adds_all_as_what_they_are(self) -> None:
        mixed: list[Proposal] = [PROPOSALS[0], ProposedRessource(titre="Guide")]
        *adding, add_all = proposal_actions(mixed, SEED, "fr")[:3]
        items = add_all.payload["items"]
        assert [item["command_id"] for item in items] == [str(one.command_id) for one in adding]
        assert [item["fields"]["kind"] for item in items] == ["cible", "ressource"]


class TestEveryButton:
    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_is_sendable_as_it_is(self, locale: Any) -> None:
        proposals: list[Proposal] = [
            ProposedObjectif(label="O", priorite=1),
            ProposedCible(label="C"),
            ProposedRessource(titre="R"),
        ]
        actions = [
            *entry_actions(locale),
            *next_actions(COMPLETE.model_copy(update={"plan": PLAN}), locale),
            *scenario_actions(COMPLETE, locale),
            *proposal_actions(PROPOSALS, SEED, locale),
            *adding_actions(proposals, SEED, locale),
            *inspiration_actions(proposals, 7, locale),
            *(add_action(proposal, "Ajouter") for proposal in proposals),
            open_action(3, "Q1", locale),
            export_action("csv", locale),
        ]
        for action in actions:
            assert action.intent in ALL_INTENTS
            assert action.label
            check_sendable(action)

    def test_of_a_retry_carries_the_shared_retry_id(self) -> None:
        retry = retry_action("cible.suggest", {"consigne": "x"}, SEED, "fr")
        assert identify([retry], UUID(int=1))[0].command_id == SEED


class TestStatut:
    @pytest.mark.parametrize(
        ("objectifs", "cibles", "has_plan", "statut"),
        [(1, 1, True, "ready"), (0, 1, True, "draft"), (1, 0, True, "draft"), (2, 3, False, "draft")],
    )
    def test_is_ready_when_it_says_why_to_whom_and_how(
        self, objectifs: int, cibles: int, has_plan: bool, statut: str
    ) -> None:
        assert statut_of(objectifs, cibles, has_plan) == statut
