"""Which words speak of what: families of expressions, one YAML file a language, matched by stem and despite typing mistakes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import yaml
from rapidfuzz.distance import OSA

from ai_service.providers.local.understanding.sentence import Word
from ai_service.wording import fold, stem
from ai_service.wording import words as folded_words
from assistant.contracts.base import Contract, Locale

SHORTEST_MISTYPED = 5
LONG_WORD = 8


@dataclass(frozen=True)
class Mention:
    """An expression of a family found in a text, with the words it is made of."""

    family: str
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


class Lexicon(Contract):
    """The expressions of a language.

    `familles`: family → expressions. `nombres`, `ordinaux`: number words. `raccourcis`: short spellings. `maturites`,
    `types`: how values are called. `vides`: words that stand before what is meant, and are no part of it.
    """

    locale: Locale
    familles: dict[str, list[str]]
    nombres: dict[str, int]
    ordinaux: dict[str, int]
    raccourcis: dict[str, str]
    maturites: dict[str, str]
    types: dict[str, str]
    vides: frozenset[str]

    @cached_property
    def _expressions(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """First stem → expressions (stems, family), the longest first."""
        index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for family, expressions in self.familles.items():
            for expression in expressions:
                stems = tuple(stem(word, self.locale) for word in folded_words(expression))
                index.setdefault(stems[0], []).append((stems, family))
        for found in index.values():
            found.sort(key=lambda entry: -len(entry[0]))
        return index

    @cached_property
    def _single_words(self) -> dict[str, str]:
        """Folded single-word expressions → their stem: what a mistyped word may have meant."""
        return {
            fold(expression): stem(fold(expression), self.locale)
            for expressions in self.familles.values()
            for expression in expressions
            if len(folded_words(expression)) == 1 and len(expression) >= SHORTEST_MISTYPED
        }

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(part for found in self._expressions.values() for expression, _ in found for part in expression)

    def mentions(self, words: Sequence[Word], known: Iterable[str] = ()) -> list[Mention]:
        """The expressions in a text, left to right, the longest wherever several begin.

        An expression may belong to several families: it is then mentioned once for each. `known` are stems that are no
        typing mistakes, such as those of the scenario's own names.
        """
        stems = [self._meant(word, frozenset(known)) for word in words]
        found: list[Mention] = []
        index = 0
        while index < len(stems):
            matches = [
                (expression, family)
                for expression, family in self._expressions.get(stems[index], [])
                if tuple(stems[index : index + len(expression)]) == expression
            ]
            longest = max((len(expression) for expression, _ in matches), default=0)
            for expression, family in matches:
                if len(expression) == longest:
                    found.append(Mention(family, tuple(words[index : index + longest])))
            index += longest or 1
        return found

    def _meant(self, word: Word, known: frozenset[str]) -> str:
        """The stem of a word, or of the one expression it misspells."""
        if word.stem in self._stems or word.stem in known or len(word.folded) < SHORTEST_MISTYPED:
            return word.stem
        allowed = 2 if len(word.folded) >= LONG_WORD else 1
        near = [
            (OSA.distance(word.folded, expression, score_cutoff=allowed), meant)
            for expression, meant in self._single_words.items()
            if expression[0] == word.folded[0]
        ]
        distance, meant = min(near, default=(allowed + 1, word.stem))
        return meant if distance <= allowed else word.stem


@cache
def lexicon(locale: Locale) -> Lexicon:
    """The lexicon of a language, read once. Raises pydantic's ValidationError when the file is wrong."""
    content = (files(__package__) / f"{locale}.yaml").read_text(encoding="utf-8")
    return Lexicon(locale=locale, **yaml.safe_load(content))
