"""What plan-service reads and writes."""

from sqlalchemy.orm import Session

from assistant.contracts.ai import PlanItemDraft
from assistant.db.models import PlanItemRow, ScenarioRow
from plan_service import repository


def drafts(*messages: str) -> list[PlanItemDraft]:
    return [
        PlanItemDraft(message=message, format="Article", canal="Blog", frequence="Unique", kpi="Vues")
        for message in messages
    ]


def other_scenario(session: Session) -> ScenarioRow:
    row = ScenarioRow(nom="Autre", thematique="RH", description="")
    session.add(row)
    session.flush()
    return row


def messages_of(session: Session, plan_id: int) -> list[str]:
    return [item.message for item in repository.items_of(session, plan_id)]


class TestAddPlan:
    def test_makes_the_new_plan_the_current_one(self, session: Session, scenario_id: int) -> None:
        assert repository.current_plan(session, scenario_id) is None
        repository.add_plan(session, scenario_id, "Premier", drafts("a"))
        second = repository.add_plan(session, scenario_id, "Second", drafts("b"))
        assert repository.current_plan(session, scenario_id) is second

    def test_keeps_older_plans_as_they_are(self, session: Session, scenario_id: int) -> None:
        first = repository.add_plan(session, scenario_id, "Premier", drafts("a", "b"))
        repository.add_plan(session, scenario_id, "Second", drafts("c"))
        assert repository.find_plan(session, scenario_id, first.id) is first
        assert messages_of(session, first.id) == ["a", "b"]

    def test_stores_items_in_their_order_at_version_1(self, session: Session, scenario_id: int) -> None:
        plan = repository.add_plan(session, scenario_id, "Résumé", drafts("b", "a", "c"))
        assert messages_of(session, plan.id) == ["b", "a", "c"]
        assert {item.version for item in repository.items_of(session, plan.id)} == {1}

    def test_touches_no_other_scenario(self, session: Session, scenario_id: int) -> None:
        repository.add_plan(session, scenario_id, "Résumé", drafts("a"))
        assert repository.current_plan(session, other_scenario(session).id) is None


class TestFinding:
    def test_finds_the_items_of_current_and_older_plans(self, session: Session, scenario_id: int) -> None:
        for message in ("a", "b"):
            plan = repository.add_plan(session, scenario_id, "Résumé", drafts(message))
            item = repository.items_of(session, plan.id)[0]
            assert repository.find_item(session, scenario_id, item.id) is item

    def test_finds_nothing_of_another_scenario(self, session: Session, scenario_id: int) -> None:
        plan = repository.add_plan(session, scenario_id, "Résumé", drafts("a"))
        item = repository.items_of(session, plan.id)[0]
        other = other_scenario(session)
        assert repository.find_plan(session, other.id, plan.id) is None
        assert repository.find_item(session, other.id, item.id) is None


class TestCopyPlan:
    def test_copies_the_items_as_they_now_are_into_a_new_current_plan(self, session: Session, scenario_id: int) -> None:
        first = repository.add_plan(session, scenario_id, "Premier", drafts("a", "b"))
        repository.items_of(session, first.id)[1].message = "b corrigé"
        repository.add_plan(session, scenario_id, "Second", drafts("c"))
        copy = repository.copy_plan(session, first)
        assert repository.current_plan(session, scenario_id) is copy
        assert (copy.resume, messages_of(session, copy.id)) == ("Premier", ["a", "b corrigé"])
        assert messages_of(session, first.id) == ["a", "b corrigé"]

    def test_copies_also_what_todays_contract_would_refuse(self, session: Session, scenario_id: int) -> None:
        plan = repository.add_plan(session, scenario_id, "Importé", [])
        session.add(PlanItemRow(plan_id=plan.id, format="", message="m", canal="Blog", frequence="", kpi=""))
        session.flush()
        assert messages_of(session, repository.copy_plan(session, plan).id) == ["m"]


class TestVersionSeen:
    def test_is_the_one_before_the_command_under_way(self, session: Session, scenario_id: int) -> None:
        session.get_one(ScenarioRow, scenario_id).version = 8
        session.flush()
        assert repository.version_seen(session, scenario_id) == 7
