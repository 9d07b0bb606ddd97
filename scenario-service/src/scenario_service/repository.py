"""All SQL of scenario-service. It writes scenarios, what they hold and the links; nothing is ever deleted but links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from assistant.contracts.base import Contract
from assistant.contracts.base import Kind as KindName
from assistant.contracts.scenario import ImportedPlan
from assistant.db.folding import contains
from assistant.db.models import PlanItemRow, PlanRow, RechercheRow, ScenarioObjectifRow, ScenarioRow
from scenario_service.kinds import KINDS, EntityRow, Kind, LinkRow


@dataclass(frozen=True)
class Held:
    """An entity as one scenario holds it: by which name, and what its link says (priorite, maturite or usage)."""

    id: int
    title: str
    linked: Any


def add_scenario(session: Session, nom: str, thematique: str, description: str) -> ScenarioRow:
    row = ScenarioRow(nom=nom, thematique=thematique, description=description)
    session.add(row)
    session.flush()
    return row


def find_scenario(session: Session, scenario_id: int) -> ScenarioRow | None:
    """The scenario, archived or not."""
    return session.get(ScenarioRow, scenario_id)


def get_scenario(session: Session, scenario_id: int) -> ScenarioRow:
    """The scenario that the runtime has checked and locked."""
    return session.get_one(ScenarioRow, scenario_id)


def recent_scenarios(session: Session, q: str, limit: int) -> tuple[Sequence[ScenarioRow], int]:
    """The scenarios last changed whose nom or thematique contains `q`, with how many there are in all.

    Case and accents do not count.
    """
    criteria: list[ColumnElement[bool]] = [ScenarioRow.archived_at.is_(None)]
    if q:
        criteria.append(contains(ScenarioRow.nom, q) | contains(ScenarioRow.thematique, q))
    newest = select(ScenarioRow).where(*criteria).order_by(ScenarioRow.updated_at.desc(), ScenarioRow.id.desc())
    total = session.scalar(select(func.count()).select_from(ScenarioRow).where(*criteria))
    return session.scalars(newest.limit(limit)).all(), total or 0


def has_scenarios(session: Session) -> bool:
    """Whether there is any, archived ones included."""
    return bool(session.scalar(select(exists().select_from(ScenarioRow))))


def held_kinds(session: Session, scenario_id: int) -> tuple[set[KindName], bool]:
    """Of which kinds the scenario holds anything, and whether it has a plan."""
    holds = [exists().where(kind.link.scenario_id == scenario_id) for kind in KINDS.values()]
    *held, has_plan = session.execute(select(*holds, exists().where(PlanRow.scenario_id == scenario_id))).one()
    return {name for name, holding in zip(KINDS, held, strict=True) if holding}, bool(has_plan)


def has_recherche(session: Session, scenario_id: int, recherche_id: int) -> bool:
    """Whether that search was done for this scenario."""
    found = exists().where(RechercheRow.id == recherche_id, RechercheRow.scenario_id == scenario_id)
    return bool(session.scalar(select(found)))


def held(session: Session, kind: Kind, scenario_id: int) -> list[Held]:
    """What the scenario holds of a kind."""
    rows = session.execute(
        select(kind.row.id, kind.title_column, kind.link_column)
        .join(kind.link, kind.entity_id == kind.row.id)
        .where(kind.link.scenario_id == scenario_id)
    )
    return [Held(*row) for row in rows]


def find_entity(session: Session, kind: Kind, entity_id: int) -> EntityRow | None:
    """An entity of the library, locked: who links it and who corrects it wait for each other."""
    entity: EntityRow | None = session.get(kind.row, entity_id, with_for_update=True)
    return entity


def find_link(session: Session, kind: Kind, scenario_id: int, entity_id: int) -> LinkRow | None:
    found: LinkRow | None = session.get(kind.link, {"scenario_id": scenario_id, kind.entity_id.key: entity_id})
    return found


def is_shared(session: Session, kind: Kind, scenario_id: int, entity_id: int) -> bool:
    """Whether another scenario, archived or not, holds the same entity."""
    others = exists().where(kind.entity_id == entity_id, kind.link.scenario_id != scenario_id)
    return bool(session.scalar(select(others)))


def add_entity(session: Session, kind: Kind, fields: Contract) -> EntityRow:
    """Adds an entity to the library. What only the link holds, or a proposal only shows, is left out."""
    row: EntityRow = kind.row(**fields.model_dump(include=set(kind.own_fields)))
    session.add(row)
    session.flush()
    return row


def replace_by_copy(session: Session, kind: Kind, entity: EntityRow, held_by: LinkRow) -> EntityRow:
    """Makes the scenario hold a copy of its own, at the same version, in place of an entity it shares."""
    copy: EntityRow = kind.row(**{field: getattr(entity, field) for field in kind.own_fields}, version=entity.version)
    session.add(copy)
    session.flush()
    setattr(held_by, kind.entity_id.key, copy.id)
    session.flush()
    return copy


def link(session: Session, kind: Kind, scenario_id: int, entity_id: int, value: Any) -> None:
    """Makes the scenario hold an entity; `value` is what the link says of it."""
    ids = {"scenario_id": scenario_id, kind.entity_id.key: entity_id}
    session.add(kind.link(**ids, **{kind.link_field: value}))
    session.flush()


def number(session: Session, scenario_id: int, objectif_ids: Sequence[int]) -> None:
    """Gives the objectives of a scenario the priorities 1, 2, 3… in the order of `objectif_ids`."""
    rows = session.scalars(select(ScenarioObjectifRow).where(ScenarioObjectifRow.scenario_id == scenario_id))
    for row in rows:
        row.priorite = objectif_ids.index(row.objectif_id) + 1
    session.flush()


def unlink(session: Session, row: LinkRow) -> None:
    """Takes an entity out of a scenario; the library keeps it."""
    session.delete(row)
    session.flush()


def add_plan(session: Session, scenario_id: int, plan: ImportedPlan) -> None:
    """Stores the plan that an imported scenario brought."""
    given = {"generated_at": plan.generated_at} if plan.generated_at else {}
    row = PlanRow(scenario_id=scenario_id, resume=plan.resume, **given)
    session.add(row)
    session.flush()
    _add_in_order(session, (PlanItemRow(plan_id=row.id, **item.model_dump()) for item in plan.items))


def _add_in_order(session: Session, rows: Iterable[PlanItemRow]) -> None:
    """One by one: the ids say in which order a plan is read."""
    for row in rows:
        session.add(row)
        session.flush()
