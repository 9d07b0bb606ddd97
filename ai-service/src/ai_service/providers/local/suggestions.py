"""Three proposals for a scenario, chosen from the knowledge: never what it holds, others when asked again."""

from collections.abc import Sequence
from random import Random

from ai_service.providers.base import Request
from ai_service.providers.local.library import Theme, combined, library, proposals
from ai_service.replies import PROPOSALS
from ai_service.wording import is_said, shorten, stems
from assistant.contracts.base import KINDS, Kind, Locale
from assistant.contracts.proposals import Proposal, ProposedCible, ProposedRessource, title_of
from assistant.dialogue.texts import text

MOST_THEMES = 2
NAME_LENGTH = 120
LOCALES: tuple[Locale, ...] = ("fr", "en")


def suggest(request: Request, kind: Kind) -> list[Proposal]:
    """Exactly three proposals of a kind, each with the reason it is made."""
    shown = request.proposed.get(kind, ())
    # Once all that is known was shown, what was shown long ago may come again; what is held never does.
    for avoided in (shown, shown[:PROPOSALS]):
        chosen = _choose(request, kind, [*request.held(kind), *avoided])
        if len(chosen) == PROPOSALS:
            break
    else:
        chosen = _choose(request, kind, request.held(kind))
    own = {title_of(made) for theme in themes(request) for made in proposals(theme, kind, subject(request))}
    return [
        made.model_copy(update={"pourquoi": reason(made, position, request, is_general=title_of(made) not in own)})
        for position, made in enumerate(chosen)
    ]


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
    """The themes of the knowledge that the request and its scenario speak of, in whichever language they do."""
    scenario = request.scenario
    said = (request.text, scenario.thematique, scenario.nom, scenario.description) if scenario else (request.text,)
    found = [theme.id for locale in LOCALES for theme in library(locale).about(*said)]
    own = {theme.id: theme for theme in library(request.locale).themes}
    return tuple(own[id_] for id_ in dict.fromkeys(found) if id_ in own)[:MOST_THEMES]


def seeded(*parts: object) -> Random:
    """The one source of chance: the same parts, the same choices, in any process."""
    return Random("|".join(map(str, parts)))  # noqa: S311 - variety, not a secret


def _wished(proposal: Proposal, wish: frozenset[str], locale: Locale) -> int:
    """How much a proposal answers the user's wish, in words shared; the kind of content counts as a word."""
    told = stems(f"{title_of(proposal)} {proposal.insight} {_told(proposal, locale)}", locale)
    return len(wish & frozenset(told))


def _told(proposal: Proposal, locale: Locale) -> str:
    if isinstance(proposal, ProposedRessource):
        return f"{text(f'ai.value.{proposal.type}', locale)} {proposal.note}"
    if isinstance(proposal, ProposedCible):
        return f"{proposal.segment} {text(f'ai.value.{proposal.maturite}', locale)} {proposal.description}"
    return proposal.description


def reason(proposal: Proposal, position: int, request: Request, *, is_general: bool) -> str:
    """What a proposal rests on: the user's wish, else, each in its turn, what the scenario holds, else its theme.

    A general proposal, which any theme could be given, says that it is one.
    """
    locale, scenario = request.locale, request.scenario
    if request.task == "suggest" and request.text and _wished(proposal, frozenset(stems(request.text, locale)), locale):
        return text("ai.local.why.wish", locale, wish=shorten(request.text, 80))
    if scenario is None:
        return text("ai.local.why.general", locale)
    grounds = [
        text(f"ai.local.why.{proposal.kind}.{kind}", locale, nom=shorten(name, NAME_LENGTH))
        for kind in KINDS
        if kind != proposal.kind
        for name in request.held(kind)
    ]
    own = "ai.local.why.any_theme" if is_general else "ai.local.why.theme"
    theme = text(own, locale, theme=shorten(scenario.thematique, NAME_LENGTH))
    return [*grounds, theme][position % (len(grounds) + 1)]
