"""What is answered to free text, without a model."""

from typing import cast

from ai_service.providers.base import Request
from ai_service.providers.local.suggestions import suggest
from assistant.contracts.base import Kind
from assistant.dialogue.texts import quoted, text


def propose(request: Request) -> dict[str, object]:
    """Three proposals with a sentence or two before them."""
    return proposing(request, cast("Kind", request.kind))


def proposing(request: Request, kind: Kind) -> dict[str, object]:
    """The reply that proposes three entities of a kind."""
    asked = request.asked.get(kind, 0)
    key = f"ai.local.{kind}.{'again' if asked else 'first'}"
    about = quoted(request.scenario.nom) if request.scenario else ""
    return {
        "message_markdown": text(key, request.locale, nom=about),
        "actions": [],
        "entities_to_create": [
            proposal.model_dump(mode="json", exclude_none=True) for proposal in suggest(request, kind)
        ],
        "errors": [],
    }


def converse(request: Request) -> dict[str, object]:
    return {
        "message_markdown": text("ai.local.help", request.locale),
        "actions": [],
        "entities_to_create": [],
        "errors": [],
    }
