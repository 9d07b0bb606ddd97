"""The reply that makes proposals: a sentence before them, and they themselves."""

import re
from dataclasses import replace

from ai_service.providers.base import Request
from ai_service.providers.local.chance import seeded
from ai_service.providers.local.naming import cite
from ai_service.providers.local.numbers import MANY, NUMBERS
from ai_service.providers.local.proposing.grounds import complement
from ai_service.providers.local.proposing.suggestions import Suggestions, suggest
from ai_service.providers.local.replying import Document, document
from ai_service.providers.local.topics import topics
from ai_service.replies import PROPOSALS
from assistant.contracts.base import Kind
from assistant.contracts.proposals import title_of
from assistant.dialogue.texts import quoted, text

NAME_LENGTH = 120
_ASKED = re.compile(
    rf"\b(\d+|{'|'.join(MANY)})\s+(?:(?:autres|nouve\w+|more|other|new)\s+)?"
    r"(?:objectifs|cibles|ressources|contenus|idées|propositions|suggestions"
    r"|objectives|goals|targets|resources|ideas|proposals|articles|vidéos|videos|webinaires|webinars)\b",
    re.IGNORECASE,
)
FIRST_OPENINGS = ("first.1", "first.2")
AGAIN_OPENINGS = ("again.1", "again.2", "again.3")


def propose(request: Request, kind: Kind) -> Document:
    """Three proposals of a kind with a sentence before them."""
    request = _after_those_under_way(request, kind)
    made = suggest(request, kind)
    proposals = [proposal.model_dump(mode="json", exclude_none=True) for proposal in made.proposals]
    said = [_opening(request, kind), _caveat(request, kind, made), _fewer(request)]
    return document(" ".join(filter(None, said)), proposals=proposals)


def _after_those_under_way(request: Request, kind: Kind) -> Request:
    """The request as it stands once those that began before it are answered: nothing is proposed in two tabs."""
    for ask in request.under_way.get(kind, ()):
        made = suggest(replace(request, task="suggest", kind=kind, locale=ask.locale, text=ask.text), kind)
        names = (title_of(proposal) for proposal in made.proposals)
        request = replace(
            request,
            asked={**request.asked, kind: request.asked.get(kind, 0) + 1},
            proposed={**request.proposed, kind: (*names, *request.proposed.get(kind, ()))},
        )
    return request


def _opening(request: Request, kind: Kind) -> str:
    """A sentence that is another each time."""
    asked, scenario = request.asked.get(kind, 0), request.scenario
    first = FIRST_OPENINGS[seeded(scenario.id if scenario else "", kind).randrange(len(FIRST_OPENINGS))]
    variant = AGAIN_OPENINGS[(asked - 1) % len(AGAIN_OPENINGS)] if asked else first
    return text(f"ai.local.{kind}.{variant}", request.locale, nom=_said(scenario.nom if scenario else "", request))


def _caveat(request: Request, kind: Kind, made: Suggestions) -> str:
    """What must be known of proposals beside the wish, that are not the theme's own, or that were shown before."""
    scenario, extent, answering = request.scenario, made.extent, made.answering
    if answering is not None and answering < len(made.proposals):
        key = "ai.local.unanswered.rest" if answering else "ai.local.unanswered"
        return text(key, request.locale, wish=_said(complement(request, kind), request))
    if scenario is None or extent == "own":
        return ""
    if extent == "again":
        return text("ai.local.again", request.locale)
    found = topics(request)
    if not found:
        return text("ai.local.uncovered", request.locale, theme=_said(scenario.thematique, request))
    return text(f"ai.local.{extent}", request.locale, theme=_said(found[0].theme.titre, request))


def _fewer(request: Request) -> str:
    """That fewer are proposed than are asked for: never more than three at once."""
    found = _ASKED.search(request.text)
    if found is None:
        return ""
    count = int(found[1]) if found[1].isdigit() else NUMBERS[found[1].lower()]
    return text("ai.local.three", request.locale) if count > PROPOSALS else ""


def _said(name: str, request: Request) -> str:
    return quoted(cite(name, request.locale, NAME_LENGTH))
