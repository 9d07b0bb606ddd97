"""A text typed or pasted on several lines: each is a request, and a heading says of what kind those below it are."""

import re
from itertools import pairwise
from string import ascii_lowercase

from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.situation import Situation
from assistant.contracts.base import KINDS

MOST_LINES = 20
"""A longer text is no brief: it is read as a whole."""

_BULLET = re.compile(r"^\s*(?:[-*•–—·▪]+|\d{1,2}[.)]|[a-h]\))\s+")
_COUNT = re.compile(r"(?:^|(?<=\s))(?:(\d{1,2})[.)]|([a-h])\))\s+(?=\S)")


def lines(text: str, situation: Situation) -> list[str]:
    """The requests of a text in lines, those of a list joined to their heading; none when it is in one line.

    Marks that count what follows them begin lines too: "mes objectifs : 1) former 40 revendeurs 2) signer 3 contrats".
    """
    typed = [line for row in text.strip().splitlines() for line in _counted(row)]
    if not 1 < len(typed) <= MOST_LINES:
        return []
    found, heading = list[str](), False
    for line in typed:
        said = _BULLET.sub("", line).strip()
        if not any(char.isalnum() for char in said):
            heading = False
            continue
        alone = read(said, situation)
        if heading and not _states_its_kind(alone):
            found[-1] += f" {said}" if found[-1].endswith(":") else f" ; {said}"
            continue
        heading = _is_heading(alone)
        found.append(f"{said} :" if heading and not said.endswith(":") else said)
    return found


def _counted(row: str) -> list[str]:
    """The parts of a row that are counted from one on; the whole row when none are."""
    marks = list(_COUNT.finditer(row))
    counted = len(marks) > 1 and [mark[1] or mark[2] for mark in marks] in (
        [str(number) for number in range(1, len(marks) + 1)],
        list(ascii_lowercase[: len(marks)]),
    )
    starts = [0, *(mark.start() for mark in marks), len(row)] if counted else [0, len(row)]
    return [row[start:end] for start, end in pairwise(starts) if end > start]


def _states_its_kind(reading: Reading) -> bool:
    """Whether a line says itself of what kind it is: "Cible : DSI"."""
    noun = reading.nouns[0][1] if reading.nouns else None
    return noun is not None and noun.family in KINDS and (reading.sentence.colon is not None or _is_heading(reading))


def _is_heading(reading: Reading) -> bool:
    """Whether a line only names a kind: "Objectifs", "ajoute ces cibles :"."""
    named = bool(reading.nouns) and not reading.sentence.colon
    closed = reading.sentence.raw.rstrip().endswith(":")
    return named and (closed or not reading.unread(*KINDS, "possessif"))
