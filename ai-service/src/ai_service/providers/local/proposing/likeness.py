"""Whether two names say the same thing: a deadline, figures in words or a hyphen make no other of an objective."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ai_service.providers.local.numbers import MANY, NUMBERS
from ai_service.providers.local.planning.dates import MONTHS
from ai_service.providers.local.planning.goals import goal_of, without_delay
from ai_service.wording import fold, is_said, key
from assistant.contracts.base import Locale

_NUMBER = re.compile(rf"\b(?:{'|'.join(MANY)})\b", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[^\W\d])[-‐‑](?=[^\W\d])")
_BY = re.compile(
    rf"\b(?:d'ici|avant|by|before)\s+(?:(?:a|la|le|fin|debut|the|end|start|of)\s+)*(?:\d{{1,2}}\s+)?"
    rf"(?:{'|'.join(MONTHS)}|20\d\d|l'ete|l'annee)(?:\s+20\d\d)?\b"
)


@lru_cache(maxsize=8192)
def _bare(name: str) -> str:
    """A name without its deadline, its figures as digits, its hyphenated words in one."""
    folded = _BY.sub(" ", fold(_HYPHEN.sub("", without_delay(name))))
    return _NUMBER.sub(lambda word: str(NUMBERS[word[0]]), folded).strip() or name


def is_alike(name: str, others: Iterable[str], locale: Locale) -> bool:
    """Whether one of `others` says the same as a name, whatever its deadline."""
    return is_said(_bare(name), map(_bare, others), locale)


def counts_alike(objectif: str, others: Iterable[str], locale: Locale) -> bool:
    """Whether one of `others` does the same to as many of the same things ("lancer 12 pilotes en usine")."""
    own = _counted(objectif, locale)
    return own is not None and any(_counted(other, locale) == own for other in others)


@lru_cache(maxsize=8192)
def _counted(objectif: str, locale: Locale) -> tuple[str, str, str] | None:
    goal = goal_of(objectif, locale)
    if goal is None or not objectif.split():
        return None
    return key(objectif.split(maxsplit=1)[0], locale), _bare(goal.figure), key(goal.noun, locale)
