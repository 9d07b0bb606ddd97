"""Rules of a scenario and what it holds. Pure: texts and numbers in, texts and numbers out."""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher

from assistant.contracts.proposals import Proposal, title_of
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


def of_distinct_names(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals without those that read as one before them of their kind."""
    kept: list[Proposal] = []
    for proposal in proposals:
        if not is_known(title_of(proposal), (title_of(each) for each in kept if each.kind == proposal.kind)):
            kept.append(proposal)
    return kept


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


def reordered(held: Sequence[int], wanted: Sequence[int], since: Sequence[int] | None = None) -> list[int]:
    """The ids held in the order wanted; those of which nothing was said come last, as they stood.

    When it is known which order `wanted` was made from, only what was moved between the two is moved: what went up to
    right before what it came to stand before, the rest to right after what it came to stand after.

    >>> reordered([1, 2, 3], [3, 9, 1])
    [3, 1, 2]
    >>> reordered([2, 1, 3, 4], [1, 2, 4, 3], since=[1, 2, 3, 4])
    [2, 1, 4, 3]
    """
    before = _ranked(held, held if since is None else since)
    after = _ranked(held, wanted)
    matches = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    unmoved = {id_ for match in matches for id_ in before[match.a : match.a + match.size]}
    order = [id_ for id_ in held if id_ in unmoved]
    moved: list[int] = []
    previous: int | None = None
    for following in [*after, None]:
        if following is not None and following not in unmoved:
            moved.append(following)
            continue
        went_up = all(before.index(id_) > after.index(id_) for id_ in moved)
        if following is not None and (previous is None or went_up):
            place = order.index(following)
        else:
            place = order.index(previous) + 1 if previous is not None else 0
        order[place:place] = moved
        moved, previous = [], following
    return order


def _ranked(held: Sequence[int], wanted: Sequence[int]) -> list[int]:
    return sorted(held, key=lambda id_: wanted.index(id_) if id_ in wanted else len(wanted))
