"""What is set against something else: "les DRH et non les DAF", "remove the case study, not the webinar"."""

from itertools import islice

from ai_service.providers.local.understanding.reading.pointing import number_words
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.references import entity

MOST_CONTRASTS = 5
"""So many are looked at, at most: a text made long on purpose costs no more."""

TAKING_SIDES = frozenset({"ajouter", "retirer", "viser", "retenir"})


def kept_side(reading: Reading) -> Reading:
    """The sentence without what it sets aside; the same one when it opposes nothing.

    Proposals that are refused by their places are left to the rules that count them, and so is a thing to be put in
    the place of one that exists: that is a correction.
    """
    pointed = bool(reading.situation.proposals and number_words(reading))
    if not (pointed or reading.leading & TAKING_SIDES or reading.has("viser")) or reading.sentence.quotes:
        return reading
    for found in islice(reading.lexicon.pattern("ecarte").finditer(reading.flat), MOST_CONTRASTS):
        if found.start() >= reading.sentence.head_end:
            break
        end = _end(reading, found.end())
        aside = read(reading.sentence.raw[found.end() : end], reading.situation)
        instead = found.lastindex is not None
        if pointed and not instead:
            continue
        replaced = "ajouter" in reading.leading and instead and entity(aside, aside.sentence.words)
        text = f"{reading.sentence.raw[: found.start()]} {reading.sentence.raw[end:].lstrip(' ,')}".strip()
        if not replaced and any(char.isalnum() for char in text):
            return read(text, reading.situation)
    return reading


def _end(reading: Reading, start: int) -> int:
    """Where what is set aside ends: at the "mais" that sets something against it, else with its clause."""
    end = reading.sentence.clause_end(start)
    turn = reading.lexicon.pattern("mais").search(reading.flat, start, end)
    if turn:
        return turn.end()
    named = reading.lexicon.pattern("destination").search(reading.flat[:end].rstrip(" .!?"), start)
    return named.start() if named else end
