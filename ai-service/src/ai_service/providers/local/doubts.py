"""What is asked back when a sentence leaves a doubt: a question, and the buttons that settle it."""

from typing import cast

from ai_service.domain import entities
from ai_service.providers.base import Request
from ai_service.providers.local.replying import LONGEST_LABEL, Document, Offer, form, offer, say
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.values import clean
from ai_service.replies import ACCEPT
from ai_service.wording import shorten
from assistant.contracts.base import Kind


def clarified(request: Request, meaning: Meaning) -> Document:
    """A question, with the buttons that answer it."""
    offers = [way for intent in meaning.about for way in _ways(request, intent)]
    return say("ai.local.clarify", request, offers)


def _ways(request: Request, intent: str) -> list[Offer]:
    """The buttons that settle a doubt in favour of an intent."""
    family, _, verb = intent.partition(".")
    if verb in ("suggest", "generate", "list", "archive"):
        return [offer(intent)]
    if intent == "search.run":
        return [offer(intent, requete=shorten(clean(request.text, request.locale), 180))]
    if intent in ("scenario.show", "scenario.open"):
        return [offer("scenario.list")]
    if intent == "scenario.update":
        return [form(intent)]
    return _ways_with_entity(request, cast("Kind", family), verb)


def _ways_with_entity(request: Request, kind: Kind, verb: str) -> list[Offer]:
    held = entities(request, kind)
    if verb == "remove":
        return [offer(f"{kind}.remove", id=entity.id) for entity in held]
    if verb == "update":
        return [form(f"{kind}.update", id=entity.id) for entity in held]
    if request.shown and request.shown[0].proposal.kind == kind:
        numbers = list(range(1, len(request.shown) + 1))
        return [offer(ACCEPT, numbers=numbers)] if verb == "add_many" else []
    said = clean(request.text, request.locale)
    if kind == "cible" and 0 < len(said) <= LONGEST_LABEL and len(said.split()) <= 4:  # noqa: PLR2004 - a name, not a sentence
        return [offer("cible.add", label=said)]
    return [form(f"{kind}.add")]
