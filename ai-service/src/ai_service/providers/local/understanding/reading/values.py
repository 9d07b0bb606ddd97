"""What a sentence says besides its intent: the values of fields, as they would be stored."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ai_service.providers.local.understanding.reading.lexicon import Lexicon, lexicon
from ai_service.providers.local.understanding.reading.reading import Reading, flat, read
from ai_service.providers.local.understanding.reading.sentence import Word
from assistant.contracts.base import KINDS, Kind, Locale

MOST_OPENINGS = 10
"""In how many places at most a new value is looked for."""

LONGEST_DENIAL = 20
"""In characters."""

ENDS = ' \t\n\u00a0,;:.!?=–—-()"“”«»'
TOP = frozenset({"haute", "maximale", "absolue", "high", "highest", "top"})
_CHANGED_TO = re.compile(r"^(?:à |a )?(?:changer|modifier|passer)\s+(?:en|par|pour|à)\s+", re.IGNORECASE)
"""What may stand between a field and its new value: "le segment est à changer en …"."""
_MORE = re.compile(r"\d.*\sen plus$", re.IGNORECASE)
"""Ends that say how much, and that no more is asked: "15 % de chiffre d’affaires en plus"."""

_FROM_NOW_ON = re.compile(
    r",?\s+(?:maintenant|désormais|dorénavant|à présent|now|from now on|instead)\s*\.?$", re.IGNORECASE
)
"""What may stand after it: "le segment, c'est Santé maintenant"."""

OTHER = frozenset({"autre", "other"})

CLOSED: dict[Kind, tuple[str, ...]] = {
    "objectif": ("priorite",),
    "cible": ("maturite", "segment"),
    "ressource": ("type",),
}
"""The fields that are said in so many words, by kind."""


@dataclass(frozen=True)
class Found:
    """The value of a field, with the place of all that says it, and where the value itself begins."""

    name: str
    value: Any
    start: int
    end: int
    at: int = -1


def clean(text: str, locale: Locale) -> str:
    """A value as it would be stored: no politeness, no punctuation at its ends, no article, a capital first."""
    book = lexicon(locale)
    text = text.strip(ENDS)
    for name in ("politesse", "destination", "politesse", "suspendu"):
        found = book.pattern(name).search(flat(text))
        text = text[: found.start()] if found and not _MORE.search(text) else text
    for _ in range(2):
        # "on s'est dit qu'il faudrait les notaires": what leads to the name, then its article.
        found = book.pattern("article").match(flat(text))
        text = (text[found.end() :] if found else text).strip(ENDS)
    return text[:1].upper() + text[1:]


def literal(text: str) -> str:
    """A quoted title or name: to the letter but for a capital first and a mark that belongs to the sentence."""
    text = text.strip(" \t\n\u00a0,;.")
    return text[:1].upper() + text[1:]


def field(reading: Reading, name: str) -> Found | None:
    """The value a field is given in so many words ("segment santé", "en priorité 2")."""
    # The last one counts: "plus en découverte mais en considération".
    given = list(reading.lexicon.pattern(name).finditer(reading.flat))[::-1]
    # What it is not is none: "en considération, pas en découverte".
    found = next((found for found in given if not is_denied(reading, found.start())), None)
    if found is None:
        return None
    place = next(index for index, group in enumerate(found.groups(), 1) if group is not None)
    value = _value(reading, name, found[place], reading.sentence.raw[found.start(place) : found.end(place)])
    return None if value is None else Found(name, value, found.start(), found.end(), found.start(place))


def is_denied(reading: Reading, place: int) -> bool:
    """Whether the words right before `place` say that what stands there is not so."""
    return reading.lexicon.pattern("nie").search(reading.flat, max(place - LONGEST_DENIAL, 0), place) is not None


def _value(reading: Reading, name: str, said: str, raw: str) -> object:
    if name == "priorite":
        number = 1 if said in TOP else reading.number(said)
        return number or None
    if name == "maturite":
        return reading.lexicon.maturites[said]
    if name == "segment":
        raw = _FROM_NOW_ON.sub("", re.split(r"[?!]|\.\s", _CHANGED_TO.sub("", raw))[0])
        opposed = reading.lexicon.pattern("ecarte").search(flat(raw), 1)
        raw = raw[: opposed.start()] if opposed else raw
    if name == "type":
        return "autre" if said in OTHER else reading.lexicon.types[said]
    return clean(raw, reading.sentence.locale) or None


def fields_of(reading: Reading, kind: Kind) -> tuple[dict[str, Any], Reading]:
    """The fields said beside a label, and the sentence read again without them."""
    text = reading.sentence.raw
    values: dict[str, Any] = {}
    if kind == "cible":
        # A target has none: what is said of it is no part of the name.
        rank = field(reading, "priorite")
        text = (
            f"{text[: rank.start]} {text[rank.end :]}" if rank and not reading.sentence.is_apart(rank.start) else text
        )
    if kind == "ressource" and reading.sentence.url:
        values["url"] = reading.sentence.url
        start, end = reading.sentence.url_span
        before = text[:start].rstrip(" (<")
        led = reading.lexicon.pattern("mene_au_lien").search(flat(before))
        text = f"{before[: led.start()] if led else before} {text[end:]}"
    for name in CLOSED[kind]:
        found = field(read(text, reading.situation), name)
        if found is not None:
            values[name] = found.value
            text = f"{text[: found.start]} {text[found.end :]}"
    return values, read(text, reading.situation) if text != reading.sentence.raw else reading


def type_named(text: str, reading: Reading) -> str | None:
    """The type of content that `text` names."""
    found = re.search(rf"\b({_types(reading.lexicon)})s?\b", flat(text))
    return reading.lexicon.types[found[1]] if found else None


def _types(book: Lexicon) -> str:
    return "|".join(sorted(map(re.escape, book.types), key=len, reverse=True))


def is_empty(word: Word, reading: Reading) -> bool:
    """Whether a word is no part of a name: a small one, or the rank of "objectif n° 3, former les équipes"."""
    rank = reading.number(word.folded) is not None and reading.sentence.raw[word.end : word.end + 1] in (",", ":")
    return word.folded in reading.lexicon.vides or rank


def openings(reading: Reading) -> Iterator[tuple[int, int]]:
    """The places where a new value may begin, each with where what it is about ends.

    A quotation is the value wherever it is; else linking words before the colon that more than a field's name follows,
    then the colon, then the other linking words.
    """
    sentence = reading.sentence
    if sentence.quotes:
        quote = sentence.quotes[-1]
        yield quote.start, quote.start
        return
    found = [match.span() for match in islice(reading.lexicon.pattern("liaison").finditer(reading.flat), MOST_OPENINGS)]
    if sentence.colon:
        colon = sentence.colon
        yield from (span for span in found if span[1] <= colon[0] and names_a_value(reading, span[1], colon[0]))
        yield colon
        return
    yield from found


def names_a_value(reading: Reading, start: int, end: int) -> bool:
    """Whether words other than names of fields and kinds stand between two places."""
    named = {
        word.start
        for mention in reading.all(*KINDS, "description", "nom", "note", "usage", "scenario", "thematique", "contenu")
        for word in mention.words
    }
    words = [word for word in reading.sentence.between(start, end) if not is_empty(word, reading)]
    return bool(words) and words[0].raw[:1].isupper() and all(word.start not in named for word in words)


def value_at(reading: Reading, start: int) -> str:
    """The value that begins at `start`: a quotation, or the rest of the sentence."""
    sentence = reading.sentence
    quote = next((quote for quote in sentence.quotes if quote.start == start), None)
    if quote:
        return literal(quote.text)
    # "le titre n'est pas bon : mets X".
    told = reading.lexicon.pattern("mise").match(flat(sentence.raw[start:]))
    return clean(sentence.raw[start + (told.end() if told else 0) :], sentence.locale)
