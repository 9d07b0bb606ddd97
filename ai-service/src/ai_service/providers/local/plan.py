"""A dissemination plan from what the scenario holds: its resources, its targets by their stage, its objectives."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

import yaml

from ai_service.providers.base import Request
from ai_service.providers.local.library import PlanVoice, library
from ai_service.providers.local.suggestions import seeded, subject, themes
from ai_service.wording import fold, shorten, stems
from assistant.contracts.ai import PlanDraft, PlanItemDraft
from assistant.contracts.base import Contract, Locale, Maturite, RessourceType
from assistant.contracts.entities import Scenario

FEWEST = 8
MOST = 14
NAME_LENGTH = 90
NAMED = 3
STAGES: tuple[Maturite, ...] = ("awareness", "consideration", "decision")

_EXCLUDED = re.compile(r"\b(?:sans|pas de|pas d['’]|without|no|except|sauf)\s+([\w’'-]+)", re.IGNORECASE)


class Recipe(Contract):
    """One line of a plan with slots; `etape` is the stage of a line made from a resource."""

    format: str
    message: str
    canal: str
    frequence: str
    kpi: str
    etape: Maturite | None = None


class Recipes(Contract):
    """The lines a plan is made from, and the sentences of its summary."""

    resume: dict[str, str]
    etapes: dict[Maturite, list[Recipe]]
    ressources: dict[RessourceType, list[Recipe]]


@dataclass(frozen=True)
class Line:
    """A recipe with what fills it; a line about one target or resource comes before one about none."""

    stage: Maturite
    recipe: Recipe
    slots: Mapping[str, str]
    cible: str = ""


@cache
def recipes(locale: Locale) -> Recipes:
    """The lines in one language, read once. Raises pydantic's ValidationError when the file is wrong."""
    content = (files(__package__) / "knowledge" / "plan" / f"{locale}.yaml").read_text(encoding="utf-8")
    return Recipes.model_validate(yaml.safe_load(content))


def draft_plan(request: Request) -> PlanDraft:
    """A plan of 6 to 14 lines, no two alike, in the order of the stages; the same until the scenario changes."""
    scenario = request.scenario
    book = recipes(request.locale)
    random = seeded(scenario.id, scenario.version, request.text) if scenario else seeded(request.text)
    voice = _voice(request)
    lines = _chosen(request, book, voice, random)
    ordered = sorted(lines, key=lambda line: STAGES.index(line.stage))
    objectifs = [shorten(objectif.label, NAME_LENGTH) for objectif in scenario.objectifs] if scenario else []
    items = [
        # A single objective is told once, in the summary: it is that of every line.
        _item(line, book, objectifs[index % len(objectifs)] if len(objectifs) > 1 else "")
        for index, line in enumerate(ordered)
    ]
    return PlanDraft(resume=_resume(scenario, book, voice), items=items)


def _voice(request: Request) -> PlanVoice:
    """How the plan speaks: the theme's words, or the general ones about the scenario's own theme."""
    found = themes(request)
    general = library(request.locale).general.plan
    if found:
        return found[0].plan
    about = shorten(subject(request), NAME_LENGTH)
    return general.model_copy(update={"enjeu": general.enjeu.format(theme=about)})


def _chosen(request: Request, book: Recipes, voice: PlanVoice, random: Random) -> list[Line]:
    """Lines from resources, then from targets, then general ones until the plan covers the three stages."""
    wanted = [line for line in _candidates(request, book, voice, random) if not _is_excluded(line, request)]
    chosen: list[Line] = []
    seen: set[str] = set()
    general = 0
    for line in wanted:
        said = fold(f"{line.recipe.message.format(**line.slots)} {line.cible}")
        is_general = not line.cible and "ressource" not in line.slots
        if said in seen or len(chosen) == MOST or (is_general and len(chosen) >= FEWEST and general >= len(STAGES)):
            continue
        seen.add(said)
        general += is_general
        chosen.append(line)
    return chosen


def _candidates(request: Request, book: Recipes, voice: PlanVoice, random: Random) -> Iterator[Line]:
    """Every line the scenario gives reason for, the most specific first; then every stage in turn."""
    scenario = request.scenario
    angles = list(voice.angles)
    random.shuffle(angles)
    base = {"enjeu": voice.enjeu, "question": voice.question, "preuve": voice.preuve, "media": voice.media}
    base["salon"] = voice.salon
    stages = {stage: random.sample(book.etapes[stage], len(book.etapes[stage])) for stage in STAGES}

    def slots(index: int, **more: str) -> dict[str, str]:
        return {**base, "angle": angles[index % len(angles)], **more}

    if scenario is not None:
        for index, ressource in enumerate(scenario.ressources[:3]):
            for recipe in book.ressources[ressource.type]:
                named = slots(index, ressource=shorten(ressource.titre, NAME_LENGTH))
                yield Line(recipe.etape or "consideration", recipe, named, _cible_at(scenario, recipe.etape))
        for index, cible in enumerate(scenario.cibles[:4]):
            for recipe in _taken(stages[cible.maturite], 2):
                yield Line(cible.maturite, recipe, slots(index), shorten(cible.label, NAME_LENGTH))
    for index in range(max(len(kept) for kept in stages.values())):
        for stage in STAGES:
            if index < len(stages[stage]):
                yield Line(stage, stages[stage][index], slots(index))


def _taken(recipes_left: list[Recipe], count: int) -> list[Recipe]:
    """Takes the next recipes of a stage, so that each target gets its own."""
    taken = recipes_left[:count]
    recipes_left[:count] = []
    return taken


def _cible_at(scenario: Scenario, stage: Maturite | None) -> str:
    """A target at the stage a resource serves, if there is one."""
    return next((shorten(cible.label, NAME_LENGTH) for cible in scenario.cibles if cible.maturite == stage), "")


def _is_excluded(line: Line, request: Request) -> bool:
    """Whether the user asked to go without this line's format or channel ("sans LinkedIn")."""
    refused = {found for word in _EXCLUDED.findall(request.text) for found in stems(word, request.locale)}
    return bool(refused & set(stems(f"{line.recipe.format} {line.recipe.canal}", request.locale)))


def _item(line: Line, book: Recipes, objectif: str) -> PlanItemDraft:
    """A line of the plan in full: what is said, to whom, and which objective it serves."""
    said = [line.recipe.message.format(**line.slots)]
    if line.cible:
        said.append(book.resume["pour"].format(cible=line.cible))
    if objectif:
        said.append(book.resume["sert"].format(objectif=objectif))
    recipe = line.recipe
    return PlanItemDraft(
        format=recipe.format, message=" ".join(said), canal=recipe.canal, frequence=recipe.frequence, kpi=recipe.kpi
    )


def _resume(scenario: Scenario | None, book: Recipes, voice: PlanVoice) -> str:
    said = book.resume
    objectifs = [objectif.label for objectif in scenario.objectifs] if scenario else []
    titres = [ressource.titre for ressource in scenario.ressources] if scenario else []
    parts = [
        said["ouverture"].format(nom=shorten(scenario.nom, NAME_LENGTH) if scenario else "", enjeu=voice.enjeu),
        said["objectifs"].format(objectifs=_named(objectifs)) if objectifs else said["sans_objectif"],
    ]
    for stage in STAGES:
        cibles = [cible.label for cible in scenario.cibles if cible.maturite == stage] if scenario else []
        parts.append(said[stage].format(cibles=_named(cibles) if cibles else said["public"]))
    parts.append(said["ressources"].format(ressources=_named(titres)) if titres else said["sans_ressource"])
    # A list cut short ends its sentence by itself.
    return "\n".join(parts).replace("….", "…")


def _named(names: list[str]) -> str:
    shown = [shorten(name, NAME_LENGTH) for name in names[:NAMED]]
    return ", ".join(shown) + ("…" if len(names) > NAMED else "")
