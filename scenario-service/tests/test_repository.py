"""What scenario-service reads and writes."""

import pytest
from sqlalchemy.orm import Session

from assistant.contracts.proposals import CibleFields, ObjectifFields
from assistant.db.models import CibleRow, PlanRow, ScenarioRow
from scenario_service import repository
from scenario_service.kinds import CIBLE, KINDS, OBJECTIF
from scenario_service.repository import Held

Pair = tuple[ScenarioRow, ScenarioRow]


@pytest.fixture
def scenarios(session: Session) -> Pair:
    return (
        repository.add_scenario(session, "Premier", "Cloud", ""),
        repository.add_scenario(session, "Second", "RH", ""),
    )


class TestKinds:
    def test_tell_the_fields_of_an_entity_from_those_of_its_link(self) -> None:
        assert {kind.name: kind.link_field for kind in KINDS.values()} == {
            "objectif": "priorite",
            "cible": "maturite",
            "ressource": "usage",
        }
        for kind in KINDS.values():
            assert kind.link_field not in kind.own_fields
            assert {"insight", kind.title_column.key} <= kind.own_fields
            assert not {"id", "version"} & kind.own_fields


class TestHeld:
    def test_gives_names_and_links_of_one_scenario(self, session: Session, scenarios: Pair) -> None:
        entity = repository.add_entity(session, CIBLE, CibleFields(label="DSI"))
        for scenario, maturite in zip(scenarios, ("awareness", "decision"), strict=True):
            repository.link(session, CIBLE, scenario.id, entity.id, maturite)
        assert repository.held(session, CIBLE, scenarios[1].id) == [Held(entity.id, "DSI", "decision")]

    def test_tells_which_kinds_and_whether_there_is_a_plan(self, session: Session, scenarios: Pair) -> None:
        first, second = scenarios
        assert repository.held_kinds(session, first.id) == (set(), False)
        entity = repository.add_entity(session, OBJECTIF, ObjectifFields(label="Leads"))
        repository.link(session, OBJECTIF, first.id, entity.id, 1)
        session.add(PlanRow(scenario_id=second.id, resume="R"))
        session.flush()
        assert repository.held_kinds(session, first.id) == ({"objectif"}, False)
        assert repository.held_kinds(session, second.id) == (set(), True)


class TestSharing:
    def test_counts_other_scenarios_only(self, session: Session, scenarios: Pair) -> None:
        first, second = scenarios
        entity = repository.add_entity(session, CIBLE, CibleFields(label="DSI"))
        repository.link(session, CIBLE, first.id, entity.id, "awareness")
        assert not repository.is_shared(session, CIBLE, first.id, entity.id)
        repository.link(session, CIBLE, second.id, entity.id, "awareness")
        assert repository.is_shared(session, CIBLE, first.id, entity.id)

    def test_a_copy_takes_the_place_of_the_shared_entity(self, session: Session, scenarios: Pair) -> None:
        first, second = scenarios
        entity = repository.add_entity(session, CIBLE, CibleFields(label="DSI", persona="P"))
        for scenario in scenarios:
            repository.link(session, CIBLE, scenario.id, entity.id, "decision")
        held_by = repository.find_link(session, CIBLE, first.id, entity.id)
        assert held_by is not None
        copy = repository.replace_by_copy(session, CIBLE, entity, held_by)
        assert isinstance(copy, CibleRow)
        assert (copy.label, copy.persona, copy.version) == ("DSI", "P", 1)
        assert repository.held(session, CIBLE, first.id) == [Held(copy.id, "DSI", "decision")]
        assert repository.held(session, CIBLE, second.id) == [Held(entity.id, "DSI", "decision")]


class TestEntities:
    def test_keep_what_a_proposal_only_shows_out_of_the_library(self, session: Session) -> None:
        fields = ObjectifFields(label="Leads", insight="I", priorite=3, pourquoi="Parce que")
        entity = repository.add_entity(session, OBJECTIF, fields)
        assert (entity.insight, entity.version) == ("I", 1)
        assert not hasattr(entity, "pourquoi")
