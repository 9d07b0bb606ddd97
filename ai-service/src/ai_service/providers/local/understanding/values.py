"""What a sentence says besides its intent: labels, and the values of fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ai_service.providers.local.understanding.reading import Reading, flat, read
from ai_service.providers.local.understanding.sentence import Word
from assistant.contracts.base import KINDS, Kind, Locale

INTRODUCING = ("ajouter", "nouveau", "viser", "creer", *KINDS)
"""Families after which the thing to add is named."""

SKIPPED = (*INTRODUCING, "politesse", "numero")

_POLITE = re.compile(
    r"[\s,]*\b(?:s'il (?:te|vous) plait|stp|svp|merci(?: d'avance| bien| beaucoup| de l'ajouter| de les ajouter)?|please|pls|plz|thanks|thank you)"
    r"[\s.!?]*$"
)
_DESTINATION = re.compile(
    r"\s+(?:a|dans|aux|au|parmi|comme|en tant que|to|into|in|on|as)\s+(?:l[ae]s?\s|l'|mes\s|nos\s|ma\s|mon\s|une?\s|my\s|our\s|the\s|an?\s"
    r"|liste\s(?:des|de)\s|(?:ce|cette|this)\s)*"
    r"(?:objectifs?|cibles?|ressources?|scenario|personas?|list|objectives?|goals?|targets?|audiences?|resources?)\s*$"
)
_ARTICLE = re.compile(
    r"^(?:l'|d'|(?:le|la|les|un|une|des|du|de|notre|nos|mon|ma|mes|votre|vos|leurs?|the|a|an|our|my|your)\s)\s*"
)
_PATTERNS: dict[Locale, dict[str, str]] = {
    "fr": {
        "priorite": r"[,(;]?\s*(?:\b(?:avec|en|de|a|comme|pour)\s+(?:une\s|la\s)?)?\bprio(?:rite)?s?\s*(?:n°|numero|a|=|:|en|sur)?\s*"
        r"(\d{1,2}|une?|deux|trois|quatre|cinq|six|haute|maximale|absolue|basse)\b\)?",
        "segment": r"[,(;]?\s*(?:\b(?:dans|avec|pour|sur)\s)?(?:\b(?:le|comme|son|un)\s)?\bsegment\b\s*"
        r"(?:=|:|(?:de la|de l'|du|des|de|d'|est|devrait etre|doit etre|devient|en|a|par|pour|c'est|plutot)(?=[\s'])\s*)*\s*([^,;)]+)\)?",
        "maturite": r"(?:[,(;]\s*|\b(?:en|au stade|stade|phase|maturite|etape|niveau)\b[^,;]{0,24}?)\b({maturites})\b\)?",
        "type": r"[,(;]?\s*\btype\s*(?:=|:|de)?\s*({types}|autre)\b\)?",
    },
    "en": {
        "priorite": r"[,(;]?\s*(?:\b(?:with|at|as|to)\s)?(?:\ba\s)?\bprio(?:rity)?\s*(?:level|of|to|=|:|number|no|is)?\s*"
        r"(\d{1,2}|one|two|three|four|five|six|high|highest|top)\b\)?",
        "segment": r"[,(;]?\s*(?:\b(?:in|with|for)\s)?(?:\b(?:the|as|a)\s)?\bsegment\b\s*(?:=|:|(?:is|should be|to|of|as)\s)*\s*([^,;)]+)\)?",
        "maturite": r"(?:[,(;]\s*|\b(?:at|in|to|stage|phase|maturity)\b[^,;]{0,24}?)\b({maturites})\b(?:\s(?:stage|phase))?\)?",
        "type": r"[,(;]?\s*\b(?:of\s)?type\s*(?:=|:|of)?\s*({types}|other)\b\)?",
    },
}
_TOP = frozenset({"haute", "maximale", "absolue", "high", "highest", "top"})
_OTHER = frozenset({"autre", "other"})


@dataclass(frozen=True)
class Found:
    """The value of a field, with its place in the text."""

    value: Any
    start: int
    end: int


def clean(text: str) -> str:
    """A value as it would be stored: without politeness, punctuation at its ends or leading article, its first letter capital."""
    text = text.strip(' \t\n\u00a0,;:.!?=–—-()"“”«»')
    for pattern in (_POLITE, _DESTINATION, _POLITE):
        found = pattern.search(flat(text))
        text = text[: found.start()] if found else text
    found = _ARTICLE.match(flat(text))
    text = (text[found.end() :] if found else text).strip(' \t\n\u00a0,;:.!?–—-()"“”«»')
    return text[:1].upper() + text[1:]


def field(reading: Reading, name: str) -> Found | None:
    """The value a field is given in so many words ("segment santé", "en priorité 2")."""
    pattern = _PATTERNS[reading.sentence.locale][name]
    pattern = pattern.replace("{maturites}", _names(reading.lexicon.maturites)).replace(
        "{types}", _names(reading.lexicon.types)
    )
    found = re.search(pattern, reading.flat)
    if found is None:
        return None
    value = _value(reading, name, found[1], reading.sentence.raw[found.start(1) : found.end(1)])
    return None if value is None else Found(value, found.start(), found.end())


def _names(values: dict[str, str]) -> str:
    return "|".join(sorted((re.escape(value) for value in values), key=len, reverse=True))


def _value(reading: Reading, name: str, said: str, raw: str) -> object:
    if name == "priorite":
        number = 1 if said in _TOP else reading.number(said)
        return number if number is None or number > 0 else None
    if name == "maturite":
        return reading.lexicon.maturites[said]
    if name == "type":
        return "autre" if said in _OTHER else reading.lexicon.types[said]
    return clean(raw) or None


def fields_of(reading: Reading, kind: Kind) -> tuple[dict[str, Any], Reading]:
    """The fields said beside a label, and the sentence read again without them."""
    wanted = {"objectif": ("priorite",), "cible": ("maturite", "segment"), "ressource": ("type",)}[kind]
    text = reading.sentence.raw
    values: dict[str, Any] = {}
    if kind == "ressource" and reading.sentence.url:
        values["url"] = reading.sentence.url
        start, end = reading.sentence.url_span
        text = f"{text[:start].rstrip(' (<')} {text[end:]}"
    for name in wanted:
        rest = read(text, reading.situation)
        found = field(rest, name)
        if found is not None:
            values[name] = found.value
            text = f"{text[: found.start]}{_gap(text, found)}{text[found.end :]}"
    return values, read(text, reading.situation)


def _gap(text: str, found: Found) -> str:
    """What is left where a field was: a comma, unless the sentence goes on to name the thing."""
    return " " if not text[found.end :].strip(" .!?)") or text[: found.start].strip() == "" else " "


def type_named(reading: Reading) -> str | None:
    """The type of content that a sentence names; `autre` for a sort of content that is none of the known ones."""
    found = re.search(rf"\b({_names(reading.lexicon.types)})s?\b", flat(reading.sentence.raw))
    if found:
        return reading.lexicon.types[found[1]]
    return "autre" if reading.has("contenu") else None


def label(reading: Reading) -> str:
    """What to add is called: a quotation, what follows a colon, what follows the verb, else what comes before it."""
    sentence = reading.sentence
    if sentence.quotes:
        return clean(sentence.quotes[0].text)
    if sentence.colon and sentence.tail.strip():
        return clean(_until_request(sentence.tail, reading))
    return clean(_after(reading)) or clean(_before(reading))


def _after(reading: Reading) -> str:
    """The first words that name something after an expression that introduces it."""
    skipped = {word.start for mention in reading.all(*SKIPPED) for word in mention.words}
    for anchor in reading.all(*INTRODUCING):
        for word in reading.sentence.words:
            if word.start < anchor.end or word.start in skipped or _is_empty(word, reading):
                continue
            if _is_request_between(anchor.end, word.start, reading):
                break
            text = _until_request(reading.sentence.raw[word.start :], reading)
            if text.strip():
                return text
            break
    return ""


def _is_empty(word: Word, reading: Reading) -> bool:
    return word.folded in reading.lexicon.vides


def _is_request_between(start: int, end: int, reading: Reading) -> bool:
    """Whether a later clause, not the one of the verb, begins with a request of its own."""
    return any(start < mention.start < end for mention in reading.all("retirer", "modifier"))


_REQUEST = re.compile(
    r"(?:[,;.!?]|\s-|\bet\b|\band\b)\s*(?:(?:tu|vous|on)\s)?(?:peux|peut|pourrais|pouvez|pourriez|pourrait|can|could|would|merci|a\b|il faut|faut|please|let's|you can)?"
    r"[\s-]*(?:tu|vous|on|you|me|l'|la|le|les|it|them|that|this|to)*[\s-]*(?:ajoute|rajoute|mets|met|mettre|ajouter|rajouter|inscri|note|enregistre|on l|on la|on le|integre"
    r"|add|put|save|include|insert)\w*.*$"
)


def _until_request(text: str, reading: Reading) -> str:
    """The text up to where it asks for something ("…, ajoute-le", "…, tu peux l'ajouter ?")."""
    found = _REQUEST.search(flat(text))
    cut = text[: found.start()] if found else text
    return re.sub(r"[.!?]\s+\S.*$", "", cut.strip()) if reading.sentence.locale else cut


def _before(reading: Reading) -> str:
    """What was said before the request: "on a un guide du solaire, à mettre dans les ressources"."""
    request = reading.first("ajouter", "retenir")
    if request is None:
        return ""
    words = [word for word in reading.sentence.words if word.end <= request.start]
    skipped = {word.start for mention in reading.all(*SKIPPED) for word in mention.words}
    while words and (_is_empty(words[0], reading) or words[0].start in skipped):
        words.pop(0)
    while words and _is_empty(words[-1], reading):
        words.pop()
    return reading.sentence.raw[words[0].start : words[-1].end] if words else ""


_LEADS: dict[Locale, str] = {
    "fr": r"\s(?:en|par|pour|a|vers|comme)\s|\b(?:devrait|doit|devra) (?:etre|s'appeler|dire)\s|\bs'appelle(?:ra)?\s(?:desormais\s|maintenant\s)?"
    r"|\bdevient\s|\bc'est (?:desormais|maintenant|plutot)\s",
    "en": r"\s(?:to|with|as|into|by)\s|\bshould (?:say|be|read)\s|\b(?:is|are) now\s|\bbecomes?\s|\bcalled\s|\bnamed\s",
}


def split(reading: Reading, resolves: Sequence[str] = ()) -> list[tuple[int, int]]:
    """The places where a new value may begin, each with where what it is about ends: quotation, colon, then linking words."""
    sentence = reading.sentence
    if sentence.quotes:
        quote = sentence.quotes[-1]
        return [(quote.start, quote.start)]
    if sentence.colon:
        return [sentence.colon]
    del resolves
    return [found.span() for found in re.finditer(_LEADS[sentence.locale], reading.flat)]


def value_at(reading: Reading, start: int) -> str:
    """The value that begins at `start`: a quotation, or the rest of the sentence."""
    sentence = reading.sentence
    quote = next((quote for quote in sentence.quotes if quote.start == start), None)
    return clean(quote.text if quote else sentence.raw[start:])
