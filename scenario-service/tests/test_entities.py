"""Objectifs, cibles and ressources: the same commands for each kind."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from assistant.contracts.base import Kind
from assistant.contracts.entities import Action, Cible, Objectif, Ressource, Scenario
from assistant.contracts.envelope import Settled, retry_id
from assistant.contracts.proposals import Proposal, ProposedCible, ProposedObjectif, ProposedRessource
from assistant.db.models import CibleRow, RechercheRow
from assistant.dialogue.actions import proposal_actions
from assistant.testing.handling import Handling, code_of, said, scenario_of

Create = Callable[..., Scenario]

TITLES = {"objectif": "label", "cible": "label", "ressource": "titre"}
FULL: dict[Kind, dict[str, Any]] = {
    "objectif": {"label": "50 leads", "description": "D", "insight": "I", "priorite": 4},
    "cible": {
        "label": "DSI d’ETI",
        "description": "D",
        "insight": "I",
        "persona": "Hélène",
        "segment": "Industrie",
        "maturite": "decision",
    },
    "ressource": {
        "titre": "Livre blanc",
        "type": "article",
        "url": "https://www.example.com/a",
        "note": "N",
        "insight": "I",
        "usage": "Appel",
    },
}
LINKS: dict[Kind, tuple[str, Any]] = {
    "objectif": ("priorite", 9),
    "cible": ("maturite", "consideration"),
    "ressource": ("usage", "Relance"),
}
each_kind = pytest.mark.parametrize("kind", ["objectif", "cible", "ressource"])


def held(scenario: Scenario, kind: Kind) -> list[Objectif] | list[Cible] | list[Ressource]:
    of_kind: dict[Kind, Any] = {
        "objectif": scenario.objectifs,
        "cible": scenario.cibles,
        "ressource": scenario.ressources,
    }
    entities: list[Objectif] | list[Cible] | list[Ressource] = of_kind[kind]
    return entities


def fields_of(entity: Objectif | Cible | Ressource) -> dict[str, Any]:
    return entity.model_dump(exclude={"id", "version"})


def titles(scenario: Scenario, kind: Kind) -> list[str]:
    return [getattr(entity, TITLES[kind]) for entity in held(scenario, kind)]


@each_kind
class TestAdd:
    def test_keeps_every_field(self, handling: Handling, create: Create, kind: Kind) -> None:
        outcome = handling.send(f"{kind}.add", FULL[kind], scenario_id=create().id)
        entity = held(scenario_of(outcome), kind)[0]
        assert fields_of(entity) == FULL[kind]
        assert (entity.version, outcome.reply.created_id) == (1, entity.id)

    def test_names_what_was_added_and_what_could_come_next(
        self, handling: Handling, create: Create, kind: Kind
    ) -> None:
        outcome = handling.send(f"{kind}.add", {TITLES[kind]: "Nom *à part*"}, scenario_id=create().id)
        assert "**Nom \\*à part\\*** ajouté" in said(outcome)
        assert ("cibles" if kind == "objectif" else "objectifs") in said(outcome)
        assert {"plan.generate", "search.run"} <= {action.intent for action in outcome.reply.actions}

    def test_refuses_a_name_that_reads_the_same(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario = create()
        handling.send(f"{kind}.add", {TITLES[kind]: "Été à l’usine"}, scenario_id=scenario.id)
        outcome = handling.send(f"{kind}.add", {TITLES[kind]: "ETE  A L'USINE"}, scenario_id=scenario.id)
        assert code_of(outcome) == "already-exists"
        assert titles(scenario_of(outcome), kind) == ["Été à l’usine"]

    def test_allows_the_same_name_in_another_scenario(self, handling: Handling, create: Create, kind: Kind) -> None:
        for scenario in (create(), create()):
            assert handling.send(f"{kind}.add", FULL[kind], scenario_id=scenario.id).status == "completed"

    def test_refuses_the_one_beyond_the_limit(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario = create()
        for start in range(0, 50, 10):
            items = [{"fields": {TITLES[kind]: f"Nom {start + number}"}} for number in range(10)]
            handling.send(f"{kind}.add_many", {"items": items}, scenario_id=scenario.id)
        outcome = handling.send(f"{kind}.add", {TITLES[kind]: "De trop"}, scenario_id=scenario.id)
        assert code_of(outcome) == "limit-reached"
        assert len(held(scenario_of(outcome), kind)) == 50

    def test_is_done_once_however_often_it_is_sent(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario, command_id = create(), uuid4()
        outcomes = [
            handling.send(f"{kind}.add", FULL[kind], scenario_id=scenario.id, command_id=command_id) for _ in range(2)
        ]
        assert outcomes[0] == outcomes[1]
        opened = scenario_of(handling.send("scenario.open", scenario_id=scenario.id))
        assert len(held(opened, kind)) == 1


class TestPriorite:
    def test_is_the_one_after_the_last_unless_given(self, handling: Handling, create: Create) -> None:
        scenario = create()
        for payload in ({"label": "A"}, {"label": "B", "priorite": 5}, {"label": "C"}):
            scenario = scenario_of(handling.send("objectif.add", payload, scenario_id=scenario.id))
        assert [(objectif.label, objectif.priorite) for objectif in scenario.objectifs] == [
            ("A", 1),
            ("B", 5),
            ("C", 6),
        ]


@each_kind
class TestAddFromLibrary:
    def test_shares_the_entity_with_its_own_link(self, handling: Handling, create: Create, kind: Kind) -> None:
        first, second = create("Premier"), create("Second")
        entity = held(scenario_of(handling.send(f"{kind}.add", FULL[kind], scenario_id=first.id)), kind)[0]
        field, value = LINKS[kind]
        outcome = handling.send(f"{kind}.add", {"id": entity.id, field: value}, scenario_id=second.id)
        shared = held(scenario_of(outcome), kind)[0]
        assert shared.id == entity.id
        assert fields_of(shared) == {**FULL[kind], field: value}
        kept = held(scenario_of(handling.send("scenario.open", scenario_id=first.id)), kind)[0]
        assert fields_of(kept) == FULL[kind]

    def test_refuses_what_the_scenario_holds_already(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario = create()
        entity = held(scenario_of(handling.send(f"{kind}.add", FULL[kind], scenario_id=scenario.id)), kind)[0]
        outcome = handling.send(f"{kind}.add", {"id": entity.id}, scenario_id=scenario.id)
        assert code_of(outcome) == "already-exists"

    def test_does_not_find_an_unknown_id(self, handling: Handling, create: Create, kind: Kind) -> None:
        assert code_of(handling.send(f"{kind}.add", {"id": 404}, scenario_id=create().id)) == "entity-not-found"


class TestReorder:
    @pytest.fixture
    def scenario(self, handling: Handling, create: Create) -> Scenario:
        scenario = create()
        items = [{"fields": {"label": label}} for label in ("A", "B", "C")]
        return scenario_of(handling.send("objectif.add_many", {"items": items}, scenario_id=scenario.id))

    def order_of(self, outcome: Settled) -> list[str]:
        return [each.label for each in sorted(scenario_of(outcome).objectifs, key=lambda each: each.priorite)]

    def test_numbers_the_priorities_and_says_so_once(self, handling: Handling, scenario: Scenario) -> None:
        a, b, c = (each.id for each in scenario.objectifs)
        outcome = handling.send("objectif.reorder", {"ids": [c, a, b]}, scenario_id=scenario.id)
        assert self.order_of(outcome) == ["C", "A", "B"]
        assert sorted(each.priorite for each in scenario_of(outcome).objectifs) == [1, 2, 3]
        assert said(outcome).startswith("Priorités\u00a0: **C**, **A** et **B**.")
        undo = outcome.reply.actions[0]
        assert self.order_of(handling.click(undo, scenario_id=scenario.id)) == ["A", "B", "C"]

    def test_is_in_nobodys_way(self, handling: Handling, scenario: Scenario) -> None:
        a, b, c = (each.id for each in scenario.objectifs)
        version = scenario.objectifs[0].version
        handling.send("objectif.remove", {"id": b}, scenario_id=scenario.id)
        handling.send("objectif.add", {"label": "D"}, scenario_id=scenario.id)
        outcome = handling.send("objectif.reorder", {"ids": [c, b, a]}, scenario_id=scenario.id)
        assert self.order_of(outcome) == ["C", "A", "D"]
        edited = handling.send("objectif.update", {"id": a, "version": version, "label": "A2"}, scenario_id=scenario.id)
        assert edited.status == "completed"

    def test_keeps_what_someone_else_moved_meanwhile(self, handling: Handling, scenario: Scenario) -> None:
        full = scenario_of(handling.send("objectif.add", {"label": "D"}, scenario_id=scenario.id))
        a, b, c, d = seen = [each.id for each in full.objectifs]
        mine = handling.send("objectif.reorder", {"ids": [b, a, c, d], "depuis": seen}, scenario_id=scenario.id)
        theirs = handling.send("objectif.reorder", {"ids": [a, b, d, c], "depuis": seen}, scenario_id=scenario.id)
        assert self.order_of(theirs) == ["B", "A", "D", "C"]
        assert self.order_of(handling.click(mine.reply.actions[0], scenario_id=scenario.id)) == ["A", "B", "D", "C"]

    def test_needs_something_to_order(self, handling: Handling, create: Create) -> None:
        assert code_of(handling.send("objectif.reorder", {"ids": [1]}, scenario_id=create().id)) == "entity-not-found"


def add_all(buttons: list[Action]) -> Action:
    return next(action for action in buttons if action.intent.endswith(".add_many"))


class TestAddProposals:
    @pytest.fixture
    def buttons(self) -> list[Action]:
        proposals: list[Proposal] = [
            ProposedCible(label="DSI", pourquoi="P"),
            ProposedRessource(titre="Guide", type="article"),
            ProposedObjectif(label="40 leads"),
            ProposedRessource(titre="Vidéo", type="video"),
        ]
        return proposal_actions(proposals, uuid4(), "fr")

    def test_adds_each_as_what_it_is_and_tells_so_by_kind(
        self, handling: Handling, create: Create, buttons: list[Action]
    ) -> None:
        assert add_all(buttons).intent == "proposal.add_many"
        outcome = handling.click(add_all(buttons), scenario_id=create().id)
        held_now = [titles(scenario_of(outcome), kind) for kind in ("objectif", "cible", "ressource")]
        assert held_now == [["40 leads"], ["DSI"], ["Guide", "Vidéo"]]
        assert said(outcome).startswith(
            "1 objectif ajouté\u00a0: **40 leads**. 1 cible ajoutée\u00a0: **DSI**. "
            "2 ressources ajoutées\u00a0: **Guide** et **Vidéo**."
        )

    def test_settles_the_button_of_each_so_that_it_adds_nothing_more(
        self, handling: Handling, create: Create, buttons: list[Action]
    ) -> None:
        scenario = create()
        handling.click(add_all(buttons), scenario_id=scenario.id)
        for button in buttons[:4]:
            assert handling.click(button, scenario_id=scenario.id).status == "completed"
        opened = scenario_of(handling.send("scenario.open", scenario_id=scenario.id))
        assert titles(opened, "ressource") == ["Guide", "Vidéo"]

    def test_leaves_out_what_was_set_aside_and_tells_what_was_added_before(
        self, handling: Handling, create: Create, buttons: list[Action]
    ) -> None:
        scenario = create()
        handling.click(buttons[0], scenario_id=scenario.id)
        asides = [action for action in buttons if action.intent == "proposal.dismiss"]
        handling.click(asides[1], scenario_id=scenario.id)
        outcome = handling.click(add_all(buttons), scenario_id=scenario.id)
        assert titles(scenario_of(outcome), "ressource") == ["Vidéo"]
        assert "déjà fait pour **DSI**" in said(outcome)
        assert "Guide" not in said(outcome)


class TestAddMany:
    @pytest.fixture
    def proposals(self) -> list[ProposedCible]:
        return [ProposedCible(label=label) for label in ("DSI", "RSSI", "DAF")]

    @pytest.fixture
    def buttons(self, proposals: list[ProposedCible]) -> list[Action]:
        return proposal_actions(proposals, uuid4(), "fr")

    def test_adds_each_proposal(self, handling: Handling, create: Create, buttons: list[Action]) -> None:
        assert add_all(buttons).intent == "cible.add_many"
        outcome = handling.click(add_all(buttons), scenario_id=create().id)
        assert titles(scenario_of(outcome), "cible") == ["DSI", "RSSI", "DAF"]
        assert said(outcome).startswith("3 cibles ajoutées\u00a0: **DSI**, **RSSI** et **DAF**.")

    def test_settles_the_button_of_each_so_that_it_adds_nothing_more(
        self, handling: Handling, create: Create, buttons: list[Action]
    ) -> None:
        scenario = create()
        handling.click(add_all(buttons), scenario_id=scenario.id)
        for button in buttons[:3]:
            assert handling.click(button, scenario_id=scenario.id).status == "completed"
        opened = scenario_of(handling.send("scenario.open", scenario_id=scenario.id))
        assert titles(opened, "cible") == ["DSI", "RSSI", "DAF"]

    def test_passes_over_what_its_own_button_did(
        self, handling: Handling, create: Create, buttons: list[Action]
    ) -> None:
        scenario = create()
        handling.click(buttons[1], scenario_id=scenario.id)
        outcome = handling.click(add_all(buttons), scenario_id=scenario.id)
        assert sorted(titles(scenario_of(outcome), "cible")) == ["DAF", "DSI", "RSSI"]
        assert "2 cibles ajoutées" in said(outcome)
        assert "déjà fait pour **RSSI**" in said(outcome)

    def test_leaves_out_what_was_set_aside(self, handling: Handling, create: Create, buttons: list[Action]) -> None:
        scenario = create()
        aside = next(action for action in buttons if action.intent == "proposal.dismiss")
        handling.click(aside, scenario_id=scenario.id)
        outcome = handling.click(add_all(buttons), scenario_id=scenario.id)
        assert titles(scenario_of(outcome), "cible") == ["RSSI", "DAF"]
        assert "DSI" not in said(outcome)
        assert handling.click(buttons[0], scenario_id=scenario.id).reply.created_id is not None

    def test_adds_what_its_own_button_failed_to_add(
        self, handling: Handling, create: Create, buttons: list[Action]
    ) -> None:
        scenario = create()
        handling.send("scenario.archive", scenario_id=scenario.id)
        assert handling.click(buttons[0], scenario_id=scenario.id).status == "failed"
        handling.send("scenario.restore", scenario_id=scenario.id)
        outcome = handling.click(add_all(buttons), scenario_id=scenario.id)
        assert titles(scenario_of(outcome), "cible") == ["DSI", "RSSI", "DAF"]
        failed = buttons[0].command_id
        assert failed is not None
        assert handling.outcome(retry_id(failed)).status == "completed"

    def test_loses_no_proposal_to_an_id_that_means_something_else(self, handling: Handling, create: Create) -> None:
        scenario, own, shared = create(), uuid4(), str(uuid4())
        labels = {"DSI": shared, "RSSI": shared, "DAF": str(own)}
        items = [{"command_id": id_, "fields": {"label": label}} for label, id_ in labels.items()]
        outcome = handling.send("cible.add_many", {"items": items}, scenario_id=scenario.id, command_id=own)
        assert titles(scenario_of(outcome), "cible") == ["DSI", "RSSI", "DAF"]

    def test_passes_over_what_was_added_and_removed_since(
        self, handling: Handling, create: Create, buttons: list[Action]
    ) -> None:
        scenario = create()
        cible = scenario_of(handling.click(buttons[0], scenario_id=scenario.id)).cibles[0]
        handling.send("cible.remove", {"id": cible.id}, scenario_id=scenario.id)
        outcome = handling.click(add_all(buttons), scenario_id=scenario.id)
        assert titles(scenario_of(outcome), "cible") == ["RSSI", "DAF"]

    def test_passes_over_names_that_read_the_same(self, handling: Handling, create: Create) -> None:
        scenario = create()
        items = [{"fields": {"label": label}} for label in ("DSI", "dsi", "RSSI")]
        outcome = handling.send("cible.add_many", {"items": items}, scenario_id=scenario.id)
        assert titles(scenario_of(outcome), "cible") == ["DSI", "RSSI"]

    def test_completes_and_says_so_when_nothing_is_left_to_add(self, handling: Handling, create: Create) -> None:
        scenario = create()
        handling.send("cible.add", {"label": "DSI"}, scenario_id=scenario.id)
        outcome = handling.send("cible.add_many", {"items": [{"fields": {"label": "DSI"}}]}, scenario_id=scenario.id)
        assert outcome.status == "completed"
        assert "Rien de nouveau à ajouter" in said(outcome)

    def test_adds_nothing_when_the_limit_is_in_the_way(
        self, handling: Handling, create: Create, buttons: list[Action]
    ) -> None:
        scenario = create()
        for start in (0, 16, 32):
            items = [{"fields": {"label": f"C{start + number}"}} for number in range(16)]
            handling.send("cible.add_many", {"items": items}, scenario_id=scenario.id)
        outcome = handling.click(add_all(buttons), scenario_id=scenario.id)
        assert code_of(outcome) == "limit-reached"
        assert len(scenario_of(outcome).cibles) == 48
        assert len(scenario_of(handling.click(buttons[0], scenario_id=scenario.id)).cibles) == 49


@each_kind
class TestUpdate:
    def added(self, handling: Handling, scenario: Scenario, kind: Kind) -> Objectif | Cible | Ressource:
        return held(scenario_of(handling.send(f"{kind}.add", FULL[kind], scenario_id=scenario.id)), kind)[0]

    def test_changes_the_entity_and_its_link_and_raises_the_version(
        self, handling: Handling, create: Create, kind: Kind
    ) -> None:
        scenario = create()
        entity = self.added(handling, scenario, kind)
        field, value = LINKS[kind]
        payload = {"id": entity.id, "version": 1, TITLES[kind]: "Nouveau", field: value}
        outcome = handling.send(f"{kind}.update", payload, scenario_id=scenario.id)
        changed = held(scenario_of(outcome), kind)[0]
        assert fields_of(changed) == {**FULL[kind], TITLES[kind]: "Nouveau", field: value}
        assert (changed.id, changed.version) == (entity.id, 2)
        assert "**Nouveau** modifié" in said(outcome)

    def test_is_undone_by_its_button(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario = create()
        entity = self.added(handling, scenario, kind)
        field, value = LINKS[kind]
        outcome = handling.send(
            f"{kind}.update", {"id": entity.id, TITLES[kind]: "Nouveau", field: value}, scenario_id=scenario.id
        )
        undone = handling.click(outcome.reply.actions[0], scenario_id=scenario.id)
        assert fields_of(held(scenario_of(undone), kind)[0]) == FULL[kind]

    def test_refuses_an_older_version(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario = create()
        entity = self.added(handling, scenario, kind)
        for title, code in (("Nouveau", None), ("Encore", "stale-version")):
            payload = {"id": entity.id, "version": 1, TITLES[kind]: title}
            outcome = handling.send(f"{kind}.update", payload, scenario_id=scenario.id)
            assert (outcome.problem and outcome.problem.code) == code

    def test_refuses_the_name_of_another(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario = create()
        entity = self.added(handling, scenario, kind)
        handling.send(f"{kind}.add", {TITLES[kind]: "Autre"}, scenario_id=scenario.id)
        outcome = handling.send(f"{kind}.update", {"id": entity.id, TITLES[kind]: "AUTRE"}, scenario_id=scenario.id)
        assert code_of(outcome) == "already-exists"

    def test_allows_its_own_name_in_another_case(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario = create()
        entity = self.added(handling, scenario, kind)
        title = getattr(entity, TITLES[kind]).upper()
        outcome = handling.send(f"{kind}.update", {"id": entity.id, TITLES[kind]: title}, scenario_id=scenario.id)
        assert titles(scenario_of(outcome), kind) == [title]

    def test_does_not_find_what_another_scenario_holds(self, handling: Handling, create: Create, kind: Kind) -> None:
        entity = self.added(handling, create(), kind)
        outcome = handling.send(f"{kind}.update", {"id": entity.id, TITLES[kind]: "X"}, scenario_id=create().id)
        assert code_of(outcome) == "entity-not-found"

    def test_copies_a_shared_entity_for_this_scenario_only(
        self, handling: Handling, create: Create, kind: Kind
    ) -> None:
        first, second = create("Premier"), create("Second")
        entity = self.added(handling, first, kind)
        field, value = LINKS[kind]
        handling.send(f"{kind}.add", {"id": entity.id, field: value}, scenario_id=second.id)
        outcome = handling.send(f"{kind}.update", {"id": entity.id, TITLES[kind]: "Ici"}, scenario_id=second.id)
        copy = held(scenario_of(outcome), kind)[0]
        assert copy.id != entity.id
        assert fields_of(copy) == {**FULL[kind], TITLES[kind]: "Ici", field: value}
        assert "gardent l’ancienne version" in said(outcome)
        kept = held(scenario_of(handling.send("scenario.open", scenario_id=first.id)), kind)[0]
        assert kept == entity

    def test_corrects_in_place_what_it_alone_holds_again(self, handling: Handling, create: Create, kind: Kind) -> None:
        first, second = create("Premier"), create("Second")
        entity = self.added(handling, first, kind)
        handling.send(f"{kind}.add", {"id": entity.id}, scenario_id=second.id)
        handling.send(f"{kind}.remove", {"id": entity.id}, scenario_id=second.id)
        outcome = handling.send(f"{kind}.update", {"id": entity.id, TITLES[kind]: "Ici"}, scenario_id=first.id)
        assert held(scenario_of(outcome), kind)[0].id == entity.id

    def test_keeps_a_shared_entity_when_only_the_link_changes(
        self, handling: Handling, create: Create, kind: Kind
    ) -> None:
        first, second = create("Premier"), create("Second")
        entity = self.added(handling, first, kind)
        handling.send(f"{kind}.add", {"id": entity.id}, scenario_id=second.id)
        field, value = LINKS[kind]
        outcome = handling.send(f"{kind}.update", {"id": entity.id, field: value}, scenario_id=second.id)
        assert held(scenario_of(outcome), kind)[0].id == entity.id
        kept = held(scenario_of(handling.send("scenario.open", scenario_id=first.id)), kind)[0]
        assert fields_of(kept) == FULL[kind]


@each_kind
class TestRemove:
    def test_takes_it_out_and_puts_it_back_with_its_link(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario = create()
        added = scenario_of(handling.send(f"{kind}.add", FULL[kind], scenario_id=scenario.id))
        entity = held(added, kind)[0]
        outcome = handling.send(f"{kind}.remove", {"id": entity.id, "version": 1}, scenario_id=scenario.id)
        assert held(scenario_of(outcome), kind) == []
        restored = handling.click(outcome.reply.actions[0], scenario_id=scenario.id)
        assert held(scenario_of(restored), kind) == [entity]
        assert "de retour" in said(restored)

    def test_leaves_other_scenarios_as_they_are(self, handling: Handling, create: Create, kind: Kind) -> None:
        first, second = create("Premier"), create("Second")
        entity = held(scenario_of(handling.send(f"{kind}.add", FULL[kind], scenario_id=first.id)), kind)[0]
        handling.send(f"{kind}.add", {"id": entity.id}, scenario_id=second.id)
        handling.send(f"{kind}.remove", {"id": entity.id}, scenario_id=second.id)
        assert held(scenario_of(handling.send("scenario.open", scenario_id=first.id)), kind) == [entity]

    def test_refuses_an_older_version(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario = create()
        entity = held(scenario_of(handling.send(f"{kind}.add", FULL[kind], scenario_id=scenario.id)), kind)[0]
        handling.send(f"{kind}.update", {"id": entity.id, TITLES[kind]: "Nouveau"}, scenario_id=scenario.id)
        outcome = handling.send(f"{kind}.remove", {"id": entity.id, "version": 1}, scenario_id=scenario.id)
        assert code_of(outcome) == "stale-version"

    def test_does_not_find_what_is_removed_already(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario = create()
        entity = held(scenario_of(handling.send(f"{kind}.add", FULL[kind], scenario_id=scenario.id)), kind)[0]
        handling.send(f"{kind}.remove", {"id": entity.id}, scenario_id=scenario.id)
        outcome = handling.send(f"{kind}.remove", {"id": entity.id}, scenario_id=scenario.id)
        assert code_of(outcome) == "entity-not-found"

    def test_is_not_restored_in_a_state_nobody_saw(self, handling: Handling, create: Create, kind: Kind) -> None:
        first, second = create("Premier"), create("Second")
        entity = held(scenario_of(handling.send(f"{kind}.add", FULL[kind], scenario_id=first.id)), kind)[0]
        removed = handling.send(f"{kind}.remove", {"id": entity.id}, scenario_id=first.id)
        handling.send(f"{kind}.add", {"id": entity.id}, scenario_id=second.id)
        handling.send(f"{kind}.update", {"id": entity.id, TITLES[kind]: "Autre"}, scenario_id=second.id)
        assert code_of(handling.click(removed.reply.actions[0], scenario_id=first.id)) == "stale-version"

    def test_is_not_restored_beside_its_namesake(self, handling: Handling, create: Create, kind: Kind) -> None:
        scenario = create()
        entity = held(scenario_of(handling.send(f"{kind}.add", FULL[kind], scenario_id=scenario.id)), kind)[0]
        removed = handling.send(f"{kind}.remove", {"id": entity.id}, scenario_id=scenario.id)
        handling.send(f"{kind}.add", FULL[kind], scenario_id=scenario.id)
        assert code_of(handling.click(removed.reply.actions[0], scenario_id=scenario.id)) == "already-exists"


class TestUseInspiration:
    @pytest.mark.parametrize(
        "proposal",
        [ProposedObjectif(label="50 leads"), ProposedCible(label="DSI"), ProposedRessource(titre="Livre blanc")],
    )
    def test_creates_the_entity_it_suggests(
        self,
        handling: Handling,
        create: Create,
        proposal: ProposedObjectif | ProposedCible | ProposedRessource,
    ) -> None:
        scenario = create()

        def store() -> int:
            row = RechercheRow(scenario_id=scenario.id, requete="idées", resultat="[]")

            def add(session: Any) -> int:
                session.add(row)
                session.flush()
                return row.id

            return handling.database.transact(add)

        payload = {"recherche_id": store(), "proposal": proposal.model_dump(mode="json", exclude_none=True)}
        outcome = handling.send("inspiration.use", payload, scenario_id=scenario.id)
        assert len(held(scenario_of(outcome), proposal.kind)) == 1
        assert outcome.reply.created_id == held(scenario_of(outcome), proposal.kind)[0].id
        assert said(outcome).startswith("L’inspiration devient un")

    def test_does_not_find_a_search_of_another_scenario(self, handling: Handling, create: Create) -> None:
        payload = {"recherche_id": 404, "proposal": {"kind": "cible", "label": "DSI"}}
        assert code_of(handling.send("inspiration.use", payload, scenario_id=create().id)) == "entity-not-found"

    def test_refuses_what_is_there_already(self, handling: Handling, create: Create) -> None:
        scenario = create()
        handling.send("cible.add", {"label": "DSI"}, scenario_id=scenario.id)
        payload = {"proposal": {"kind": "cible", "label": "dsi"}}
        assert code_of(handling.send("inspiration.use", payload, scenario_id=scenario.id)) == "already-exists"


class TestLibrary:
    def test_keeps_what_no_scenario_holds_any_more(self, handling: Handling, create: Create) -> None:
        scenario = create()
        cible = scenario_of(handling.send("cible.add", FULL["cible"], scenario_id=scenario.id)).cibles[0]
        handling.send("cible.remove", {"id": cible.id}, scenario_id=scenario.id)
        kept = handling.database.query(lambda session: session.get_one(CibleRow, cible.id).label)
        assert kept == cible.label
