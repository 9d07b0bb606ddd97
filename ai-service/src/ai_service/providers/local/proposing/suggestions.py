"""Three proposals for a scenario, chosen from the knowledge: never what it holds, others when asked again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from ai_service.providers.base import Request
from ai_service.providers.local.chance import seeded
from ai_service.providers.local.evidence import lengthens, telling
from ai_service.providers.local.library import Theme, combined, library, linked, proposals
from ai_service.providers.local.naming import cite
from ai_service.providers.local.planning.recipes import STAGES, recipes
from ai_service.providers.local.proposing.grounds import common, grounds, precise, reason, sorts, told
from ai_service.providers.local.proposing.likeness import counts_alike, is_alike
from ai_service.providers.local.proposing.sorts import field_of, meets, sorts_refused
from ai_service.providers.local.topics import Topic, subject, topics
from ai_service.providers.local.wishes import asked_for, unwanted
from ai_service.replies import PROPOSALS
from ai_service.wording import fold, is_said
from assistant.contracts.base import KINDS, Kind, Locale
from assistant.contracts.proposals import Proposal, ProposedRessource, title_of

Extent = Literal["own", "mixed", "general", "again"]
"""How far the knowledge had to be searched: all proposals are the scenario's own, some, none, or some came before."""

Same = Callable[[str, Iterable[str], Locale], bool]
"""Whether one of several names says the same as a name."""

OTHER: dict[Locale, Locale] = {"fr": "en", "en": "fr"}

LINKED = 3
"""So many things of a kind at most have proposals about them, the latest ones."""

LINKED_LENGTH = 60

NOT_READ = frozenset({"base", "salon", "evenement", "page_linkedin", "compte_social", "partenaires"})
"""The sorts of resources that are nothing to go through: audiences, places and moments."""


@dataclass(frozen=True)
class Candidate:
    """A proposal that may be made, and the theme it was written for; None for one that any theme could be given.

    `link` is what it is modelled on when it is about something that the scenario holds. `twin` is its name in the other
    language: what was said in one is not proposed in the other.
    """

    proposal: Proposal
    topic: Topic | None = None
    link: str = ""
    twin: str = ""


@dataclass(frozen=True)
class Suggestions:
    """Exactly three proposals, each with the reason it is made.

    `answering` is how many are about what was asked in particular; None when nothing was.
    """

    proposals: list[Proposal]
    extent: Extent
    answering: int | None = None


def suggest(request: Request, kind: Kind) -> Suggestions:
    """Three proposals of a kind that the scenario does not hold, and that were not shown as long as any is left."""
    shown, held = request.proposed.get(kind, ()), request.held(kind)
    # Once all that is known was shown, what was shown long ago may come again; what is held never does.
    avoided = ([*held, *shown], [*held, *shown[:PROPOSALS]], held)
    tries = (_choose(request, kind, list(taken), is_alike) for taken in avoided)
    chosen = next((found for found in tries if len(found) == PROPOSALS), None)
    if chosen is None:
        # Nothing else is left: what is held comes again with another deadline.
        chosen = _choose(request, kind, list(held), is_said)
    if kind == "cible" and not asked_for(request) and not sorts(request, kind):
        # The order in which they come to buy; a wish is answered first.
        chosen.sort(key=lambda candidate: STAGES.index(field_of(candidate.proposal)))
    found = grounds(request, kind)
    made = [
        candidate.proposal.model_copy(update={"pourquoi": reason(candidate.proposal, request, found, candidate.topic)})
        for candidate in chosen
    ]
    return Suggestions(made, _extent(request, kind, chosen, shown), _answering(request, kind, chosen))


def _answering(request: Request, kind: Kind, chosen: Sequence[Candidate]) -> int | None:
    wanted, asked = precise(replace(request, kind=kind)), sorts(request, kind)
    if not wanted and not asked:
        return None
    return sum(
        _is_met(candidate, request, kind)
        and (
            not wanted
            or (candidate.topic is not None and candidate.topic.place == "text")
            or bool(wanted & told(candidate.proposal, request.locale).named)
        )
        for candidate in chosen
    )


def _is_met(candidate: Candidate, request: Request, kind: Kind) -> bool:
    """Whether a candidate is of a sort that is asked for, when any is."""
    asked = sorts(request, kind).values()
    return not asked or any(meets(candidate.proposal, sort, request.locale) for sort in asked)


def _extent(request: Request, kind: Kind, chosen: Sequence[Candidate], shown: Sequence[str]) -> Extent:
    before = [*shown, *request.held(kind)]
    if any(is_alike(title_of(candidate.proposal), before, request.locale) for candidate in chosen):
        return "again"
    wish = frozenset(asked_for(request))
    general = sum(
        candidate.topic is None
        and not candidate.link
        and not wish & told(candidate.proposal, request.locale).named
        and not (sorts(request, kind) and _is_met(candidate, request, kind))
        for candidate in chosen
    )
    if not general:
        return "own"
    return "general" if general == len(chosen) else "mixed"


def _choose(request: Request, kind: Kind, taken: list[str], is_same: Same) -> list[Candidate]:
    """Up to three proposals unlike `taken` and each other, as `is_same` compares them.

    First what the user wishes, then what the theme holds, then what is general; among equals other sorts than those
    chosen, then what speaks of the same things as the scenario.
    """
    locale, random = request.locale, _chance(request, kind)
    about = frozenset(telling(subject(request), locale))
    # The theme's own words choose nothing: the general proposals are those that repeat them.
    avoided = sorts_refused(request, kind)
    wish, without, found = set(asked_for(request)) - about, unwanted(request), grounds(request, kind)
    ranked: list[tuple[tuple[bool, bool, int, int, int], int, float, Candidate]] = []
    for rank, candidate in _candidates(request, kind):
        if _is_taken(candidate, taken, request.held(kind), locale, is_same):
            continue
        said = told(candidate.proposal, locale)
        echo = max((len(common(ground, said)) for ground in found), default=0) + len(about & said.words)
        preference = (
            bool(without & said.words) or any(meets(candidate.proposal, sort, locale) for sort in avoided),
            not _is_met(candidate, request, kind),
            -len(wish & said.named),
            -len(wish & said.words),
            rank,
        )
        ranked.append((preference, -echo, random.random(), candidate))
    chosen: list[Candidate] = []
    while ranked and len(chosen) < PROPOSALS:
        best = min(ranked, key=lambda entry: (entry[0], _sameness(entry[3], chosen), entry[1], entry[2]))
        ranked.remove(best)
        if not is_same(title_of(best[3].proposal), _titles(chosen), locale):
            chosen.append(best[3])
    return _completed(chosen, request, kind, taken, random, is_same)


def _is_taken(candidate: Candidate, taken: Sequence[str], held: Sequence[str], locale: Locale, is_same: Same) -> bool:
    """Whether a candidate says what is taken, in either language, or more of what is held."""
    names = [(title_of(candidate.proposal), locale), (candidate.twin, OTHER[locale])]
    is_goal = candidate.proposal.kind == "objectif" and not candidate.link
    return any(
        name
        and (
            is_same(name, taken, said_in)
            or lengthens(name, held, said_in)
            or (is_goal and counts_alike(name, held, said_in))
        )
        for name, said_in in names
    )


def _candidates(request: Request, kind: Kind) -> Iterator[tuple[int, Candidate]]:
    about, found = subject(request), topics(request)
    for rank, topic in enumerate(found):
        for proposal, twin in _with_twins(topic.theme, request, kind, about):
            yield rank, Candidate(proposal, topic, twin=twin)
    general = library(request.locale).general
    for model, proposal in linked(general, kind, about, _held(request)):
        yield len(found), Candidate(proposal, link=model)
    for proposal, twin in _with_twins(general, request, kind, about):
        yield len(found) + 1, Candidate(proposal, twin=twin)


def _with_twins(theme: Theme, request: Request, kind: Kind, about: str) -> Iterator[tuple[Proposal, str]]:
    """The proposals of a theme, each with the name of the same one in the other language."""
    others = proposals(library(OTHER[request.locale]).theme(theme.id), kind, about)
    for proposal, other in zip(proposals(theme, kind, about), others, strict=True):
        yield proposal, title_of(other)


def _held(request: Request) -> dict[Kind, list[str]]:
    """The latest things that the scenario holds, by kind, when their names say more than the theme does."""
    scenario, locale, about = request.scenario, request.locale, subject(request)
    unread = set[str]()
    if scenario is not None:
        day = scenario.updated_at.date()
        sorts_of = {one.titre: recipes(locale).genre_of(one.type, one.titre, day) for one in scenario.ressources}
        unread = {titre for titre, sort in sorts_of.items() if sort in NOT_READ}
    return {
        kind: [
            cite(name, locale, LINKED_LENGTH)
            for name in request.held(kind)
            if frozenset(telling(name, locale)) - frozenset(telling(about, locale)) and name not in unread
        ][-LINKED:]
        for kind in KINDS
    }


def _completed(
    chosen: list[Candidate], request: Request, kind: Kind, taken: list[str], random: Random, is_same: Same
) -> list[Candidate]:
    """Those chosen, completed by combinations: other ideas first, then the same ideas for others."""
    locale = request.locale
    if len(chosen) == PROPOSALS:
        return chosen
    made = list(combined(library(locale).general, kind, subject(request), random))
    for only_ideas in (True, False):
        for idea, proposal in made:
            said = [*taken, *_titles(chosen)]
            is_new = not is_same(title_of(proposal), said, locale)
            if only_ideas:
                is_idea = not any(fold(idea) in fold(other) for other in said)
                is_new = is_new and is_idea and _details(proposal) not in [_details(other.proposal) for other in chosen]
            if is_new and len(chosen) < PROPOSALS:
                chosen.append(Candidate(proposal))
    return chosen


def _details(proposal: Proposal) -> str:
    return proposal.note if isinstance(proposal, ProposedRessource) else proposal.description


def _titles(chosen: Sequence[Candidate]) -> list[str]:
    return [title_of(candidate.proposal) for candidate in chosen]


def _sameness(candidate: Candidate, chosen: Sequence[Candidate]) -> int:
    """How many of those chosen are of the same sort: three targets at three stages tell more than three alike."""
    return sum(
        (field_of(candidate.proposal) == field_of(other.proposal))
        + (candidate.link != "" and candidate.link == other.link)
        for other in chosen
    )


def _chance(request: Request, kind: Kind) -> Random:
    scenario = request.scenario
    whose = (scenario.id, scenario.nom) if scenario else ()
    return seeded(*whose, kind, request.text, request.asked.get(kind, 0))
