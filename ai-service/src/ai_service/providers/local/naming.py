"""Names that people gave, put inside a sentence of ours."""

from collections.abc import Sequence

from ai_service.wording import shorten
from assistant.contracts.base import Locale
from assistant.dialogue.texts import inner, text

_END = " .,;:!?…\u00a0\u202f"


def cite(name: str, locale: Locale, length: int) -> str:
    """A name to put between quotation marks: on one line, its own marks turned into inner ones, no final stop."""
    said = inner(" ".join(name.split(" ")).strip(), locale)
    return shorten(said.rstrip(_END) or said, length)


def listed(names: Sequence[str], locale: Locale, most: int, length: int) -> str:
    """Names in quotation marks, at most so many, the rest counted."""
    shown = [text("ai.local.quoted", locale, nom=cite(name, locale, length)) for name in names[:most]]
    if len(names) > most:
        shown.append(text("ai.local.more", locale, count=len(names) - most))
    if len(shown) == 1:
        return shown[0]
    return text("ai.local.and", locale, names=", ".join(shown[:-1]), last=shown[-1])
