"""The rule for corrections: whoever says which version was seen must have seen the current one."""

from typing import ClassVar

from assistant.contracts.problems import DomainError


class StaleVersion(DomainError):
    """The caller saw an older state; `current` is the version that counts now."""

    code: ClassVar[str] = "stale-version"

    def __init__(self, current: int) -> None:
        super().__init__(current=current)


def check_version(seen: int | None, current: int) -> None:
    """Raises StaleVersion when the caller says which version was seen and it is not the current one."""
    if seen is not None and seen != current:
        raise StaleVersion(current)
