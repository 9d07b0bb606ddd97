"""A typed text, cut into what the rules look at: words with their places, quotations, what follows a colon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ai_service.wording import ACRONYMS, fold, is_small, stem
from assistant.contracts.base import Locale

_WORD = re.compile(r"https?://\S+|www\.\S+|[^\W_]+")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"»”]*[^\s<>\"»”.,;:!?)\]]", re.IGNORECASE)
_QUOTE = re.compile(r"«\s*([^«»]+?)\s*»|“\s*([^“”]+?)\s*”|\"\s*([^\"]+?)\s*\"|(?<!\w)['‘]([^'’]{2,}?)['’](?!\w)")
_COLON = re.compile(r"\s*(?::(?!//)|=|→|->|=>)\s*")
_CLAUSE = re.compile(r"[,;!?()…]|\.{2,}|\.(?=\s|$)|\s[–—-]\s")

INFINITIVE = re.compile(r"\w+(?:er|ir|re)$")
"""What may be a French infinitive, by its ending: so may some nouns."""

SURE_INFINITIVE = re.compile(r"\w+(?:er|ir|ire|dre|ttre)$")
"""The endings that fewer nouns share."""


@dataclass(frozen=True)
class Word:
    """A word of the text: as typed, folded (an acronym is not), its stem, and its place in characters."""

    raw: str
    folded: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Quote:
    """A quotation: its text, and its place with the marks."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A typed text. `shorthands` says what short spellings stand for ("pr" for "pour")."""

    raw: str
    locale: Locale
    words: tuple[Word, ...]
    quotes: tuple[Quote, ...]

    @cached_property
    def url(self) -> str | None:
        """The first address in the text."""
        found = _URL.search(self.raw)
        if found is None:
            return None
        return found[0] if found[0].lower().startswith("http") else f"https://{found[0]}"

    @cached_property
    def url_span(self) -> tuple[int, int]:
        found = _URL.search(self.raw)
        return found.span() if found else (len(self.raw), len(self.raw))

    @cached_property
    def colon(self) -> tuple[int, int] | None:
        """Where the first colon (or equals sign, or arrow) outside quotations and addresses is, if there is one."""
        for found in _COLON.finditer(self.raw):
            inside = any(quote.start <= found.start() < quote.end for quote in self.quotes)
            if not inside and found.end() < len(self.raw) and not self._in_url(found.start()):
                return found.span()
        return None

    @cached_property
    def head_end(self) -> int:
        """Where the part that says what is wanted ends: at the colon, else nowhere."""
        return self.colon[0] if self.colon else len(self.raw)

    @cached_property
    def tail(self) -> str:
        """What follows the colon."""
        return self.raw[self.colon[1] :] if self.colon else ""

    @property
    def is_question(self) -> bool:
        return self.raw.rstrip().endswith("?")

    @cached_property
    def head(self) -> tuple[Word, ...]:
        """The words that say what is wanted: outside quotations, before the colon."""
        return tuple(
            word
            for word in self.words
            if word.end <= self.head_end and not self.is_quoted(word) and not self._in_url(word.start)
        )

    def is_quoted(self, word: Word) -> bool:
        return any(quote.start <= word.start < quote.end for quote in self.quotes)

    def is_apart(self, place: int) -> bool:
        """Whether the character at `place` is in a quotation or an address."""
        return self._in_url(place) or any(quote.start <= place < quote.end for quote in self.quotes)

    def clauses(self) -> list[tuple[int, int]]:
        """The places of the clauses: cut at punctuation outside quotations and addresses."""
        cuts = [found for found in _CLAUSE.finditer(self.raw) if not self.is_apart(found.start())]
        starts = [0, *(cut.end() for cut in cuts)]
        ends = [*(cut.start() for cut in cuts), len(self.raw)]
        return [(start, end) for start, end in zip(starts, ends, strict=True) if self.raw[start:end].strip()]

    def clause_end(self, place: int) -> int:
        """Where the clause that holds the character at `place` ends."""
        return next((end for start, end in self.clauses() if start <= place < end), len(self.raw))

    def between(self, start: int, end: int) -> list[Word]:
        return [word for word in self.words if start <= word.start and word.end <= end]

    def _in_url(self, place: int) -> bool:
        start, end = self.url_span
        return start <= place < end


def quoted_or_address(text: str) -> list[tuple[int, int]]:
    """The places of what is to be taken to the letter."""
    return [found.span() for pattern in (_QUOTE, _URL) for found in pattern.finditer(text)]


def read_sentence(text: str, locale: Locale, shorthands: dict[str, str]) -> Sentence:
    """The text as the rules look at it."""
    quotes = tuple(
        Quote(next(group for group in found.groups() if group), found.start(), found.end())
        for found in _QUOTE.finditer(text)
    )
    return Sentence(text, locale, tuple(_words(text, locale, shorthands)), quotes)


def _words(text: str, locale: Locale, shorthands: dict[str, str]) -> list[Word]:
    # In a text all in capitals, nothing tells "IT" from "it".
    acronyms = ACRONYMS if any(char.islower() for char in text) else frozenset[str]()
    return [
        Word(match[0], meant, stem(meant, locale), match.start(), match.end())
        for match in _WORD.finditer(text)
        for meant in ([match[0]] if match[0] in acronyms else shorthands.get(fold(match[0]), fold(match[0])).split())
    ]


def content_stems(words: Sequence[Word], locale: Locale) -> list[str]:
    """The stems of the words that carry meaning."""
    return [word.stem for word in words if not is_small(word.folded, locale)]
