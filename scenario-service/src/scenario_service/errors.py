"""Why scenario-service refuses a command. The texts of each code, in both languages, are in `assistant.dialogue`."""

from typing import ClassVar

from assistant.contracts.problems import DomainError


class EntityNotFound(DomainError):
    """The scenario holds no such item, or the library has none to link."""

    code: ClassVar[str] = "entity-not-found"


class AlreadyExists(DomainError):
    """The scenario already holds an item that people would read as `nom`."""

    code: ClassVar[str] = "already-exists"

    def __init__(self, nom: str) -> None:
        super().__init__(nom=nom)


class LimitReached(DomainError):
    """The scenario would hold more than `limit` items of one kind."""

    code: ClassVar[str] = "limit-reached"

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)


class AlreadySettled(DomainError):
    """The command to cancel has ended: its outcome stands."""

    code: ClassVar[str] = "already-settled"
