"""A figure of an objective said otherwise: "passe les leads à 60", "15 démos au lieu de 25"."""

import re
from dataclasses import dataclass
from itertools import islice

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.names import is_calling, named
from ai_service.providers.local.understanding.reading.reading import Reading, flat, read
from ai_service.providers.local.understanding.reading.references import entity, is_destined
from ai_service.providers.local.understanding.reading.sentence import SURE_INFINITIVE
from ai_service.providers.local.understanding.reading.values import MOST_OPENINGS, openings
from ai_service.providers.local.understanding.situation import Known
from ai_service.wording import is_small

PERIODS = frozenset(
    {
        *("jour", "semaine", "mois", "trimestre", "semestre", "an", "annee"),
        *("day", "week", "month", "quarter", "year"),
    }
)
"""What so many are counted in: "25 démos par mois"."""


@dataclass(frozen=True)
class Number:
    """A number in figures or letters, with its place."""

    value: float
    start: int
    end: int


def numbers(reading: Reading) -> list[Number]:
    """The numbers of a text; "un" and "one" are articles."""
    found = ((_value(each[0], reading), each) for each in reading.lexicon.pattern("nombre").finditer(reading.flat))
    return [Number(value, *each.span()) for value, each in found if value is not None]


def _value(said: str, reading: Reading) -> float | None:
    digits = re.sub(r"(?<=\d)[ .](?=\d{3})", "", said).replace(",", ".")
    if digits[:1].isdecimal():
        return float(digits)
    total = 0
    for word in re.findall(r"[a-z]+", said):
        number = reading.lexicon.nombres.get(word, 0)
        # "quatre-vingt-dix", "two hundred", "vingt et un".
        total = total * number if 0 < total < number else total + number
    return total


_TO = re.compile(r"\b(?:a|to)\s+$")
_BY = re.compile(r"\b(de|by)\s+$")
_LOWERING = re.compile(r"\b(?:baiss|abaiss|descend|ramen|redui|dimin|limit|reduc|cut|lower|drop|down)")
_MAY_COME_TO = re.compile(
    r"^(?:redui|baiss|abaiss|dimin|reduc|cut|lower|decreas|drop)|\b(?:taux|part|rate|share|churn|attrition)\b"
)

LOWEST_PRIORITY = 5
"""As the contract has it: a figure above is no priority."""

BESIDE = ("objectif", "modifier", "rectifier", "donner", "politesse", "retenir", "viser", "thematique")
"""Families that may be said beside a figure without asking for anything else."""


def restate(reading: Reading) -> Meaning | None:
    """The objective that is meant, in its own words but for the figure; None when anything else is said as well."""
    if _gives_a_name(reading):
        return None
    if reading.sentence.colon and not reading.sentence.quotes:
        # "une correction : 60 leads", "objectif leads : 60".
        head, tail = reading.sentence.raw[: reading.sentence.head_end], reading.sentence.tail
        said = read(head, reading.situation).unread(*BESIDE[1:])
        # "… : plutôt 60" goes on as one sentence.
        mark = " " if read(tail, reading.situation).has("rectifier") else " = "
        reading = read(f"{head}{mark}{tail}" if said else tail, reading.situation)
    if reading.sentence.quotes or reading.has("priorite") or "ajouter" in reading.leading or is_destined(reading):
        return None
    found = reading.find("chiffre_donne")
    given = _number(reading, found) if found else None
    if found is None or given is None:
        return None
    objective = _meant(reading, given)
    if objective is None or _says_more(reading, objective, found):
        return None
    rest = reading.flat[given.end :].strip(" ?!.")
    if not rest and given.value <= LOWEST_PRIORITY:
        # "passe le premier objectif à 3": a figure, or its priority? The form asks.
        return Meaning("objectif.update", {"ref": objective.id})
    label = with_figure(objective, reading, given)
    if label == "":
        return Meaning("objectif.update", {"ref": objective.id})
    changes = label is not None and label != objective.name
    return Meaning("objectif.update", {"ref": objective.id, "label": label}) if changes else None


def with_figure(known: Known, reading: Reading, given: Number, old: float | None = None) -> str | None:
    """A name with the number `given` in the place of the one worth `old`, or of the only one; None when it has none.

    When what is given is counted by another period than the name is, so is the new name. A share to come to ("à 8 %")
    where the name has one to go by ("de 10 %") turns "de" into "à" in the name of what comes down or is a rate; empty
    where that would mean nothing: "augmenter à 50 % le trafic".
    """
    name, raw = read(known.name, reading.situation), reading.sentence.raw
    places = [number for number in numbers(name) if old in (None, number.value)]
    # "un taux de 30 %" is no number of people.
    share = reading.flat[given.end :].lstrip().startswith("%")
    if len(places) != 1 or (share and not name.flat[places[0].end :].lstrip().startswith("%")):
        return None
    start, end = places[0].start, places[0].end
    told = [word for word in reading.sentence.words if word.start >= given.end and word.folded in PERIODS][:1]
    period = [word for word in name.sentence.words if word.start >= end and word.folded in PERIODS]
    after, before = known.name[end:], known.name[:start]
    if share and old is None and (by := _BY.search(name.flat[:start])) and _is_level(reading, given, places[0]):
        if _MAY_COME_TO.search(name.flat):
            before = f"{before[: by.start(1)]}{'à' if by[1] == 'de' else 'to'}{before[by.end(1) :]}"
        elif not _LOWERING.search(reading.flat):
            # "baisse le trafic à 20 %" lowers the figure of a growth.
            return ""
    if told and len(period) == 1:
        after = f"{known.name[end : period[0].start]}{told[0].raw}{known.name[period[0].end :]}"
    return f"{before}{raw[given.start : given.end]}{after}"


def _is_level(reading: Reading, given: Number, held: Number) -> bool:
    """Whether a share is what to come to, not the figure of an objective put in the place of the one it has."""
    before = reading.flat[: given.start]
    recalled = any(number.value == held.value for number in numbers(reading) if number.end <= given.start)
    return bool(_TO.search(before)) and not recalled and not reading.has("objectif")


def _number(reading: Reading, found: re.Match[str]) -> Number | None:
    """The number in the group of a pattern that is called "neuf": each alternative has one of its own."""
    start = next((found.start(group) for group, said in found.groupdict().items() if said and group[:4] == "neuf"), -1)
    return next((number for number in numbers(reading) if number.start == start), None)


def _gives_a_name(reading: Reading) -> bool:
    """Whether the whole name is said again: "modifie l'objectif en Obtenir 50 leads", "objectif 1 : réduire de 5 %"."""
    starts = [end for _, end in islice(openings(reading), MOST_OPENINGS)]
    following = [next((word for word in reading.sentence.words if word.start >= start), None) for start in starts]
    return any(word and (word.raw[:1].isupper() or SURE_INFINITIVE.match(word.folded)) for word in following)


def _meant(reading: Reading, given: Number) -> Known | None:
    held = reading.situation.held("objectif")
    words = [word for word in reading.sentence.words if word.start < given.start or not word.folded.isdecimal()]
    before = [word for word in words if word.end <= given.start]
    if reading.flat[: given.start].rstrip().endswith("="):
        # "objectif : 30 leads" is another one.
        return named(reading, before, held)
    found = entity(reading, before) or entity(reading, words)
    return found if found in held else None


def _says_more(reading: Reading, objective: Known, found: re.Match[str]) -> bool:
    """Whether a word says something that is neither the figure, nor its objective, nor that it is to change."""
    verb = next(
        (found.span(group) for group, said in found.groupdict().items() if said and group[:5] == "verbe"), (0, 0)
    )
    # "bring churn down to 8%".
    small = {"up", "down", *flat(objective.name).split(), *reading.lexicon.ordinaux, *reading.lexicon.nombres, *PERIODS}
    return any(
        not (word.folded.isdecimal() or word.folded in small or verb[0] <= word.start < verb[1])
        and not is_small(word.folded, reading.sentence.locale)
        and not is_calling(word, objective, reading)
        for word in reading.unread(*BESIDE)
    )
