"""How long a plan is wanted to last, and its lines at a rhythm that fits: nothing quarterly in six weeks."""

import re
from collections.abc import Sequence

from ai_service.providers.local.numbers import NUMBERS
from ai_service.providers.local.planning.recipes import STAGES, USUAL, Recipe, Recipes
from ai_service.wording import fold
from assistant.contracts.base import Maturite

SHORTEST, LONGEST = 4, 52
"""The weeks between which plans can be paced: below, too few lines are left."""

ROUNDED = 20
"""Figures from here on are rounded to fives once they are scaled."""

_UNITS = {
    **dict.fromkeys(("semaine", "week"), 1.0),
    **dict.fromkeys(("mois", "mensuel", "month"), 13 / 3),
    **dict.fromkeys(("trimestre", "trimestriel", "quarter"), 13.0),
    **dict.fromkeys(("semestre", "semestriel"), 26.0),
    **dict.fromkeys(("annee", "an", "annuel", "year"), 52.0),
    **dict.fromkeys(("jour", "j+", "day"), 1 / 7),
}
_NUMBER = rf"(?P<count>\d+|{'|'.join(NUMBERS)})"
_UNIT = r"(?P<unit>semaine|mois|trimestre|semestre|annee|an|jour|week|month|quarter|year|day)s?\b"
_LASTING = re.compile(
    rf"\b(?:sur|en|pour|pendant|durant|d'ici|plan (?:marketing |de diffusion )?de|duree de|periode de"
    rf"|over|for|within|during|lasting)"
    rf"\s+(?:(?:a|les|le|la|l'|ce|cette|the|this|next|coming|prochaine?s?|a duration of)\s*)*(?:{_NUMBER}[ -])?"
    rf"(?:prochaine?s? |next )?{_UNIT}"
)
_COMPOUND = re.compile(rf"\b{_NUMBER}[ -]{_UNIT}\s+(?:marketing\s+)?(?:plan|campaign)")
_NAMED = re.compile(r"\b(?:[tq][1-4]|(?:premier|deuxieme|troisieme|quatrieme|dernier) trimestre)\b")
_PERIOD = re.compile(
    r"(?:(?P<count>\d+|six|deux|two)[ -])?(?P<unit>semaine|mois|mensuel|trimestre|semestre|week|month|quarter)"
    r"|(?P<day>j\+|day )?(?P<days>\d+)(?(day)| (?:jours|days))"
)
_IN_USUAL = re.compile(rf"^(?P<before>.*)\b(?P<link>en|in) {USUAL} (?P<unit>semaines|weeks)", re.DOTALL)
_ONE = re.compile(
    r"(?<![\d.,])1(?P<space>[ \u00a0])(?!rendez-vous)(?P<noun>(?:approved )?\w+[^\W\ds])s\b"
    r"(?:(?P<adjective> \w+(?:é|ée|if|ive|ert|is|ise))s\b)?"
)
_COUNT = re.compile(r"\d+(?![\d\u00a0 ]*%)")


def weeks_asked(said: str) -> int | None:
    """How many weeks a plan is wanted to last ("sur six semaines", "pour le T1"); None when that cannot be told."""
    folded = fold(said)
    found = _LASTING.search(folded) or _COMPOUND.search(folded)
    if found is not None:
        weeks = round(_number(found["count"]) * _UNITS[found["unit"]])
    else:
        weeks = round(_UNITS["trimestre"]) if _NAMED.search(folded) else 0
    return weeks if SHORTEST <= weeks <= LONGEST else None


def without_duration(said: str) -> str:
    """A text without the duration that it asks for."""
    folded = fold(said)
    for pattern in (_LASTING, _COMPOUND, _NAMED):
        folded = pattern.sub(" . ", folded)
    return folded


def paced(book: Recipes, weeks: int) -> Recipes:
    """The same book with the lines whose rhythm and measure fit in so many weeks, their figures in proportion."""
    return book.model_copy(
        update={
            "semaines": weeks,
            "etapes": {stage: _fitting(lines, weeks) for stage, lines in book.etapes.items()},
            "ressources": {type_: _fitting(lines, weeks) for type_, lines in book.ressources.items()},
        }
    )


def spans(weeks: int) -> dict[Maturite, tuple[int, int]]:
    """The first and the last week of each stage, a third of the weeks each."""
    ends = [round(weeks * (place + 1) / len(STAGES)) for place in range(len(STAGES))]
    return {stage: (before + 1, end) for stage, before, end in zip(STAGES, [0, *ends], ends, strict=False)}


def _fitting(lines: Sequence[Recipe], weeks: int) -> list[Recipe]:
    fitted = (_fitted(line, weeks) for line in lines)
    return [line for line in fitted if line is not None]


def _fitted(line: Recipe, weeks: int) -> Recipe | None:
    """A line within so many weeks, in its brief words where its own take longer; None when it cannot be."""
    frequence = next((said for said in (line.frequence, line.frequence_breve) if said and period(said) <= weeks), None)
    measures = (_scaled(said, weeks) for said in (line.kpi, line.kpi_bref) if said)
    kpi = next((said for said in measures if period(said) <= weeks), None)
    if frequence is None or kpi is None:
        return None
    return line.model_copy(update={"frequence": frequence, "kpi": kpi})


def period(said: str) -> int:
    """The longest time that a rhythm or a measure speaks of, in whole weeks; 0 when it speaks of none."""
    lengths = [0.0]
    for found in _PERIOD.finditer(fold(said)):
        if found["days"]:
            lengths.append(int(found["days"]) * _UNITS["jour"])
        else:
            lengths.append(_number(found["count"]) * _UNITS[found["unit"]])
    return int(max(lengths))


def _scaled(kpi: str, weeks: int) -> str:
    """A measure over the usual weeks ("120 téléchargements en 12 semaines") in proportion to those wanted."""
    found = _IN_USUAL.search(kpi)
    if found is None or weeks == USUAL:
        return kpi
    before = _COUNT.sub(lambda count: str(_in_proportion(int(count[0]), weeks)), found["before"])
    return counted(f"{before}{found['link']} {weeks} {found['unit']}{kpi[found.end() :]}")


def counted(measure: str) -> str:
    """A measure whose figures have changed, in the singular where one is counted."""
    return _ONE.sub(
        lambda one: f"1\u00a0{one['noun']}{one['adjective'] or ''}".replace("\u00a0", one["space"]), measure
    )


def _in_proportion(count: int, weeks: int) -> int:
    scaled = count * weeks / USUAL
    return max(1, round(scaled / 5) * 5 if scaled >= ROUNDED else round(scaled))


def _number(said: str | None) -> int:
    if said is None:
        return 1
    return int(said) if said.isdigit() else NUMBERS[said]
