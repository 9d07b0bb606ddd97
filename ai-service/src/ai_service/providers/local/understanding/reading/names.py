"""How well words name a thing that has a name, short and misspelt as they may be."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile
from math import fsum

from rapidfuzz.distance import OSA

from ai_service.providers.local.understanding.reading.lexicon import SHORTEST_MISTYPED
from ai_service.providers.local.understanding.reading.reading import Reading
from ai_service.providers.local.understanding.reading.sentence import Word, content_stems
from ai_service.providers.local.understanding.situation import Known
from ai_service.wording import stems
from assistant.contracts.base import Locale

NAMED_SHARE = 0.6
"""Which part of the words that carry meaning must belong to a name for it to be meant: three words of five, or two of
three. Below, what is told shares a word with the name by chance.
"""

SHORTEST_ABBREVIATED = 4
"""In letters: a shorter beginning stands for too many words."""

LONG_STEM = 6
SHORT_ENDING = 3
"""Stems that share so many letters and differ by so few are of one family: "intégrateur", "intégration"."""


NAMING = (
    "contenu",
    "personnes",
    "situation",
    "buts",
    "essor",
    "indicateur",
    "gains",
    "viser",
    "question",
    "thematique",
)
"""Families whose words may be part of a name."""


def called(known: Known, reading: Reading) -> str:
    """All the words by which something is called: its name, its segment, its sort."""
    sorts = [name for name, type_ in reading.lexicon.types.items() if type_ == known.type]
    return " ".join([known.name, known.segment, *sorts])


def marks(known: Known, reading: Reading) -> set[str]:
    """The stems by which something is called."""
    return set(stems(called(known, reading), reading.sentence.locale))


def named(reading: Reading, words: Sequence[Word], among: Sequence[Known]) -> Known | None:
    """The one of `among` that `words` name best; None when none is, or several are as well."""
    place = best(name_stems(reading, words), [marks(known, reading) for known in among])
    return among[place] if place is not None else None


def best_named(reading: Reading, words: Sequence[Word], among: Sequence[str]) -> int | None:
    """The place, from 0, of the text of `among` that `words` name best; None when none is, or several are as well."""
    locale = reading.sentence.locale
    return best(stems_as_typed(words, locale), [set(stems(told, locale)) for told in among])


def stems_as_typed(words: Sequence[Word], locale: Locale) -> set[str]:
    """The stems that carry meaning, and the words as typed: a stem may cut "cyber" shorter than an abbreviation is."""
    return {*content_stems(words, locale), *(word.folded for word in words)}


def best(said: set[str], among: Sequence[set[str]], least: float = 0) -> int | None:
    """The place, from 0, of the marks that are said the most; None when several are as much, or none above `least`.

    A mark counts for as much less as more of them share it.
    """
    shared = Counter(mark for own in among for mark in own)
    # In whatever order a set gives them: the last digit of a plain sum depends on it.
    scores = [fsum(1 / shared[mark] for mark in own if _is_said(mark, said)) for own in among]
    most = max(scores, default=0)
    return scores.index(most) if most > 0 and most >= least and scores.count(most) == 1 else None


def name_stems(reading: Reading, words: Sequence[Word]) -> set[str]:
    """The stems that may be part of a name: not the words that say what to do, nor those that name a kind."""
    acts = {word.start for mention in reading.mentions if mention.family not in NAMING for word in mention.words}
    # A verb may also be a word of a name ("les intégrateurs"), except the one that says what to do.
    held = {mark for known in reading.situation.entities for mark in stems(known.name, reading.sentence.locale)}
    leading = {
        word.start for mention in reading.mentions if mention.family in reading.leading for word in mention.words[:1]
    }
    kept = [
        word
        for word in words
        if (word.start not in acts and word.folded not in reading.lexicon.nombres)
        or word.start in _names(reading)
        or (word.stem in held and word.start not in leading and len(word.folded) >= LONG_STEM)
    ]
    return set(content_stems(kept, reading.sentence.locale))


def _names(reading: Reading) -> set[int]:
    return {word.start for mention in reading.all("contenu", "personnes") for word in mention.words}


def _is_said(mark: str, said: Iterable[str]) -> bool:
    return any(
        mark == other
        or (min(len(mark), len(other)) >= SHORTEST_MISTYPED and OSA.distance(mark, other, score_cutoff=1) <= 1)
        or (len(other) >= SHORTEST_ABBREVIATED and mark.startswith(other.removesuffix("s")))
        or (min(len(mark), len(other)) >= SHORTEST_ABBREVIATED and mark in (f"e{other}", other.removeprefix("e")))
        or _same_family(mark, other)
        for other in said
    )


def _same_family(mark: str, other: str) -> bool:
    """Whether two long stems share their beginning but for an ending: "intégrateur" and "intégration"."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(mark, other, strict=False)))
    return shared >= LONG_STEM and max(len(mark), len(other)) - shared <= SHORT_ENDING


def is_calling(word: Word, known: Known, reading: Reading) -> bool:
    """Whether a word is one of those by which something is called, short or misspelt as it may be."""
    return any(_is_said(mark, {word.stem}) for mark in marks(known, reading))


def covers(known_name: str, words: Sequence[Word], locale: Locale) -> float:
    """Which part of the words that carry meaning belongs to a name, 0 to 1."""
    said = content_stems(words, locale)
    own = set(stems(known_name, locale))
    return sum(_is_said(word, own) for word in said) / len(said) if said else 0.0
