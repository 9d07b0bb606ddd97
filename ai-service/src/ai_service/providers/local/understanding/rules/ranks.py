"""Which objective comes before which: "inverse les objectifs 1 et 2", "le churn en 2 et les démos en 1".

Objectives have a priority, which is their rank. Targets and resources have none: where one is asked for, that is told.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from ai_service.providers.local.understanding.meaning import Meaning, clarify, together
from ai_service.providers.local.understanding.reading.names import is_calling, named
from ai_service.providers.local.understanding.reading.pointing import run
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.references import PAIR, numbered
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.providers.local.understanding.reading.values import clean
from ai_service.providers.local.understanding.rules.restated_figures import LOWEST_PRIORITY
from ai_service.providers.local.understanding.situation import Known
from ai_service.wording import is_small

MOST_OPENINGS = 3
"""So many clauses at most are looked through for where the ranks begin."""

LONGEST_NAME = 5
"""In words: what is to come first and is longer is a sentence of its own."""

SAID = ("objectif", "cible", "ressource", "contenu", "politesse", "rectifier")
"""Families that may be said beside what is ranked without asking for anything else."""


def rank(reading: Reading) -> Meaning | None:
    """The new priorities of the objectives named, when nothing else is said."""
    if reading.sentence.quotes or reading.sentence.url or _asks_whether(reading):
        return None
    reading = _without_opening(reading)
    return _listed(reading) or _in_turn(reading) or _exchanged(reading) or _compared(reading) or _placed(reading)


def _asks_whether(reading: Reading) -> bool:
    """Whether what comes first is asked, not wanted: "est-ce que le trafic passe avant les leads ?"."""
    first = reading.sentence.words[:1]
    ordered = any(_orders(word, reading) or reading.lexicon.pattern("echange").match(word.folded) for word in first)
    return reading.sentence.is_question and not ordered


def _without_opening(reading: Reading) -> Reading:
    """The sentence without the clause before it that only says of what it is: "je me suis trompée de priorités :"."""
    cuts = [start for start, _ in reading.sentence.clauses()[1:]] + [*(reading.sentence.colon or ())][1:]
    for cut in sorted(cuts)[:MOST_OPENINGS]:
        head = read(reading.sentence.raw[:cut], reading.situation)
        tells = head.says("de_rang") or head.says("echange") or head.has("rectifier")
        if tells and not _one(head) and not head.says("rang"):
            return read(reading.sentence.raw[cut:].strip(), reading.situation)
    return reading


def _listed(reading: Reading) -> Meaning | None:
    """Several with the rank of each: "le churn en 2 et les démos en 1", "priority 1 for traffic, 2 for leads"."""
    said = list(reading.lexicon.pattern("rang").finditer(reading.flat))
    if len(said) < PAIR:
        return None
    leads = reading.lexicon.pattern("rang_de").match(reading.flat, said[0].end()) is not None
    spans = list(pairwise([(0, 0), *(found.span() for found in said), (len(reading.flat),) * 2]))
    parts = [_part(reading, before[1], after[0]) for before, after in (spans[1:] if leads else spans[:-1])]
    meant = [_one(part) for part in parts]
    places = [reading.number(found[1]) or reading.lexicon.ordinaux.get(found[1], 0) for found in said]
    known = [each for each in meant if each is not None]
    if len(known) < len(said) or len(set(known)) < len(known) or not _is_all(reading, known, said):
        return None
    return _ranked([(each, LOWEST_PRIORITY if place < 0 else place) for each, place in zip(known, places, strict=True)])


def _in_turn(reading: Reading) -> Meaning | None:
    """Several in their order: "le trafic d'abord, puis les leads"."""
    turns = list(reading.lexicon.pattern("tour_a_tour").finditer(reading.flat))
    if not turns or not reading.says("en_tete"):
        return None
    spans = pairwise([(0, 0), *(found.span() for found in turns), (len(reading.flat),) * 2])
    known = [each for before, after in spans if (each := _one(_part(reading, before[1], after[0]))) is not None]
    said = [*turns, *reading.lexicon.pattern("en_tete").finditer(reading.flat)]
    if len(known) <= len(turns) or len(set(known)) < len(known) or not _is_all(reading, known, said):
        return None
    return _ranked([(each, place) for place, each in enumerate(known, 1)])


def _exchanged(reading: Reading) -> Meaning | None:
    """Two that change places: "inverse les objectifs 1 et 2", "swap the priorities of the first two"."""
    asked = reading.find("echange")
    if asked is None:
        return None
    words = reading.sentence.words
    two = _two(reading, words)
    if len(two) == PAIR and _is_all(reading, two, [asked]):
        return _exchange(*two)
    bare = reading.says("de_rang") and _is_all(reading, (), [asked])
    return clarify("objectif.update") if bare and reading.situation.held("objectif") else None


def _compared(reading: Reading) -> Meaning | None:
    """One that comes before another: "les démos passent avant le churn", "put traffic before leads"."""
    for name in ("devant", "derriere"):
        for found in reading.lexicon.pattern(name).finditer(reading.flat):
            one, other = _one(_part(reading, 0, found.start())), _one(_part(reading, found.end()))
            if one is None or other is None or one == other or one.kind != other.kind:
                continue
            if not _is_all(reading, (one, other), [found]):
                continue
            first, last = (one, other) if name == "devant" else (other, one)
            return _ranked([(first, first.priorite)]) if first.priorite < last.priorite else _exchange(one, other)
    return None


def _placed(reading: Reading) -> Meaning | None:
    """One that comes first or last: "mets les démonstrations en premier"."""
    first, last = reading.find("en_tete"), reading.find("en_queue")
    found = first or last
    if found is None or reading.situation.scenario is None or reading.says("nie_le_rang"):
        return None
    raw = reading.sentence.raw
    apart = read(f"{raw[: found.start()]} {raw[found.end() :]}".strip(), reading.situation)
    one = _one(apart)
    if one is not None and _is_all(reading, (one,), [found]):
        return _ranked([(one, int(found[1] or 1) if first else LOWEST_PRIORITY)])
    told = [word for word in apart.sentence.words if not _is_beside(word, apart)]
    ordered = any(_orders(word, apart) for word in apart.sentence.words[:1])
    name = apart.sentence.raw[told[0].start : told[-1].end] if told else ""
    short = len(told) <= LONGEST_NAME and "," not in name and apart.kind != "objectif"
    if one is None and ordered and short and apart.has("personnes"):
        return Meaning("topic", {"topic": "ordre", "label": clean(name, apart.sentence.locale)})
    return None


def _part(reading: Reading, start: int, end: int | None = None) -> Reading:
    return read(reading.sentence.raw[start:end].strip(" ,;:"), reading.situation)


def _one(reading: Reading) -> Known | None:
    """The one thing of the scenario that is meant, by its place among its kind or by its name; objectives first."""
    words, kind = reading.sentence.words, reading.kind
    held = reading.situation.held(kind)
    places = numbered(reading, words, kind, len(held)) if kind else []
    if len(places) == 1:
        return held[places[0] - 1]
    ranked = named(reading, words, [known for known in held if known.kind == "objectif"])
    return ranked if ranked and reading.says("de_rang") else named(reading, words, held) or ranked


def _two(reading: Reading, words: Sequence[Word]) -> list[Known]:
    """The two that change places: by their numbers, as the only two there are, or by their names."""
    kind = reading.kind or "objectif"
    held = reading.situation.held(kind)
    places = run(reading, words, len(held)) or numbered(reading, words, kind, len(held))
    if not places and not reading.situation.proposals:
        places = [int(word.folded) for word in words if word.folded.isdecimal()]
    if len(places) == PAIR and all(1 <= place <= len(held) for place in places):
        return [held[place - 1] for place in places]
    for joined in reading.lexicon.pattern("joint").finditer(reading.flat):
        before, after = _one(_part(reading, 0, joined.start())), _one(_part(reading, joined.end()))
        if before and after and before != after and before.kind == after.kind:
            return [before, after]
    both = {word.folded for word in words} & {"deux", "2", "two", "both"} or reading.says("de_rang")
    return list(held) if len(held) == PAIR and both else []


def _exchange(one: Known, other: Known) -> Meaning | None:
    """The priorities of two exchanged, in the order said; where they are the same, the one shown first goes down."""
    if one.priorite != other.priorite:
        return _ranked([(one, other.priorite), (other, one.priorite)])
    return _ranked([(one, one.priorite + 1)] if one.priorite < LOWEST_PRIORITY else [(other, other.priorite - 1)])


def _ranked(ranks: Sequence[tuple[Known, int]]) -> Meaning | None:
    """What gives each its rank; targets and resources have none."""
    if any(known.kind != "objectif" for known, _ in ranks):
        return Meaning("topic", {"topic": "ordre"})
    if any(not 1 <= place <= LOWEST_PRIORITY for _, place in ranks):
        return None
    return together([Meaning("objectif.update", {"ref": known.id, "priorite": place}) for known, place in ranks])


def _is_all(reading: Reading, known: Sequence[Known], said: Sequence[re.Match[str]]) -> bool:
    """Whether every word names one of `known`, says the rank, or says nothing."""
    return all(
        any(found.start() <= word.start < found.end() for found in said)
        or _is_beside(word, reading)
        or any(is_calling(word, each, reading) for each in known)
        for word in reading.sentence.words
    )


def _is_beside(word: Word, reading: Reading) -> bool:
    beside = {each.start for mention in reading.all(*SAID) for each in mention.words}
    small = word.folded in reading.lexicon.vides or is_small(word.folded, reading.sentence.locale)
    counted = reading.number(word.folded) is not None or word.folded in reading.lexicon.ordinaux
    ranked = reading.lexicon.pattern("de_rang").fullmatch(word.folded) is not None
    return small or counted or ranked or _orders(word, reading) or word.start in beside


def _orders(word: Word, reading: Reading) -> bool:
    """Whether a word is a verb that only gives something its place: "mets", "move"."""
    return reading.lexicon.pattern("range").fullmatch(word.folded) is not None
