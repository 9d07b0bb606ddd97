"""A second opinion: what sentences like this one ask for, when the rules are in doubt or plainly disagree with it."""

from collections.abc import Callable

from ai_service.providers.local.understanding import (
    additions,
    corrections,
    creation,
    proposals,
    removals,
    requests,
    scenarios,
)
from ai_service.providers.local.understanding.acts import act_of, likely
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading import Reading

MARGINS = {"clarify": 1.0, "off_topic": 3.0}
"""How far ahead an act must be to be followed against a rule's answer; found by trying it on utterances not learned."""

MARGIN_AGAINST_A_RULE = 10.0

ACTS: dict[str, Callable[[Reading], Meaning | None]] = {
    "add": additions.added,
    "pick": proposals.picked,
    "update": corrections.updated,
    "remove": removals.removed,
    "suggest": requests.suggested,
    "search.run": requests.searched,
    "scenario.create": creation.imagined,
    "scenario.open": scenarios.opened,
    "scenario.update": scenarios.updated,
    "scenario.archive": scenarios.archived,
    "scenario.export": scenarios.exported,
}
"""How each act is completed with what the sentence says."""

PLAIN = frozenset({"scenario.list", "scenario.show", "plan.generate", "help"})
"""Acts of which nothing more is said."""

IDLE = frozenset({"off_topic", "thanks"})
"""What asks for nothing: followed only where it is plain, as a request taken for it would be lost."""


def reconsider(reading: Reading, meaning: Meaning) -> Meaning:
    """The meaning found by rule, unless the sentence is much more like those that ask for something else."""
    guess = likely(reading)
    wanted = MARGINS.get(meaning.intent, MARGIN_AGAINST_A_RULE)
    if {"ref"} < meaning.entities.keys():
        # What is to be changed and its new value were both found: that is hardly by chance.
        wanted *= 2
    if guess.act == act_of(meaning.intent, meaning.entities) or guess.margin < wanted:
        return meaning
    if meaning.intent == "scenario.open" and guess.act in ("scenario.show", "scenario.list"):
        # To see another scenario is to open it.
        return meaning
    if guess.act in PLAIN or (guess.act in IDLE and guess.margin >= MARGIN_AGAINST_A_RULE):
        return Meaning(guess.act)
    complete = ACTS.get(guess.act)
    likelier = (complete(reading) if complete else None) or meaning
    # A doubt is no better than another.
    return meaning if meaning.intent == likelier.intent == "clarify" else likelier
