"""What a reply without a model is made of: Markdown, offers that become buttons, proposals."""

from collections.abc import Sequence
from typing import Any

from ai_service.providers.base import Request
from ai_service.replies import MAX_ACTIONS
from assistant.dialogue.texts import text

Document = dict[str, Any]
Offer = dict[str, Any]


def say(key: str, request: Request, offers: Sequence[Offer] = (), **params: object) -> Document:
    """The text of `key` in the user's language, with offers below it."""
    return document(text(key, request.locale, **params), offers)


def document(markdown: str, offers: Sequence[Offer] = (), proposals: Sequence[Any] = ()) -> Document:
    """A reply, with as many offers as there may be."""
    return {
        "message_markdown": markdown,
        "actions": list(offers)[:MAX_ACTIONS],
        "entities_to_create": list(proposals),
        "errors": [],
    }


def offer(intent: str, **payload: object) -> Offer:
    """A button that does `intent`."""
    return {"intent": intent, "payload": payload}


def form(intent: str, **prefill: object) -> Offer:
    """A button that opens a form for `intent`, with what is known."""
    return {"intent": "ui.compose", "payload": {"intent": intent, "prefill": prefill}}
