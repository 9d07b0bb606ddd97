"""Which recipes a plan is made of: for every resource, target, objective and stage; no recipe serves twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from random import Random
from typing import TypeVar

from ai_service.providers.local.planning.recipes import STAGES, Recipe, Recipes
from ai_service.providers.local.planning.schedule import stage_held
from ai_service.providers.local.planning.serving import Bond, bond
from assistant.contracts.base import MAX_PLAN_ITEMS, Locale, Maturite
from assistant.contracts.entities import Scenario

FEWEST = 8

UPCOMING = "webinaire_a_venir"

SERVED = 5
"""So many objectives, the first ones, are each given a line that serves them before the places are shared."""
"""So many lines are made, at least, when no number is asked for."""

Sort = TypeVar("Sort", bound=str)


@dataclass(frozen=True)
class Line:
    """A recipe at a stage, with the targets and the resources it is about."""

    stage: Maturite
    recipe: Recipe
    cibles: Sequence[str] = ()
    ressources: Sequence[str] = ()


def chosen(
    book: Recipes, scenario: Scenario | None, locale: Locale, random: Random, size: int | None = None
) -> list[Line]:
    """Lines for every resource, target and objective first, one for each stage, then more of each; `size` of them.

    An objective is given the line that serves it the most, whatever the stage of that line.
    """
    ressources: Mapping[str, list[str]] = (
        {}
        if scenario is None
        else _grouped(
            (book.genre_of(ressource.type, ressource.titre, scenario.updated_at.date()), ressource.titre)
            for ressource in scenario.ressources
        )
    )
    cibles: Mapping[Maturite, list[str]] = _grouped(
        (cible.maturite, cible.label) for cible in (scenario.cibles if scenario else [])
    )
    objectifs = [objectif.label for objectif in scenario.objectifs] if scenario else []
    left = _left(book, ressources, objectifs, locale, random)
    first = objectifs[:SERVED]
    held = stage_held(scenario, book, ressources.get(UPCOMING, [])) if scenario else None
    lines, more = _about_ressources(book, ressources, cibles, held)
    places = MAX_PLAN_ITEMS - len(STAGES) - len(_called(left, lines, first, locale))
    if len(lines) > places:
        lines, more = [_first(book, type_, titres, cibles) for type_, titres in ressources.items()][:places], []
    bare = sum(1 for stage in STAGES if stage not in cibles and all(line.stage != stage for line in lines))
    free = MAX_PLAN_ITEMS - len(lines) - bare
    called = _called(left, lines, objectifs, locale)[: max(free - len(cibles), 0)]
    for recipes in left.values():
        recipes.sort(key=lambda recipe: recipe not in called)
    lines += _about_cibles(left, cibles, free - len(called))
    for stage, recipes in left.items():
        lines += [Line(stage, recipe, cibles.get(stage, [])[:1]) for recipe in recipes if recipe in called]
        left[stage] = [recipe for recipe in recipes if recipe not in called]
    lines += [
        Line(stage, left[stage].pop(0))
        for stage in STAGES
        if left[stage] and all(line.stage != stage for line in lines)
    ]
    lines += [*more, *_about_cibles(left, cibles, MAX_PLAN_ITEMS)][: MAX_PLAN_ITEMS - len(lines)]
    if size is None:
        return lines + _general(left, min(MAX_PLAN_ITEMS - len(lines), max(FEWEST - len(lines), len(STAGES))))
    return _kept(lines + _general(left, size - len(lines)), objectifs, locale, size)


def _left(
    book: Recipes, ressources: Iterable[str], objectifs: Sequence[str], locale: Locale, random: Random
) -> dict[Maturite, list[Recipe]]:
    """The recipes of each stage that no resource serves, by chance, those first that serve the objectives.

    Those made on demand are there for the objectives that they serve alone.
    """
    taken = {format_ for type_ in ressources for recipe in book.ressources[type_] for format_ in _stood_for(recipe)}

    def closeness(recipe: Recipe) -> Bond:
        return max((bond(recipe, objectif, locale) for objectif in objectifs), default=Bond())

    return {
        stage: [
            recipe
            for recipe in sorted(
                random.sample(book.etapes[stage], len(book.etapes[stage])), key=closeness, reverse=True
            )
            if recipe.format not in taken and (not recipe.sur_demande or closeness(recipe) > Bond())
        ]
        for stage in STAGES
    }


def _stood_for(recipe: Recipe) -> tuple[str, ...]:
    return recipe.format, *recipe.remplace


def _called(
    left: Mapping[Maturite, list[Recipe]], lines: Sequence[Line], objectifs: Sequence[str], locale: Locale
) -> list[Recipe]:
    """For each objective, the recipe that serves it the most, unless a line or a recipe called serves it as much."""
    called: list[Recipe] = []
    for objectif in objectifs:
        there = [Bond(), *(bond(recipe, objectif, locale) for recipe in [*(line.recipe for line in lines), *called])]
        among = [recipe for stage in STAGES for recipe in left[stage]]
        best = max(among, key=lambda recipe: bond(recipe, objectif, locale), default=None)
        if best and bond(best, objectif, locale) > max(there):
            called.append(best)
    return called


def _grouped(named: Iterable[tuple[Sort, str]]) -> dict[Sort, list[str]]:
    """The names of each sort, in order."""
    groups: dict[Sort, list[str]] = {}
    for sort, name in named:
        groups.setdefault(sort, []).append(name)
    return groups


def _about_ressources(
    book: Recipes, ressources: Mapping[str, list[str]], cibles: Mapping[Maturite, list[str]], held: Maturite | None
) -> tuple[list[Line], list[Line]]:
    """The lines that put each resource to use, those of a type shared between its recipes, then those left over.

    `held` is when webinars to come take place, if it is known: the lines before and after them move along.
    """
    lines, more = list[Line](), list[Line]()
    for type_, titres in ressources.items():
        for index, recipe in enumerate(book.ressources[type_]):
            own = titres if recipe.tous else titres[index :: len(book.ressources[type_])]
            stage = recipe.etape or "consideration"
            if type_ == UPCOMING and held:
                place = STAGES.index(stage) + STAGES.index(held) - STAGES.index("consideration")
                stage = STAGES[min(max(place, 0), len(STAGES) - 1)]
            line = Line(stage, recipe, cibles.get(stage, [])[:1], own or titres)
            (lines if own else more).append(line)
    return lines, more


def _first(book: Recipes, type_: str, titres: Sequence[str], cibles: Mapping[Maturite, list[str]]) -> Line:
    """The one line about all the contents of a type, where places are short."""
    recipe = book.ressources[type_][0]
    stage = recipe.etape or "consideration"
    return Line(stage, recipe, cibles.get(stage, [])[:1], titres)


def _about_cibles(
    left: Mapping[Maturite, list[Recipe]], cibles: Mapping[Maturite, list[str]], places: int
) -> list[Line]:
    """At most `places` lines that speak to each target at its stage; targets share a line when places are short."""
    shares = dict.fromkeys(cibles, 0)
    for _ in range(places):
        short = [stage for stage in cibles if shares[stage] < min(len(cibles[stage]), len(left[stage]))]
        if not short:
            break
        shares[min(short, key=lambda stage: shares[stage])] += 1
    return [
        Line(stage, left[stage].pop(0), cibles[stage][index::share])
        for stage, share in shares.items()
        for index in range(share)
    ]


def _general(left: Mapping[Maturite, list[Recipe]], places: int) -> list[Line]:
    """At most `places` lines about no one in particular, each stage in turn."""
    rows = zip_longest(*([Line(stage, recipe) for recipe in left[stage]] for stage in STAGES))
    return [line for row in rows for line in row if line is not None][: max(places, 0)]


def _kept(lines: Sequence[Line], objectifs: Sequence[str], locale: Locale, size: int) -> list[Line]:
    """So many of the lines: one for each stage first, then those that serve an objective."""

    def rank(line: Line) -> tuple[bool, bool]:
        is_first = next(other for other in lines if other.stage == line.stage) is line
        return not is_first, not any(bond(line.recipe, objectif, locale) > Bond() for objectif in objectifs)

    return sorted(lines, key=rank)[:size]
