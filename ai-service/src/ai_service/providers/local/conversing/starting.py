"""What is answered while no scenario is open to somebody who tells what she is about: a scenario to create."""

import re

from ai_service.providers.base import Request
from ai_service.providers.local.conversing.briefing import propositions
from ai_service.providers.local.library import library
from ai_service.providers.local.replying import Document, document, form, offer
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.courtesy import without_courtesy
from ai_service.providers.local.understanding.reading.orders import begins_an_order
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.values import clean
from ai_service.providers.local.understanding.situation import Situation
from ai_service.wording import shorten
from assistant.contracts.base import Locale
from assistant.dialogue.texts import quoted, text

_MONTH = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march"
    r"|april|may|june|july|august|september|october|november|december)\b"
)
_OFFER: dict[Locale, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:offres?|solutions?|services?|produits?|logiciels?|prestations?) (?:de |d'|en )"
        rf"(?!service\b|{_MONTH})(?P<de>[^,;:.!?]+?)(?= pour | aux? | a destination | aupres | chez | en \d|[,;:.!?]|$)"
    ),
    "en": re.compile(
        r"\b(?:our|my|an?|the|new) (?!new\b)(?P<de>(?:[\w-]+ ){1,3}?)(?:offers?|offering|solutions?|services?|products?"
        r"|software|tool|platform)\b"
    ),
}
_ABOUT: dict[Locale, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:sur|autour de|a propos de) (?P<de>[^,;:.!?]+?)(?= pour | aux? | et une? | en \d|[,;:.!?]|$)"
    ),
    "en": re.compile(r"\b(?:about|on|around) (?P<de>[^,;:.!?]+?)(?= for | to | and an? | in \d|[,;:.!?]|$)"),
}
_DESTINED = re.compile(
    r"\b(?:pour|for) (?P<own>nos?\b|notre\b|mes\b|mon\b|ma\b|our\b|my\b)?\s?(?:les? |la |l'|des |the )?"
    r"(?P<said>[^,;:.!?]+)(?P<apart>, (?:notre|our|un|une|an?)\b)?"
)
"""What a campaign is for: a theme, unless it is one's own thing, people, a date, or a name that is then explained."""

_BRAND = re.compile(r"(?<=[a-zà-ÿ])(?: [A-Z][a-zà-ÿ]\w*)+$")
"""The name of a product after what it is: "paie Paylo"."""

LONGEST_THEME = 60
"""In characters: what is longer is a sentence, not a theme."""

LONGEST_DESCRIPTION = 500
"""In characters: what was told is kept as a description, its beginning at least."""

SOCIAL = frozenset({"greeting", "help"})
OTHERWISE = frozenset({"thanks", "leave", "off_topic", "topic", "again"})
"""Meanings of sentences that begin nothing."""


def started(request: Request, meaning: Meaning, situation: Situation) -> Document | None:
    """The form of a scenario filled with the theme of what she says; None when she tells nothing to begin with."""
    reading = read(without_courtesy(request.text, situation.locale), situation)
    described = _is_described(meaning, reading)
    selling = _tells_the_business(meaning, reading)
    imagined = meaning.intent == "scenario.create" and "nom" not in meaning.entities and not reading.has("scenario")
    named = meaning.intent.startswith("scenario.") and not (imagined or described)
    if request.scenario is not None or (meaning.intent in OTHERWISE and not selling) or named:
        return None
    theme = _theme(reading)
    begun = theme or selling or described or (meaning.intent not in SOCIAL and _is_about_an_offer(reading))
    parts = propositions(request, situation.locale)
    if not begun and (not parts or reading.sentence.is_question):
        return None
    ordered = begins_an_order(request.text, situation, named=False) or meaning.intent in SOCIAL
    told = described or selling or not ordered
    known = {
        "thematique": theme,
        "description": shorten(" ".join(request.text.split()), LONGEST_DESCRIPTION) if told else "",
    }
    offers = [form("scenario.create", **{name: value for name, value in known.items() if value})]
    if request.scenarios:
        offers.append(offer("scenario.list"))
    asked = text("ai.local.start.theme" if theme else "ai.local.start", request.locale, thematique=quoted(theme))
    kept = f" {text('ai.local.start.kept', request.locale)}" if told else ""
    return document(asked + kept, offers, parts)


def _is_described(meaning: Meaning, reading: Reading) -> bool:
    """Whether a scenario is asked for by telling what it serves, and no theme: "pour nos clients inactifs"."""
    if meaning.intent != "scenario.create" or "nom" in meaning.entities or reading.has("thematique"):
        return False
    destined = _DESTINED.search(reading.flat)
    if destined is None:
        return False
    first = reading.sentence.between(*destined.span("said"))[:1]
    people = any(mention.family == "personnes" for mention in reading.lexicon.mentions(first))
    when = re.match(_MONTH, destined["said"])
    return bool(destined["own"] or destined["apart"] or people or when)


def _tells_the_business(meaning: Meaning, reading: Reading) -> bool:
    """Whether a sentence tells what the company does or wants to sell, whatever else it was taken for."""
    if reading.kinds or reading.has("ajouter", "hors_sujet"):
        return False
    if meaning.intent in SOCIAL | OTHERWISE:
        return reading.says("fait_dit") or (reading.has("aide") and reading.has("buts", "essor"))
    doubtful = meaning.intent == "clarify" and (reading.says("volonte") and not reading.leading)
    wished = meaning.intent.endswith(".add") or doubtful
    offered = meaning.intent == "clarify" or meaning.intent.endswith((".add", ".suggest"))
    return (wished and reading.says("decrit")) or (offered and reading.says("fait_dit"))


def _theme(reading: Reading) -> str:
    """The theme: what an offer is of, or a sentence is about, in its own words; else how the library calls it."""
    locale = reading.sentence.locale
    known = library(locale)
    for pattern in (_OFFER, _ABOUT):
        told = pattern[locale].finditer(reading.flat)
        found = next((each for each in told if pattern is _OFFER or not _is_of_a_content(each, reading)), None)
        said = clean(_BRAND.sub("", reading.sentence.raw[slice(*found.span("de"))]), locale) if found else ""
        if said and len(said) <= LONGEST_THEME and (pattern is _OFFER or known.about(said)):
            return said
    claims = known.about(reading.sentence.raw)
    title = claims[0].theme.titre if claims else ""
    return title[:1].upper() + title[1:]


def _is_of_a_content(found: re.Match[str], reading: Reading) -> bool:
    """Whether a content is about it, not the campaign: "on a un webinaire sur la RE2020"."""
    return any(0 <= found.start() - content.end <= 1 for content in reading.all("contenu"))


def _is_about_an_offer(reading: Reading) -> bool:
    return reading.has("situation", "creer") and not reading.sentence.is_question
