"""What a sentence was understood to ask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ai_service.providers.local.understanding.reading.reading import Reading


@dataclass(frozen=True)
class Meaning:
    """An intent, and what was said of it; `clarify` comes with `about`, the intents between which there is a doubt.

    `also` holds what else the same sentence asks, in the order said ("ajoute les DAF, les DRH et un webinaire").
    """

    intent: str
    entities: dict[str, Any] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    also: tuple["Meaning", ...] = ()

    def each(self) -> "tuple[Meaning, ...]":
        """All that is asked, one by one."""
        return (replace(self, also=()), *self.also)


Rule = Callable[[Reading], Meaning | None]
"""Reads a sentence for one kind of request; None when it asks for something else."""


def clarify(*about: str) -> Meaning:
    """A doubt between the intents `about`, which the user settles."""
    return Meaning("clarify", about=about)


def together(meanings: Sequence[Meaning]) -> Meaning:
    """The meaning of a sentence that asks all of `meanings`, at least one."""
    first, *others = [each for meaning in meanings for each in meaning.each()]
    return replace(first, also=tuple(others))
