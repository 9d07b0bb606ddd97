"""A second opinion: what sentences like this one ask for, when the rules are in doubt or plainly disagree with it."""

from collections.abc import Callable

from ai_service.providers.local.understanding.likeness.acts import act_of, likely
from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading.reading import FIELDS, Reading
from ai_service.providers.local.understanding.rules import (
    additions,
    corrections,
    creation,
    proposals,
    removals,
    scenarios,
    searches,
    suggestions,
)
from ai_service.providers.local.understanding.rules.corrections import ANYTHING

MARGINS = {"clarify": 1.0, "off_topic": 3.0}
"""How far ahead an act must be to be followed against a rule's answer; found by trying it on utterances not learned."""

MARGIN_AGAINST_A_RULE = 10.0
"""The same against a rule that found what is asked: the sentence must be plainly like others."""

ACTS: dict[str, Callable[[Reading], Meaning | None]] = {
    "add": additions.added,
    "pick": proposals.picked,
    "update": corrections.updated,
    "remove": removals.removed,
    "suggest": suggestions.suggested,
    "search.run": searches.searched,
    "scenario.create": creation.imagined,
    "scenario.open": scenarios.opened,
    "scenario.update": scenarios.updated,
    "scenario.archive": scenarios.archived,
    "scenario.export": scenarios.exported,
}
"""How each act is completed with what the sentence says."""

PLAIN = frozenset({"scenario.list", "scenario.show", "plan.generate", "help"})
"""Acts of which nothing more is said."""

SAID: dict[str, tuple[str, ...]] = {
    "remove": ("retirer",),
    "scenario.archive": ("archiver", "clore"),
    "update": ("modifier", "rectifier", "nouveau", *FIELDS),
    "scenario.update": ("scenario", "nom", "thematique", "description"),
}
"""What destroys or overwrites is followed only where a word of its own is said: otherwise it stays a question."""

IDLE = frozenset({"off_topic", "thanks"})
"""What asks for nothing: followed only where it is plain, as a request taken for it would be lost."""


def reconsider(reading: Reading, meaning: Meaning) -> Meaning:
    """The meaning found by rule, unless the sentence is much more like those that ask for something else."""
    guess = likely(reading)
    wanted = MARGINS.get(meaning.intent, MARGIN_AGAINST_A_RULE)
    if {"ref", "url"} <= meaning.entities.keys() and reading.has("adresse"):
        # "ajoute un lien https://… au livre blanc": where it goes is said.
        return meaning
    if "proposals" in meaning.entities and reading.has("sauf"):
        # "toutes les ressources sauf le guide": nothing new is named.
        return meaning
    if {"ref"} < meaning.entities.keys():
        # What is to be changed and its new value were both found: that is hardly by chance.
        wanted *= 2
    if guess.act == act_of(meaning.intent, meaning.entities) or guess.margin < wanted:
        return meaning
    if meaning.intent == "scenario.open" and guess.act in ("scenario.show", "scenario.list"):
        # To see another scenario is to open it.
        return meaning
    if guess.act == "scenario.list" and not reading.has("scenario", "ouvrir", "montrer", "etat"):
        return meaning
    if guess.act in PLAIN or (guess.act in IDLE and guess.margin >= MARGIN_AGAINST_A_RULE):
        return Meaning(guess.act)
    if guess.act in SAID and not _is_said(guess.act, reading):
        return meaning if meaning.intent not in IDLE else clarify(*ANYTHING)
    complete = ACTS.get(guess.act)
    likelier = (complete(reading) if complete else None) or meaning
    # A doubt is no better than another.
    return meaning if meaning.intent == likelier.intent == "clarify" else likelier


def _is_said(act: str, reading: Reading) -> bool:
    """Whether a word of an act's own is said, even inside an expression or after a colon; an address is corrected."""
    words = [word for word in reading.sentence.words if not reading.sentence.is_quoted(word)]
    mentioned = [
        *reading.lexicon.mentions(words),
        *(each for word in words for each in reading.lexicon.mentions([word])),
    ]
    families = reading.families | {mention.family for mention in mentioned}
    moved = act == "update" and (
        reading.sentence.url is not None or (reading.kind is not None and "nommer" in families)
    )
    gone = act == "remove" and (reading.says("sortir_de") or reading.says("disparait"))
    return moved or gone or not families.isdisjoint(SAID[act])
