"""Three proposals for a scenario, chosen from the knowledge: never what it holds, others when asked again."""

from collections.abc import Sequence
from random import Random

from ai_service.providers.base import Request
from ai_service.providers.local.library import Theme, combined, library, proposals
from ai_service.replies import PROPOSALS, held, shorten
from ai_service.wording import is_said, stems
from assistant.contracts.base import Kind, Locale
from assistant.contracts.entities import Scenario
from assistant.contracts.proposals import Proposal, ProposedCible, ProposedRessource, title_of
from assistant.dialogue.texts import text

WISH_WEIGHT = 2


def suggest(request: Request, kind: Kind) -> list[Proposal]:
    """Exactly three proposals of a kind, each with the reason it is made."""
    shown = request.proposed.get(kind, ())
    # Once all that is known was shown, what was shown long ago may come again; what is held never does.
    for avoided in (shown, shown[:PROPOSALS]):
        chosen = _choose(request, kind, [*held(request, kind), *avoided])
        if len(chosen) == PROPOSALS:
            return [_with_reason(proposal, request) for proposal in chosen]
    return [_with_reason(proposal, request) for proposal in _choose(request, kind, held(request, kind))]


def _choose(request: Request, kind: Kind, taken: list[str]) -> list[Proposal]:
    """Up to three proposals unlike `taken` and each other: the wished first, then the theme's, then general ones."""
    scenario = request.scenario
    whose = (scenario.id, scenario.nom) if scenario else ()
    random = seeded(*whose, kind, request.text, request.asked.get(kind, 0))
    about = subject(request)
    locale = request.locale
    general = library(locale).general
    wish = frozenset(stems(request.text, locale)) if request.task == "suggest" else frozenset()
    ranked: list[tuple[int, int, float, Proposal]] = [
        (-_wished(proposal, wish, locale), rank, random.random(), proposal)
        for rank, theme in enumerate([*themes(request), general])
        for proposal in proposals(theme, kind, about)
        if not is_said(title_of(proposal), taken, locale)
    ]
    chosen: list[Proposal] = []
    while ranked and len(chosen) < PROPOSALS:
        best = min(ranked, key=lambda entry: (entry[0], entry[1], _sameness(entry[3], chosen), entry[2]))
        ranked.remove(best)
        if not is_said(title_of(best[3]), [title_of(other) for other in chosen], locale):
            chosen.append(best[3])
    for proposal in combined(general, kind, about, random):
        if len(chosen) == PROPOSALS:
            break
        if not is_said(title_of(proposal), [*taken, *(title_of(other) for other in chosen)], locale):
            chosen.append(proposal)
    return chosen


def _sameness(proposal: Proposal, chosen: Sequence[Proposal]) -> int:
    """How many of those chosen are of the same sort: three targets at three stages tell more than three alike."""
    return sum(_sort(proposal) == _sort(other) for other in chosen)


def _sort(proposal: Proposal) -> str:
    if isinstance(proposal, ProposedRessource):
        return proposal.type
    return proposal.maturite if isinstance(proposal, ProposedCible) else ""


def subject(request: Request) -> str:
    """What the scenario is about, in its own words."""
    return request.scenario.thematique if request.scenario else text("ai.local.any_theme", request.locale)


def themes(request: Request) -> tuple[Theme, ...]:
    """The themes of the knowledge that the request and its scenario speak of."""
    scenario = request.scenario
    said = (request.text, scenario.thematique, scenario.nom, scenario.description) if scenario else (request.text,)
    return library(request.locale).about(*said)


def seeded(*parts: object) -> Random:
    """The one source of chance: the same parts, the same choices, in any process."""
    return Random("|".join(map(str, parts)))  # noqa: S311 - variety, not a secret


def _wished(proposal: Proposal, wish: frozenset[str], locale: Locale) -> int:
    """How much a proposal answers the user's wish, in words shared; the kind of content counts as a word."""
    told = stems(f"{title_of(proposal)} {proposal.insight} {_told(proposal, locale)}", locale)
    return WISH_WEIGHT * len(wish & frozenset(told))


def _told(proposal: Proposal, locale: Locale) -> str:
    if isinstance(proposal, ProposedRessource):
        return f"{text(f'ai.value.{proposal.type}', locale)} {proposal.note}"
    if isinstance(proposal, ProposedCible):
        return f"{proposal.segment} {text(f'ai.value.{proposal.maturite}', locale)} {proposal.description}"
    return proposal.description


def _with_reason(proposal: Proposal, request: Request) -> Proposal:
    return proposal.model_copy(update={"pourquoi": reason(proposal, request)})


def reason(proposal: Proposal, request: Request) -> str:
    """What a proposal rests on: the user's wish, else what the scenario holds and lacks, else its theme."""
    locale, scenario = request.locale, request.scenario
    if request.task == "suggest" and request.text and _wished(proposal, frozenset(stems(request.text, locale)), locale):
        return text("ai.local.why.wish", locale, wish=shorten(request.text, 80))
    if scenario is None:
        return text("ai.local.why.general", locale)
    if proposal.kind == "objectif":
        return _reason_of_objectif(scenario, locale)
    if scenario.objectifs:
        serves = scenario.objectifs[0].label
        return text(f"ai.local.why.{proposal.kind}.objectif", locale, objectif=serves)
    if isinstance(proposal, ProposedRessource) and scenario.cibles:
        return text("ai.local.why.ressource.cible", locale, cible=scenario.cibles[0].label)
    return text("ai.local.why.theme", locale, theme=scenario.thematique)


def _reason_of_objectif(scenario: Scenario, locale: Locale) -> str:
    if scenario.cibles:
        return text("ai.local.why.objectif.cible", locale, cible=scenario.cibles[0].label)
    if scenario.ressources:
        return text("ai.local.why.objectif.ressource", locale, ressource=scenario.ressources[0].titre)
    return text("ai.local.why.theme", locale, theme=scenario.thematique)
