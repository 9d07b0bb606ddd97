"""What runs on after a request without a mark: "renomme-le Soleil ça parle mieux", "find me ideas on ports I'm off"."""

from itertools import islice

from ai_service.providers.local.understanding.reading.reading import FIELDS, Reading, read
from ai_service.providers.local.understanding.reading.telling import asks
from ai_service.providers.local.understanding.reading.values import field
from assistant.contracts.base import KINDS

MOST_PLACES = 5
"""So many are looked at, at most: a text made long on purpose costs no more."""

GIVEN = ("priorite", "maturite", "segment", "type")
SPOKEN_OF = (*KINDS, "scenario", "thematique", "plan", *FIELDS)


def without_run_on(reading: Reading) -> Reading:
    """The request without the clause that runs on after its value, when that one has a subject and asks nothing."""
    sentence = reading.sentence
    for found in islice(reading.lexicon.pattern("enchaine").finditer(reading.flat), MOST_PLACES):
        end = sentence.clause_end(found.end())
        before = read(sentence.raw[: found.start()], reading.situation)
        after = read(sentence.raw[found.end() : end], reading.situation)
        if sentence.is_apart(found.end()) or _goes_on(before) or _says_more(after):
            continue
        if asks(before.sentence.raw, reading.situation):
            return read(f"{before.sentence.raw}{sentence.raw[end:]}", reading.situation)
    return reading


def _goes_on(reading: Reading) -> bool:
    """Whether what follows may tell what is meant: after "le thème", "ajoute", "que"."""
    last = reading.sentence.words[-1]
    leading = {word.start for mention in reading.all(*SPOKEN_OF, *reading.leading) for word in mention.words}
    asked = {word.start for mention in reading.all("question") for word in mention.words}
    return last.folded in reading.lexicon.vides or last.start in leading | asked


def _says_more(reading: Reading) -> bool:
    """Whether a clause asks for something, or gives what is asked for a name or a value."""
    given = any(field(reading, name) for name in GIVEN) or reading.sentence.quotes or reading.sentence.url
    return bool(given) or reading.has(*KINDS) or asks(reading.sentence.raw, reading.situation)
