"""The provider that needs no model: its replies come from this package, at once and always the same."""

import asyncio
import json
import re
from typing import Literal

from ai_service.markdown import Streamed
from ai_service.providers.base import OnRestart, OnText, RawReply, Request, ignored
from ai_service.providers.local.conversing.conversation import converse
from ai_service.providers.local.evidence import LOCALES
from ai_service.providers.local.library import library
from ai_service.providers.local.planning.plan import draft_plan
from ai_service.providers.local.planning.recipes import recipes
from ai_service.providers.local.proposing.proposing import propose

PIECES = 24
"""A text is streamed in at most this many pieces, so that writing it never takes long."""


class LocalProvider:
    """Writes the reply contract itself; `delay` is in seconds between two pieces of text.

    The knowledge is read at once, so that the first reply is as quick as the others. Raises ValidationError when a
    file of it is wrong.
    """

    mode: Literal["local"] = "local"

    def __init__(self, delay: float) -> None:
        self._delay = delay
        for locale in LOCALES:
            library(locale)
            recipes(locale)

    async def reply(self, request: Request, on_text: OnText, _on_restart: OnRestart = ignored) -> RawReply:
        # In a thread: a long text takes a moment to read, and the others' replies go on.
        document = await asyncio.to_thread(_document, request)
        await self._stream(str(document.get("message_markdown") or document.get("resume")), on_text)
        return RawReply("local", "local", "local", json.dumps(document, ensure_ascii=False))

    async def _stream(self, text: str, on_text: OnText) -> None:
        streamed = Streamed()
        words = list(re.finditer(r"\S+\s*", text))
        step = -(-len(words) // PIECES) or 1
        for index in range(step - 1, len(words) + step - 1, step):
            on_text(streamed.rest(text[: words[min(index, len(words) - 1)].end()]))
            await asyncio.sleep(self._delay)


def _document(request: Request) -> dict[str, object]:
    if request.task == "plan":
        return draft_plan(request).model_dump(mode="json")
    return converse(request) if request.kind is None else propose(request, request.kind)
