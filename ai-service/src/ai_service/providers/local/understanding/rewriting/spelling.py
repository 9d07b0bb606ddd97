"""Short and wrong spellings put right before anything is read: "ds les cibles", "larticle", "en decison".

Of what is misspelt, only the few words that patterns look for as they are spelt: `Lexicon` forgives the others.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from ai_service.providers.local.understanding.reading.lexicon import lexicon
from ai_service.providers.local.understanding.reading.sentence import quoted_or_address
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
"""A word that may be misspelt: none of an address, of a name with figures or of a compound."""

_ANY_WORD = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"([ldj])([aeiouyhéèêàâ][^\W\d_]{3,})", re.IGNORECASE)
"""A word that may have lost its apostrophe."""


def spelt(text: str, locale: Locale) -> str:
    """The text with its short spellings written out, then those words spelt right; what is quoted stays as it is."""
    full = _each_word(_ANY_WORD, text, lambda word: _in_full(word, locale))
    return _each_word(_WORD, full, lambda word: _right(word, locale))


def _each_word(pattern: re.Pattern[str], text: str, written: Callable[[str], str]) -> str:
    """The text with each word as it is to be written; quotations and addresses are taken to the letter."""
    apart = quoted_or_address(text)

    def replaced(found: re.Match[str]) -> str:
        quoted = any(start <= found.start() < end for start, end in apart)
        return found[0] if quoted else written(found[0])

    return pattern.sub(replaced, text)


def _in_full(word: str, locale: Locale) -> str:
    return lexicon(locale).abreges.get(fold(word)) or _parted(word, locale)


def _parted(word: str, locale: Locale) -> str:
    """A French word with the apostrophe that it lacks, when it is known only so."""
    elided = _ELIDED.fullmatch(word) if locale == "fr" else None
    known = lexicon(locale).is_known
    return f"{elided[1]}'{elided[2]}" if elided and known(elided[2]) and not known(word) else word


def _right(word: str, locale: Locale) -> str:
    meant = _meant(fold(word), locale)
    return word if meant is None else meant.capitalize() if word[0].isupper() else meant


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
