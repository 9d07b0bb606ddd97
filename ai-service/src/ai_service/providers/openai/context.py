"""What the model is told of the situation: data, within a budget, that nothing in it can leave."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from ai_service.domain import entities, name_of
from ai_service.providers.base import Exchange, Request
from ai_service.wording import shorten, stems
from assistant.contracts.base import KINDS
from assistant.contracts.entities import Cible, Objectif, Ressource, Scenario
from assistant.contracts.proposals import title_of

SITUATION = 20_000
RECENT = 8
RECENT_LENGTH = 700
SUMMARY = 3_000
SUMMARY_LINE = 120
NAME = 150
REQUEST = 4_500
"""The budget, in counts and in characters as they are written between tags: a quotation mark takes two, a bracket six.
Some 33,000 characters in all, about 9,000 tokens, whatever the scenario holds and however long the conversation was.
Her message, of 4,000 characters at most, has room for what writing it adds."""

QUOTES = 2
"""Around a text that is written."""


@dataclass(frozen=True)
class Share:
    """How much is told: how many of each sort, and how many characters of a name and of a description."""

    count: int
    name: int
    detail: int


SHARES = (
    Share(200, 150, 240),
    Share(200, 150, 80),
    Share(200, 150, 0),
    *(Share(count, 80, 0) for count in (200, 100, 60, 40, 25, 15)),
)
"""Tried in this order until the situation fits; the last one always does. A name left out is not known to be there: the
details of all go before the name of one."""


def situation(request: Request) -> dict[str, Any]:
    """The scenario and what surrounds it, as much of it as fits; what is empty is left out."""
    told: dict[str, Any] = {}
    for share in SHARES:
        told = _situation(request, share)
        if len(_written(told)) <= SITUATION:
            break
    return told


def _situation(request: Request, share: Share) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if request.scenario:
        told["scenario"] = _scenario(request.scenario, request, share)
    if request.scenarios:
        names = [known.nom for known in request.scenarios]
        scenarios = [request.scenarios[place] for place in _kept(names, request, share.count)]
        told["scenarios"] = [{"id": known.id, "nom": cut(known.nom, share.name)} for known in scenarios]
        told |= _omitted("scenarios", len(names), len(scenarios))
    if request.shown:
        told["propositions_affichees"] = [
            {"numero": number, "type": shown.proposal.kind, "nom": cut(title_of(shown.proposal), share.name)}
            for number, shown in enumerate(request.shown[: share.count], 1)
        ]
    kinds = [request.kind] if request.kind else list(KINDS)
    proposed = {kind: request.proposed.get(kind, ())[: share.count] for kind in kinds}
    if any(proposed.values()):
        told["deja_proposes"] = {
            kind: [cut(name, share.name) for name in names] for kind, names in proposed.items() if names
        }
    return told


def _scenario(scenario: Scenario, request: Request, share: Share) -> dict[str, Any]:
    told: dict[str, Any] = {
        "nom": cut(scenario.nom, NAME),
        "thematique": cut(scenario.thematique, NAME),
        "description": _detail(scenario.description, 4 * share.detail),
    }
    for kind in KINDS:
        # The newest have the highest ids.
        held = sorted(entities(request, kind), key=lambda entity: entity.id, reverse=True)
        kept = {held[place].id for place in _kept([name_of(entity) for entity in held], request, share.count)}
        told[f"{kind}s"] = [_entity(entity, share) for entity in entities(request, kind) if entity.id in kept]
        told |= _omitted(f"{kind}s", len(held), len(kept))
    if scenario.plan:
        told["plan"] = [cut(f"{item.format} ({item.canal})", NAME) for item in scenario.plan.items]
    return told


def _kept(names: Sequence[str], request: Request, count: int) -> list[int]:
    """The places of `count` names at most, in their order: those that share most words with her message come first."""
    if len(names) <= count:
        return list(range(len(names)))
    said = set(stems(request.text, request.locale))
    by_worth = sorted(range(len(names)), key=lambda place: -len(said & set(stems(names[place], request.locale))))
    return sorted(by_worth[:count])


def _omitted(name: str, total: int, kept: int) -> dict[str, int]:
    """How many there are that are not told of."""
    return {f"{name}_omis": total - kept} if kept < total else {}


def _entity(entity: Objectif | Cible | Ressource, share: Share) -> dict[str, Any]:
    told: dict[str, Any] = {"id": entity.id, "nom": cut(name_of(entity), share.name)}
    length = share.detail
    if isinstance(entity, Objectif):
        told |= {"priorite": entity.priorite, "description": _detail(entity.description, length)}
    elif isinstance(entity, Cible):
        told |= {
            "maturite": entity.maturite,
            "description": _detail(entity.description, length),
            "segment": _detail(entity.segment, length),
            "persona": _detail(entity.persona, length),
        }
    else:
        told |= {
            "type": entity.type,
            "url": entity.url if length else "",
            "note": _detail(entity.note, length),
            "usage": _detail(entity.usage, length),
        }
    told["insight"] = _detail(entity.insight, length)
    return {name: value for name, value in told.items() if value}


def _detail(data: str, length: int) -> str:
    return cut(data, length) if length else ""


def recent(history: Sequence[Exchange]) -> list[dict[str, str]]:
    """The last exchanges, oldest first, each cut to its share."""
    return [{"auteur": each.auteur, "contenu": cut(each.contenu, RECENT_LENGTH)} for each in history[-RECENT:]]


def summary(history: Sequence[Exchange]) -> dict[str, Any]:
    """What was said before the last exchanges: `lignes`, oldest first, and how many exchanges `omis` when not all fit.

    Her own words come first, from the newest back, then what was answered. It is made anew each time, never stored: it
    goes on with the conversation, and nothing outlives the messages that it tells of.
    """
    before = history[:-RECENT]
    lines = [f"{each.auteur}: {cut(_first_line(each.contenu), SUMMARY_LINE)}" for each in before]
    latest = {line: number for number, line in enumerate(lines)}
    by_worth = sorted(latest.values(), key=lambda number: (before[number].auteur != "user", -number))
    told, left = set(), SUMMARY
    for number in by_worth:
        left -= len(_written(lines[number]))
        if left < 0:
            break
        told.add(number)
    summed_up: dict[str, Any] = {"lignes": [lines[number] for number in sorted(told)]}
    omitted = len(latest) - len(told)
    return summed_up | ({"omis": omitted} if omitted else {})


def _first_line(content: str) -> str:
    return content.strip().partition("\n")[0]


def cut(data: str, length: int) -> str:
    """The beginning of a text that takes at most `length` characters once it is written."""
    data = shorten(data, length)
    if len(_written(data)) - QUOTES <= length:
        return data
    ends = list(accumulate(len(_written(char)) - QUOTES for char in data))
    return shorten(data, bisect_right(ends, length))


def enclosed(tag: str, data: object) -> str:
    """Data between tags, as JSON in which no tag can be closed."""
    return f"<{tag}>\n{_written(data)}\n</{tag}>"


def _written(data: object) -> str:
    """JSON without what a tag begins with."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
