"""The JSON object in what a model wrote: it may follow thoughts, be wrapped in prose or in a code fence, or be none."""

import json
import re
from collections.abc import Iterator
from typing import Any

from ai_service.errors import InvalidReply

FIELDS = frozenset({"message_markdown", "resume", "items"})
"""An object with one of these is a reply or a plan, whatever the braces before it are."""

_BRACE = re.compile(r"\{")
_THOUGHTS = re.compile(r"\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_DECODER = json.JSONDecoder(strict=False)


def openings(text: str) -> Iterator[int]:
    """Where objects may begin in `text`: not in the thoughts before a reply, which may hold drafts of it."""
    thoughts = _THOUGHTS.match(text)
    return (brace.start() for brace in _BRACE.finditer(text, thoughts.end() if thoughts else 0))


def find_document(text: str) -> dict[str, Any]:
    """The first JSON object in `text` that is a reply; failing that, the first of any kind. Raises InvalidReply."""
    other: dict[str, Any] | None = None
    refusal: InvalidReply | None = None
    end = 0
    for start in openings(text):
        if start < end:
            continue
        try:
            document, end = _decoded(text, start)
        except InvalidReply as error:
            refusal = refusal or error
            continue
        if FIELDS & document.keys():
            return document
        other = document if other is None else other
    if refusal is not None or other is None:
        raise refusal or InvalidReply(("the reply holds no JSON object",))
    return other


def holds_reply(text: str) -> bool:
    """Whether `text` holds a reply or a plan to its last brace, whatever stands around it."""
    try:
        return bool(FIELDS & find_document(text).keys())
    except InvalidReply:
        return False


def _decoded(text: str, start: int) -> tuple[dict[str, Any], int]:
    """The object that begins at `start`, and where it ends. Raises InvalidReply."""
    try:
        document, end = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise InvalidReply((f"the reply is not valid JSON: {error.msg} at character {error.pos}",)) from error
    except (ValueError, RecursionError) as error:
        # Numbers of thousands of digits and objects thousands deep: valid, and nothing that was asked for.
        raise InvalidReply(("the reply holds a number too long or an object too deep",)) from error
    return document, end
