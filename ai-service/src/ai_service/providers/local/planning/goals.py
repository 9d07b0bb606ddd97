"""What an objective counts: its first figure that is no share and no time, what of, and by when."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ai_service.providers.local.numbers import MANY
from ai_service.providers.local.planning.durations import weeks_asked
from ai_service.wording import fold
from assistant.contracts.base import Locale

_FIGURE = re.compile(
    rf"(?<![\w.,-])(?P<figure>\d+(?:[ \u00a0\u202f,]\d{{3}})*|{'|'.join(MANY)})"
    r"[ \u00a0](?![%€$\d])(?P<rest>\w.*)",
    re.IGNORECASE | re.DOTALL,
)
_STOPS = re.compile(
    r"[.,;:!?()]|\s(?:d['’]|(?:de|du|des|à|au|aux|avec|par|en|sur|dans|pour|auprès|chez|avant|sous|sans|depuis|issus?"
    r"|issues?|qui|un|une|le|la|les|nos|vos|leurs|comme"
    r"|as|after|before|with|of|in|to|from|by|within|per|a|an|the|our|their|at|every|on|who|for|over|and|et)\b(?!-))"
)
_NO_GOAL = re.compile(
    r"(?:points?|fois|times|half|tonnes?|euros?|k€|m€|%"
    r"|an|ans|annees?|mois|jours?|semaines?|trimestres?|semestres?|heures?|minutes?"
    r"|years?|months?|days?|weeks?|quarters?|hours?)\b"
)
_DELAY = re.compile(
    r"\b(?:(?:en|sous|sur|par|chaque|d[’']ici|dans|within|in|per|every|over|a|each)\s+(?:(?!(?:en|par|sur|ligne|line)\b)[\w’'-]+\s+){0,3}?)"
    r"(?:mois|trimestres?|semestres?|ans?|années?|jours|semaines|months?|quarters?|years?|days|weeks)\b",
    re.IGNORECASE,
)


_SHARE = re.compile(
    r"(?:\b(?P<by>de|by)[ \u00a0])?(?P<figure>\d+(?:[.,]\d+)?[ \u00a0\u202f]?%)"
    r"(?P<what>[ \u00a0](?:d[eu]s?|of)[ \u00a0].*)?",
    re.IGNORECASE | re.DOTALL,
)
_LESS = re.compile(r"\b(?:rédui|diminu|baiss|abaiss|reduc|cut|lower|decreas)", re.IGNORECASE)


@dataclass(frozen=True)
class Goal:
    """A figure as the objective writes it, the words for what it counts, and its delay ("en six mois"), maybe none."""

    figure: str
    noun: str
    delay: str = ""

    @property
    def weeks(self) -> int | None:
        """How many weeks the delay is, when it can be told and is no rhythm ("par mois")."""
        return weeks_asked(fold(self.delay).replace("sous ", "en ", 1)) if self.delay else None

    @property
    def total(self) -> int | None:
        """The figure as a number; None when it is spelt out."""
        return int(re.sub(r"\D", "", self.figure)) if self.figure[0].isdigit() else None

    def __str__(self) -> str:
        return " ".join(part for part in (self.figure, self.noun, self.delay) if part)


@lru_cache(maxsize=1024)
def goal_of(objectif: str, locale: Locale) -> Goal | None:
    """What an objective counts ("Obtenir 30 démonstrations de l’outil en six mois"); None when it counts nothing."""
    delay = _DELAY.search(objectif)
    rest = objectif
    while found := _FIGURE.search(rest):
        rest = found["rest"]
        noun = _STOPS.split(rest, maxsplit=1)[0].strip()
        # A figure that counts nothing itself may be where something starts from ("de 200 à 350 clients").
        if noun and not _STOPS.match(f" {rest}") and not _NO_GOAL.match(fold(noun)):
            return Goal(found["figure"], noun, delay[0] if delay else "")
    return None


def without_delay(objectif: str) -> str:
    """An objective whenever it is to be met."""
    return " ".join(_DELAY.sub(" ", objectif).split())


def share_of(objectif: str) -> str:
    """The share that an objective is about, with its delay ("+30 % en six mois", "20 % des contacts"); may be empty."""
    found = _SHARE.search(objectif)
    if found is None or not (found["by"] or found["what"]):
        return ""
    sign = ("−" if _LESS.search(objectif) else "+") if found["by"] else ""
    what = "" if found["by"] else _STOPS.split(found["what"][4:], maxsplit=1)[0]
    delay = _DELAY.search(objectif)
    said = f"{sign}{found['figure']}{found['what'][:4] if what else ''}{what}"
    return f"{said} {delay[0]}" if delay else said
