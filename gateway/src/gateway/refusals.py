"""What the gateway refuses before anything is published or read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.contracts.base import Locale
from assistant.contracts.problems import Problem
from assistant.dialogue.problems import problem
from assistant.dialogue.validation import field_problems


class Refused(Exception):
    """Ends a request, or a frame, with the problem `code`.

    `errors` are pydantic's, about the value that stands at `within` in the caller's input; `params` fill the texts.
    """

    def __init__(
        self,
        code: str,
        *,
        errors: Iterable[Mapping[str, Any]] = (),
        within: Sequence[str] = (),
        retry_after: int | None = None,
        instance: str | None = None,
        **params: Any,
    ) -> None:
        super().__init__(code)
        self.code = code
        self._errors = list(errors)
        self._within = within
        self._retry_after = retry_after
        self._instance = instance
        self._params = params

    def problem(self, locale: Locale) -> Problem:
        return problem(
            self.code,
            locale,
            errors=field_problems(self._errors, locale, within=self._within),
            retry_after=self._retry_after,
            instance=self._instance,
            **self._params,
        )


def refused_field(field: str, kind: str) -> Refused:
    """A refusal of one field, for the reason `kind`: pydantic's name of an error that has no parameter."""
    return Refused("validation", errors=[{"type": kind, "loc": (field,)}])
