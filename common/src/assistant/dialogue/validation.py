"""What is wrong with each field of a refused input, in the caller's language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.contracts.base import KINDS, Locale
from assistant.contracts.problems import FieldProblem
from assistant.contracts.scenario import PAYLOAD_TAGS
from assistant.dialogue.texts import CATALOGUE, text

WHOLE = "body"
"""The name of a field problem that is about the input as a whole."""

_TAGS = PAYLOAD_TAGS | frozenset(KINDS)


def field_problems(
    errors: Iterable[Mapping[str, Any]], locale: Locale, *, within: Sequence[str] = ()
) -> list[FieldProblem]:
    """The problems of pydantic's `errors`; `within` says where the validated value stands in the caller's input."""
    return [FieldProblem(field=_path(error, within), message=_message(error, locale)) for error in errors]


def _path(error: Mapping[str, Any], within: Sequence[str]) -> str:
    """The dotted path as the caller wrote it: the tags that pydantic adds for the members of a union are left out."""
    loc = [part for part in error["loc"] if part != "[key]"]
    is_unknown_field = error["type"] == "extra_forbidden"
    named = [
        str(part) for index, part in enumerate(loc) if part not in _TAGS or (is_unknown_field and index == len(loc) - 1)
    ]
    if error["type"] in ("union_tag_invalid", "union_tag_not_found"):
        named.append(error["ctx"]["discriminator"].strip("'"))
    return ".".join([*within, *named]) or WHOLE


def _message(error: Mapping[str, Any], locale: Locale) -> str:
    kind = error["type"]
    context = {name: _listed(value) for name, value in error.get("ctx", {}).items()}
    if kind == "string_too_short" and context["min_length"] == 1:
        kind = "blank"
    key = f"validation.{kind}"
    return text(key if key in CATALOGUE else "validation.other", locale, **context)


def _listed(value: Any) -> Any:
    """Pydantic's English enumeration, "'a', 'b' or 'c'", without words: a, b, c."""
    quoted = re.findall(r"'([^']*)'", value) if isinstance(value, str) else []
    return ", ".join(quoted) or value
