"""What a server says, read from plain data: servers that speak chat completions leave out and add what they like."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ai_service.documents import FIELDS
from ai_service.wording import shorten

LONGEST_NAME = 120
MOST_TOKENS = 2**31 - 1
"""Of a model's name and of a count: what the columns of `ai_replies` hold."""

WRITTEN = ("text", "content")
"""Where the text of a part of a message stands, in the order looked for."""


@dataclass(frozen=True)
class Piece:
    """What one chunk, or one whole completion, says; each field is empty when it says nothing of it.

    After one that `is_last` the server has no more to say: it was not cut short.
    """

    text: str = ""
    refusal: str = ""
    finish: str | None = None
    model: str = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    is_last: bool = False


def piece_of(document: object, part: Literal["delta", "message"]) -> Piece:
    """What `document` says, its words in `part` of its first choice; what has another shape than usual says nothing."""
    known = _mapping(document)
    choices = known.get("choices")
    choice = _mapping(choices[0] if isinstance(choices, list) and choices else choices)
    said, usage = _mapping(choice.get(part)), _mapping(known.get("usage"))
    finish, model = choice.get("finish_reason"), known.get("model")
    return Piece(
        text=_text(said.get("content")),
        refusal=_text(said.get("refusal")),
        finish=finish.lower() if isinstance(finish, str) and finish else None,
        model=shorten(model, LONGEST_NAME) if isinstance(model, str) else "",
        prompt_tokens=_count(usage.get("prompt_tokens")),
        completion_tokens=_count(usage.get("completion_tokens")),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(content: object) -> str:
    """A text, whether it comes as one, as a bare figure or in parts; parts without text, such as thoughts, are none."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(_text(part) for part in content)
    if isinstance(content, Mapping):
        if FIELDS & content.keys():
            # A reply that the server has read already.
            return json.dumps(content, ensure_ascii=False)
        return next((held for name in WRITTEN if isinstance(held := content.get(name), str)), "")
    return str(content) if type(content) in (int, float) else ""


def _count(value: object) -> int | None:
    return value if type(value) is int and 0 <= value <= MOST_TOKENS else None
