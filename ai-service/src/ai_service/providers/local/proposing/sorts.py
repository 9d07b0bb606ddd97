"""What sort of proposals is asked for: a type of content, a stage, readers or an aim; fields answer, not any word."""

from functools import cache
from importlib.resources import files

import yaml

from ai_service.providers.base import Request
from ai_service.providers.local.evidence import spoken
from ai_service.providers.local.wishes import refusals
from ai_service.wording import fold, words
from assistant.contracts.base import Contract, Kind, Locale
from assistant.contracts.proposals import Proposal, ProposedCible, ProposedRessource, title_of

FIRST = 3
"""So many words at most of the name of a target say who they are."""


class Sort(Contract):
    """A sort of proposals: the words that ask for it, and the field's value or the words of a name that answer."""

    demande: tuple[str, ...]
    valeur: str = ""
    repond: tuple[str, ...] = ()


@cache
def _sorts(locale: Locale, kind: Kind) -> tuple[Sort, ...]:
    content = (files("ai_service.providers.local") / "knowledge" / "demandes.yaml").read_text(encoding="utf-8")
    return tuple(Sort.model_validate(entry) for entry in yaml.safe_load(content)[locale][kind])


def sorts_asked(request: Request, kind: Kind, said: str) -> dict[str, Sort]:
    """The sorts of proposals that `said` asks for and does not refuse, each under the words that ask for it."""
    refused = sorts_refused(request, kind)
    found = dict[str, Sort]()
    for sort in _sorts(request.locale, kind):
        marks = spoken(sort.demande, said, request.locale)
        if marks and sort not in refused:
            # As it is written, rather than in the other number.
            found[next((mark for mark in marks if fold(mark) in words(said)), marks[0])] = sort
    return found


def sorts_refused(request: Request, kind: Kind) -> list[Sort]:
    """The sorts of proposals that the request asks to go without ("pas de vidéos")."""
    without = " . ".join(refusals(request.text))
    return [sort for sort in _sorts(request.locale, kind) if spoken(sort.demande, without, request.locale)]


def meets(proposal: Proposal, sort: Sort, locale: Locale) -> bool:
    """Whether a proposal is of a sort."""
    if sort.valeur:
        return sort.valeur == field_of(proposal)
    named = title_of(proposal)
    if isinstance(proposal, ProposedCible):
        # Who they are comes first; what they answer for comes after ("exposés à la responsabilité des dirigeants").
        named = " ".join(named.split()[:FIRST])
    elif isinstance(proposal, ProposedRessource):
        named += f" . {proposal.usage}"
    return bool(spoken(sort.repond, named, locale))


def field_of(proposal: Proposal) -> str:
    """The closed field by which proposals of a kind differ: the type of a content, the stage of a target."""
    if isinstance(proposal, ProposedRessource):
        return proposal.type
    return proposal.maturite if isinstance(proposal, ProposedCible) else ""
