"""What "ajoute-le", "mets ça en objectif" or "add them" points back at, in the sentences before."""

from collections.abc import Sequence
from itertools import takewhile

from ai_service.providers.local.understanding.reading.reading import Reading, flat, read
from ai_service.providers.local.understanding.reading.sentence import INFINITIVE, Word
from ai_service.providers.local.understanding.reading.values import ENDS
from assistant.contracts.base import KINDS, Kind

PLURAL = frozenset({"les", "des", "aux", "nos", "mes", "ces", "leurs"})
_MOST_SENTENCES = 3
"""What "ajoute-le" points back at stands in the last sentences."""

GIVEN = ("priorite", "segment", "maturite", "type", "enumere")
"""What follows "ajoute-le" counts when it gives a field, or asks for more."""


def spoken_of(before: str, told: Sequence[str], rest: str, reading: Reading) -> str:
    """What was spoken of last, with what is said of it in `rest` and its address; empty when nothing was named."""
    whole, after = read(before, reading.situation), read(rest, reading.situation)
    if after.sentence.quotes or whole.says("chercher_contenu"):
        # It is named there, or has still to be found.
        return ""
    kind = next((kind for kind, noun in after.nouns if noun.family in KINDS), None) or _kind(whole)
    for sentence in reversed(told[-_MOST_SENTENCES:]):
        alone = read(sentence, reading.situation)
        name = _without_time(_name(alone, kind), alone).strip(ENDS.replace("«", "").replace("»", "").replace('"', ""))
        if name:
            address = whole.sentence.url if not after.sentence.url else None
            content = _content(whole) if kind == "ressource" and name.startswith(("«", '"', "“")) else ""
            more = rest if after.nouns or after.sentence.url or any(after.says(each) for each in GIVEN) else ""
            return f"{content} {name}".strip() + more + (f" ({address})" if address else "")
    return ""


def _without_time(name: str, reading: Reading) -> str:
    """A name without "ce matin" or "already" at its end."""
    found = reading.lexicon.pattern("suspendu").search(flat(name))
    return name[: found.start()] if found else name


def _kind(reading: Reading) -> Kind | None:
    return reading.nouns[0][0] if reading.nouns else None


def _content(reading: Reading) -> str:
    content = reading.first("contenu")
    return reading.sentence.raw[content.start : content.end] if content else ""


def _name(reading: Reading, kind: Kind | None) -> str:
    sentence = reading.sentence
    if sentence.quotes:
        return f"{_content(reading)} {sentence.raw[sentence.quotes[0].start : sentence.quotes[0].end]}"
    if sentence.colon and sentence.tail.strip(ENDS):
        noun = next((noun for named, noun in reading.nouns if noun.family in KINDS and named == kind), None)
        if noun is not None:
            return sentence.raw[noun.start :]
        tail = read(sentence.tail, reading.situation)
        inner = _name(tail, kind)
        titled = kind == "ressource" and not tail.has("contenu")
        return f"{_content(reading)} « {sentence.tail.strip(ENDS)} »" if titled else inner or sentence.tail
    if kind == "objectif":
        return _result(reading)
    return _titled(reading) if kind == "ressource" else _people(reading)


def _result(reading: Reading) -> str:
    """A result that is wanted: "le patron veut 20 démos", "l'idée, c'est de signer douze hangars"."""
    starts = [found.end() for found in reading.lexicon.pattern("voulu").finditer(reading.flat)]
    for start in [*starts, *(mention.start for mention in reading.all("buts"))]:
        first = next((word for word in reading.sentence.words if word.start >= start), None)
        english = reading.sentence.locale == "en"
        figure = first and (first.folded.isdecimal() or reading.number(first.folded) is not None)
        if first and (figure or english or INFINITIVE.match(first.folded)):
            return f"« {reading.sentence.raw[first.start : reading.sentence.clause_end(first.start)].strip(ENDS)} »"
    return ""


def _titled(reading: Reading) -> str:
    """A content, with the title that follows it: the one with a proper name before the others."""
    contents, raw = reading.all("contenu"), reading.sentence.raw
    announced = _announced(reading, contents[0].end) if contents else ""
    if announced:
        return f"{_content(reading)} « {announced} »"
    names = [_until_relative(reading, content.start) for content in contents]
    apposed = _apposed(reading, contents[0].start) if contents else ""
    bare = contents and "".join(names[:1]).strip() == _content(reading)
    if reading.sentence.locale == "en" and bare and not apposed:
        # "the grants guide".
        words = [word for word in reading.sentence.words if word.end <= contents[0].end]
        told = list(takewhile(lambda word: word.folded not in reading.lexicon.vides, words[::-1]))
        return raw[told[-1].start : contents[0].end] if told else names[0]
    proper = [name for name in names if any(word[:1].isupper() for word in name.split()[1:])]
    if proper or not contents:
        return next(iter(proper), "")
    return f"{_content(reading)} « {apposed} »" if apposed else names[0]


def _apposed(reading: Reading, start: int) -> str:
    """The title that comes right after a content: "un guide, Paroles de maires"."""
    clauses = reading.sentence.clauses()
    apposed = next((reading.sentence.raw[begin:end].strip() for begin, end in clauses if begin > start), "")
    return apposed if apposed[:1].isupper() else ""


def _announced(reading: Reading, start: int) -> str:
    """The title that a clause of its own gives: "…, the title is SOC in two minutes"."""
    for begin, end in reading.sentence.clauses():
        titled = reading.lexicon.pattern("nomme").search(reading.flat, begin, end) if begin > start else None
        title = reading.sentence.raw[titled.end() : end].strip() if titled else ""
        if title[:1].isupper():
            return title
    return ""


def _until_relative(reading: Reading, start: int) -> str:
    end = reading.sentence.clause_end(start)
    turn = reading.lexicon.pattern("subordonnee").search(reading.flat, start, end)
    return reading.sentence.raw[start : turn.start() if turn else end]


def _people(reading: Reading) -> str:
    """The people spoken of, in the plural, from the small word before them: "parler aux syndics de copropriété"."""
    small = {
        word
        for word in reading.lexicon.vides | reading.lexicon.definis | reading.lexicon.indefinis
        if word in ("des", "aux", "a") or not reading.lexicon.pattern("complement").match(f"{word} ")
    }
    named = {word.start for mention in reading.all("personnes") for word in mention.words}
    named |= {found.start() for found in reading.lexicon.pattern("gens").finditer(reading.flat)}
    led = [found.end() for found in reading.lexicon.pattern("adresse_a").finditer(reading.flat)]

    def clause(word: Word) -> int:
        return next((start for start, end in reading.sentence.clauses() if start <= word.start < end), 0)

    for begin in [*led, 0]:
        words = [word for word in reading.sentence.words if word.start >= begin]
        for place, word in enumerate(words):
            if begin and word.folded not in small:
                return _until_relative(reading, word.start)
            if word.start in named and word.raw.endswith(("s", "x")):
                led_by = [other for other in words[:place] if other.folded in PLURAL and other.start >= clause(word)]
                if led_by:
                    return _until_relative(reading, led_by[-1].end + 1)
                first = place
                while first and words[first - 1].folded not in small:
                    first -= 1
                return _until_relative(reading, words[first].start)
    return ""
