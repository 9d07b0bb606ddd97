"""A sentence read with the lexicon in a situation: which families, kinds and acts it mentions, in which order."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ai_service.providers.local.understanding.reading.lexicon import Lexicon, Mention, lexicon
from ai_service.providers.local.understanding.reading.sentence import Sentence, Word, read_sentence
from ai_service.providers.local.understanding.situation import Situation
from ai_service.wording import stems
from assistant.contracts.base import KINDS, Kind

STRONG_ACTS = (
    *("ouvrir", "montrer", "etat", "ajouter", "retenir", "retirer", "archiver", "modifier", "proposer", "chercher"),
    "exporter",
)
"""Verbs that say by themselves what is wanted; the others ("faire", "donner") need an object to mean anything."""

FIELDS = ("nom", "description", "priorite", "segment", "maturite", "adresse", "type", "note", "usage")
SINGULAR = frozenset({"cas", "success", "process"})
"""Words that end like a plural."""

TELLING = frozenset({"est", "sont", "etait", "ete", "ai", "a", "avons", "ont"})
"""French auxiliaries: the participle after them tells what happened."""

LONGEST_NUMBER = 2
"""In figures: a longer number is a quantity, and points at nothing."""


def flat(text: str) -> str:
    """The text without accents, in lower case, each character in its place: what patterns are looked for in."""
    return "".join(_base(char) for char in text)


def _base(char: str) -> str:
    if char in "’‘ʼ`":
        return "'"
    if char.isspace():
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

    def says(self, pattern: str) -> bool:
        """Whether the pattern of that name is found in the text."""
        return self.find(pattern) is not None

    def find(self, pattern: str, start: int = 0) -> re.Match[str] | None:
        return self.lexicon.pattern(pattern).search(self.flat, start)

    @cached_property
    def leading(self) -> frozenset[str]:
        """The families of the first verb that says what is wanted. "Nouvelle cible" says it too: it adds."""
        if self.says("sortir_de"):
            return frozenset({"retirer"})
        strong = [mention for mention in self.all(*STRONG_ACTS) if not self.is_told(mention)]
        opening = self._opening
        if opening and not (strong and strong[0].start < opening[1]):
            return frozenset({opening[0]})
        if not strong:
            return frozenset()
        families = frozenset(mention.family for mention in strong if mention.start == strong[0].start)
        if {"ajouter", "modifier"} <= families:
            # "mets-le à la poubelle", "put it in the bin".
            binned = any(len(mention.words) > 1 for mention in self.all("retirer"))
            return frozenset({"retirer"}) if binned else families - {self._unlikely(strong[0])}
        return families

    def is_told(self, mention: Mention) -> bool:
        """Whether a verb tells what happened, and asks nothing: "le webinaire est passé"."""
        participle = mention.words[0].raw.lower().endswith(("é", "ée", "és", "ées"))
        return participle and self.word_before(mention) in TELLING

    def _unlikely(self, verb: Mention) -> str:
        """What "set" or "mets" does not mean: one adds an objective, and changes the objective."""
        noun = next((mention for _, mention in self.nouns if mention.start > verb.start), None)
        if self.says("en_plus") or self._takes_a_proposal(noun):
            return "modifier"
        if self.has("rectifier"):
            return "ajouter"
        if self.sentence.quotes and not self.has(*FIELDS):
            return "modifier"
        if noun is not None and self.is_plural(noun):
            return "modifier"
        return "ajouter" if noun is None or self.is_definite(noun) else "modifier"

    def _takes_a_proposal(self, noun: Mention | None) -> bool:
        """Whether what is put is one of the sort just proposed, nothing else being said of it: "mets l'article"."""
        fields = any(self.says(name) for name in ("maturite", "priorite"))
        if noun is None and self.situation.proposals and self.says("reprend") and not fields:
            return not (self.sentence.colon or self.sentence.quotes or self.has(*FIELDS, "rectifier"))
        kinds = {proposal.kind for proposal in self.situation.proposals}
        said = [kind for kind, named in self.nouns if named is noun]
        return bool(kinds.intersection(said)) and not (
            self.sentence.colon or self.sentence.quotes or self.has(*FIELDS, "rectifier")
        )

    @cached_property
    def _opening(self) -> tuple[str, int] | None:
        """What "nouveau" at the side of a noun asks: to add an entity, to change a field. With its place."""
        for new in self.all("nouveau"):
            beside = [
                mention
                for mention in self.mentions
                if 0 <= mention.start - new.end <= 1 or 0 <= new.start - mention.end <= 1
            ]
            for mention in beside:
                named = not self.is_plural(mention) or self.flat[mention.end :].lstrip().startswith(":")
                if mention.family in (*KINDS, "contenu") and named:
                    return "ajouter", new.start
                if mention.family in FIELDS:
                    return "modifier", new.start
        return None

    @cached_property
    def nouns(self) -> list[tuple[Kind, Mention]]:
        """The kinds of entities that are named, in order; a sort of content is a resource."""
        found: list[tuple[Kind, Mention]] = []
        for mention in self.mentions:
            if mention.family == "contenu":
                found.append(("ressource", mention))
            elif mention.family in KINDS:
                found.append((mention.family, mention))
        return found

    @property
    def kinds(self) -> list[Kind]:
        return list(dict.fromkeys(kind for kind, _ in self.nouns))

    @property
    def kind(self) -> Kind | None:
        """The kind named first."""
        return self.kinds[0] if self.kinds else None

    @cached_property
    def _beside_nouns(self) -> frozenset[str]:
        return self.lexicon.adjectifs | frozenset(self.lexicon.ordinaux)

    def determiner(self, mention: Mention) -> str:
        """The word before an expression, past "nouvelle", "autres" or a number: folded, empty when there is none."""
        before = [word for word in self.sentence.words if word.end <= mention.start]
        skipped = {word.start for other in self.all("nouveau", "autres", "possessif") for word in other.words}
        while before and not self._is_determiner(before[-1].folded):
            word = before[-1]
            passed = word.start in skipped or word.folded in self._beside_nouns
            if not passed:
                break
            before.pop()
        return before[-1].folded if before else ""

    def word_before(self, mention: Mention) -> str:
        """The folded word right before an expression."""
        before = [word for word in self.sentence.words if word.end <= mention.start]
        return before[-1].folded if before else ""

    def _is_determiner(self, word: str) -> bool:
        return word in self.lexicon.definis or word in self.lexicon.indefinis

    def is_definite(self, mention: Mention) -> bool:
        return self.determiner(mention) in self.lexicon.definis

    def is_indefinite(self, mention: Mention) -> bool:
        word = self.determiner(mention)
        bare = self.sentence.locale == "en" and self.is_plural(mention) and word not in self.lexicon.definis
        return bare or word in self.lexicon.indefinis or self.number(word) is not None

    def is_bare(self, mention: Mention) -> bool:
        """Whether nothing but adjectives stands before an expression: "objectif", "main objective"."""
        before = [word for word in self.sentence.words if word.end <= mention.start]
        return all(word.folded in self._beside_nouns for word in before)

    def is_plural(self, mention: Mention) -> bool:
        ends = (mention.words[0].raw.lower(), mention.words[-1].raw.lower())
        return any(word.endswith(("s", "ii", "ae")) and word not in SINGULAR for word in ends)

    def number(self, folded: str) -> int | None:
        """The number a word is, in figures or letters."""
        if folded.isdecimal() and len(folded) <= LONGEST_NUMBER:
            return int(folded)
        return self.lexicon.nombres.get(folded)

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
