"""What others wrote, made harmless: no link, no image, no HTML survives; the words all do."""

import re

_ACTIVE = re.compile(r"\\[!-/:-@\[-`{-~]|\\|(?<=www)\.|(?<=:)/|[\[\]<@]", re.IGNORECASE)

_BRACKETS = str.maketrans("[]", "()")
_ADDRESS = re.compile(r"(?<=www)\.|(?<=:)/+|<(?=[a-z/!?])|(?<=\S)@(?=\S)", re.IGNORECASE)


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    return found if len(found) == 2 else f"\\{found}"  # noqa: PLR2004 - an escape that is already there


def neutralise(text: str) -> str:
    """Escapes what could make a link, an image or a tag. Emphasis, lists, tables and headings stay.

    The result for a beginning of `text` is the beginning of the result for `text`, unless it ends with a backslash:
    what is streamed piece by piece is the same as what is shown at the end.
    """
    return _ACTIVE.sub(_escape, text)


def plain(text: str) -> str:
    """The same for a text that is shown as it is in one place and as Markdown in another: no longer, and unescaped."""
    return _ADDRESS.sub(" ", text.translate(_BRACKETS))


class Streamed:
    """Passes on what is new each time a longer beginning of a text is known."""

    def __init__(self) -> None:
        self._sent = 0

    @property
    def has_begun(self) -> bool:
        """Whether anything was passed on."""
        return self._sent > 0

    def rest(self, known: str) -> str:
        """What of `known` was not passed on yet, made harmless."""
        safe = neutralise(known.rstrip("\\"))
        fresh = safe[self._sent :]
        self._sent += len(fresh)
        return fresh
