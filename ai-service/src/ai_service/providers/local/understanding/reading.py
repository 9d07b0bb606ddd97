"""A sentence read with the lexicon in a situation: which families it mentions, which kinds and acts, and in which order."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ai_service.providers.local.understanding.lexicon import Lexicon, Mention, lexicon
from ai_service.providers.local.understanding.sentence import Sentence, Word, read_sentence
from ai_service.providers.local.understanding.situation import Situation
from ai_service.wording import stems
from assistant.contracts.base import KINDS, Kind

STRONG_ACTS = (
    "ouvrir",
    "montrer",
    "ajouter",
    "retenir",
    "retirer",
    "archiver",
    "modifier",
    "proposer",
    "chercher",
    "exporter",
)
"""Families of verbs that say by themselves what is wanted; the others ("faire", "donner") need an object to mean anything."""

INDEFINITE = {
    "fr": frozenset({"un", "une", "des", "quelques", "d", "de"}),
    "en": frozenset({"a", "an", "some", "any", "few"}),
}
DEFINITE = {
    "fr": frozenset(
        {"le", "la", "les", "l", "ce", "cet", "cette", "ces", "mes", "mon", "ma", "nos", "notre", "du", "au", "aux"}
    ),
    "en": frozenset({"the", "this", "that", "these", "those", "my", "our"}),
}


def flat(text: str) -> str:
    """The text without accents, in lower case, each character in its place: what patterns are looked for in."""
    return "".join(_base(char) for char in text)


def _base(char: str) -> str:
    if char in "’‘ʼ`":
        return "'"
    if char in "\u00a0\u202f\n\t":
        return " "
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 else char


@dataclass(frozen=True)
class Reading:
    """A sentence with all that the rules ask about it."""

    sentence: Sentence
    situation: Situation
    lexicon: Lexicon

    @cached_property
    def flat(self) -> str:
        return flat(self.sentence.raw)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The expressions of the part that says what is wanted."""
        names = [known.name for known in (*self.situation.entities, *self.situation.proposals)]
        names += [scenario.nom for scenario in self.situation.scenarios]
        known = {part for name in names for part in stems(name, self.sentence.locale)}
        return self.lexicon.mentions(self.sentence.head, known)

    @cached_property
    def families(self) -> frozenset[str]:
        return frozenset(mention.family for mention in self.mentions)

    def has(self, *families: str) -> bool:
        """Whether one of the families is mentioned."""
        return not self.families.isdisjoint(families)

    def all(self, *families: str) -> list[Mention]:
        return [mention for mention in self.mentions if mention.family in families]

    def first(self, *families: str) -> Mention | None:
        return next(iter(self.all(*families)), None)

    @cached_property
    def leading(self) -> frozenset[str]:
        """The families of the first verb that says what is wanted."""
        strong = self.all(*STRONG_ACTS)
        return (
            frozenset(mention.family for mention in strong if mention.start == strong[0].start)
            if strong
            else frozenset()
        )

    @cached_property
    def nouns(self) -> list[tuple[Kind, Mention]]:
        """The kinds of entities that are named, in order; a sort of content is a resource."""
        found: list[tuple[Kind, Mention]] = []
        for mention in self.mentions:
            if mention.family in KINDS:
                found.append((mention.family, mention))  # type: ignore[arg-type]
            elif mention.family == "contenu":
                found.append(("ressource", mention))
        return found

    @property
    def kinds(self) -> list[Kind]:
        return list(dict.fromkeys(kind for kind, _ in self.nouns))

    @property
    def kind(self) -> Kind | None:
        """The kind named first."""
        return self.kinds[0] if self.kinds else None

    def determiner(self, mention: Mention) -> str:
        """The word before an expression, past numbers and adjectives such as "nouvelle": folded, empty when there is none."""
        before = [word for word in self.sentence.words if word.end <= mention.start]
        skipped = {word.start for other in self.all("nouveau", "autres") for word in other.words}
        while before and before[-1].start in skipped and before[-1].folded not in self._determiners:
            before.pop()
        return before[-1].folded if before else ""

    @property
    def _determiners(self) -> frozenset[str]:
        locale = self.sentence.locale
        return INDEFINITE[locale] | DEFINITE[locale]

    def is_definite(self, mention: Mention) -> bool:
        return self.determiner(mention) in DEFINITE[self.sentence.locale]

    def is_indefinite(self, mention: Mention) -> bool:
        word = self.determiner(mention)
        return word in INDEFINITE[self.sentence.locale] or self.number(word) is not None

    def is_plural(self, mention: Mention) -> bool:
        return mention.words[0].raw.lower().endswith(("s", "ii", "ae"))

    def number(self, folded: str) -> int | None:
        """The number a word is, in figures or letters."""
        return int(folded) if folded.isdecimal() and len(folded) < 3 else self.lexicon.nombres.get(folded)  # noqa: PLR2004

    def unread(self, *families: str, extra: Iterable[Word] = ()) -> list[Word]:
        """The words that carry meaning beyond those of `families` and `extra`."""
        read = {word.start for mention in self.all(*families) for word in mention.words}
        read |= {word.start for word in extra}
        return [
            word for word in self.sentence.words if word.start not in read and word.folded not in self.lexicon.vides
        ]


def read(text: str, situation: Situation) -> Reading:
    """The text, read in its situation."""
    book = lexicon(situation.locale)
    return Reading(read_sentence(text, situation.locale, book.raccourcis), situation, book)
