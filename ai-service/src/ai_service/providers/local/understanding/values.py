"""What a sentence says besides its intent: labels, and the values of fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ai_service.providers.local.understanding.lexicon import Lexicon, Mention, lexicon
from ai_service.providers.local.understanding.reading import Reading, flat, read
from ai_service.providers.local.understanding.sentence import Word
from ai_service.wording import words
from assistant.contracts.base import KINDS, Kind, Locale

INTRODUCING = ("ajouter", "viser", *KINDS)
"""Families after which the thing to add is named."""

SKIPPED = ("ajouter", "nouveau", *KINDS, "politesse", "numero", "rectifier")

MOST_OPENINGS = 10
"""In how many places at most a new value is looked for."""

WANTING = frozenset("faut faudrait peux peut pouvez pourrais pourriez pourrait voudrais voudrait aimerais veux".split())  # noqa: SIM905
"""After these a verb orders, wherever it stands: "pour les cibles il faudrait ajouter…"."""

LONGEST_DENIAL = 20
"""In characters."""

ENDS = ' \t\n\u00a0,;:.!?=–—-()"“”«»'
TOP = frozenset({"haute", "maximale", "absolue", "high", "highest", "top"})
_CHANGED_TO = re.compile(r"^(?:à |a )?(?:changer|modifier|passer)\s+(?:en|par|pour|à)\s+", re.IGNORECASE)
"""What may stand between a field and its new value: "le segment est à changer en …"."""

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
        text = text[: found.start()] if found else text
    for _ in range(2):
        # "on s'est dit qu'il faudrait les notaires": what leads to the name, then its article.
        found = book.pattern("article").match(flat(text))
        text = (text[found.end() :] if found else text).strip(ENDS)
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
        raw = re.split(r"[?!]|\.\s", _CHANGED_TO.sub("", raw))[0]
    if name == "type":
        return "autre" if said in OTHER else reading.lexicon.types[said]
    return clean(raw, reading.sentence.locale) or None


def fields_of(reading: Reading, kind: Kind) -> tuple[dict[str, Any], Reading]:
    """The fields said beside a label, and the sentence read again without them."""
    text = reading.sentence.raw
    values: dict[str, Any] = {}
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
    return values, read(text, reading.situation) if values else reading


def type_named(text: str, reading: Reading) -> str | None:
    """The type of content that `text` names."""
    found = re.search(rf"\b({_types(reading.lexicon)})s?\b", flat(text))
    return reading.lexicon.types[found[1]] if found else None


def _types(book: Lexicon) -> str:
    return "|".join(sorted(map(re.escape, book.types), key=len, reverse=True))


def label(reading: Reading) -> str:
    """What to add is called: a quotation, what follows a colon, what follows the verb, else what comes before it."""
    sentence = reading.sentence
    if sentence.quotes:
        return clean(sentence.quotes[0].text, sentence.locale)
    if sentence.colon and sentence.tail.strip(ENDS) and not _is_in_a_title(reading, sentence.colon[0]):
        return clean(_until_request(sentence.tail, reading), sentence.locale)
    attributed = reading.find("attribut")
    if attributed and not reading.has("ajouter"):
        # "les maires pourraient être une bonne cible".
        return clean(sentence.raw[: attributed.start()], sentence.locale)
    content = reading.first("contenu")
    if content and not reading.has("ajouter", "retenir", "viser", *KINDS):
        # Only stated: "nous avons un témoignage client de la société Durand".
        return clean(_called(reading) or _until_request(sentence.raw[content.start :], reading), sentence.locale)
    after = clean(_called(reading) or _after(reading), sentence.locale)
    vague = {word.folded for mention in reading.all("vague") for word in mention.words}
    # "ajoute ça": what was said before.
    return clean(_before(reading), sentence.locale) if set(words(after)) <= vague else after


def _is_in_a_title(reading: Reading, colon: int) -> bool:
    """Whether a colon stands in a title begun before it: "l'article Onduleurs hybrides : mode d'emploi"."""
    content = next((each for each in reading.all("contenu")[::-1] if each.end <= colon), None)
    words = reading.sentence.between(content.end, colon) if content else []
    return len(words) > 1 and content is not None and _names_a_value(reading, content.end, colon)


def _called(reading: Reading) -> str:
    """The name that is announced right after a noun: "une vidéo intitulée Dans les coulisses"."""
    for _, noun in reading.nouns:
        announced = reading.lexicon.pattern("nomme").match(reading.flat, min(noun.end + 1, len(reading.flat)))
        if announced:
            return _until_request(reading.sentence.raw[announced.end() :], reading)
    return ""


def _after(reading: Reading) -> str:
    """The first words that name something after an expression that introduces it."""
    nouns = reading.all(*KINDS)
    skipped = {
        word.start
        for mention in reading.all(*SKIPPED, *(("viser",) if reading.kind == "cible" else ()))
        # A verb after the noun is part of what is named: "a new goal, save accounts at risk"; a French order is not.
        if not (
            mention.family == "ajouter" and nouns and nouns[0].end <= mention.start and not _orders(mention, reading)
        )
        for word in mention.words
    }
    for anchor in reading.all(*INTRODUCING):
        if anchor.family == "viser" and nouns and nouns[0].start < anchor.start:
            # Part of what is named: "objectif : atteindre 95 %".
            continue
        words = (
            word
            for word in reading.sentence.words
            if word.start >= anchor.end and word.start not in skipped and not _is_empty(word, reading)
        )
        text = next((_until_request(reading.sentence.raw[word.start :], reading) for word in words), "")
        if text.strip():
            return text
    return ""


def _orders(mention: Mention, reading: Reading) -> bool:
    """Whether a verb is in a form that only orders: "comme objectif, mets…"."""
    ordered = reading.lexicon.pattern("mise").match(f"{mention.words[0].folded} ") is not None
    return (ordered and reading.says("en_tant_que")) or reading.word_before(mention) in WANTING


def _is_empty(word: Word, reading: Reading) -> bool:
    """Whether a word is no part of a name: a small one, or the rank of "objectif n° 3, former les équipes"."""
    rank = reading.number(word.folded) is not None and reading.sentence.raw[word.end : word.end + 1] in (",", ":")
    return word.folded in reading.lexicon.vides or rank


def _until_request(text: str, reading: Reading) -> str:
    """The text up to where it asks for something ("…, ajoute-le", "…, tu peux l'ajouter ?") or a sentence ends."""
    found = reading.lexicon.pattern("demande").search(flat(text))
    # A mark after a space stands where a field was: what follows it is no more of the name.
    text = re.sub(r"(?<=\w)(?:\s+[,.](?=\s)|\s{2,}(?=(?:pour|for|both|all|tou)\b)).*$", "", text, flags=re.DOTALL)
    return re.sub(r"[.!?]\s+\S.*$", "", (text[: found.start()] if found else text).strip(), flags=re.DOTALL)


def _before(reading: Reading) -> str:
    """What was said before the request: "on a un guide du solaire, à mettre dans les ressources"."""
    request = reading.first("ajouter") or reading.first("retenir")
    if request is None and reading.says("en_tant_que"):
        request = reading.first(*KINDS)
    request = request or reading.first("viser")
    if request is None:
        return ""
    skipped = {word.start for mention in reading.all(*SKIPPED) for word in mention.words}
    told = reading.find("fait")
    begin = told.end() if told else 0
    words = [word for word in reading.sentence.words if begin <= word.start and word.end <= request.start]
    while words and (_is_empty(words[0], reading) or words[0].start in skipped):
        words.pop(0)
    end = request.start
    while words and _is_empty(words[-1], reading) and words[-1].raw[:1].islower():
        end = words.pop().start
    # "… Vous pouvez l'ajouter ?": what opens the request is no part of the name.
    return re.sub(r"[.!?]\s+\w*\s*$", "", reading.sentence.raw[words[0].start : end]) if words else ""


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
        yield from (span for span in found if span[1] <= colon[0] and _names_a_value(reading, span[1], colon[0]))
        yield colon
        return
    yield from found


def _names_a_value(reading: Reading, start: int, end: int) -> bool:
    """Whether words other than names of fields and kinds stand between two places."""
    named = {
        word.start
        for mention in reading.all(*KINDS, "description", "nom", "note", "usage", "scenario", "thematique", "contenu")
        for word in mention.words
    }
    words = [word for word in reading.sentence.between(start, end) if not _is_empty(word, reading)]
    return bool(words) and words[0].raw[:1].isupper() and all(word.start not in named for word in words)


def value_at(reading: Reading, start: int) -> str:
    """The value that begins at `start`: a quotation, or the rest of the sentence."""
    sentence = reading.sentence
    quote = next((quote for quote in sentence.quotes if quote.start == start), None)
    if quote:
        return clean(quote.text, sentence.locale)
    # "le titre n'est pas bon : mets X".
    told = reading.lexicon.pattern("mise").match(flat(sentence.raw[start:]))
    return clean(sentence.raw[start + (told.end() if told else 0) :], sentence.locale)
