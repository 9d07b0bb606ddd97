"""Fields to be emptied, of something that stays: "enlève la note du webinaire", "clear the webinar's note"."""

import re

from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading.lexicon import Mention
from ai_service.providers.local.understanding.reading.reading import STRONG_ACTS, Reading
from ai_service.providers.local.understanding.reading.references import entity
from assistant.contracts.base import KINDS, Kind

FIELDS_OF: dict[Kind, tuple[str, ...]] = {
    "objectif": ("priorite", "description"),
    "cible": ("segment", "maturite", "description"),
    "ressource": ("note", "usage", "adresse"),
}
"""The fields that one may want to empty."""


TEXTS = frozenset({"note", "usage", "description", "segment"})
"""Those that may be left empty; the others have a value of their own, to be chosen in the form."""

BESIDE = 3
"""So many characters at most stand between a noun and its field in English: "the webinar's note"."""


def clear(reading: Reading) -> Meaning | None:
    """A field to be emptied: what it belongs to is to be corrected, and stays ("enlève la note du webinaire")."""
    field = _field(reading)
    if field is None or not _is_to_go(reading, field):
        return None
    if field.family == "description" and reading.has("scenario") and not reading.kinds:
        return Meaning("scenario.update", {"description": ""})
    others = [word for word in reading.sentence.words if not field.start <= word.start < field.end]
    found = entity(reading, others)
    if found is not None:
        empty = {field.family: ""} if field.family in TEXTS else {}
        return Meaning(f"{found.kind}.update", {"ref": found.id, **empty})
    kinds = reading.kinds or [kind for kind, names in FIELDS_OF.items() if field.family in names]
    return clarify(*(f"{kind}.update" for kind in kinds))


def _field(reading: Reading) -> Mention | None:
    """The field that is spoken of first, before what it belongs to (in English, right after it too)."""
    fields = {name for names in FIELDS_OF.values() for name in names}
    nouns = [mention for mention in reading.mentions if mention.family in {*KINDS, "contenu"}]
    field = reading.first(*fields)
    if field is None:
        return nouns[0] if nouns and _is_a_portrait(reading, nouns[0]) else None
    owner = next((noun for noun in nouns if noun.end <= field.start), None)
    if owner is None or _is_owned(field, owner, reading):
        return field
    return nouns[0] if _is_a_portrait(reading, nouns[0]) else None


def _is_owned(field: Mention, noun: Mention, reading: Reading) -> bool:
    return reading.situation.locale == "en" and 0 < field.start - noun.end <= BESIDE


def _is_to_go(reading: Reading, field: Mention) -> bool:
    """Whether the field itself is to go: named right after the verb that removes, or before it, with a pronoun after.

    "Enlève le churn de nos priorités" removes the objective.
    """
    verbs = [mention for mention in reading.all(*STRONG_ACTS) if not field.start <= mention.start < field.end]
    emptying = reading.says("vider")
    if not emptying and not (verbs and verbs[0].family == "retirer"):
        return False
    verb = next((mention for mention in verbs if mention.family == "retirer" and mention.end <= field.start), None)
    between = reading.sentence.between(verb.end, field.start) if verb else reading.sentence.between(0, field.start)[1:]
    named = {word.start for known in reading.nouns for word in known[1].words}
    aimed = all(word.folded in reading.lexicon.vides or word.start in named for word in between)
    after = [noun for _, noun in reading.nouns if verbs and noun.start >= verbs[-1].end]
    itself = verb is None and not emptying and any(reading.is_definite(noun) for noun in after)
    owners = [noun for _, noun in reading.nouns if _is_owned(field, noun, reading)]
    shown = any(reading.is_definite(mention) for mention in (field, *owners))
    return aimed and not itself and shown and not _qualifies(reading, field)


def _is_a_portrait(reading: Reading, mention: Mention) -> bool:
    """Whether a persona is the field of a target, not the target itself: "le persona de la cible DSI"."""
    return bool(reading.lexicon.pattern("portrait").match(mention.words[0].folded)) and len(reading.nouns) > 1


def _qualifies(reading: Reading, field: Mention) -> bool:
    """Whether the name of a field only tells which thing is meant: "the SMB segment target"."""
    noun = next((mention for _, mention in reading.nouns if mention.start > field.end), None)
    between = reading.flat[field.end : noun.start] if noun else ""
    linked = re.search(r"\b(?:of|from|on|off|for|in)\b", between)
    return noun is not None and reading.situation.locale == "en" and linked is None
