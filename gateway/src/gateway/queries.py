"""What the gateway reads: plain functions of a session, and the transaction they run in."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.contracts.base import Contract, Locale, Statut
from assistant.contracts.entities import Message, Plan, Recherche, Scenario
from assistant.contracts.http import KnownCible, KnownObjectif, KnownRessource, Listing, Page
from assistant.db.folding import contains
from assistant.db.models import (
    AiReplyRow,
    CibleRow,
    MessageRow,
    ObjectifRow,
    PlanRow,
    RechercheRow,
    RessourceRow,
    ScenarioCibleRow,
    ScenarioObjectifRow,
    ScenarioRessourceRow,
    ScenarioRow,
)
from assistant.db.retention import overdue
from assistant.db.session import Database
from assistant.db.views import (
    conversation_scenario_id,
    message_views,
    plan_views,
    recherche_view,
    scenario_view,
    scenario_views,
)
from gateway.refusals import Refused

T = TypeVar("T")
Known = TypeVar("Known", bound=Contract)

MAX_ID = 2**53 - 1


async def read(database: Database, work: Callable[[Session], T]) -> T:
    """Runs `work` on one state of the database, whatever commits meanwhile. Raises DatabaseAway."""

    def consistently(session: Session) -> T:
        if not database.is_sqlite:  # a SQLite transaction always sees one state
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        return work(session)

    return await database.read(consistently)


def list_scenarios(
    session: Session, locale: Locale, *, q: str, thematique: str, statut: Statut | None, page: int, page_size: int
) -> Page[Scenario]:
    """Scenarios that are not archived, the last changed first; `q` is searched in nom and thématique."""
    wanted: list[ColumnElement[bool]] = [ScenarioRow.archived_at.is_(None)]
    if q:
        wanted.append(contains(ScenarioRow.nom, q) | contains(ScenarioRow.thematique, q))
    if thematique:
        wanted.append(contains(ScenarioRow.thematique, thematique))
    if statut:
        wanted.append(ScenarioRow.statut == statut)
    statement = select(ScenarioRow.id).where(*wanted)
    ordered = statement.order_by(ScenarioRow.updated_at.desc(), ScenarioRow.id.desc())
    ids = session.scalars(_cut(ordered, page, page_size)).all()
    items = scenario_views(session, ids, locale)
    return Page[Scenario](items=items, total=_count(session, statement), page=page, page_size=page_size)


def get_scenario(session: Session, scenario_id: int, locale: Locale) -> Scenario:
    """Raises Refused (scenario-not-found), also for an archived one."""
    scenario = scenario_view(session, scenario_id, locale) if scenario_id <= MAX_ID else None
    if scenario is None:
        raise Refused("scenario-not-found")
    return scenario


def list_plans(session: Session, scenario_id: int, *, before: int | None, limit: int) -> Listing[Plan]:
    _check_scenario(session, scenario_id)
    rows, total = _newest(session, PlanRow, PlanRow.scenario_id == scenario_id, before, limit)
    return Listing[Plan](items=plan_views(session, rows), total=total)


def list_recherches(session: Session, scenario_id: int, *, before: int | None, limit: int) -> Listing[Recherche]:
    _check_scenario(session, scenario_id)
    rows, total = _newest(session, RechercheRow, RechercheRow.scenario_id == scenario_id, before, limit)
    return Listing[Recherche](items=[recherche_view(row) for row in rows], total=total)


def list_scenario_messages(session: Session, scenario_id: int, *, before: int | None, limit: int) -> Listing[Message]:
    """The messages about a scenario, in whatever conversation."""
    _check_scenario(session, scenario_id)
    return _messages(session, MessageRow.scenario_id == scenario_id, before, limit)


def list_messages(session: Session, conversation_id: UUID, *, before: int | None, limit: int) -> Listing[Message]:
    """The messages of a conversation; none is no error: a conversation begins with its first message."""
    return _messages(session, MessageRow.conversation_id == conversation_id, before, limit)


def current_scenario_id(session: Session, conversation_id: UUID) -> int | None:
    """The scenario a conversation is about, unless it is archived."""
    scenario_id = conversation_scenario_id(session, conversation_id)
    statement = select(ScenarioRow.id).where(ScenarioRow.id == scenario_id, ScenarioRow.archived_at.is_(None))
    return session.scalar(statement)


def list_known_objectifs(session: Session, q: str, page: int, page_size: int) -> Page[KnownObjectif]:
    link = ScenarioObjectifRow
    return _known(session, KnownObjectif, ObjectifRow, link, link.objectif_id, ObjectifRow.label, q, page, page_size)


def list_known_cibles(session: Session, q: str, page: int, page_size: int) -> Page[KnownCible]:
    link = ScenarioCibleRow
    return _known(session, KnownCible, CibleRow, link, link.cible_id, CibleRow.label, q, page, page_size)


def list_known_ressources(session: Session, q: str, page: int, page_size: int) -> Page[KnownRessource]:
    link = ScenarioRessourceRow
    return _known(
        session, KnownRessource, RessourceRow, link, link.ressource_id, RessourceRow.titre, q, page, page_size
    )


def count_all(session: Session) -> dict[str, int]:
    """What /health counts: everything that is kept, and how overdue the purge is."""
    return {
        "plans_generes": _count(session, select(PlanRow.id)),
        "scenarios": _count(session, select(ScenarioRow.id).where(ScenarioRow.archived_at.is_(None))),
        "recherches": _count(session, select(RechercheRow.id)),
        "messages": _count(session, select(MessageRow.id)),
        "purge_overdue_seconds": round(overdue(session).total_seconds()),
    }


def latest_provider(session: Session) -> str | None:
    """Where the model's latest reply came from."""
    return session.scalar(select(AiReplyRow.provider).order_by(AiReplyRow.id.desc()).limit(1))


def _known(
    session: Session,
    contract: type[Known],
    entity: Any,
    link: Any,
    key: InstrumentedAttribute[int],
    name: InstrumentedAttribute[str],
    q: str,
    page: int,
    page_size: int,
) -> Page[Known]:
    """Entities that some scenario holds, by name."""
    held = select(key).join(ScenarioRow, ScenarioRow.id == link.scenario_id).where(ScenarioRow.archived_at.is_(None))
    statement = select(entity).where(entity.id.in_(held), contains(name, q))
    rows = session.scalars(_cut(statement.order_by(name, entity.id), page, page_size)).all()
    items = [contract(**{field: getattr(row, field) for field in contract.model_fields}) for row in rows]
    total = _count(session, statement.with_only_columns(entity.id))
    return Page[contract](items=items, total=total, page=page, page_size=page_size)  # type: ignore[valid-type]


def _check_scenario(session: Session, scenario_id: int) -> None:
    statement = select(ScenarioRow.id).where(ScenarioRow.id == scenario_id, ScenarioRow.archived_at.is_(None))
    if scenario_id > MAX_ID or session.scalar(statement) is None:
        raise Refused("scenario-not-found")


def _messages(session: Session, wanted: ColumnElement[bool], before: int | None, limit: int) -> Listing[Message]:
    rows, total = _newest(session, MessageRow, wanted, before, limit)
    return Listing[Message](items=message_views(session, rows), total=total)


def _newest(
    session: Session, table: Any, wanted: ColumnElement[bool], before: int | None, limit: int
) -> tuple[Sequence[Any], int]:
    """The newest rows with an id below `before`, and how many there are in all."""
    statement = select(table).where(wanted)
    below = statement if before is None else statement.where(table.id < before)
    rows = session.scalars(below.order_by(table.id.desc()).limit(limit)).all()
    return rows, _count(session, statement.with_only_columns(table.id))


def _cut(statement: Select[Any], page: int, page_size: int) -> Select[Any]:
    return statement.limit(page_size).offset((page - 1) * page_size)


def _count(session: Session, statement: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(statement.subquery())) or 0
