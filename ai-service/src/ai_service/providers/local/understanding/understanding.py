"""The intent of a sentence: rules tried in order, the first that applies decides."""

from ai_service.providers.local.understanding import (
    additions,
    corrections,
    creation,
    proposals,
    requests,
    scenarios,
    small_talk,
)
from ai_service.providers.local.understanding.lexicon import lexicon
from ai_service.providers.local.understanding.meaning import Meaning, Rule
from ai_service.providers.local.understanding.reading import flat, read
from ai_service.providers.local.understanding.situation import Situation

RULES: tuple[Rule, ...] = (
    proposals.point,
    scenarios.export,
    scenarios.update,
    scenarios.archive,
    creation.create,
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


def _without_courtesy(text: str, situation: Situation) -> str:
    """The text without what only opens and closes it politely; the whole text when that is all it says."""
    book = lexicon(situation.locale)
    opening = book.pattern("entree").match(flat(text))
    rest = text[opening.end() :] if opening else text
    closing = book.pattern("politesse").search(flat(rest))
    rest = rest[: closing.start()] if closing else rest
    return rest if any(char.isalnum() for char in rest) else text


def understand(text: str, situation: Situation) -> Meaning:
    """What `text`, typed in `situation`, asks for. Never fails: at worst a question back, or off topic."""
    text = " ".join(text.split())
    reading = read(_without_courtesy(text, situation), situation)
    found = next((meaning for rule in RULES if (meaning := rule(reading)) is not None), None)
    return found or small_talk.socialise(read(text, situation)) or small_talk.doubt(reading)
