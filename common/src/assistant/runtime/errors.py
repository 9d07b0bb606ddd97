"""Refusals that any service may meet."""

from assistant.contracts.problems import DomainError


class ScenarioNotFound(DomainError):
    code = "scenario-not-found"


class ScenarioRequired(DomainError):
    code = "scenario-required"


class Expired(DomainError):
    code = "expired"


class Cancelled(DomainError):
    code = "cancelled"


class Internal(DomainError):
    """The handler failed more often than the runtime tries."""

    code = "internal"


class Unreadable(DomainError):
    """The command could not be read: an envelope or a payload that no sender of ours writes."""

    code = "validation"


class StaleVersion(DomainError):
    """The caller saw an older state; `current` is the version that counts now."""

    code = "stale-version"

    def __init__(self, current: int) -> None:
        super().__init__(current=current)
