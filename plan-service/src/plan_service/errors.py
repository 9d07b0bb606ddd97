"""Why plan-service refuses a command. The texts of each code, in both languages, are in `assistant.dialogue`."""

from typing import ClassVar

from assistant.contracts.problems import DomainError


class PlanNotFound(DomainError):
    """The scenario has no such plan."""

    code: ClassVar[str] = "entity-not-found"


class ItemNotFound(DomainError):
    """None of the scenario's plans has such an item."""

    code: ClassVar[str] = "entity-not-found"


class PlanReplaced(DomainError):
    """The item belongs to a plan of the scenario that another one has replaced."""

    code: ClassVar[str] = "plan-replaced"


class MessageRepeated(DomainError):
    """Another item of the plan says the same; `nom` is the beginning of that message."""

    code: ClassVar[str] = "already-exists"

    def __init__(self, nom: str) -> None:
        super().__init__(nom=nom)


class DraftTooThin(DomainError):
    """The model drafted too few distinct items to make a plan."""

    code: ClassVar[str] = "model-failed"
