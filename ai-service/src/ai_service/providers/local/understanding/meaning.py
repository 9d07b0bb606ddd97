"""What a sentence was understood to ask."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ai_service.providers.local.understanding.reading import Reading


@dataclass(frozen=True)
class Meaning:
    """An intent, and what was said of it; `clarify` comes with `about`, the intents between which there is a doubt."""

    intent: str
    entities: dict[str, Any] = field(default_factory=dict)
    about: tuple[str, ...] = ()


Rule = Callable[[Reading], Meaning | None]
"""Reads a sentence for one kind of request; None when it asks for something else."""


def clarify(*about: str) -> Meaning:
    return Meaning("clarify", about=about)
