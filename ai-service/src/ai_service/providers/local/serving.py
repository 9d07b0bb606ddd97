"""Which objective each line of a plan serves: one that it speaks of; and to which its stage alone contributes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ai_service.providers.local.evidence import said_by, spoken, telling
from ai_service.providers.local.recipes import Recipe, echo
from ai_service.wording import fold, stem
from assistant.contracts.base import Locale, Maturite

MOST = 2
"""So many lines at most contribute to an objective by their stage alone."""

ELSEWHERE = 2
"""So many words in common it takes for a line to serve an objective that is made for another stage.

One is enough when it names the format or the channel.
"""

_COUNT = re.compile(r"(\d+(?:[ \u00a0\u202f,]\d{3})*)\s+([^\W\d_]+(?:-[^\W\d_]+)*)")
_AGAIN = re.compile(r"\b(?:par|an?) (?:mois|session|épisode|atelier|carrousel|month|episode|workshop|carousel)\b")


@dataclass(frozen=True)
class Service:
    """What a line does for an objective: it serves the one it speaks of; by its stage alone it only contributes."""

    objectif: str
    link: Literal["sert", "contribue"]


def serving(
    lines: Sequence[tuple[Maturite, Recipe, str]],
    objectifs: Sequence[str],
    aims: Mapping[Maturite, Sequence[str]],
    about: str,
    locale: Locale,
) -> list[Service | None]:
    """For each line (its stage, its recipe and its message), what it does for an objective; None when nothing.

    In a message the words of the theme (`about`) say nothing: every line and every objective share them. `aims` are
    the words of the objectives that each stage is made for.
    """
    apart = frozenset(telling(about, locale))
    words = {objectif: frozenset(telling(objectif, locale)) - apart for objectif in objectifs}
    stages = {objectif: stages_of(objectif, aims, locale) for objectif in objectifs}
    served: list[Service | None] = []
    for stage, recipe, message in lines:
        strengths = dict[str, int]()
        for objectif in objectifs:
            heard = echo(recipe, objectif, locale)
            shared = len(words[objectif] & frozenset(telling(f"{message} . {recipe.kpi}", locale)))
            named, at_home = heard.format + heard.canal, stage in (stages[objectif] or (stage,))
            if named or shared >= (1 if at_home else ELSEWHERE):
                strengths[objectif] = named + shared
        # Of those equally spoken of, the one that fewest lines serve so far.
        best = max(strengths, key=lambda label: (strengths[label], -served.count(Service(label, "sert"))), default=None)
        served.append(Service(best, "sert") if best is not None else None)
    for objectif in objectifs:
        if Service(objectif, "sert") not in served:
            free = [
                place for place, (stage, _, _) in enumerate(lines) if not served[place] and stage in stages[objectif]
            ]
            for place in free[:MOST]:
                served[place] = Service(objectif, "contribue")
    return served


def stages_of(objectif: str, aims: Mapping[Maturite, Sequence[str]], locale: Locale) -> list[Maturite]:
    """The stages that an objective belongs to by what it aims at: contracts are signed at the decision."""
    return [stage for stage, words in aims.items() if said_by(spoken(words, objectif, locale), locale)]


def counted(kpi: str, objectif: str, locale: Locale) -> str:
    """A KPI with the objective's own figure when both count the same thing first ("90 inscrits", "100 inscrits").

    A figure that comes back (so many a month) is left as it is: the objective is a total.
    """
    ours = _COUNT.match(kpi)
    if ours is None or _AGAIN.search(kpi):
        return kpi
    theirs = [
        found for found in _COUNT.finditer(objectif) if stem(fold(found[2]), locale) == stem(fold(ours[2]), locale)
    ]
    return theirs[0][1] + kpi[ours.end(1) :] if theirs else kpi
