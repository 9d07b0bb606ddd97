"""Which objective each line of a plan serves: one that names it, or counts what it counts; else by its stage alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from ai_service.providers.local.evidence import said_by, spoken
from ai_service.providers.local.planning.durations import counted
from ai_service.providers.local.planning.goals import Goal, goal_of, share_of
from ai_service.providers.local.planning.recipes import Recipe, recipes
from ai_service.providers.local.wishes import spelt
from assistant.contracts.base import Locale, Maturite

MOST = 2
"""So many lines at most contribute to an objective by their stage alone."""

KPI_LENGTH = 80
"""As the contract of a plan's line has it."""

QUARTER = 13
"""The weeks of a quarter: a goal for the quarter is a goal for the plan."""

_COUNT = re.compile(r"(\d+(?:[ \u00a0\u202f,]\d{3})*)\s+([^\W\d_]+(?:-[^\W\d_]+)*)")
_AGAIN = re.compile(r"\b(?:par|an?) (?:mois|session|épisode|atelier|carrousel|month|episode|workshop|carousel)\b")
_CLAUSE = re.compile(r", |\u00a0; | et (?=\d)| and (?=\d)")
_SPAN = re.compile(r"\b(?:en|in) (\d+) (?:semaines|weeks)")


@dataclass(frozen=True)
class Service:
    """What a line does for an objective: it serves it by what it is; by its stage alone it only contributes."""

    objectif: str
    link: Literal["sert", "contribue"]


class Bond(NamedTuple):
    """How a recipe serves an objective: the words by which it is named as the means, and whether it counts the same."""

    names: int = 0
    counts: int = 0


@lru_cache(maxsize=8192)
def _spoken_of(recipe: Recipe, objectif: str, locale: Locale) -> Bond:
    said, goal = spelt(objectif), goal_of(objectif, locale)
    if spoken(recipe.sauf, said, locale):
        return Bond()
    means = spoken(map(spelt, (recipe.format, *recipe.noms)), said, locale)
    counts = goal is not None and bool(spoken(recipe.compte, goal.noun, locale))
    return Bond(len(said_by(means, locale)), int(counts))


def bond(recipe: Recipe, objectif: str, locale: Locale) -> Bond:
    """How a recipe serves an objective. One that names its means is served by no other, whatever that one counts."""
    own = _spoken_of(recipe, objectif, locale)
    return own if own.names or not _names_its_means(objectif, locale) else Bond()


@lru_cache(maxsize=1024)
def _names_its_means(objectif: str, locale: Locale) -> bool:
    return any(_spoken_of(recipe, objectif, locale).names for recipe in recipes(locale).lines())


def serving(
    lines: Sequence[tuple[Maturite, Recipe]],
    objectifs: Sequence[str],
    aims: Mapping[Maturite, Sequence[str]],
    locale: Locale,
) -> list[Service | None]:
    """For each line (its stage and its recipe), what it does for an objective; None when nothing.

    `aims` are the words of the objectives that each stage is made for.
    """
    served: list[Service | None] = []
    for _, recipe in lines:
        bonds = {label: bond(recipe, label, locale) for label in objectifs}
        # Of those equally spoken of, the one that fewest lines serve so far.
        best = max(
            (label for label in objectifs if bonds[label] > Bond()),
            key=lambda label: (bonds[label], -served.count(Service(label, "sert"))),
            default=None,
        )
        served.append(Service(best, "sert") if best is not None else None)
    for objectif in objectifs:
        if Service(objectif, "sert") not in served:
            stages = stages_of(objectif, aims, locale)
            free = [
                place
                for place, (stage, recipe) in enumerate(lines)
                if not served[place] and stage in stages and not recipe.sur_demande
            ]
            for place in free[:MOST]:
                served[place] = Service(objectif, "contribue")
    return served


def stages_of(objectif: str, aims: Mapping[Maturite, Sequence[str]], locale: Locale) -> list[Maturite]:
    """The stages that an objective belongs to by what it aims at: contracts are signed at the decision."""
    goal = goal_of(objectif, locale)
    head = _head(objectif, goal) if goal else objectif
    found = ([stage for stage, words in aims.items() if spoken(words, said, locale)] for said in (head, objectif))
    return next(filter(None, found), [])


def _head(objectif: str, goal: Goal) -> str:
    """An objective up to what it counts: what is done to it tells more than what comes after."""
    return objectif[: objectif.index(goal.noun) + len(goal.noun)]


def _is_measured(service: Service, goal: Goal, locale: Locale) -> bool:
    """Whether what an objective counts can be read beside a line's measure.

    It can when the line serves it, or when it belongs to the stage of the line by what it counts: "trois experts maison
    comme voix de référence" does by what comes after.
    """
    aims = (word for words in recipes(locale).objectifs.values() for word in words)
    return service.link == "sert" or bool(spoken(aims, _head(service.objectif, goal), locale))


def followed(recipe: Recipe, service: Service, aimed: str, locale: Locale) -> str:
    """A line's measure with the figure of the objective that it follows.

    When both count the same thing first, the line's figure is the objective's, in proportion to its delay; else the
    objective's stands beside, as `aimed` says it ("… ; visé : 60 démonstrations en six mois"). A figure that comes back
    (so many a month) is left as it is: the objective is a total.
    """
    goal, kpi = goal_of(service.objectif, locale), recipe.kpi
    if goal is None:
        part = share_of(service.objectif) if service.link == "sert" else ""
        return _beside(recipe, kpi, aimed.format(figure=part)) if part else kpi
    if not _is_measured(service, goal, locale):
        return kpi
    ours = _COUNT.match(kpi)
    if ours and goal.total and not _AGAIN.search(kpi) and spoken([ours[2]], goal.noun, locale):
        share = _share(kpi, goal)
        if share is None:
            return counted(goal.figure + kpi[ours.end(1) :])
        kpi = counted(f"{share}{kpi[ours.end(1) :]}")
    return _beside(recipe, kpi, aimed.format(figure=goal))


def _beside(recipe: Recipe, kpi: str, aim: str) -> str:
    """As much of a measure as leaves room for what an objective aims at, which stands beside it."""
    measures = [f"{said}{aim}" for said in (kpi, _CLAUSE.split(kpi)[0], recipe.kpi_bref) if said]
    own = aim.lstrip(" ;\u00a0")
    return next((said for said in measures if len(said) <= KPI_LENGTH), (own[:1].upper() + own[1:])[:KPI_LENGTH])


def _share(kpi: str, goal: Goal) -> int | None:
    """How much of a goal the weeks of a measure are worth; None when the goal takes no longer than the plan."""
    if not goal.delay or (goal.weeks and goal.weeks <= QUARTER):
        return None
    span = _SPAN.search(kpi)
    if span is None or goal.weeks is None or goal.total is None:
        return goal.total
    return max(1, round(goal.total * int(span[1]) / goal.weeks))
