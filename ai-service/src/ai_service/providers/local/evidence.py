"""What a text says that means something: the words two texts share, and the words by which a topic is recognised."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from rapidfuzz import fuzz

from ai_service.wording import is_small, spaced, stem, stems, words
from assistant.contracts.base import Locale

SAME_WORD = 88
"""Two words of one stem are the same word to this degree (rapidfuzz, 0 to 100).

The stemmer alone takes "formats" for "formation", "paiement" for "paie", "hospitality" for "hospital".
"""

SAME_VERB = 78
"""Two words of one stem are forms of one verb to this degree: "mesurent" is "mesurer", "paie" is not "payer"."""

PRECISE = 3
"""So many words that mean something make of a name one thing in particular."""

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

Telling = Mapping[str, str]
"""The stems of a text that mean something, each with the word that says it, as written."""


LOCALES: tuple[Locale, ...] = ("fr", "en")


@lru_cache(maxsize=4096)
def _by_stem(text: str, locale: Locale) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in words(spaced(text)):
        for said in {word, _singular(word, locale)}:
            found.setdefault(stem(said, locale), set()).add(word)
    return {key: frozenset(said) for key, said in found.items()}


@cache
def _hollow_words(locale: Locale) -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """The words found everywhere, of both languages since names mix them, and those of one language by their stem."""
    content = yaml.safe_load((files(__package__) / "knowledge" / "creux.yaml").read_text(encoding="utf-8"))
    return frozenset(word for other in LOCALES for word in words(content[other])), _by_stem(content[locale], locale)


@lru_cache(maxsize=16384)
def _is_hollow(word: str, locale: Locale, *, in_capitals: bool) -> bool:
    """Whether a folded word means nothing here; in capitals it is no small word of the other language (AI, MES)."""
    everywhere, own = _hollow_words(locale)
    return (
        word.isdigit()
        or word in everywhere
        or is_small(word, locale)
        or (not in_capitals and any(is_small(word, other) for other in LOCALES))
        or any(fuzz.ratio(word, other) >= SAME_VERB for other in own.get(stem(word, locale), ()))
    )


@lru_cache(maxsize=4096)
def telling(text: str, locale: Locale) -> Telling:
    """The stems of `text` without figures and the words found everywhere, in order."""
    found: dict[str, str] = {}
    for token in _TOKEN.findall(text):
        for word in words(spaced(token)):
            if not _is_hollow(word, locale, in_capitals=token.isupper()):
                found.setdefault(stem(word, locale), token)
    return found


def lengthens(text: str, said: Iterable[str], locale: Locale) -> bool:
    """Whether `text` says all that one of `said` does, figures included, and more ("... en six mois").

    One of fewer than three words that mean something may be part of quite another thing.
    """
    own = frozenset(stems(spaced(text), locale))
    return any(len(telling(other, locale)) >= PRECISE and _substance(other, locale) <= own for other in said)


def _substance(text: str, locale: Locale) -> frozenset[str]:
    return frozenset(telling(text, locale)) | {word for word in words(spaced(text)) if word.isdigit()}


_PLURALS: Mapping[Locale, Sequence[tuple[str, str]]] = {
    "fr": (("eaux", "eau"), ("aux", "al"), ("s", ""), ("x", "")),
    "en": (("ies", "y"), ("s", "")),
}
"""The endings of plurals, the longest first, and what they are made from."""


@lru_cache(maxsize=16384)
def _singular(word: str, locale: Locale) -> str:
    """A folded word without the ending of its plural: some plurals are too far from their singular to look alike."""
    for plural, singular in _PLURALS[locale]:
        if word.endswith(plural):
            return word.removesuffix(plural) + singular
    return word


@cache
def _parts(mark: str, locale: Locale) -> tuple[tuple[str, str], ...]:
    """Each word of a mark that means something, with its stem."""
    return tuple((word, stem(word, locale)) for word in words(spaced(mark)) if not is_small(word, locale))


def spoken(marks: Iterable[str], text: str, locale: Locale) -> list[str]:
    """Those of `marks` (words or expressions) whose every word `text` says, in whichever order."""
    said = _by_stem(text, locale)
    return [
        mark
        for mark in marks
        if all(any(_is_same(word, other, locale) for other in said.get(key, ())) for word, key in _parts(mark, locale))
    ]


def place_of(marks: Iterable[str], text: str, locale: Locale) -> int | None:
    """Where `text` begins to speak of one of `marks`, counted in words; None when it speaks of none."""
    parts = [word for mark in spoken(marks, text, locale) for word, _ in _parts(mark, locale)]
    said = enumerate(words(spaced(text)))
    return next((place for place, other in said if any(_is_same(word, other, locale) for word in parts)), None)


def _is_same(word: str, other: str, locale: Locale) -> bool:
    """Whether two words of one stem are one word, in the singular or the plural."""
    return fuzz.ratio(word, other) >= SAME_WORD or _singular(word, locale) == _singular(other, locale)


def said_by(marks: Iterable[str], locale: Locale) -> frozenset[str]:
    """The stems that `marks` are made of."""
    return frozenset(found for mark in marks for found in stems(spaced(mark), locale))
