"""The curated knowledge, one YAML file a theme and language, and which of it a scenario is about.

Every file has the same keys: `mots` by which the theme is recognised, the proposals of each kind in the contracts' own
fields, and what a plan on the theme says. The file `general.yaml` speaks of any theme through the slot `{theme}`; its
`combinaisons` make proposals without end out of lists of values.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from random import Random
from typing import Any

import yaml
from pydantic import Field

from ai_service.replies import PROPOSED
from ai_service.wording import shorten, stems
from assistant.contracts.base import Contract, Kind, Locale
from assistant.contracts.proposals import Proposal

GENERAL = "general"
THEME_LENGTH = 60


class Combination(Contract):
    """A proposal with slots, and the values of each slot: every combination is one proposal."""

    modele: dict[str, str]
    valeurs: dict[str, list[str]]


class PlanVoice(Contract):
    """What a plan on a theme says: its stake, its proof, the question it opens with, where its readers are."""

    enjeu: str
    question: str
    preuve: str
    media: str
    salon: str
    angles: list[str] = Field(min_length=4)


class Theme(Contract):
    """One theme in one language."""

    id: str
    titre: str
    mots: list[str]
    plan: PlanVoice
    objectifs: list[dict[str, Any]]
    cibles: list[dict[str, Any]]
    ressources: list[dict[str, Any]]
    combinaisons: dict[Kind, list[Combination]] = Field(default_factory=dict)

    def entries(self, kind: Kind) -> Sequence[Mapping[str, Any]]:
        by_kind = {"objectif": self.objectifs, "cible": self.cibles, "ressource": self.ressources}
        return by_kind[kind]


@dataclass(frozen=True)
class Library:
    """The themes of one language, the general one apart."""

    locale: Locale
    themes: tuple[Theme, ...]
    general: Theme

    def about(self, *texts: str) -> tuple[Theme, ...]:
        """The themes that `texts` speak of, the likeliest first; the first texts weigh the most. May be empty."""
        scores: dict[str, float] = {}
        for weight, text in zip(_weights(), texts, strict=False):
            said = _marks(text, self.locale)
            for theme in self.themes:
                found = sum(len(mark) for mark in _theme_marks(theme, self.locale) if mark <= said)
                scores[theme.id] = scores.get(theme.id, 0) + weight * found
        best = max(scores.values(), default=0)
        named = {theme.id: theme for theme in self.themes}
        ranked = sorted(scores, key=lambda id_: -scores[id_])
        return tuple(named[id_] for id_ in ranked if scores[id_] > 0 and scores[id_] * 3 >= best)[:2]


def _weights() -> Iterator[float]:
    weight = 4.0
    while True:
        yield weight
        weight /= 2


def _marks(text: str, locale: Locale) -> frozenset[str]:
    return frozenset(stems(text, locale))


@cache
def _marks_of_words(mots: tuple[str, ...], locale: Locale) -> tuple[frozenset[str], ...]:
    return tuple(_marks(mot, locale) for mot in mots)


def _theme_marks(theme: Theme, locale: Locale) -> tuple[frozenset[str], ...]:
    return _marks_of_words(tuple(theme.mots), locale)


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


def combined(theme: Theme, kind: Kind, subject: str, random: Random) -> Iterator[Proposal]:
    """Every proposal that the combinations of a theme make, in an order that `random` decides."""
    made = [
        (combination.modele, dict(zip(combination.valeurs, values, strict=True)))
        for combination in theme.combinaisons.get(kind, [])
        for values in product(*combination.valeurs.values())
    ]
    random.shuffle(made)
    for modele, values in made:
        yield _proposal(kind, modele, {"theme": subject, **values})


def _proposal(kind: Kind, entry: Mapping[str, Any], slots: Mapping[str, str]) -> Proposal:
    slots = {**slots, "theme": shorten(slots["theme"], THEME_LENGTH)}
    filled = {name: value.format(**slots) if isinstance(value, str) else value for name, value in entry.items()}
    return PROPOSED[kind].model_validate({**filled, "kind": kind})
