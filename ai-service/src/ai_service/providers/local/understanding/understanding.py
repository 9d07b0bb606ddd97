"""The intent of a sentence: rules tried in order, the first that applies decides."""

from ai_service.providers.local.understanding import (
    additions,
    corrections,
    creation,
    goals,
    overviews,
    proposals,
    removals,
    requests,
    scenarios,
    small_talk,
)
from ai_service.providers.local.understanding.analogy import reconsider
from ai_service.providers.local.understanding.contrasts import kept_side
from ai_service.providers.local.understanding.enumerations import requests as requests_of
from ai_service.providers.local.understanding.lexicon import lexicon
from ai_service.providers.local.understanding.meaning import Meaning, Rule, together
from ai_service.providers.local.understanding.reading import Reading, flat, read
from ai_service.providers.local.understanding.refusals import left_to_do, turn_down
from ai_service.providers.local.understanding.second_thoughts import settled
from ai_service.providers.local.understanding.situation import Situation
from assistant.contracts.base import KINDS

RULES: tuple[Rule, ...] = (
    proposals.point,
    scenarios.export,
    scenarios.update,
    scenarios.archive,
    creation.create,
    scenarios.list_all,
    overviews.plan,
    requests.advise,
    corrections.update,
    removals.remove,
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
    parts = requests_of(kept_side(reading))
    several = [_understood(read(part, situation), part) for part in parts] if len(parts) > 1 else []
    complete = [meaning for meaning in several if _is_complete(meaning)]
    if complete and (len(complete) == len(several) or several[0].intent.endswith(".remove")):
        return together(complete)
    return _understood(kept_side(reading), text)


def _is_complete(meaning: Meaning) -> bool:
    """Whether a part of a sentence says all that its request needs, and may so be taken for a request of its own."""
    kind, _, verb = meaning.intent.partition(".")
    told = meaning.entities
    if meaning.intent in ("plan.generate", "scenario.export"):
        return True
    if kind not in KINDS or "proposals" in told:
        return False
    return (
        verb == "remove"
        or (verb == "update" and len(told) > 1)
        or (verb == "add" and ("label" in told or "titre" in told))
    )


def _understood(reading: Reading, text: str) -> Meaning:
    """What one request means."""
    sure = turn_down(reading) or goals.intend(reading)
    if sure is not None:
        return sure
    found = next((meaning for rule in RULES if (meaning := rule(reading)) is not None), None)
    whole = " ".join(text.split())
    by_rule = found or small_talk.socialise(read(whole, reading.situation)) or small_talk.doubt(reading)
    return reconsider(reading, by_rule)


def read_request(text: str, situation: Situation) -> Reading:
    """The text without its courtesies, as the rules read it."""
    return settled(read(_without_courtesy(" ".join(text.split()), situation), situation))
