"""Which objective each line of a plan serves: one that it speaks of, else one that its stage is made for."""

from collections.abc import Mapping, Sequence

from ai_service.providers.local.evidence import said_by, spoken, telling
from assistant.contracts.base import Locale, Maturite

MOST = 2
"""So many lines at most are given to an objective for their stage alone."""

ELSEWHERE = 2
"""So many words in common it takes for a line to serve an objective that is made for another stage."""


def serving(
    lines: Sequence[tuple[Maturite, str]],
    objectifs: Sequence[str],
    aims: Mapping[Maturite, Sequence[str]],
    about: str,
    locale: Locale,
) -> list[str | None]:
    """For each line (its stage and all it says), the objective it serves; None when it serves none in particular.

    The words of the theme (`about`) say nothing here: every line and every objective share them. `aims` are the words
    of the objectives that each stage is made for.
    """
    apart = frozenset(telling(about, locale))
    words = {objectif: frozenset(telling(objectif, locale)) - apart for objectif in objectifs}
    stages = {objectif: stages_of(objectif, aims, locale) for objectif in objectifs}
    served: list[str | None] = []
    for stage, said in lines:
        spoken_of = {
            objectif: count
            for objectif, own in words.items()
            if (count := len(own & frozenset(telling(said, locale))))
            >= (1 if stage in (stages[objectif] or (stage,)) else ELSEWHERE)
        }
        # Of those equally spoken of, the one that fewest lines serve so far.
        served.append(max(spoken_of, key=lambda label: (spoken_of[label], -served.count(label)), default=None))
    for objectif in objectifs:
        if objectif not in served:
            free = [place for place, (stage, _) in enumerate(lines) if served[place] is None]
            suited = [place for place in free if lines[place][0] in stages[objectif]]
            for place in suited[:MOST]:
                served[place] = objectif
    return served


def stages_of(objectif: str, aims: Mapping[Maturite, Sequence[str]], locale: Locale) -> list[Maturite]:
    """The stages that an objective belongs to by what it aims at: contracts are signed at the decision."""
    return [stage for stage, words in aims.items() if said_by(spoken(words, objectif, locale), locale)]
