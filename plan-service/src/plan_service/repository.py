"""All SQL of plan-service. It writes `plans` and `plan_items`; a plan, once stored, is never deleted."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.contracts.ai import PlanItemDraft
from assistant.db.models import PlanItemRow, PlanRow, ScenarioRow

ITEM_FIELDS = tuple(PlanItemDraft.model_fields)


def current_plan(session: Session, scenario_id: int) -> PlanRow | None:
    """The newest plan of the scenario: the one people see."""
    newest = select(PlanRow).where(PlanRow.scenario_id == scenario_id).order_by(PlanRow.id.desc()).limit(1)
    return session.scalar(newest)


def find_plan(session: Session, scenario_id: int, plan_id: int) -> PlanRow | None:
    """A plan of this scenario, current or older."""
    return session.scalar(select(PlanRow).where(PlanRow.id == plan_id, PlanRow.scenario_id == scenario_id))


def find_item(session: Session, scenario_id: int, item_id: int) -> PlanItemRow | None:
    """An item of any plan of this scenario."""
    return session.scalar(
        select(PlanItemRow)
        .join(PlanRow, PlanRow.id == PlanItemRow.plan_id)
        .where(PlanItemRow.id == item_id, PlanRow.scenario_id == scenario_id)
    )


def items_of(session: Session, plan_id: int) -> Sequence[PlanItemRow]:
    """The items of a plan, in its order."""
    return session.scalars(select(PlanItemRow).where(PlanItemRow.plan_id == plan_id).order_by(PlanItemRow.id)).all()


def add_plan(session: Session, scenario_id: int, resume: str, items: Iterable[PlanItemDraft]) -> PlanRow:
    """Stores a plan, which thereby becomes the scenario's current one; older plans stay as they are."""
    plan = PlanRow(scenario_id=scenario_id, resume=resume)
    session.add(plan)
    session.flush()
    # One by one and in order: the ids say in which order the plan is read.
    for item in items:
        session.add(PlanItemRow(plan_id=plan.id, **item.model_dump()))
        session.flush()
    return plan


def copy_plan(session: Session, plan: PlanRow) -> PlanRow:
    """Stores a copy of `plan` with its items as they now are; the copy becomes the scenario's current plan."""
    items = [
        PlanItemDraft.model_construct(**{field: getattr(item, field) for field in ITEM_FIELDS})
        for item in items_of(session, plan.id)
    ]
    return add_plan(session, plan.scenario_id, plan.resume, items)


def version_seen(session: Session, scenario_id: int) -> int:
    """The scenario's version as an up-to-date caller knows it: the runtime has already counted this command."""
    return session.scalars(select(ScenarioRow.version).where(ScenarioRow.id == scenario_id)).one() - 1
