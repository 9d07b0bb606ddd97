"""The intent of a sentence: rules tried in order, the first that applies decides."""

from ai_service.providers.local.understanding import (
    additions,
    corrections,
    proposals,
    requests,
    scenarios,
    small_talk,
)
from ai_service.providers.local.understanding.meaning import Meaning, Rule
from ai_service.providers.local.understanding.reading import read
from ai_service.providers.local.understanding.situation import Situation

RULES: tuple[Rule, ...] = (
    proposals.point,
    scenarios.export,
    scenarios.update,
    scenarios.archive,
    scenarios.create,
    scenarios.list_all,
    scenarios.plan,
    requests.advise,
    corrections.update,
    corrections.remove,
    scenarios.open_one,
    scenarios.show,
    requests.search,
    requests.suggest,
    additions.add,
    small_talk.socialise,
)
"""From what points at something on the screen to what says little; each leaves to the next what is not its own."""


def understand(text: str, situation: Situation) -> Meaning:
    """What `text`, typed in `situation`, asks for. Never fails: at worst a question back, or off topic."""
    reading = read(text, situation)
    return next((meaning for rule in RULES if (meaning := rule(reading)) is not None), None) or small_talk.doubt(
        reading
    )
