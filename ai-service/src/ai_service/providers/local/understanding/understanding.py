"""The intent of a sentence: rules tried in order, the first that applies decides."""

from ai_service.providers.local.understanding import (
    additions,
    corrections,
    creation,
    overviews,
    proposals,
    requests,
    scenarios,
    small_talk,
)
from ai_service.providers.local.understanding.analogy import reconsider
from ai_service.providers.local.understanding.lexicon import lexicon
from ai_service.providers.local.understanding.meaning import Meaning, Rule
from ai_service.providers.local.understanding.reading import Reading, flat, read
from ai_service.providers.local.understanding.refusals import left_to_do
from ai_service.providers.local.understanding.situation import Situation

RULES: tuple[Rule, ...] = (
    proposals.point,
    additions.intend,
    scenarios.export,
    scenarios.update,
    scenarios.archive,
    creation.create,
    scenarios.list_all,
    overviews.plan,
    requests.advise,
    corrections.update,
    corrections.remove,
    scenarios.open_one,
    overviews.show,
    requests.search,
    requests.suggest,
    additions.add,
    small_talk.socialise,
    scenarios.mention,
)
"""From what points at something on the screen to what says little; each leaves to the next what is not its own."""


def _without_courtesy(text: str, situation: Situation) -> str:
    """The text without what only opens and closes it politely; the whole text when that is all it says."""
    book = lexicon(situation.locale)
    rest = text
    for name in ("entree", "demande_polie", "entree"):
        opening = book.pattern(name).match(flat(rest))
        rest = rest[opening.end() :] if opening else rest
    closing = book.pattern("politesse").search(flat(rest))
    rest = rest[: closing.start()] if closing else rest
    return rest if any(char.isalnum() for char in rest) else text


def understand(text: str, situation: Situation) -> Meaning:
    """What `text`, typed in `situation`, asks for. Never fails: at worst a question back, or off topic."""
    reading = read_request(text, situation)
    asked = left_to_do(reading)
    if asked == "":
        return Meaning("leave")
    if asked is not None:
        text, reading = asked, read_request(asked, situation)
    found = next((meaning for rule in RULES if (meaning := rule(reading)) is not None), None)
    whole = " ".join(text.split())
    by_rule = found or small_talk.socialise(read(whole, situation)) or small_talk.doubt(reading)
    return reconsider(reading, by_rule)


def read_request(text: str, situation: Situation) -> Reading:
    """The text without its courtesies, as the rules read it."""
    return read(_without_courtesy(" ".join(text.split()), situation), situation)
