"""The JSON object in what a model wrote: it may follow thoughts, be wrapped in prose or in a code fence, or be none."""

import json
import re
from collections.abc import Iterator
from typing import Any

from ai_service.errors import InvalidReply

FIELDS = frozenset({"message_markdown", "resume", "items"})
"""An object with one of these is a reply or a plan, whatever the braces before it are."""

_BRACE = re.compile(r"\{")
_LED = re.compile(r"\s*(?:\{|```)")
"""How a reply begins that follows no thoughts."""

_NAME = r"(?:think(?:ing)?|thoughts?|reasoning)"
_THOUGHTS = re.compile(rf"\s*(?:<{_NAME}>|\[{_NAME}\]|(?:<\|start\|>assistant)?<\|channel\|>(?!final))", re.IGNORECASE)
_THOUGHT = re.compile(
    rf"</{_NAME}>|\[/{_NAME}\]|<\|channel\|>final\b[^{{<]{{0,40}}(?:<\|constrain\|>\w+)?<\|message\|>", re.IGNORECASE
)
"""Where thoughts begin, which the template of some models has done already, and where they end."""

_DECODER = json.JSONDecoder(strict=False)


def openings(text: str) -> Iterator[int]:
    """Where objects may begin in `text`: not in the thoughts before a reply, which may hold drafts of it."""
    return (brace.start() for brace in _BRACE.finditer(text, _end_of_thoughts(text)))


def may_be_thoughts(text: str) -> bool:
    """Whether all of `text`, so far, may be thoughts of which only the end will be marked."""
    return not _LED.match(text) and not _THOUGHT.search(text)


def _end_of_thoughts(text: str) -> int:
    if _LED.match(text):
        return 0
    ends = [thought.end() for thought in _THOUGHT.finditer(text)]
    if not ends:
        return len(text) if _THOUGHTS.match(text) else 0
    # The words of a reply may hold such a mark too.
    return next((end for end in reversed(ends) if _LED.match(text, end)), ends[-1])


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
