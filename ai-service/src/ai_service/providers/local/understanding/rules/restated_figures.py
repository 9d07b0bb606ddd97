"""A figure of an objective said otherwise: "passe les leads à 60", "15 démos au lieu de 25"."""

import re
from itertools import islice

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.names import is_calling, named
from ai_service.providers.local.understanding.reading.reading import Reading, flat, read
from ai_service.providers.local.understanding.reading.references import entity, is_destined
from ai_service.providers.local.understanding.reading.sentence import SURE_INFINITIVE
from ai_service.providers.local.understanding.reading.values import MOST_OPENINGS, openings
from ai_service.providers.local.understanding.situation import Known
from ai_service.wording import is_small

_FIGURE = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:[ .]\d{3})+|\d+(?:,\d+)?)(?![\w.,]*\d)")
"""A number, for text in lower case without accents: "40", "1 000", "2,5"."""

LOWEST_PRIORITY = 5
"""As the contract has it: a figure above is no priority."""

BESIDE = ("objectif", "modifier", "rectifier", "donner", "politesse", "retenir", "viser")
"""Families that may be said beside a figure without asking for anything else."""


def restate(reading: Reading) -> Meaning | None:
    """The objective that is meant, in its own words but for the figure; None when anything else is said as well."""
    if _gives_a_name(reading):
        return None
    if reading.sentence.colon and not reading.sentence.quotes:
        # "une correction : 60 leads au lieu de 40", "objectif leads : 60".
        head, tail = reading.sentence.raw[: reading.sentence.head_end], reading.sentence.tail
        told = f"{head} {tail}" if reading.says("chiffre_remplace") else f"{head} = {tail}"
        said = read(head, reading.situation).unread(*BESIDE[1:])
        reading = read(told if said else tail, reading.situation)
    if reading.sentence.quotes or reading.has("priorite") or "ajouter" in reading.leading or is_destined(reading):
        return None
    found = reading.find("chiffre_remplace") or reading.find("chiffre_donne")
    if found is None:
        return None
    (at, until), old_at = _place(found, "neuf"), _place(found, "vieux")
    new, old = reading.flat[at:until], reading.flat[slice(*old_at)] or None
    objective = _meant(reading, old, at)
    if objective is None or _says_more(reading, objective, found):
        return None
    rest = reading.flat[until:].strip(" ?!.")
    place = _figure_of(objective, reading, old)
    if old is None and not rest and new.isdecimal() and int(new) <= LOWEST_PRIORITY:
        # "passe le premier objectif à 3": a figure, or its priority? The form asks.
        return Meaning("objectif.update", {"ref": objective.id})
    if place is None or (rest.startswith("%") and not objective.name[place[1] :].lstrip().startswith("%")):
        return None
    label = f"{objective.name[: place[0]]}{reading.sentence.raw[at:until]}{objective.name[place[1] :]}"
    return Meaning("objectif.update", {"ref": objective.id, "label": label})


def _gives_a_name(reading: Reading) -> bool:
    """Whether the whole name is said again: "modifie l'objectif en Obtenir 50 leads", "objectif 1 : réduire de 5 %"."""
    starts = [end for _, end in islice(openings(reading), MOST_OPENINGS)]
    following = [next((word for word in reading.sentence.words if word.start >= start), None) for start in starts]
    return any(word and (word.raw[:1].isupper() or SURE_INFINITIVE.match(word.folded)) for word in following)


def _place(found: re.Match[str], name: str) -> tuple[int, int]:
    """Where the group stands whose name begins so: each alternative of the pattern has one of its own."""
    places = [found.span(group) for group, said in found.groupdict().items() if said and group.startswith(name)]
    return places[0] if places else (0, 0)


def _meant(reading: Reading, old: str | None, place: int) -> Known | None:
    held = reading.situation.held("objectif")
    words = [word for word in reading.sentence.words if word.start < place or not word.folded.isdecimal()]
    if old is not None:
        holding = [known for known in held if old in _FIGURE.findall(flat(known.name))]
        return named(reading, words, holding) or (holding[0] if len(holding) == 1 else None)
    before = [word for word in words if word.end <= place]
    if reading.flat[:place].rstrip().endswith("="):
        # "objectif : 30 leads" is another one.
        return named(reading, before, held)
    found = entity(reading, before) or entity(reading, words)
    return found if found in held else None


def _figure_of(objective: Known, reading: Reading, old: str | None) -> tuple[int, int] | None:
    """Where the figure to be replaced stands in the name: the old one, else the only one."""
    plain = flat(objective.name)
    places = [found.span() for found in _FIGURE.finditer(plain) if old in (None, found[0])]
    if not places and old is None:
        words = [found for found in re.finditer(r"\w+", plain) if reading.number(found[0]) not in (None, 1)]
        places = [found.span() for found in words]
    return places[0] if len(places) == 1 else None


def _says_more(reading: Reading, objective: Known, found: re.Match[str]) -> bool:
    """Whether a word says something that is neither the figure, nor its objective, nor that it is to change."""
    verb = _place(found, "verbe")
    small = {*flat(objective.name).split(), *reading.lexicon.ordinaux, *reading.lexicon.nombres}
    return any(
        not (word.folded.isdecimal() or word.folded in small or verb[0] <= word.start < verb[1])
        and not is_small(word.folded, reading.sentence.locale)
        and not is_calling(word, objective, reading)
        for word in reading.unread(*BESIDE)
    )
