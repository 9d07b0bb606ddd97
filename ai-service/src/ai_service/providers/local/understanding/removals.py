"""Requests to remove what the scenario holds."""

from collections.abc import Sequence
from itertools import pairwise

from ai_service.providers.local.understanding.lexicon import Mention
from ai_service.providers.local.understanding.meaning import Meaning, clarify, together
from ai_service.providers.local.understanding.reading import Reading, read
from ai_service.providers.local.understanding.references import entity, is_destined, numbered
from ai_service.providers.local.understanding.situation import Known
from assistant.contracts.base import KINDS

MOST_PARTS = 12
ANYTHING = (*(f"{kind}.remove" for kind in KINDS), "scenario.archive")


def remove(reading: Reading) -> Meaning | None:
    """What is no longer wanted: "supprime la cible PME", "vire l'objectif numéro deux"."""
    if not (reading.has("retirer") or reading.says("sortir_de")) or reading.leading & {
        "modifier",
        "ajouter",
        "ouvrir",
        "proposer",
        "exporter",
    }:
        return None
    if is_destined(reading):
        return None
    return removed(reading)


def removed(reading: Reading) -> Meaning:
    """The removal, once it is known to be asked; a question when nothing is well enough named."""
    spared = reading.first("sauf")
    if spared is not None:
        return _all_but(reading, spared)
    several = _several(reading) or _enumerated(reading)
    if len(several) > 1:
        return _removal_of(several)
    found = entity(reading, reading.sentence.words)
    if found is not None:
        return _removal_of([found])
    return clarify(f"{reading.kind}.remove") if reading.kind is not None else clarify(*ANYTHING)


def _removal_of(known: Sequence[Known]) -> Meaning:
    return together([Meaning(f"{each.kind}.remove", {"ref": each.id}) for each in known])


def _several(reading: Reading) -> list[Known]:
    """Several of a kind at once: "les deux premières cibles", "toutes les ressources"."""
    if reading.kind is None:
        return []
    held = reading.situation.held(reading.kind)
    if reading.has("tous") and reading.is_plural(reading.nouns[0][1]):
        return list(held)
    places = numbered(reading, reading.sentence.words, reading.kind, len(held))
    return [held[place - 1] for place in places] if len(places) > 1 else []


def _enumerated(reading: Reading) -> list[Known]:
    """What each part of an enumeration names; nothing when a part names nothing."""
    parts = _parts(reading.sentence.raw, reading)
    found = [_named(part, reading) for part in parts] if len(parts) <= MOST_PARTS else []
    return list(dict.fromkeys(known for known in found if known)) if all(found) else []


def _parts(text: str, reading: Reading) -> list[str]:
    places = [0, *(found.end() for found in reading.lexicon.pattern("enumere").finditer(reading.flat)), len(text)]
    parts = [text[start:end] for start, end in pairwise(places)]
    return [part for part in parts if any(char.isalnum() for char in part)]


def _named(part: str, reading: Reading) -> Known | None:
    alone = read(part, reading.situation)
    return entity(alone, alone.sentence.words)


def _all_but(reading: Reading, spared: Mention) -> Meaning:
    """All of a kind but some: "toutes les cibles sauf les RSSI"; a question when it is not said of which kind."""
    rest = reading.sentence.raw[spared.end :]
    kept = _enumerated(read(rest, reading.situation))
    nouns = [kind for kind, noun in reading.nouns if noun.end <= spared.start and reading.is_plural(noun)]
    if kept and nouns:
        gone = [known for known in reading.situation.held(nouns[0]) if known not in kept]
        if gone:
            return _removal_of(gone)
    kinds = dict.fromkeys([*nouns, *(known.kind for known in kept)])
    return clarify(*(f"{kind}.remove" for kind in kinds)) if kinds else clarify(*ANYTHING)
