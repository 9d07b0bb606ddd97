"""The Markdown of a reply, passed on while the JSON around it is still arriving."""

import asyncio
import time
from collections.abc import Iterator
from itertools import islice
from typing import Self

import jiter

from ai_service.documents import may_be_thoughts, openings
from ai_service.markdown import Streamed
from ai_service.providers.base import OnText

PARSE_SECONDS = 0.05
"""Once its text has begun to appear, the partial reply is read at most 20 times a second."""

FIRST_CHARACTERS = 2_000
"""Within these every piece is looked at for the first words; thoughts that go on longer are no longer worth it."""

BRACES_READ = 20
"""Where a reply may begin, while it arrives: thoughts with more braces are shown nothing of until it is whole."""

FIRST_FIELDS = ("message_markdown", "resume")


class Showing:
    """Passes on to `on_text` what is new of the Markdown each time more of a reply has arrived.

    What arrives too soon after a look is looked at a moment later, whether more comes or not. Used as a context: after
    it nothing is passed on.
    """

    def __init__(self, on_text: OnText) -> None:
        self._on_text = on_text
        self._streamed = Streamed()
        self._text = ""
        self._is_complete = False
        self._has_ended = False
        self._looked_at = 0.0
        self._later: asyncio.TimerHandle | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._forget_later()

    def arrived(self, text: str) -> None:
        """All that has arrived by now is `text`; says so, by an empty piece, once the Markdown in it is complete."""
        self._text = text
        wait = self._looked_at + PARSE_SECONDS - time.monotonic()
        is_eager = not self._streamed.has_begun and len(text) <= FIRST_CHARACTERS
        if self._is_complete:
            return
        if is_eager or wait <= 0:
            self._look()
        elif self._later is None:
            self._later = asyncio.get_running_loop().call_later(wait, self._look)

    def ended(self, text: str) -> None:
        """No more will come: passes on what came since the last look."""
        self._text = text
        self._has_ended = True
        self._pass_on()

    def _look(self) -> None:
        self._forget_later()
        self._is_complete = self._pass_on()
        self._looked_at = time.monotonic()
        if self._is_complete:
            self._on_text("")

    def _pass_on(self) -> bool:
        """Passes on what is new of the Markdown; whether something follows it.

        Nothing while all may be thoughts: a draft among them would be shown as the reply.
        """
        if not self._has_ended and may_be_thoughts(self._text):
            return False
        known, is_complete = next(markdown_in(self._text), ("", False))
        fresh = self._streamed.rest(known)
        if fresh:
            self._on_text(fresh)
        return is_complete

    def _forget_later(self) -> None:
        if self._later is not None:
            self._later.cancel()
            self._later = None


def markdown_in(text: str) -> Iterator[tuple[str, bool]]:
    """The Markdown that has arrived, of each object in `text` that has some: there may be braces before the reply.

    With whether it is complete, which is known once another field follows.
    """
    for start in islice(openings(text), BRACES_READ):
        try:
            document = jiter.from_json(text[start:].encode(), partial_mode="trailing-strings")
        except ValueError:
            continue
        if isinstance(document, dict):
            for name in FIRST_FIELDS:
                if isinstance(document.get(name), str):
                    yield document[name], name != list(document)[-1]
