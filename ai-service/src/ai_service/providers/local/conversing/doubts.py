"""What is asked back when a sentence leaves a doubt: a question, and the buttons that settle it."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import cast

from ai_service.domain import entities
from ai_service.providers.base import Request
from ai_service.providers.local.replying import Document, Offer, form, offer, say
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.pointing import number_words
from ai_service.providers.local.understanding.reading.reading import read
from ai_service.providers.local.understanding.reading.references import Absent
from ai_service.providers.local.understanding.reading.values import clean, literal
from ai_service.providers.local.understanding.rules.answers import is_no, is_question, is_yes
from ai_service.providers.local.understanding.situation import Known, situation_of
from ai_service.replies import ACCEPT, MAX_ACTIONS
from ai_service.wording import shorten
from assistant.contracts.base import KINDS, Kind
from assistant.contracts.entities import Ressource
from assistant.dialogue.texts import quoted, text

LONGEST_LABEL = 120
"""As the contract has the name of what is added."""

_ANOTHER = re.compile(
    r"^\s*(?:et|and|what about|how about|quid d(?:e|es))\s+(?=(?:les?|la|des|nos|the|our|\w+s)\b|l['’])", re.IGNORECASE
)
"""What leads to one more name: "et les acheteurs ?"."""

LONGEST_NOTE = 1000

_FRAGMENT = re.compile(
    r"^(?:en fait|finalement|plutôt|seulement|uniquement|remets|delete|actually|only|rather|instead|make it)\b"
    r"|^[\d\s%]+$",
    re.IGNORECASE,
)
"""What opens as no name does, or is figures only: "en fait 90"."""


def clarified(request: Request, meaning: Meaning) -> Document:
    """A question, with the buttons that answer it."""
    if "told" in meaning.entities:
        return _noted(request, meaning.entities["told"])
    missing: Absent | None = meaning.entities.get("absent")
    if _is_about_none(request, meaning.about):
        kind = meaning.about[0].partition(".")[0]
        return say(f"ai.local.none.{kind}", request, [offer(f"{kind}.suggest"), form(f"{kind}.add")])
    spared = [offer(f"{known.kind}.remove", id=known.id) for known in meaning.entities.get("spared", ())]
    offers = _some_of_each([[way for way in ways(request, intent) if way not in spared] for intent in meaning.about])
    if _is_no_name(request) and len(offers) > 1:
        # A yes or a question is not to be looked for either.
        offers = [way for way in offers if way["intent"] != "search.run"]
    if missing is None:
        return say("ai.local.clarify", request, offers)
    key = "ai.local.absent.place" if missing.place else "ai.local.quoted"
    which = text(key, request.locale, place=missing.place, nom=quoted(shorten(missing.name, LONGEST_LABEL)))
    return say(f"ai.local.absent.{missing.kind}", request, offers, which=which)


def _noted(request: Request, known: Known) -> Document:
    """What is told of an entity, to be noted there: nothing else keeps it."""
    entity = next(held for held in entities(request, known.kind) if held.id == known.id)
    field = "note" if isinstance(entity, Ressource) else "description"
    noted = "\n".join(part for part in (getattr(entity, field), literal(request.text)) if part)
    ways_ = [offer(f"{known.kind}.update", id=known.id, **{field: noted})] if len(noted) <= LONGEST_NOTE else []
    blank = form(f"{known.kind}.update", id=known.id)
    return say("ai.local.told", request, [*ways_, blank], nom=quoted(known.name))


def _some_of_each(ways_of_each: Sequence[Sequence[Offer]]) -> list[Offer]:
    """All the ways when a reply can hold them; else the first of each intent, and the page on which all are at hand."""
    offers = [way for each in ways_of_each for way in each]
    if len(offers) <= MAX_ACTIONS:
        return offers
    in_turn = [way for row in zip_longest(*ways_of_each) for way in row if way is not None]
    return [*in_turn[: MAX_ACTIONS - 1], form("scenario.open")]


def _is_about_none(request: Request, about: Sequence[str]) -> bool:
    """Whether the doubt is about which of a kind to correct or remove, and there is none."""
    kind, _, verb = about[0].partition(".") if len(about) == 1 else ("", "", "")
    return verb in ("remove", "update") and kind in KINDS and not entities(request, kind)


def ways(request: Request, intent: str) -> list[Offer]:
    """The buttons that settle a doubt in favour of an intent."""
    family, _, verb = intent.partition(".")
    if verb in ("suggest", "generate", "list", "archive"):
        return [offer(intent)]
    if intent == "search.run":
        return [offer(intent, requete=shorten(clean(_ANOTHER.sub("", request.text), request.locale), 180))]
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
    said = clean(_ANOTHER.sub("", request.text), request.locale)
    if kind == "cible" and not _is_no_name(request) and 0 < len(said) <= LONGEST_LABEL and len(said.split()) <= 4:  # noqa: PLR2004 - a name, not a sentence
        return [offer("cible.add", label=said)]
    return [form(f"{kind}.add")]


def _is_no_name(request: Request) -> bool:
    """Whether what was said cannot name anything: a question, an order, a yes or a no, a bare place."""
    if _ANOTHER.match(request.text):
        return False
    reading = read(request.text, situation_of(request))
    if _FRAGMENT.match(request.text.strip()):
        return True
    social = is_yes(request.text) or is_no(request.text) or is_question(reading)
    pointing = not reading.unread(extra=number_words(reading))
    return social or pointing or reading.says("pronoms") or bool(reading.leading)
