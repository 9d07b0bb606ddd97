"""Misspelt words of the few that patterns look for as they are spelt: "en decison", "to the resorces"."""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from ai_service.providers.local.understanding.reading.lexicon import lexicon
from ai_service.wording import fold
from ai_service.wording import words as folded_words
from assistant.contracts.base import KINDS, Locale

SHORTEST = 5
"""Below, a letter more or less makes another word."""

SHORTEST_UNLESS_SWAPPED = 6
"""Below, the same letters must be there, two of them swapped: "phrase" is no "phase"."""

FAMILIES = (*KINDS, "priorite", "segment", "maturite", "description", "inspiration")
"""Families whose words stand in patterns: kinds and fields."""

_WORD = re.compile(r"(?<![\w/.@-])[^\W\d_]+(?![\w/@-]|\.\w)")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")


def spelt(text: str, locale: Locale) -> str:
    """The text with those words spelt right; quotations and addresses stay as they are."""
    apart = [found.span() for found in _QUOTED.finditer(text)]

    def right(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in apart):
            return found[0]
        meant = _meant(fold(found[0]), locale)
        return found[0] if meant is None else meant.capitalize() if found[0][0].isupper() else meant

    return _WORD.sub(right, text)


@lru_cache(maxsize=8192)
def _meant(word: str, locale: Locale) -> str | None:
    """The one word that a folded one misspells; None for a word that is known, or like none of them."""
    if len(word) < SHORTEST or word in _known(locale):
        return None
    near = [other for other in _looked_for(locale) if _is_misspelt(word, other)]
    return near[0] if len(near) == 1 else None


def _is_misspelt(word: str, other: str) -> bool:
    """Whether a word is another but for one letter inside it, left out, doubled or swapped ("desicion" too).

    An ending more or less makes another form ("decisions", "discover"), a letter in the place of another another word.
    """
    if word[0] != other[0] or word.startswith(other) or other.startswith(word):
        return False
    if len(word) == len(other) and sorted(word) != sorted(other):
        return False
    if len(word) != len(other) and len(other) < SHORTEST_UNLESS_SWAPPED:
        return False
    allowed = 2 if sorted(word) == sorted(other) and len(word) > SHORTEST_UNLESS_SWAPPED else 1
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed


@cache
def _looked_for(locale: Locale) -> tuple[str, ...]:
    book = lexicon(locale)
    written = [*book.maturites, *(each for family in FAMILIES for each in book.familles[family])]
    return tuple(sorted({fold(each) for each in written if each.isalpha() and len(each) >= SHORTEST}))


@cache
def _known(locale: Locale) -> frozenset[str]:
    """The words of the lexicon: none of them misspells another."""
    book = lexicon(locale)
    told = [each for family in book.familles.values() for each in family]
    values = (*book.nombres, *book.ordinaux, *book.maturites, *book.types, *book.formats)
    plain = {word for each in (*told, *values) for word in folded_words(each)}
    return frozenset(plain) | book.vides | book.adjectifs | book.definis | book.indefinis
