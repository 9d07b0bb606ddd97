"""Proposals that are taken with something changed: "la 2 en priorité 3", "yes, but 10% rather than 15"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ai_service.providers.local.numbers import MANY, NUMBERS
from ai_service.providers.local.understanding.meaning import Meaning, together
from ai_service.providers.local.understanding.reading.pointing import POINTING, TIMES
from ai_service.providers.local.understanding.reading.reading import Reading, flat, read
from ai_service.providers.local.understanding.reading.telling import tells
from ai_service.providers.local.understanding.reading.values import CLOSED, ENDS, clean, field, fields_of, literal
from ai_service.providers.local.understanding.rules.contrasts import kept_side
from ai_service.providers.local.understanding.rules.corrections import NAMES
from ai_service.providers.local.understanding.rules.proposals import point, spoken_for
from ai_service.providers.local.understanding.situation import Known
from ai_service.providers.local.understanding.splitting.requests import requests
from ai_service.wording import stem
from assistant.contracts.base import Kind

MOST_CUTS = 12
MOST_PARTS = 6
ELSEWHERE = ("retirer", "proposer", "chercher", "exporter", "archiver", "autres")
"""What speaks of one of these asks for something else than a change of what is taken."""

_FIGURE = re.compile(r"\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?|[a-z]+")


@dataclass(frozen=True)
class _Figure:
    """A number in a text, in figures or letters: what it is worth, where it stands, the stem of what it counts."""

    worth: str
    start: int
    end: int
    unit: str


def adjusted(reading: Reading) -> Meaning | None:
    """The proposals taken, with what is to be otherwise in them; None when all is taken as it is, or nothing is.

    What is to be otherwise and is no field, title or figure is told as `unmet`, for the reply to own to it.
    """
    shown = reading.situation.proposals
    if not shown:
        return None
    kind = shown[0].kind
    changed = _each_with_its_field(reading, kind) or _with_fields(reading, kind) or _otherwise(reading, kind)
    return changed or _with_a_figure(reading, kind)


def _each_with_its_field(reading: Reading, kind: Kind) -> Meaning | None:
    """Several, each given a field of its own: "la 1 en priorité 1 et la 3 en priorité 2"."""
    parts = re.split(rf"{reading.lexicon.pattern('jonction').pattern}|[,;]", reading.sentence.raw)
    said = [part for part in parts if part and part.strip()]
    if not 1 < len(said) <= MOST_PARTS:
        return None
    each = [meaning for part in said if (meaning := _with_fields(read(part, reading.situation), kind))]
    return together(each) if len(each) == len(said) else None


def _with_fields(reading: Reading, kind: Kind) -> Meaning | None:
    """What is taken and given a field: "les DAF, oui, mais mettez-les en considération"."""
    values, plain, begin = dict[str, Any](), reading, len(reading.sentence.raw)
    if kind == "ressource":
        values, plain = fields_of(reading, kind)
    for name in CLOSED[kind]:
        found = field(plain, name)
        if found is None or plain.sentence.is_apart(found.start):
            continue
        raw = plain.sentence.raw
        before, after = raw[: found.start], raw[found.end :]
        leading = plain.lexicon.pattern("mene_au_champ").search(flat(before))
        if leading and any(char.isalnum() for char in before[: leading.start()]):
            before = before[: leading.start()]
        values[name], begin = found.value, min(begin, len(before))
        plain = read(f"{before}{after}", reading.situation)
    if not values or len(requests(plain)) > 1:
        return None
    # "…, ils sont en décision chez nous": what goes on after the field names nothing.
    picked = _otherwise(plain, kind) or point(plain) or point(read(plain.sentence.raw[:begin], reading.situation))
    if picked is None or "proposals" not in picked.entities:
        return None
    return Meaning(picked.intent, {**picked.entities, **values})


def _otherwise(reading: Reading, kind: Kind) -> Meaning | None:
    """The one that is taken with another title or figure, or with more than can be put in it."""
    for cut in islice(reading.lexicon.pattern("autrement_dit").finditer(reading.flat), MOST_CUTS):
        if reading.sentence.is_apart(cut.start()):
            continue
        picked = point(read(reading.sentence.raw[: cut.start()], reading.situation))
        numbers: Sequence[int] = picked.entities.get("proposals", ()) if picked else ()
        if picked is None or len(numbers) != 1:
            continue
        proposal = reading.situation.proposals[numbers[0] - 1]
        change = read(reading.sentence.raw[cut.end() :], reading.situation)
        name = _title(change) or _restated(proposal, change)
        if name:
            return Meaning(picked.intent, {**picked.entities, NAMES[kind]: name})
        if cut["oppose"] and spoken_for(change) <= set(numbers) and _is_unmet(reading, change):
            return Meaning(picked.intent, {**picked.entities, "unmet": change.sentence.raw.strip(ENDS)})
    return None


def _with_a_figure(reading: Reading, kind: Kind) -> Meaning | None:
    """What is taken with a figure that its name does not hold: put in it where its place is plain, else owned to."""
    if len(requests(reading)) > 1:
        return None
    picked = point(reading) or point(kept_side(reading))
    if picked is None or "proposals" not in picked.entities:
        return None
    shown = reading.situation.proposals
    taken = [shown[number - 1] for number in picked.entities["proposals"]]
    held = [figure for proposal in taken for figure in _figures(read(proposal.name, reading.situation))]
    worths, units = {figure.worth for figure in held}, {"%", *(figure.unit for figure in held if figure.unit)}
    new = [
        figure
        for figure in _figures(reading)
        if figure.worth not in worths and not _points(figure, reading)
        # "les 3", "2 et 3": places.
        if float(figure.worth) > len(shown) or figure.unit in units
    ]
    if not new:
        return None
    name = (
        _restated(taken[0], reading) if len(taken) == 1 and not tells(reading.sentence.raw, reading.situation) else ""
    )
    if name:
        return Meaning(picked.intent, {**picked.entities, NAMES[kind]: name})
    unmet = reading.sentence.raw[new[0].start : reading.sentence.clause_end(new[0].start)].strip(ENDS)
    return Meaning(picked.intent, {**picked.entities, "unmet": unmet})


def _title(change: Reading) -> str:
    """The new title that is given: "renomme-le « … »", "but call it “…”"."""
    called = change.find("renomme")
    if called is None and not (change.has("nom", "nommer", "modifier") and change.sentence.quotes):
        return ""
    if change.sentence.quotes:
        return literal(change.sentence.quotes[-1].text)
    return clean(change.sentence.raw[called.end() :], change.sentence.locale) if called else ""


def _restated(proposal: Known, change: Reading) -> str:
    """The name of a proposal with the figure that is to be otherwise; empty when it is not plain which."""
    held = _figures(read(proposal.name, change.situation))
    said = [figure for figure in _figures(change) if not _points(figure, change)]
    worths = {figure.worth for figure in held}
    new = [figure for figure in said if figure.worth not in worths]
    if len({figure.worth for figure in new}) != 1 or _counts_otherwise(proposal, change) or _is_year(new[0], change):
        return ""
    old = [figure for figure in held if figure.worth in {each.worth for each in said}]
    alike = [figure for figure in held if figure.unit and figure.unit in {each.unit for each in new}]
    beyond = int(float(new[0].worth)) > len(change.situation.proposals) or change.says("mene_au_chiffre")
    other = any(each.unit for each in new) and not alike
    places = next((found for found in (old, alike) if len(found) == 1), held if beyond and not other else [])
    if len(places) != 1:
        return ""
    figure = change.sentence.raw[new[0].start : new[0].end]
    name = f"{proposal.name[: places[0].start]}{figure}{proposal.name[places[0].end :]}"
    return name[:1].upper() + name[1:]


def _figures(reading: Reading) -> list[_Figure]:
    plain = reading.flat
    found = list[_Figure]()
    for figure in _FIGURE.finditer(plain):
        said = figure[0].replace(" ", "").replace(",", ".")
        worth = said if said[0].isdigit() else str(NUMBERS.get(said, ""))
        if not worth or not (said[0].isdigit() or said in MANY):
            continue
        following = re.match(r"[\s-]*(%|[a-z]{2,})", plain[figure.end() :])
        counted = following[1] if following else ""
        unit = "" if counted in reading.lexicon.vides else stem(counted, reading.sentence.locale)
        found.append(_Figure(worth, figure.start(), figure.end(), unit))
    return found


def _points(figure: _Figure, reading: Reading) -> bool:
    """Whether a number is the place of a proposal: "la 3"."""
    before = [word.folded for word in reading.sentence.words if word.end <= figure.start][-1:]
    return not figure.unit and bool(before) and before[0] in POINTING


def _is_year(figure: _Figure, reading: Reading) -> bool:
    """Whether a number tells when: "en 2027"."""
    return (
        not figure.unit
        and bool(re.search(r"\b(?:en|in|by|fin) $", reading.flat[: figure.start]))
        and bool(re.fullmatch(r"20\d\d", figure.worth))
    )


def _counts_otherwise(proposal: Known, change: Reading) -> bool:
    """Whether a time is spoken of that the name does not: "15 a quarter" of 20 a month is no figure alone."""
    held = {word.stem for word in read(proposal.name, change.situation).sentence.words}
    return any(word.folded in TIMES and word.stem not in held for word in change.sentence.words)


def _is_unmet(reading: Reading, change: Reading) -> bool:
    """Whether something is wanted otherwise, not told, refused or asked for beside it."""
    if change.has(*ELSEWHERE) or len(requests(reading)) > 1:
        return False
    return bool(change.unread("oui", "politesse", "merci")) and not tells(change.sentence.raw, change.situation)
