"""What the model is told of the situation: data, within a budget, that nothing in it can leave."""

import json
from collections.abc import Sequence
from typing import Any

from ai_service.domain import entities, name_of
from ai_service.providers.base import Exchange, Request
from ai_service.wording import shorten
from assistant.contracts.base import KINDS
from assistant.contracts.entities import Cible, Objectif, Ressource, Scenario
from assistant.contracts.proposals import title_of

ENTITIES = 40
DETAIL = 240
RECENT = 8
RECENT_LENGTH = 700
OLDER_LENGTH = 120
OLDER = 20
PROPOSED = 30
SCENARIOS = 40
"""The budget, in characters and counts: about 20,000 characters in all at the very most."""


def situation(request: Request) -> dict[str, Any]:
    """The scenario and what surrounds it; what is empty is left out."""
    told: dict[str, Any] = {}
    if request.scenario:
        told["scenario"] = _scenario(request.scenario, request)
    if request.scenarios:
        told["scenarios"] = [{"id": known.id, "nom": known.nom} for known in request.scenarios[:SCENARIOS]]
    if request.shown:
        told["propositions_affichees"] = [
            {"numero": number, "type": shown.proposal.kind, "nom": title_of(shown.proposal)}
            for number, shown in enumerate(request.shown, 1)
        ]
    kinds = [request.kind] if request.kind else list(KINDS)
    proposed = {kind: list(request.proposed.get(kind, ())[:PROPOSED]) for kind in kinds}
    if any(proposed.values()):
        told["deja_proposes"] = {kind: names for kind, names in proposed.items() if names}
    return told


def _scenario(scenario: Scenario, request: Request) -> dict[str, Any]:
    told: dict[str, Any] = {
        "nom": scenario.nom,
        "thematique": scenario.thematique,
        "description": shorten(scenario.description, 4 * DETAIL),
    }
    for kind in KINDS:
        told[f"{kind}s"] = [_entity(entity) for entity in entities(request, kind)[:ENTITIES]]
    if scenario.plan:
        told["plan"] = [f"{item.format} ({item.canal})" for item in scenario.plan.items]
    return told


def _entity(entity: Objectif | Cible | Ressource) -> dict[str, Any]:
    told: dict[str, Any] = {"id": entity.id, "nom": name_of(entity)}
    if isinstance(entity, Objectif):
        told |= {"priorite": entity.priorite, "description": shorten(entity.description, DETAIL)}
    elif isinstance(entity, Cible):
        told |= {"maturite": entity.maturite, "segment": entity.segment, "persona": shorten(entity.persona, DETAIL)}
    else:
        told |= {"type": entity.type, "url": entity.url, "note": shorten(entity.note, DETAIL), "usage": entity.usage}
    return {name: value for name, value in told.items() if value}


def recent(history: Sequence[Exchange]) -> list[dict[str, str]]:
    """The last exchanges, oldest first, each cut to its share."""
    return [{"auteur": each.auteur, "contenu": shorten(each.contenu, RECENT_LENGTH)} for each in history[-RECENT:]]


def older(history: Sequence[Exchange]) -> list[str]:
    """A line for each older exchange: the summary is made anew each time, never stored."""
    before = history[:-RECENT][-OLDER:]
    return [f"{each.auteur}: {shorten(' '.join(each.contenu.split()), OLDER_LENGTH)}" for each in before]


def enclosed(tag: str, data: object) -> str:
    """Data between tags, as JSON in which no tag can be closed."""
    written = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<{tag}>\n{written}\n</{tag}>"
