"""Problems (RFC 9457) and the domain error that becomes one."""

from typing import Any, ClassVar

from pydantic import Field

from assistant.contracts.base import Contract


class FieldProblem(Contract):
    """What is wrong with one field; `field` is a dotted path such as `payload.label`."""

    field: str
    message: str


class Problem(Contract):
    """An `application/problem+json` document in the caller's language.

    `type` is `urn:problem:<code>`; `retry_after` is in seconds.
    """

    type: str
    code: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: list[FieldProblem] = Field(default_factory=list)
    retry_after: int | None = None
    retryable: bool = False


class DomainError(Exception):
    """A business refusal: the command ends as failed with the problem `code`, whose texts are in `assistant.dialogue`.

    Subclasses set `code`; the keyword arguments fill the placeholders of the texts.
    """

    code: ClassVar[str] = "internal"

    def __init__(self, **params: Any) -> None:
        super().__init__(f"{self.code} {params}" if params else self.code)
        self.params = params
