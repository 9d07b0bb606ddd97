"""A dissemination plan from what the scenario holds: its resources, its targets by their stage, its objectives."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, zip_longest
from random import Random
from typing import TypeVar

from ai_service.providers.base import Request
from ai_service.providers.local.evidence import telling
from ai_service.providers.local.library import PlanVoice, library
from ai_service.providers.local.naming import cite, listed
from ai_service.providers.local.recipes import STAGES, Recipe, Recipes, recipes
from ai_service.providers.local.serving import serving
from ai_service.providers.local.suggestions import seeded
from ai_service.providers.local.topics import subject, topics
from ai_service.providers.local.wishes import exclusive, refused, spelt
from ai_service.wording import stems
from assistant.contracts.ai import PlanDraft, PlanItemDraft
from assistant.contracts.base import KINDS, MAX_PLAN_ITEMS, MIN_PLAN_ITEMS, Locale, Maturite, RessourceType
from assistant.contracts.entities import Scenario

FEWEST = 8
NAME_LENGTH = 90
NAMED = 3
SUMMED_UP = 5

Sort = TypeVar("Sort", Maturite, RessourceType)


@dataclass(frozen=True)
class Line:
    """A recipe at a stage, with the targets and the resources it is about."""

    stage: Maturite
    recipe: Recipe
    cibles: Sequence[str] = ()
    ressources: Sequence[str] = ()


def draft_plan(request: Request) -> PlanDraft:
    """A plan of 6 to 14 lines, no two alike, in the order of the stages; the same until the scenario changes."""
    scenario, locale = request.scenario, request.locale
    book = recipes(locale)
    random = seeded(scenario.id, scenario.version, request.text) if scenario else seeded(request.text)
    voice = _voice(request)
    angles = cycle(_angles(request, voice, random))
    allowed = _wanted(book, request)
    only = _only(allowed, request)
    lines = _lines(only or allowed, scenario, random)
    short = only is not None and len(lines) < MIN_PLAN_ITEMS
    if short:
        lines += _others(lines, _lines(allowed, scenario, random))[: MIN_PLAN_ITEMS - len(lines)]
    if len(lines) < MIN_PLAN_ITEMS:
        # So much is refused that no plan would be left.
        lines = _lines(book, scenario, random)
    ordered = sorted(lines, key=lambda line: STAGES.index(line.stage))
    slots = {**voice.model_dump(), "theme": library(locale).general.plan.sujet.format(theme=subject(request))}
    items = [
        _item(line, slots | ({"angle": next(angles)} if "{angle}" in line.recipe.message else {}), book, locale)
        for line in ordered
    ]
    objectifs = [objectif.label for objectif in scenario.objectifs] if scenario else []
    said = [(line.stage, " . ".join(item.model_dump().values())) for line, item in zip(ordered, items, strict=True)]
    served = serving(said, objectifs, book.objectifs, subject(request), locale)
    return PlanDraft(
        resume=_resume(request, book, voice, served) + (f"\n{book.resume['elargi']}" if short else ""),
        # A single objective is told once, in the summary: it is that of the whole plan.
        items=[
            _serving(item, objectif, book, locale) if objectif and len(objectifs) > 1 else item
            for item, objectif in zip(items, served, strict=True)
        ],
    )


def _voice(request: Request) -> PlanVoice:
    """How the plan speaks: the theme's words, or the general ones about the scenario's own theme."""
    found = topics(request)
    if found:
        return found[0].theme.plan
    general = library(request.locale).general.plan
    about = subject(request)
    return general.model_copy(
        update={"enjeu": general.enjeu.format(theme=about), "sujet": general.sujet.format(theme=about)}
    )


def _angles(request: Request, voice: PlanVoice, random: Random) -> list[str]:
    """The angles of a theme, those first that speak of the same things as the scenario."""
    scenario, locale = request.scenario, request.locale
    said = (
        [scenario.nom, scenario.thematique, *(label for kind in KINDS for label in request.held(kind))]
        if scenario
        else []
    )
    own = frozenset(telling(" . ".join([request.text, *said]), locale))
    angles = random.sample(voice.angles, len(voice.angles))
    return sorted(angles, key=lambda angle: -len(own & frozenset(telling(angle, locale))))


def _wanted(book: Recipes, request: Request) -> Recipes:
    """The lines without those whose format or channel the user asked to go without ("sans LinkedIn")."""
    locale = request.locale
    without = refused(request.text, locale)

    def kept(lines: list[Recipe]) -> list[Recipe]:
        return [line for line in lines if not without & set(stems(spelt(f"{line.format} {line.canal}"), locale))]

    return _each(book, kept)


def _only(book: Recipes, request: Request) -> Recipes | None:
    """The lines of the formats or channels that the user wants alone; None when she names none that there is."""
    locale = request.locale
    alone = exclusive(request.text, locale)

    def kept(lines: list[Recipe]) -> list[Recipe]:
        return [
            line.model_copy(update={"canal": _channel(line.canal, alone, locale)})
            for line in lines
            if alone & set(stems(spelt(f"{line.format} {line.canal}"), locale))
        ]

    found = _each(book, kept)
    return found if any(found.etapes.values()) else None


def _channel(canal: str, alone: frozenset[str], locale: Locale) -> str:
    """The part of a line's channels that is wanted: "LinkedIn" of "E-mail, LinkedIn et partenaires"."""
    parts = [part for part in re.split(r", | et | and ", canal) if alone & set(stems(spelt(part), locale))]
    said = ", ".join(parts)
    return said[:1].upper() + said[1:] if parts else canal


def _each(book: Recipes, kept: Callable[[list[Recipe]], list[Recipe]]) -> Recipes:
    """The same book with those of its lines that are kept."""
    return Recipes(
        resume=book.resume,
        objectifs=book.objectifs,
        etapes={stage: kept(lines) for stage, lines in book.etapes.items()},
        ressources={type_: kept(lines) for type_, lines in book.ressources.items()},
    )


def _others(lines: Sequence[Line], among: Sequence[Line]) -> list[Line]:
    """Those of `among` whose format has no line yet."""
    taken = {line.recipe.format for line in lines}
    return [line for line in among if line.recipe.format not in taken]


def _lines(book: Recipes, scenario: Scenario | None, random: Random) -> list[Line]:
    """Lines for every resource and target first, one for each stage, then more of each; no recipe serves twice."""
    ressources: Mapping[RessourceType, list[str]] = _grouped(
        (ressource.type, ressource.titre) for ressource in (scenario.ressources if scenario else [])
    )
    cibles: Mapping[Maturite, list[str]] = _grouped(
        (cible.maturite, cible.label) for cible in (scenario.cibles if scenario else [])
    )
    taken = {recipe.format for type_ in ressources for recipe in book.ressources[type_]}
    left = {
        stage: [
            recipe
            for recipe in random.sample(book.etapes[stage], len(book.etapes[stage]))
            if recipe.format not in taken
        ]
        for stage in STAGES
    }
    lines, more = _about_ressources(book, ressources, cibles)
    bare = sum(1 for stage in STAGES if stage not in cibles and all(line.stage != stage for line in lines))
    lines += _about_cibles(left, cibles, MAX_PLAN_ITEMS - len(lines) - bare)
    lines += [
        Line(stage, left[stage].pop(0))
        for stage in STAGES
        if left[stage] and all(line.stage != stage for line in lines)
    ]
    lines += [*more, *_about_cibles(left, cibles, MAX_PLAN_ITEMS)][: MAX_PLAN_ITEMS - len(lines)]
    return lines + _general(left, len(lines))


def _grouped(named: Iterable[tuple[Sort, str]]) -> dict[Sort, list[str]]:
    """The names of each sort, in order."""
    groups: dict[Sort, list[str]] = {}
    for sort, name in named:
        groups.setdefault(sort, []).append(name)
    return groups


def _about_ressources(
    book: Recipes, ressources: Mapping[RessourceType, list[str]], cibles: Mapping[Maturite, list[str]]
) -> tuple[list[Line], list[Line]]:
    """The lines that put each resource to use, those of a type shared between its recipes, then those left over."""
    lines, more = list[Line](), list[Line]()
    for type_, titres in ressources.items():
        for index, recipe in enumerate(book.ressources[type_]):
            own = titres[index :: len(book.ressources[type_])]
            stage = recipe.etape or "consideration"
            line = Line(stage, recipe, cibles.get(stage, [])[:1], own or titres)
            (lines if own else more).append(line)
    return lines, more


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


def _general(left: Mapping[Maturite, list[Recipe]], count: int) -> list[Line]:
    """Lines about no one in particular, each stage in turn, that complete `count` others."""
    rows = zip_longest(*([Line(stage, recipe) for recipe in left[stage]] for stage in STAGES))
    found = [line for row in rows for line in row if line is not None]
    return found[: min(MAX_PLAN_ITEMS - count, max(FEWEST - count, len(STAGES)))]


def _item(line: Line, slots: Mapping[str, str], book: Recipes, locale: Locale) -> PlanItemDraft:
    """A line of the plan: what is said, with which content, and to whom."""
    recipe = line.recipe
    message = recipe.message.format(**slots, ressource=_names(line.ressources, locale) if line.ressources else "")
    if line.cibles:
        message += " " + book.resume["pour"].format(cible=_names(line.cibles, locale))
    return PlanItemDraft(
        format=recipe.format, message=message, canal=recipe.canal, frequence=recipe.frequence, kpi=recipe.kpi
    )


def _serving(item: PlanItemDraft, objectif: str, book: Recipes, locale: Locale) -> PlanItemDraft:
    told = book.resume["sert"].format(objectif=cite(objectif, locale, NAME_LENGTH))
    return item.model_copy(update={"message": f"{item.message} {told}"})


def _resume(request: Request, book: Recipes, voice: PlanVoice, served: Sequence[str | None]) -> str:
    """What the plan is made of; it owns to the objectives that no line serves, and to what it can't follow."""
    said, scenario, locale = book.resume, request.scenario, request.locale
    titres = [ressource.titre for ressource in scenario.ressources] if scenario else []
    nom = cite(scenario.nom, locale, NAME_LENGTH) if scenario else ""
    parts = [said["ouverture"].format(nom=nom, enjeu=voice.enjeu), *_aims(request, book, served)]
    for stage in STAGES:
        cibles = [cible.label for cible in scenario.cibles if cible.maturite == stage] if scenario else []
        parts.append(said[stage].format(cibles=_names(cibles, locale) if cibles else said["public"]))
    if request.text.strip():
        parts.append(said["consigne"].format(consigne=cite(request.text, locale, NAME_LENGTH)))
    parts.append(said["ressources"].format(ressources=_names(titres, locale)) if titres else said["sans_ressource"])
    return "\n".join(parts)


def _aims(request: Request, book: Recipes, served: Sequence[str | None]) -> list[str]:
    """The objectives of the plan, then those that no line serves. A single objective is that of the whole plan."""
    labels = [objectif.label for objectif in request.scenario.objectifs] if request.scenario else []
    if not labels:
        return [book.resume["sans_objectif"]]
    left = [label for label in labels if label not in served] if len(labels) > 1 else []
    kept = [label for label in labels if label not in left]
    told = {"objectifs": kept, "non_servis": left}
    return [
        book.resume[key].format(objectifs=_names(names, request.locale, SUMMED_UP))
        for key, names in told.items()
        if names
    ]


def _names(names: Sequence[str], locale: Locale, most: int = NAMED) -> str:
    return listed(names, locale, most, NAME_LENGTH)
