"""Which words speak of what, one YAML file a language: families of expressions, and patterns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import yaml
from rapidfuzz.distance import OSA

from ai_service.providers.local.numbers import MANY
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.wording import fold, stem
from ai_service.wording import words as folded_words
from assistant.contracts.base import Contract, Locale

SHORTEST_MISTYPED = 5
"""In letters: in a shorter word one letter makes another word."""

LONG_WORD = 10
"""From so many letters on, a word may hold two mistakes."""

EXACT = frozenset(
    {
        *("objectif", "cible", "ressource", "contenu", "scenario", "plan", "proposition", "viser"),
        *("nom", "thematique", "description", "priorite", "segment", "maturite", "adresse", "type", "note", "usage"),
        *("personnes", "situation", "fichier", "numero", "possessif", "question", "vague", "tous"),
    }
)
"""Families of nouns and small words: every form is listed. The others are verbs, matched by stem."""

FORGIVING = frozenset(
    {
        *(
            "objectif",
            "cible",
            "ressource",
            "contenu",
            "scenario",
            "plan",
            "ajouter",
            "retirer",
            "modifier",
            "proposer",
        ),
        *(
            "chercher",
            "generer",
            "exporter",
            "archiver",
            "montrer",
            "etat",
            "creer",
            "ouvrir",
            "retenir",
            "merci",
            "bonjour",
        ),
    }
)
"""Families whose words are recognised when misspelt."""


RESULTS = frozenset({"indicateur", "gains"})
"""Families of what is counted, people too: "plus de partenaires"."""


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


@dataclass(frozen=True)
class _Expression:
    """The words of an expression, as stems or, when `exact`, as they are spelt."""

    family: str
    parts: tuple[str, ...]
    exact: bool
    spelt: tuple[str, ...] = ()


class Lexicon(Contract):
    """The expressions of a language.

    `familles`: family → expressions; one that begins with = is matched as spelt. `nombres`, `ordinaux`: number words.
    `raccourcis`: short spellings, read as words. `abreges`: those that are written out in the text. `maturites`,
    `types`, `formats`: how values are called. `vides`: words that stand before what is meant, and are no part of it.
    `definis`, `indefinis`: determiners. `sujets`: pronouns that make a verb tell instead of order. `adjectifs`: what
    may stand between a determiner and its noun. `motifs`: patterns for text in lower case without accents, by name,
    each a list of alternatives.
    """

    locale: Locale
    familles: dict[str, list[str]]
    nombres: dict[str, int]
    ordinaux: dict[str, int]
    raccourcis: dict[str, str]
    abreges: dict[str, str]
    maturites: dict[str, str]
    types: dict[str, str]
    formats: dict[str, str]
    vides: frozenset[str]
    definis: frozenset[str]
    indefinis: frozenset[str]
    sujets: frozenset[str]
    adjectifs: frozenset[str]
    motifs: dict[str, list[str]]

    @cached_property
    def _expressions(self) -> dict[str, list[_Expression]]:
        """First stem → expressions, the longest first."""
        index: dict[str, list[_Expression]] = {}
        for family, expressions in self.familles.items():
            for written in expressions:
                exact = family in EXACT or written.startswith("=")
                spelt = folded_words(written)
                parts = tuple(spelt) if exact else tuple(stem(word, self.locale) for word in spelt)
                index.setdefault(stem(spelt[0], self.locale), []).append(
                    _Expression(family, parts, exact, tuple(spelt))
                )
        for found in index.values():
            found.sort(key=lambda expression: -len(expression.parts))
        return index

    @cached_property
    def _stems(self) -> frozenset[str]:
        parts = [part for found in self._expressions.values() for expression in found for part in expression.parts]
        plain = [*parts, *self.vides]
        return frozenset([*plain, *(stem(part, self.locale) for part in plain)])

    @cached_property
    def _forgiven(self) -> dict[str, str]:
        """Single words that a misspelt one may have meant, with the stems of verbs → the word in full."""
        spelt = {
            (family, fold(written))
            for family, expressions in self.familles.items()
            if family in FORGIVING
            for written in expressions
            if len(folded_words(written)) == 1 and not written.startswith("=")
        }
        stems = {stem(word, self.locale): word for family, word in sorted(spelt) if family not in EXACT}
        found = {**stems, **{word: word for _, word in sorted(spelt)}}
        return {part: word for part, word in found.items() if len(part) >= SHORTEST_MISTYPED}

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        names = {
            "MATURITES": "|".join(sorted(map(re.escape, self.maturites), key=len, reverse=True)),
            "TYPES": "|".join(sorted(map(re.escape, self.types), key=len, reverse=True)),
            "NOMBRE": self._number(),
            "CHIFFRE": rf"(?:\d|(?:{'|'.join(MANY)})\b)",
        }
        written = {name: "|".join(alternatives) for name, alternatives in self.motifs.items()}
        for placeholder, meant in names.items():
            written = {name: text.replace(placeholder, meant) for name, text in written.items()}
        return {name: re.compile(text) for name, text in written.items()}

    def _number(self) -> str:
        """The pattern of a number: "40", "1 000", "2,5", "forty-five"; "un" alone is an article."""
        said = "|".join(sorted((word for word, value in self.nombres.items() if value > 1), key=len, reverse=True))
        some = "|".join(self.nombres)
        digits = r"\d{1,3}(?:[ .]\d{3})+(?!\w)|\d+(?:,\d+)?(?!\w)"
        return rf"(?<![\w.,])(?:{digits}|(?:{said})(?:[ -](?:et |and )?(?:{some}))*\b)"

    def pattern(self, name: str) -> re.Pattern[str]:
        """The pattern called `name`, for text in lower case without accents."""
        return self._patterns[name]

    def mentions(self, words: Sequence[Word], known: Iterable[str] = ()) -> list[Mention]:
        """The expressions in a text, left to right, the longest wherever several begin.

        An expression may belong to several families: it is then mentioned once for each. `known` are stems that are no
        typing mistakes, such as those of the scenario's own names.
        """
        meant = [self._meant(word, frozenset(known)) for word in words]
        found: list[Mention] = []
        index = 0
        while index < len(meant):
            matches = [
                expression
                for expression in self._expressions.get(meant[index][1], [])
                if _stands_at(index, meant, expression)
            ]
            longest = max((len(expression.parts) for expression in matches), default=0)
            families = {
                expression.family
                for expression in matches
                if len(expression.parts) == longest and not (longest == 1 and _is_doer(words[index], expression))
            }
            if "personnes" in families:
                # People do nothing by themselves: "consultants" are not to be consulted.
                families &= RESULTS | {expression.family for expression in matches if expression.exact}
            if self.locale == "fr" and found and _are_people_of(found[-1], words[index]):
                families -= {"ressource", "contenu"}
            found += [Mention(family, tuple(words[index : index + longest])) for family in sorted(families)]
            index += longest or 1
        return found

    def is_known(self, word: str) -> bool:
        """Whether a word, or its stem, is part of an expression."""
        return not self._stems.isdisjoint({fold(word), stem(fold(word), self.locale)})

    def _meant(self, word: Word, known: frozenset[str]) -> tuple[str, str]:
        """A word as spelt and its stem, or those of the one expression it misspells."""
        if word.folded in self._stems:
            return word.folded, word.stem
        infinitive = _infinitive(word.folded) if self.locale == "fr" and word.stem not in known else None
        if infinitive and stem(infinitive, self.locale) in self._expressions:
            return infinitive, stem(infinitive, self.locale)
        if word.stem in self._stems or word.stem in known or len(word.folded) < SHORTEST_MISTYPED:
            return word.folded, word.stem
        near = sorted(
            (distance, meant)
            for said in {word.folded, word.stem}
            for other, meant in self._forgiven.items()
            if (distance := _distance(said, other)) is not None
        )
        return (near[0][1], stem(near[0][1], self.locale)) if near else (word.folded, word.stem)


def _infinitive(word: str) -> str | None:
    """The infinitive of French forms that the stemmer cuts too little or too much: "changeons", "retirez", "notée"."""
    found = re.fullmatch(r"(\w{3,}?)(?:e?ons|ions|i?ez|ees?|e?ais|e?ait)", word)
    return f"{found[1]}er" if found else None


def _are_people_of(mention: Mention, word: Word) -> bool:
    """Whether a word says what the people before it are in charge of: "les responsables support"."""
    return mention.family == "personnes" and mention.end + 1 == word.start


_DOERS = re.compile(r"(?:eurs?|rices?|euses?|ers|ors)$")


def _is_doer(word: Word, expression: _Expression) -> bool:
    """Whether a word is who does, not what to do: "intégrateurs", "researchers"."""
    if expression.exact or _DOERS.search(word.folded) is None:
        return False
    return word.folded not in expression.spelt


def _distance(word: str, other: str) -> int | None:
    """How many mistakes lie between two words or stems; None when there are too many, or they are two words.

    In short words, a letter in the place of another makes another word: "remote" is no misspelt "remove".
    """
    if len(word) < SHORTEST_MISTYPED or word[0] != other[0]:
        return None
    if len(word) == len(other) < LONG_WORD and sorted(word) != sorted(other):
        return None
    allowed = 2 if len(word) >= LONG_WORD else 1
    distance = OSA.distance(word, other, score_cutoff=allowed)
    return distance if distance <= allowed else None


def _stands_at(index: int, meant: Sequence[tuple[str, str]], expression: _Expression) -> bool:
    part = 0 if expression.exact else 1
    return tuple(each[part] for each in meant[index : index + len(expression.parts)]) == expression.parts


@cache
def lexicon(locale: Locale) -> Lexicon:
    """The lexicon of a language, read once. Raises pydantic's ValidationError when the file is wrong."""
    content = (files(__package__) / f"{locale}.yaml").read_text(encoding="utf-8")
    return Lexicon(locale=locale, **yaml.safe_load(content))
