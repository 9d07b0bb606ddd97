"""The curated knowledge, one YAML file a theme and language, and which of it a scenario is about.

Every file has the same keys: `mots` by which the theme is recognised, each enough by itself; `indices`, words that it
shares with other topics ("production", "contrat"); `sauf`, expressions of another topic that hold one of them; the
proposals of each kind in the contracts' own fields, the same ones in the same order in each language; what a plan on
the theme says. The file `general.yaml` speaks of any theme through the slot `{theme}`; its `indices` are words that go
with any topic, its `liees` make proposals about what the scenario holds, its `combinaisons` proposals without end out
of lists of values.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from random import Random

import yaml
from pydantic import Field

from ai_service.providers.local.evidence import LOCALES, said_by, spoken
from ai_service.replies import PROPOSED
from ai_service.wording import shorten, stem, stems, words
from assistant.contracts.base import Contract, Kind, Locale
from assistant.contracts.proposals import Proposal

GENERAL = "general"
THEME_LENGTH = 60
"""In characters, so that a label with a theme in its slot still fits."""

GIVEN = ("theme", "nom", "public")
"""The slots that people's own words fill: these are never read as having slots."""

MOST_THEMES = 2
"""A scenario is about two themes at most; of more, none is what it is about."""

ENOUGH, SHARE = 2, 3
"""So many `indices` tell a theme when they are a third of the words of a text; one does when it is all of them."""


class Combination(Contract):
    """A proposal with slots, and the values of each slot: every combination is one proposal.

    A value may fill several slots at once, that of its own name and others. The first slot is the idea.
    """

    modele: dict[str, str]
    valeurs: dict[str, list[str | dict[str, str]]]


class Linked(Contract):
    """A proposal about something of a kind (`de`) that the scenario holds, whose name fills the slot `nom`.

    The slot `public` is the same name as it reads inside a sentence, without marks: only a name that is whole fills it.
    """

    de: Kind
    modele: dict[str, str]


class PlanVoice(Contract):
    """What a plan on a theme says: its stake, its proof, the questions it asks, where its readers are.

    `sujet` begins with its article and follows "sur"; `enjeu` stands by itself after a colon.
    """

    sujet: str
    enjeu: str
    questions: list[str] = Field(min_length=4)
    preuve: str
    media: str
    salon: str
    angles: list[str] = Field(min_length=4)


class Theme(Contract):
    """One theme in one language."""

    id: str
    titre: str
    mots: list[str]
    indices: list[str] = Field(default_factory=list)
    sauf: list[str] = Field(default_factory=list)
    plan: PlanVoice
    objectifs: list[dict[str, str]]
    cibles: list[dict[str, str]]
    ressources: list[dict[str, str]]
    combinaisons: dict[Kind, list[Combination]] = Field(default_factory=dict)
    liees: dict[Kind, list[Linked]] = Field(default_factory=dict)

    def entries(self, kind: Kind) -> Sequence[Mapping[str, str]]:
        by_kind = {"objectif": self.objectifs, "cible": self.cibles, "ressource": self.ressources}
        return by_kind[kind]


@dataclass(frozen=True)
class Claim:
    """A theme that texts speak of, and the place of the text that says so the loudest."""

    theme: Theme
    place: int


@dataclass(frozen=True)
class Library:
    """The themes of one language, the general one apart."""

    locale: Locale
    themes: tuple[Theme, ...]
    general: Theme

    def theme(self, id_: str) -> Theme:
        """A theme by its name, the same in every language. Raises StopIteration when there is none."""
        return next(theme for theme in (*self.themes, self.general) if theme.id == id_)

    def about(self, *texts: str) -> tuple[Claim, ...]:
        """The themes that `texts` speak of, the likeliest first; the first texts weigh the most. May be empty."""
        weights = [4 / 2**place for place in range(len(texts))]
        scored: list[tuple[float, Claim]] = []
        for theme in self.themes:
            scores = [
                weight * _evidence(theme, self.general, text, self.locale)
                for weight, text in zip(weights, texts, strict=True)
            ]
            if any(scores):
                scored.append((sum(scores), Claim(theme, scores.index(max(scores)))))
        ranked = sorted(scored, key=lambda entry: -entry[0])
        return tuple(claim for score, claim in ranked if score * 3 >= ranked[0][0])[:MOST_THEMES]


def _evidence(theme: Theme, general: Theme, text: str, locale: Locale) -> int:
    """How clearly a text speaks of a theme, in words that say so; 0 when what it says may be of anything."""
    if spoken(theme.sauf, text, locale):
        return 0
    sure, weak = said_by(spoken(theme.mots, text, locale), locale), said_by(spoken(theme.indices, text, locale), locale)
    said = frozenset(stems(text, locale)) - said_by(general.indices, locale)
    is_told = bool(sure) or said == weak or (len(weak) >= ENOUGH and len(weak) * SHARE >= len(said))
    return 2 * len(sure) + len(weak) if is_told else 0


@cache
def library(locale: Locale) -> Library:
    """The knowledge in one language, read once. Raises pydantic's ValidationError when a file is wrong."""
    folder = files(__package__) / "knowledge" / locale
    themes = {
        file.name.removesuffix(".yaml"): file.read_text(encoding="utf-8")
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".yaml")
    }
    read = {id_: Theme(id=id_, **yaml.safe_load(content)) for id_, content in themes.items()}
    general = read.pop(GENERAL)
    return Library(locale, tuple(read.values()), general)


def proposals(theme: Theme, kind: Kind, subject: str) -> list[Proposal]:
    """The proposals a theme holds of a kind; `subject` fills the slot of general ones."""
    return [_proposal(kind, entry, {"theme": subject}) for entry in theme.entries(kind)]


def linked(
    theme: Theme, kind: Kind, subject: str, held: Mapping[Kind, Sequence[str]]
) -> Iterator[tuple[str, Proposal]]:
    """The proposals of a kind that a theme makes about what is held, by kind, each with what it is modelled on.

    The names held must be ready to be quoted.
    """
    title = _title(kind)
    for link in theme.liees.get(kind, []):
        for name in held.get(link.de, ()):
            if "{public}" not in link.modele[title] or not name.endswith("…"):
                slots = {"theme": subject, "nom": name, "public": _within(name)}
                yield link.modele[title], _proposal(kind, link.modele, slots)


@cache
def _roles() -> frozenset[str]:
    """The words that names of targets begin with: common nouns, in either language."""
    return frozenset(
        stem(word, locale)
        for locale in LOCALES
        for theme in library(locale).themes
        for entry in theme.cibles
        for word in words(entry["label"])[:1]
    )


def _within(name: str) -> str:
    """The name of a target inside a sentence: in lower case when it begins with a common noun ("directeurs…")."""
    first = name.split(maxsplit=1)[0]
    is_common = first[1:].islower() and any(
        stem(word, locale) in _roles() for locale in LOCALES for word in words(first)
    )
    return name[:1].lower() + name[1:] if is_common else name


def combined(theme: Theme, kind: Kind, subject: str, random: Random) -> Iterator[tuple[str, Proposal]]:
    """Every proposal that the combinations of a theme make, in an order that `random` decides, each with its idea."""
    made = [
        (combination.modele, _filled(combination.valeurs, values))
        for combination in theme.combinaisons.get(kind, [])
        for values in product(*combination.valeurs.values())
    ]
    random.shuffle(made)
    for modele, values in made:
        yield next(iter(values.values())), _proposal(kind, modele, {"theme": subject, **values})


def _filled(slots: Iterable[str], values: Iterable[str | dict[str, str]]) -> dict[str, str]:
    """The slots with their values; of a value that fills several, the slots are its own."""
    filled: dict[str, str] = {}
    for slot, value in zip(slots, values, strict=True):
        filled |= {slot: value} if isinstance(value, str) else value
    return filled


def _proposal(kind: Kind, entry: Mapping[str, str], slots: Mapping[str, str]) -> Proposal:
    # A value may itself hold the theme.
    given = {name: shorten(slots[name], THEME_LENGTH) for name in GIVEN if name in slots}
    filled = {name: value.format(**given) for name, value in slots.items() if name not in GIVEN}
    texts = {name: value.format(**filled, **given) for name, value in entry.items()}
    title = _title(kind)
    # A theme written in lower case may begin it.
    return PROPOSED[kind].model_validate({**texts, title: texts[title][:1].upper() + texts[title][1:], "kind": kind})


def _title(kind: Kind) -> str:
    """The field that names a proposal of a kind."""
    return "titre" if kind == "ressource" else "label"
