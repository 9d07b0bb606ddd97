"""A dissemination plan from what the scenario holds: its resources, its targets by their stage, its objectives."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import cycle
from random import Random

from ai_service.providers.base import Request
from ai_service.providers.local.chance import seeded
from ai_service.providers.local.evidence import telling
from ai_service.providers.local.library import PlanVoice, library
from ai_service.providers.local.naming import cite, listed
from ai_service.providers.local.planning.durations import paced, spans, weeks_asked
from ai_service.providers.local.planning.instruction import owned
from ai_service.providers.local.planning.lines import Line, chosen
from ai_service.providers.local.planning.recipes import STAGES, USUAL, Recipes, recipes
from ai_service.providers.local.planning.schedule import later
from ai_service.providers.local.planning.scope import alone, wanted
from ai_service.providers.local.planning.serving import Service, followed, serving
from ai_service.providers.local.topics import subject, topics
from ai_service.providers.local.wishes import lines_asked
from assistant.contracts.ai import PlanDraft, PlanItemDraft
from assistant.contracts.base import KINDS, MAX_PLAN_ITEMS, MIN_PLAN_ITEMS, Locale

NAME_LENGTH = 90
"""In characters: a longer name is cut in a sentence."""

NAMED = 3
"""So many names stand in a sentence; the rest is counted."""

SUMMED_UP = 5
"""So many objectives are named in the summary."""


def draft_plan(request: Request) -> PlanDraft:
    """A plan of 6 to 14 lines, no two alike, in the order of the stages; the same until the scenario changes."""
    scenario, locale = request.scenario, request.locale
    weeks = weeks_asked(request.text)
    book = paced(recipes(locale), weeks or USUAL)
    after = later(scenario, book) if scenario else []
    random = seeded(scenario.id, scenario.version, request.text) if scenario else seeded(request.text)
    voice = _voice(request)
    given = {"angle": cycle(_angles(request, voice, random)), "question": cycle(_questions(request, voice, random))}
    count = lines_asked(request.text)
    size = None if count is None else min(max(count, MIN_PLAN_ITEMS), MAX_PLAN_ITEMS)
    lines, beside = _lines(book, _without(request, after), size, random)
    ordered = sorted(lines, key=lambda line: STAGES.index(line.stage))
    slots = {**voice.model_dump(), "theme": library(locale).general.plan.sujet.format(theme=subject(request))}
    items = [
        _item(line, slots | {name: next(texts) for name, texts in given.items() if _has(line, name)}, book, locale)
        for line in ordered
    ]
    objectifs = [objectif.label for objectif in scenario.objectifs] if scenario else []
    served = serving([(line.stage, line.recipe) for line in ordered], objectifs, book.objectifs, locale)
    return PlanDraft(
        resume=_resume(request, book, voice, served, ordered, weeks, beside, after),
        items=_serving(items, ordered, served, book, locale),
    )


def _without(request: Request, titres: Sequence[str]) -> Request:
    """The same request about a scenario without some of its contents."""
    scenario = request.scenario
    if scenario is None or not titres:
        return request
    kept = [ressource for ressource in scenario.ressources if ressource.titre not in titres]
    return replace(request, scenario=scenario.model_copy(update={"ressources": kept}))


def _lines(book: Recipes, request: Request, size: int | None, random: Random) -> tuple[list[Line], str | None]:
    """The lines that the wish allows, and how the summary tells that some are beside it; None when none is."""
    scenario, locale = request.scenario, request.locale
    allowed = wanted(book, request)
    only = alone(allowed, request)
    lines = chosen(only[1] if only else allowed, scenario, locale, random, size)
    if only is not None and len(lines) < MIN_PLAN_ITEMS:
        lines += _others(lines, chosen(allowed, scenario, locale, random))[: MIN_PLAN_ITEMS - len(lines)]
        if len(lines) >= MIN_PLAN_ITEMS:
            return lines, "elargi"
    if len(lines) < MIN_PLAN_ITEMS:
        # So much is refused that no plan would be left.
        return chosen(book, scenario, locale, random, size), "trop_ecarte"
    return lines, None


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
    return _nearest(voice.angles, request, random)


def _questions(request: Request, voice: PlanVoice, random: Random) -> list[str]:
    """The questions of a theme, then those that suit any: more than a plan has lines that ask one."""
    general = library(request.locale).general.plan.questions
    own = _nearest(voice.questions, request, random)
    return [*own, *(question for question in _nearest(general, request, random) if question not in own)]


def _nearest(texts: Sequence[str], request: Request, random: Random) -> list[str]:
    """The same texts, those first that speak of the same things as the scenario, by chance otherwise."""
    scenario, locale = request.scenario, request.locale
    said = (
        [scenario.nom, scenario.thematique, *(label for kind in KINDS for label in request.held(kind))]
        if scenario
        else []
    )
    own = frozenset(telling(" . ".join([request.text, *said]), locale))
    return sorted(random.sample(texts, len(texts)), key=lambda text: -len(own & frozenset(telling(text, locale))))


def _has(line: Line, slot: str) -> bool:
    return f"{{{slot}}}" in line.recipe.message


def _others(lines: Sequence[Line], among: Sequence[Line]) -> list[Line]:
    """Those of `among` whose format has no line yet."""
    taken = {line.recipe.format for line in lines}
    return [line for line in among if line.recipe.format not in taken]


def _item(line: Line, slots: Mapping[str, str], book: Recipes, locale: Locale) -> PlanItemDraft:
    """A line of the plan: what is said, with which content, and to whom."""
    recipe = line.recipe
    message = recipe.message.format(**slots, ressource=_names(line.ressources, locale) if line.ressources else "")
    if line.cibles:
        message += " " + book.resume["pour"].format(cible=_names(line.cibles, locale))
    return PlanItemDraft(
        format=recipe.format, message=message, canal=recipe.canal, frequence=recipe.frequence, kpi=recipe.kpi
    )


def _serving(
    items: Sequence[PlanItemDraft],
    lines: Sequence[Line],
    served: Sequence[Service | None],
    book: Recipes,
    locale: Locale,
) -> list[PlanItemDraft]:
    """The lines with what each does for an objective; the first that does something for one follows its figure."""
    told = list[PlanItemDraft]()
    for place, (item, line, service) in enumerate(zip(items, lines, served, strict=True)):
        if service is None:
            told.append(item)
            continue
        said = book.resume[service.link]
        message = f"{item.message} {said.format(objectif=cite(service.objectif, locale, NAME_LENGTH))}"
        first = service not in served[:place]
        kpi = followed(line.recipe, service, book.resume["vise"], locale) if first else item.kpi
        told.append(item.model_copy(update={"message": message, "kpi": kpi}))
    return told


def _resume(
    request: Request,
    book: Recipes,
    voice: PlanVoice,
    served: Sequence[Service | None],
    lines: Sequence[Line],
    weeks: int | None,
    beside: str | None,
    after: Sequence[str],
) -> str:
    """What the plan is made of; it owns to the objectives and targets that are unserved, and to the rest."""
    said, scenario, locale = book.resume, request.scenario, request.locale
    nom = cite(scenario.nom, locale, NAME_LENGTH) if scenario else ""
    opening = said["ouverture"].format(nom=nom, enjeu=voice.enjeu, semaines=book.semaines)
    parts = [opening, *_aims(request, book, served)]
    held = scenario.cibles if scenario else []
    spoken_to = {label for line in lines for label in line.cibles}
    for stage in [stage for stage in STAGES if any(line.stage == stage for line in lines)]:
        cibles = [cible.label for cible in held if cible.maturite == stage and cible.label in spoken_to]
        first, last = spans(book.semaines)[stage]
        period = said["semaine" if first == last else "semaines"].format(debut=first, fin=last)
        parts.append(said[stage].format(semaines=period, cibles=_names(cibles, locale) if cibles else said["public"]))
    unserved = [cible.label for cible in held if cible.label not in spoken_to]
    if unserved:
        parts.append(said["cibles_laissees"].format(cibles=_names(unserved, locale)))
    parts += owned(request, book, lines, weeks, beside)
    parts += _contents(request, book, lines, after)
    if beside:
        parts.append(said[beside])
    return "\n".join(parts)


def _contents(request: Request, book: Recipes, lines: Sequence[Line], after: Sequence[str]) -> list[str]:
    """The resources that the lines put to use, those that take place after the plan, and those that none does."""
    said, locale = book.resume, request.locale
    titres = request.held("ressource") if request.scenario else ()
    if not titres:
        return [said["sans_ressource"]]
    used = {titre for line in lines for titre in line.ressources}
    told = {
        "ressources": [titre for titre in titres if titre in used],
        "apres": after,
        "ressources_laissees": [titre for titre in titres if titre not in used and titre not in after],
    }
    return [said[key].format(ressources=_names(names, locale)) for key, names in told.items() if names]


def _aims(request: Request, book: Recipes, served: Sequence[Service | None]) -> list[str]:
    """The objectives that lines speak of, those that lines contribute to by their stage, those that none serves."""
    labels = [objectif.label for objectif in request.scenario.objectifs] if request.scenario else []
    if not labels:
        return [book.resume["sans_objectif"]]
    told = dict[str, list[str]]()
    for label in labels:
        if Service(label, "sert") in served:
            told.setdefault("objectifs", []).append(label)
        elif Service(label, "contribue") in served:
            told.setdefault("contribues", []).append(label)
        else:
            told.setdefault("non_servis", []).append(label)
    return [
        book.resume[key].format(objectifs=_names(told[key], request.locale, SUMMED_UP))
        for key in ("objectifs", "contribues", "non_servis")
        if key in told
    ]


def _names(names: Sequence[str], locale: Locale, most: int = NAMED) -> str:
    return listed(names, locale, most, NAME_LENGTH)
