"""How rows become what people are shown: the only builders of scenarios, plans, searches and messages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.contracts.base import Contract, Locale
from assistant.contracts.entities import (
    Action,
    Cible,
    Message,
    Objectif,
    Plan,
    PlanItem,
    Recherche,
    Ressource,
    Resultat,
    Scenario,
)
from assistant.contracts.envelope import retry_id
from assistant.contracts.fingerprint import fingerprint, payload_json
from assistant.contracts.registry import BY_INTENT
from assistant.db.models import (
    CibleRow,
    InboxRow,
    MessageRow,
    ObjectifRow,
    PlanItemRow,
    PlanRow,
    RechercheRow,
    RessourceRow,
    ScenarioCibleRow,
    ScenarioObjectifRow,
    ScenarioRessourceRow,
    ScenarioRow,
)
from assistant.dialogue.actions import scenario_actions

RETRIES_FOLLOWED = 20
"""How many failed retries of one button are followed before it is offered as it then stands."""

Shown = TypeVar("Shown", bound=Contract)
_RESULTATS = TypeAdapter(list[Resultat])
_ACTIONS = TypeAdapter(list[Action])


def scenario_view(session: Session, scenario_id: int, locale: Locale, *, archived: bool = False) -> Scenario | None:
    """The scenario with all that hangs from it; None when there is none, or it is archived and `archived` is false."""
    return next(iter(scenario_views(session, [scenario_id], locale, archived=archived)), None)


def scenario_views(session: Session, ids: Sequence[int], locale: Locale, *, archived: bool = False) -> list[Scenario]:
    """The scenarios of `ids`, in that order, without those that do not exist; at most six queries."""
    rows = {row.id: row for row in _fresh(session, select(ScenarioRow).where(ScenarioRow.id.in_(ids)))}
    objectifs = _linked(session, ids, Objectif, ObjectifRow, ScenarioObjectifRow, ScenarioObjectifRow.objectif_id)
    cibles = _linked(session, ids, Cible, CibleRow, ScenarioCibleRow, ScenarioCibleRow.cible_id)
    ressources = _linked(session, ids, Ressource, RessourceRow, ScenarioRessourceRow, ScenarioRessourceRow.ressource_id)
    plans = _current_plans(session, ids)
    views = [
        _read(
            Scenario,
            rows[id_],
            objectifs=sorted(objectifs[id_], key=lambda objectif: objectif.priorite),
            cibles=cibles[id_],
            ressources=ressources[id_],
            plan=plans.get(id_),
            actions=[],
        )
        for id_ in ids
        if id_ in rows and (archived or rows[id_].archived_at is None)
    ]
    return [view.model_copy(update={"actions": scenario_actions(view, locale)}) for view in views]


def plan_views(session: Session, rows: Sequence[PlanRow]) -> list[Plan]:
    """The plans of `rows` with their items, in the same order; one query, none without rows."""
    if not rows:
        return []
    items: defaultdict[int, list[PlanItem]] = defaultdict(list)
    of_plans = select(PlanItemRow).where(PlanItemRow.plan_id.in_([row.id for row in rows])).order_by(PlanItemRow.id)
    for item in _fresh(session, of_plans):
        items[item.plan_id].append(_read(PlanItem, item))
    return [_read(Plan, row, items=items[row.id]) for row in rows]


def recherche_view(row: RechercheRow) -> Recherche:
    return _read(Recherche, row, resultats=_RESULTATS.validate_json(row.resultat))


def message_views(session: Session, rows: Sequence[MessageRow]) -> list[Message]:
    """The messages of `rows`, in the same order, their buttons as the outcomes of their commands now make them.

    A button whose command completed is done, and edited when that command was not the button's own to the letter; one
    whose command failed is offered again under the retry id. What is stored never changes.
    """
    actions = {row.id: _ACTIONS.validate_python(row.actions) for row in rows}
    standing = _standing(session, {a.command_id for kept in actions.values() for a in kept if a.command_id})
    return [
        _read(Message, row, actions=[_as_it_stands(action, row.scenario_id, standing) for action in actions[row.id]])
        for row in rows
    ]


def conversation_scenario_id(session: Session, conversation_id: UUID) -> int | None:
    """The scenario a conversation is about: that of its latest message."""
    return session.scalar(
        select(MessageRow.scenario_id)
        .where(MessageRow.conversation_id == conversation_id)
        .order_by(MessageRow.id.desc())
        .limit(1)
    )


def _fresh(session: Session, statement: Any) -> Any:
    """Rows as the database has them, also those this session changed by SQL after it had read them."""
    return session.scalars(statement, execution_options={"populate_existing": True})


def _linked(
    session: Session, ids: Sequence[int], contract: type[Shown], entity: Any, link: Any, key: InstrumentedAttribute[int]
) -> defaultdict[int, list[Shown]]:
    """The entities of one kind that each scenario holds, by id."""
    held: defaultdict[int, list[Shown]] = defaultdict(list)
    statement = select(entity, link).join(link, key == entity.id).where(link.scenario_id.in_(ids)).order_by(entity.id)
    for row, link_row in session.execute(statement, execution_options={"populate_existing": True}):
        held[link_row.scenario_id].append(_read(contract, row, link_row))
    return held


def _current_plans(session: Session, ids: Sequence[int]) -> dict[int, Plan]:
    """The newest plan of each scenario that has one."""
    newest = select(func.max(PlanRow.id)).where(PlanRow.scenario_id.in_(ids)).group_by(PlanRow.scenario_id)
    rows = list(_fresh(session, select(PlanRow).where(PlanRow.id.in_(newest))))
    return dict(zip((row.scenario_id for row in rows), plan_views(session, rows), strict=True))


def _read(contract: type[Shown], *sources: object, **given: Any) -> Shown:
    """A contract filled from `given`, then from the first source that has the field."""
    fields = {
        name: next(getattr(source, name) for source in sources if hasattr(source, name))
        for name in contract.model_fields
        if name not in given
    }
    return contract(**fields, **given)


def _standing(session: Session, asked: Iterable[UUID]) -> dict[UUID, tuple[UUID, Any]]:
    """For each command id, the id its button now stands for and, once that command completed, its row.

    One query for the ids, and one more for each round of retries that failed too.
    """
    current = {command_id: command_id for command_id in asked}
    done: dict[UUID, Any] = {}
    following = set(current)
    for _ in range(RETRIES_FOLLOWED):
        if not following:
            break
        found = _settled(session, {current[command_id] for command_id in following})
        rows = {command_id: found[id_] for command_id in following if (id_ := current[command_id]) in found}
        done |= {command_id: row for command_id, row in rows.items() if row.state == "completed"}
        following = {command_id for command_id, row in rows.items() if row.state == "failed"}
        current.update({command_id: retry_id(current[command_id]) for command_id in following})
    return {command_id: (current[command_id], done.get(command_id)) for command_id in current}


def _settled(session: Session, ids: set[UUID]) -> dict[UUID, Any]:
    columns = (InboxRow.command_id, InboxRow.state, InboxRow.fingerprint, InboxRow.conversation_id)
    return {row.command_id: row for row in session.execute(select(*columns).where(InboxRow.command_id.in_(ids)))}


def _as_it_stands(action: Action, scenario_id: int | None, standing: dict[UUID, tuple[UUID, Any]]) -> Action:
    if action.command_id is None:
        return action
    command_id, done = standing[action.command_id]
    return action.model_copy(
        update={
            "command_id": command_id,
            "done": done is not None,
            "edited": done is not None and _is_edited(action, scenario_id, done),
        }
    )


def _is_edited(action: Action, scenario_id: int | None, done: Any) -> bool:
    """Whether the command that was done under a button's id is not the one the button holds."""
    spec = BY_INTENT.get(action.intent)
    if spec is None or done.fingerprint is None:
        return False
    try:
        payload = payload_json(spec.payload.validate_python(action.payload))
    except ValidationError:
        return False
    return bool(done.fingerprint != fingerprint(spec.type, scenario_id, payload, done.conversation_id))
