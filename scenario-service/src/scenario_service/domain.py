"""Rules of a scenario and what it holds. Pure: texts and numbers in, texts and numbers out."""

import unicodedata
from collections.abc import Collection, Iterable, Sequence

from scenario_service.errors import AlreadyExists, LimitReached

LIMIT = 50
"""Items of each kind in one scenario: more than a person reads, and few enough to show all at once."""

LAST_PRIORITE = 99
"""The highest `priorite` that the contracts accept."""


def comparison_key(name: str) -> str:
    """Equal for names that read the same: case, accents, spacing and the shape of apostrophes do not count."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).split())


def is_known(name: str, held: Iterable[str]) -> bool:
    """Whether one of the names held reads the same as `name`."""
    key = comparison_key(name)
    return any(comparison_key(other) == key for other in held)


def check_new(name: str, held: Iterable[str]) -> None:
    """Raises AlreadyExists when a name held reads the same."""
    if is_known(name, held):
        raise AlreadyExists(name)


def check_room(count: int) -> None:
    """Raises LimitReached when one more than `count` items of a kind would be too many."""
    if count >= LIMIT:
        raise LimitReached(LIMIT)


def next_priorite(held: Collection[int]) -> int:
    """The rank after the last one."""
    return min(max(held, default=0) + 1, LAST_PRIORITE)


def reordered(held: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """The ids held in the order wanted; those of which nothing was said come last, as they stood.

    >>> reordered([1, 2, 3], [3, 9, 1])
    [3, 1, 2]
    """
    return sorted(held, key=lambda id_: wanted.index(id_) if id_ in wanted else len(wanted))
