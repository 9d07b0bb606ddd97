"""What a thing to be added is called: where its label begins and ends in the sentence of `additions`."""

import re
from itertools import takewhile

from ai_service.providers.local.understanding.reading.lexicon import Mention
from ai_service.providers.local.understanding.reading.reading import Reading, flat, read
from ai_service.providers.local.understanding.reading.values import ENDS, clean, is_empty, literal, names_a_value
from ai_service.wording import words
from assistant.contracts.base import KINDS

INTRODUCING = ("ajouter", "viser", *KINDS)
"""Families after which the thing to add is named."""

SKIPPED = ("ajouter", "nouveau", *KINDS, "politesse", "numero", "rectifier")

_HOLE = re.compile(r"[,;(]\s*(\w+)[^,;]*?\s{2,}")
"""A clause out of which a field has been taken: "…, ils sont   maintenant"."""
_MARK = re.compile(r"\s*[,;(]\s*")

WANTING = frozenset("faut faudrait peux peut pouvez pourrais pourriez pourrait voudrais voudrait aimerais veux".split())  # noqa: SIM905
"""After these a verb orders, wherever it stands: "pour les cibles il faudrait ajouter…"."""


def label(reading: Reading) -> str:
    """What to add is called: a quotation, what follows a colon, what follows the verb, else what comes before it."""
    sentence = reading.sentence
    if sentence.quotes:
        return literal(sentence.quotes[0].text)
    if sentence.colon and sentence.tail.strip(ENDS) and not _is_in_a_title(reading, sentence.colon[0]):
        return clean(_until_request(sentence.tail, reading), sentence.locale)
    attributed = reading.find("attribut")
    if attributed and not reading.has("ajouter"):
        # "les maires pourraient être une bonne cible".
        return clean(sentence.raw[: attributed.start()], sentence.locale)
    content = reading.first("contenu")
    if content and not reading.has("ajouter", "retenir", "viser", *KINDS):
        # Only stated: "nous avons un témoignage client de la société Durand".
        return clean(
            _called(reading) or _until_request(sentence.raw[_start(content, reading) :], reading), sentence.locale
        )
    after = clean(_called(reading) or _without_its_sort(_after(reading), reading), sentence.locale)
    vague = {word.folded for mention in reading.all("vague") for word in mention.words}
    # "ajoute ça": what was said before.
    return clean(_before(reading), sentence.locale) if set(words(after)) <= vague else after


def _without_its_sort(text: str, reading: Reading) -> str:
    """A name without the noun that only says of what sort it is: of "a CIO target in retail", "CIO in retail"."""
    found = re.search(r"\s(?:target|objective|goal|resource)(?=\s(?:in|on|about|from|at|for|of|with)\s)", text)
    return text[: found.start()] + text[found.end() :] if found and "ajouter" in reading.leading else text


def _start(content: Mention, reading: Reading) -> int:
    """Where the name of a content begins: in English what it is about may stand before it ("a Michelin case study")."""
    before = [word for word in reading.sentence.words if word.end <= content.start]
    own = list(takewhile(lambda word: word.raw[:1].isupper(), reversed(before))) if before else []
    return own[-1].start if own and reading.situation.locale == "en" and len(own) < len(before) else content.start


def _is_in_a_title(reading: Reading, colon: int) -> bool:
    """Whether a colon stands in a title begun before it: "l'article Onduleurs hybrides : mode d'emploi"."""
    content = next((each for each in reading.all("contenu")[::-1] if each.end <= colon), None)
    words = reading.sentence.between(content.end, colon) if content else []
    return len(words) > 1 and content is not None and names_a_value(reading, content.end, colon)


def _called(reading: Reading) -> str:
    """The name that is announced after a noun: "une vidéo intitulée Dans les coulisses", "a video, it's called…"."""
    for _, noun in reading.nouns:
        announced = reading.lexicon.pattern("nomme").match(reading.flat, _past_a_mark(reading, noun.end))
        if announced:
            return _until_request(reading.sentence.raw[announced.end() :], reading)
    return ""


def _past_a_mark(reading: Reading, end: int) -> int:
    """Where what announces a name would stand after a noun: after a space, or a comma with "it's" or "its"."""
    mark = _MARK.match(reading.flat, end)
    if mark is None:
        return min(end + 1, len(reading.flat))
    shown = reading.lexicon.pattern("designe").match(reading.flat, mark.end())
    start = shown.end() if shown else mark.end()
    following = next((word for word in reading.sentence.words if word.start >= start), None)
    return following.end + 1 if following and following.folded in reading.lexicon.definis else start


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
    # "deux cibles DAF et DRH"
    counts = [word for word in reading.sentence.words if reading.number(word.folded) is not None]
    skipped |= {word.start for word in counts if any(0 < noun.start - word.end <= len(" new ") for noun in nouns)}
    # "let's go for ten briefings as an objective".
    chosen = ("retenir",) if reading.says("en_tant_que") else ()
    for anchor in reading.all(*INTRODUCING, *chosen):
        if anchor.family == "viser" and nouns and nouns[0].start < anchor.start:
            # Part of what is named: "objectif : atteindre 95 %".
            continue
        words = (
            word
            for word in reading.sentence.words
            if word.start >= anchor.end and word.start not in skipped and not is_empty(word, reading)
        )
        text = next((_until_request(reading.sentence.raw[word.start :], reading) for word in words), "")
        if text.strip():
            return text
    return ""


def _orders(mention: Mention, reading: Reading) -> bool:
    """Whether a verb is in a form that only orders: "comme objectif, mets…"."""
    ordered = reading.lexicon.pattern("mise").match(f"{mention.words[0].folded} ") is not None
    before = reading.word_before(mention)
    # "une cible à ajouter, les géomètres"
    to_add = reading.situation.locale == "fr" and before == "a"
    return (ordered and reading.says("en_tant_que")) or before in WANTING or to_add


def _until_request(text: str, reading: Reading) -> str:
    """The text up to where it asks for something ("…, ajoute-le", "…, tu peux l'ajouter ?") or a sentence ends."""
    found = reading.lexicon.pattern("demande").search(flat(text))
    text = text[: _place(text, reading)]
    # A mark after a space stands where a field was: what follows it is no more of the name.
    text = re.sub(
        r"(?<=\w)(?:\s+[,.](?=\s)|,\s{2,}|\s{2,}(?=(?:pour|for|both|all|tou)\b)).*$", "", text, flags=re.DOTALL
    )
    return re.sub(r"[.!?]\s+\S.*$", "", (text[: found.start()] if found else text).strip(), flags=re.DOTALL)


def _place(text: str, reading: Reading) -> int:
    """Where a name ends that is told where it goes, and nothing else after: "X comme cible quand tu as une minute"."""
    for found in reading.lexicon.pattern("place").finditer(flat(text)):
        rest = read(text[found.end() :], reading.situation)
        if not rest.has("personnes", "contenu", "indicateur", *KINDS):
            return found.start()
    told = _HOLE.search(flat(text))
    subject = told and read(told[1], reading.situation).sentence.words[0].folded
    return (
        told.start() if told and subject in reading.lexicon.sujets | {"y", "they", "it", "ils", "elles"} else len(text)
    )


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
    while words and (is_empty(words[0], reading) or words[0].start in skipped):
        words.pop(0)
    end = request.start
    while words and is_empty(words[-1], reading) and words[-1].raw[:1].islower():
        end = words.pop().start
    # "… Vous pouvez l'ajouter ?": what opens the request is no part of the name.
    return re.sub(r"[.!?]\s+\w*\s*$", "", reading.sentence.raw[words[0].start : end]) if words else ""
