"""Stores a whole scenario from a document: an import, or one of the examples of a new installation."""

from sqlalchemy.orm import Session

from assistant.contracts.scenario import ImportScenario
from scenario_service import library, repository
from scenario_service.kinds import CIBLE, OBJECTIF, RESSOURCE


def add_document(session: Session, document: ImportScenario) -> int:
    """Adds the scenario, what it holds and its plan; returns its id.

    Raises AlreadyExists, LimitReached: the limits are those of adding by hand.
    """
    scenario = repository.add_scenario(session, document.nom, document.thematique, document.description)
    for kind, given in ((OBJECTIF, document.objectifs), (CIBLE, document.cibles), (RESSOURCE, document.ressources)):
        holding = library.Holding(session, kind, scenario.id)
        for fields in given:
            holding.create(fields)
    if document.plan and document.plan.items:
        repository.add_plan(session, scenario.id, document.plan)
    return scenario.id
