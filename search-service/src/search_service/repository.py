"""All SQL of search-service. It writes `recherches` only."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.contracts.entities import Resultat
from assistant.db.models import RechercheRow

REMEMBERED = 100
"""How many of a scenario's latest searches count when what it has been shown already is set aside."""

_RESULTATS = TypeAdapter(list[Resultat])


def add_recherche(session: Session, scenario_id: int, requete: str, resultats: Sequence[Resultat]) -> RechercheRow:
    """Stores a search that was done; the row has its id."""
    resultat = _RESULTATS.dump_json(list(resultats)).decode()
    row = RechercheRow(scenario_id=scenario_id, requete=requete, resultat=resultat)
    session.add(row)
    session.flush()
    return row


def latest_searches(session: Session, scenario_id: int) -> list[tuple[str, list[str]]]:
    """The scenario's latest searches, each as its request and the titles it was shown."""
    rows = session.execute(
        select(RechercheRow.requete, RechercheRow.resultat)
        .where(RechercheRow.scenario_id == scenario_id)
        .order_by(RechercheRow.id.desc())
        .limit(REMEMBERED)
    )
    return [
        (requete, [resultat.titre for resultat in _RESULTATS.validate_json(resultats)]) for requete, resultats in rows
    ]
