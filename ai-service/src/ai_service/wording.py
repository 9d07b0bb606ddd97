"""Texts compared by what they say: case, accents, apostrophes, plural and small words do not count."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from threading import Lock

import snowballstemmer  # type: ignore[import-untyped]
from rapidfuzz import fuzz

from assistant.contracts.base import Locale

ALIKE = 93
"""Two stems alike to this degree (rapidfuzz, 0 to 100) are one word spelt in two ways: a letter more in eight, or
another one in fifteen. Shorter words that differ are different words, as names often are.
"""

_STEMMING = Lock()
_LANGUAGES: dict[Locale, str] = {"fr": "french", "en": "english"}
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_WORD = re.compile(r"[a-z0-9]+")
_CODE = re.compile(r"(?<=[^\W\d_]{2})(?=\d)")
ACRONYMS = frozenset({"IT", "SI"})
"""What is a small word unless it stands in capitals: they are kept when the rest is folded."""

_ACRONYM = re.compile(rf"\b({'|'.join(sorted(ACRONYMS))})\b")
_PLURAL = re.compile(r"(?<=er)s$|(?<=[^l]ai)s$|(?<=[ij]eu)x$")
"""The plurals that the stemmer cuts otherwise than their singular: it takes "manager" for a verb, "essais" too."""

_INITIALS = re.compile(r"[b-df-hj-np-tv-xz]{2,4}[aeiou]?s(?<!ss)")
"""Initials in the plural, which the English stemmer leaves as they are, for want of a vowel: "cfos", "smbs"."""

_SMALL_FRENCH = """
a ai as au aux avec c ce ces cet cette d dans de des du elle en et eu il ils j je l la le les leur leurs lui m ma me mes
moi mon n ne nos notre nous on ou par pas pour qu que qui s sa se ses si son sur t ta te tes toi ton tu un une vers vos
votre vous y est sont etre
"""
_SMALL_ENGLISH = """
a an and are as at be by for from have he her his i in is it its me my of on or our she that the their them they this to
us was we were will with you your
"""
_SMALL_WORDS: dict[Locale, frozenset[str]] = {
    "fr": frozenset(_SMALL_FRENCH.split()),
    "en": frozenset(_SMALL_ENGLISH.split()),
}


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, without accents or ligatures, with plain apostrophes and single spaces."""
    spelled = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return " ".join("".join(char for char in spelled if not unicodedata.combining(char)).lower().split())


def words(text: str) -> list[str]:
    """The folded words of a text, acronyms as they are; an elided article is a word of its own."""
    parts = enumerate(_ACRONYM.split(text))
    return [word for place, part in parts for word in ([part] if place % 2 else _WORD.findall(fold(part)))]


@cache
def _stemmer(locale: Locale) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(_LANGUAGES[locale])


@lru_cache(maxsize=16384)
def stem(word: str, locale: Locale) -> str:
    """The stem of one folded word, the same for a noun and its plural."""
    word = word.lower()
    if locale == "fr":
        word = _PLURAL.sub("", word)
    elif not is_small(word, locale) and _INITIALS.fullmatch(word):
        word = word[:-1]
    # A stemmer keeps the word at hand in itself: two threads would mix theirs.
    with _STEMMING:
        return str(_stemmer(locale).stemWord(word))


def is_small(word: str, locale: Locale) -> bool:
    """Whether a folded word carries no meaning of its own."""
    return word in _SMALL_WORDS[locale]


def stems(text: str, locale: Locale) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [stem(word, locale) for word in words(text) if not is_small(word, locale)]


def spaced(text: str) -> str:
    """The same text with the figures of names apart ("NIS2", "ISO27001"), as others write them; "B2B" and "T1" stay."""
    return _CODE.sub(" ", text)


@lru_cache(maxsize=8192)
def key(text: str, locale: Locale) -> str:
    """What a label says, whatever its case, accents, order of words, plurals or spaces before figures."""
    return " ".join(sorted(stems(spaced(text), locale)) or words(text))


def is_said(text: str, said: Iterable[str], locale: Locale) -> bool:
    """Whether one of `said` says the same as `text`; another figure is another thing."""
    wanted = key(text, locale)
    figures = _figures(text)
    return any(_figures(other) == figures and _are_alike(wanted, key(other, locale)) for other in said)


def _are_alike(one: str, other: str) -> bool:
    """Whether each word of one key has its own counterpart in the other: one word more or another is another thing."""
    if one == other or one.count(" ") != other.count(" "):
        return one == other
    own, others = Counter(one.split()), Counter(other.split())
    left = list((others - own).elements())
    for word in (own - others).elements():
        counterpart = next((each for each in left if fuzz.ratio(word, each) >= ALIKE), None)
        if counterpart is None:
            return False
        left.remove(counterpart)
    return not left


@lru_cache(maxsize=8192)
def _figures(text: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"\d+", text)))


_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, and what turns writing round: no label needs them, and they can make it read as another.

Halves of characters too (lone surrogates): nothing can store them.
"""


def shorten(text: str, length: int) -> str:
    """At most `length` printable characters, cut between words."""
    text = _UNPRINTABLE.sub("", text).strip()
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    kept = cut.rsplit(None, 1)[0] if any(char.isspace() for char in cut) else cut
    return kept.rstrip(" ,;:.–—-") + "…"
