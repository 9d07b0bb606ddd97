"""Where the dates that titles hold fall in a plan: after its end, or at one of its stages."""

from collections.abc import Sequence
from datetime import timedelta

from ai_service.providers.local.planning.dates import coming
from ai_service.providers.local.planning.durations import spans
from ai_service.providers.local.planning.recipes import STAGES, Recipes
from assistant.contracts.base import Maturite
from assistant.contracts.entities import Scenario

HELD = frozenset({"webinaire_a_venir", "salon", "evenement"})
"""The sorts of contents that take place on a day."""


def later(scenario: Scenario, book: Recipes) -> list[str]:
    """The titles of what takes place after the end of the plan."""
    since = scenario.updated_at.date()
    end = since + timedelta(weeks=book.semaines)
    dated = [
        (one.titre, coming(one.titre, since), book.genre_of(one.type, one.titre, since)) for one in scenario.ressources
    ]
    return [titre for titre, day, genre in dated if day is not None and day > end and genre in HELD]


def stage_held(scenario: Scenario, book: Recipes, titres: Sequence[str]) -> Maturite | None:
    """The stage at which the first of several dated contents takes place; None when none has a date."""
    since = scenario.updated_at.date()
    days = [day for day in (coming(titre, since) for titre in titres) if day is not None]
    if not days:
        return None
    week = min((min(days) - since).days // 7 + 1, book.semaines)
    return next(stage for stage in STAGES if week <= spans(book.semaines)[stage][1])
