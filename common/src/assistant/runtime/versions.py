"""The rule for corrections: whoever says which version was seen must have seen the current one."""

from assistant.runtime.errors import StaleVersion


def check_version(seen: int | None, current: int) -> None:
    """Raises StaleVersion when the caller says which version was seen and it is not the current one."""
    if seen is not None and seen != current:
        raise StaleVersion(current)
