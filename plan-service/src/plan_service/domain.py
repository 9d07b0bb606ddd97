"""Rules of a plan. Pure: texts and numbers in, texts and numbers out."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.contracts.ai import PlanItemDraft
from assistant.contracts.base import MIN_PLAN_ITEMS
from plan_service.errors import DraftTooThin, MessageRepeated

QUOTED_LENGTH = 60
"""Characters of a message that are enough to recognise it by."""

_BLANKS = re.compile(r"[ \t\f\v]+")
_LINE_ENDS = re.compile(r" *\r?\n *")


def tidy(field: str, value: str) -> str:
    """The value of an item's field as it is kept: single spaces, and one line for all but the message.

    No-break spaces stay: French typography needs them.
    """
    spaced = _LINE_ENDS.sub("\n", _BLANKS.sub(" ", value)).strip()
    return spaced if field == "message" else spaced.replace("\n", " ")


def tidy_item(item: PlanItemDraft) -> PlanItemDraft:
    return PlanItemDraft(**{field: tidy(field, value) for field, value in item.model_dump().items()})


def comparison_key(text: str) -> str:
    """Equal for texts that read the same: case, accents, spaces and punctuation do not count."""
    letters = (char for char in unicodedata.normalize("NFKD", text.casefold()) if char.isalnum())
    return "".join(letters) or text


def distinct_items(drafts: Iterable[PlanItemDraft]) -> list[PlanItemDraft]:
    """The drafted items, tidied, without those whose message another one already says.

    Raises DraftTooThin when fewer than MIN_PLAN_ITEMS are left.
    """
    kept: dict[str, PlanItemDraft] = {}
    for draft in drafts:
        kept.setdefault(comparison_key(draft.message), tidy_item(draft))
    if len(kept) < MIN_PLAN_ITEMS:
        raise DraftTooThin
    return list(kept.values())


def check_message_is_new(message: str, others: Iterable[str]) -> None:
    """Raises MessageRepeated when one of `others` reads the same as `message`."""
    key = comparison_key(message)
    for other in others:
        if comparison_key(other) == key:
            raise MessageRepeated(other if len(other) <= QUOTED_LENGTH else f"{other[:QUOTED_LENGTH].rstrip()}…")


def count_by_canal(canaux: Sequence[str]) -> list[tuple[str, int]]:
    """How many items each canal has, the most used first; equal ones in plan order, each in its first spelling."""
    spelling: dict[str, str] = {}
    for canal in canaux:
        spelling.setdefault(comparison_key(canal), canal)
    counts = Counter(comparison_key(canal) for canal in canaux)
    return [(spelling[key], count) for key, count in counts.most_common()]


_FEWEST_LISTED = 2
"""Lines after the first, below which a list would tell nothing more than sentences."""


def listed(resume: str) -> str:
    """A summary as Markdown: from three lines on, those after the first are a list, so that each is found at a glance.

    One that already has a list stays as it is.
    """
    first, *others = [line for line in resume.splitlines() if line.strip()] or [""]
    if len(others) < _FEWEST_LISTED or any(line.lstrip().lstrip("\\").startswith(("-", "*", "•")) for line in others):
        return resume
    return "\n".join([first, "", *(f"- {line}" for line in others)])
