"""What is set against something else: "les DRH et non les DAF", "remove the case study, not the webinar"."""

from dataclasses import dataclass
from itertools import islice

from ai_service.providers.local.understanding.reading.pointing import number_words
from ai_service.providers.local.understanding.reading.reading import Reading, flat, read
from ai_service.providers.local.understanding.reading.telling import asks
from ai_service.providers.local.understanding.rules.creation import is_new
from assistant.contracts.base import KINDS

MOST_CONTRASTS = 5
ORDERED = frozenset({"ajouter", "retirer", "chercher", "archiver", "exporter", "proposer"})
"""Verbs that ask for something else than a correction."""

"""So many are looked at, at most: a text made long on purpose costs no more."""

TAKING_SIDES = frozenset({"ajouter", "retirer", "viser", "retenir"})

STATED = ("plan", "priorite", "maturite", "segment", "description", "adresse", "note", "usage")
"""What has a value of its own to be corrected."""

MARKS = ("«", "“", '"')


@dataclass(frozen=True)
class Contrast:
    """A new text set against an old one, with what else is said `around` them.

    `begun` tells whether the new text has a beginning of its own, or is the end of all that is said before the old
    one. `within` says that words of a name are to be changed, not the whole; `aside`, that the old text is merely set
    aside; `too_much`, that it is called too much or too little.
    """

    new: Reading
    old: Reading
    around: Reading
    begun: bool
    within: bool
    aside: bool
    too_much: bool


def kept_side(reading: Reading) -> Reading:
    """The sentence without what it sets aside; the same one when it opposes nothing.

    Proposals that are refused by their places are left to the rules that count them.
    """
    pointed = bool(reading.situation.proposals and number_words(reading))
    if not (pointed or reading.leading & TAKING_SIDES or reading.has("viser")) or reading.sentence.quotes:
        return reading
    for found in islice(reading.lexicon.pattern("ecarte").finditer(reading.flat), MOST_CONTRASTS):
        if found.start() >= reading.sentence.head_end:
            break
        end = _end(reading, found.end())
        instead = found.lastindex is not None
        if pointed and not instead:
            continue
        text = f"{reading.sentence.raw[: found.start()]} {reading.sentence.raw[end:].lstrip(' ,')}".strip()
        if any(char.isalnum() for char in text):
            return read(text, reading.situation)
    return reading


def orders(reading: Reading) -> bool:
    """Whether a clause opens with a verb that asks for something else than a correction."""
    return bool(reading.leading & ORDERED) and asks(reading.sentence.raw, reading.situation)


def joined_request(reading: Reading, start: int) -> int | None:
    """Where something else is asked after what is contrasted: "… au lieu de 40 et ajoute une cible DAF"."""
    joined = islice(reading.lexicon.pattern("jonction").finditer(reading.flat, start), MOST_CONTRASTS)
    places = (each for each in joined if orders(read(reading.sentence.raw[each.end() :], reading.situation)))
    return next((each.start() for each in places), None)


def _end(reading: Reading, start: int) -> int:
    """Where what is set aside ends: at the "mais" that sets something against it, at a request, or with its clause."""
    end = min(reading.sentence.clause_end(start), joined_request(reading, start) or len(reading.flat))
    turn = reading.lexicon.pattern("mais").search(reading.flat, start, end)
    if turn:
        return turn.end()
    named = reading.lexicon.pattern("destination").search(reading.flat[:end].rstrip(" .!?"), start)
    return named.start() if named else end


def contrast(reading: Reading) -> Contrast | None:
    """What a correction sets against what; None when nothing is, or something else is asked."""
    found = reading.find("remplacement")
    if found is None or reading.situation.scenario is None or reading.sentence.is_apart(found.start()):
        return None
    if is_new(reading) or reading.has(*STATED) or _asks_otherwise(reading):
        return None
    if reading.says("revolu") and "modifier" not in reading.leading:
        # "on a fait 25 leads au lieu de 40 le trimestre dernier".
        return None
    spans = {name[:5]: found.span(name) for name, said in found.groupdict().items() if said is not None}
    raw, begun = reading.sentence.raw, "neuf_" in spans
    old, container = _without_container(raw[slice(*spans["vieux"])], reading)
    new, other = _without_container(raw[slice(*spans["neuf_"])], reading) if begun else (raw[: found.start()], "")
    if begun and "trop_" not in spans and not new.lstrip().startswith(MARKS):
        # "on ne parle pas de leads mais de prospects, et tant mieux".
        new = new[: read(new, reading.situation).sentence.clause_end(len(new) - len(new.lstrip(" ,")))]
    before = raw[: found.start()] if begun else ""
    around = read(f"{before}{container}{other} {raw[found.end() :]}", reading.situation)
    opposed = read(_until_relative(new, reading) if begun else new, reading.situation), read(old, reading.situation)
    opening = reading.lexicon.pattern("contenant").match(reading.flat)
    within = bool(container or other or opening or "mot_b" in spans)
    if begun and opposed[0].has(*STATED):
        return None
    if around.sentence.quotes or joined_request(reading, found.start()) is not None:
        return None
    return Contrast(*opposed, around, begun, within, "ecart" in spans, "trop_" in spans)


def _asks_otherwise(reading: Reading) -> bool:
    """Whether a question is asked, or a verb asks for something else than a correction."""
    first = reading.mentions[:1]
    if first and first[0].family == "question" and first[0].start == 0:
        return True
    clauses = (reading.sentence.raw[start:end] for start, end in reading.sentence.clauses())
    asked = (read(clause, reading.situation) for clause in clauses)
    # "merci de noter 50 leads et pas 40" may correct; "ajoute un objectif…" does not.
    return any(orders(each) and (each.leading != {"ajouter"} or each.has(*KINDS, "nouveau")) for each in asked)


def _without_container(text: str, reading: Reading) -> tuple[str, str]:
    """A text without the end that says in what it stands ("… dans le titre du livre blanc"), and that end."""
    found = reading.lexicon.pattern("contenant").search(flat(text))
    return (text[: found.start()], text[found.start() :]) if found and found.start() else (text, "")


def _until_relative(text: str, reading: Reading) -> str:
    """A text without what is only told of it: "des revendeurs qu'on veut recruter"."""
    found = reading.lexicon.pattern("subordonnee").search(flat(text), 1)
    return text[: found.start()] if found else text
