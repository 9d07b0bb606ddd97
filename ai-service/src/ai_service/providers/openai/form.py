"""How a server wants to be asked: the forms of a request, and the one that it is known to accept."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from ai_service.providers.openai.schemas import Schema

Format = Literal["json_schema", "json_object+schema", "json_object", "plain"]
FORMATS: tuple[Format, ...] = get_args(Format)
"""The best first. The second is how the llama.cpp family is given a schema to hold a model to."""

REMEMBERED = 300.0
"""Seconds until the best form is tried again: a server that refuses it each time costs one refused request in that
time, and one that refused it by accident is not asked worse until the service restarts."""


@dataclass(frozen=True)
class Form:
    """How the server wants to be asked: the first form is the best one, each fallback gives something up."""

    format: Format = "json_schema"
    usage: bool = True
    stream: bool = True

    def after(self, hint: str) -> "Form | None":
        """The form to try when the server refuses this one with a message that says `hint`; None after the last."""
        if self.usage and self.stream and ("stream_options" in hint or "include_usage" in hint):
            return replace(self, usage=False)
        if self.stream and re.search(r"\bstream", hint) and "response_format" not in hint:
            return replace(self, stream=False)
        worse = FORMATS[FORMATS.index(self.format) + 1 :]
        if worse:
            return replace(self, format=worse[0])
        return replace(self, stream=False) if self.stream else None

    def options(self, schema: Schema) -> dict[str, Any]:
        """The request's options that say so."""
        options: dict[str, Any] = {}
        if self.format == "json_schema":
            json_schema = {"name": "reply", "strict": True, "schema": schema}
            options["response_format"] = {"type": "json_schema", "json_schema": json_schema}
        elif self.format == "json_object+schema":
            options["response_format"] = {"type": "json_object", "schema": schema}
        elif self.format == "json_object":
            options["response_format"] = {"type": "json_object"}
        if self.stream:
            options["stream"] = True
            if self.usage:
                options["stream_options"] = {"include_usage": True}
        return options


class KnownForm:
    """The form to ask in first: the one that was accepted last, and after a while the best one again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._form = Form()
        self._until = 0.0

    @property
    def form(self) -> Form:
        return self._form if self._clock() < self._until else Form()

    def accepted(self, form: Form) -> None:
        """Remembers a form from the moment that it was found; using it on does not make that longer."""
        if form != self.form:
            self._form, self._until = form, self._clock() + REMEMBERED
