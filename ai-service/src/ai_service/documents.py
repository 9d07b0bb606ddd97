"""The JSON object in what a model wrote: it may be wrapped in prose or in a code fence, or be none."""

import json
from typing import Any

from ai_service.errors import InvalidReply

DECODER = json.JSONDecoder(strict=False)


def find_document(text: str) -> dict[str, Any]:
    """The first JSON object in `text`. Raises InvalidReply."""
    start = text.find("{")
    if start < 0:
        raise InvalidReply(("the reply holds no JSON object",))
    try:
        document: dict[str, Any] = DECODER.raw_decode(text, start)[0]
    except json.JSONDecodeError as error:
        raise InvalidReply((f"the reply is not valid JSON: {error.msg} at character {error.pos}",)) from error
    except (ValueError, RecursionError) as error:
        # Numbers of thousands of digits and objects thousands deep: valid, and nothing that was asked for.
        raise InvalidReply(("the reply holds a number too long or an object too deep",)) from error
    return document
