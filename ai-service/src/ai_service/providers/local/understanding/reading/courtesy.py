"""What only opens and closes a request politely: "bonjour, est-ce que tu pourrais… s'il te plaît"."""

from ai_service.providers.local.understanding.reading.lexicon import lexicon
from ai_service.providers.local.understanding.reading.reading import flat
from assistant.contracts.base import Locale


def without_courtesy(text: str, locale: Locale) -> str:
    """The text without what only opens and closes it politely; the whole text when that is all it says."""
    rest, _ = opened(text, locale)
    closing = lexicon(locale).pattern("politesse").search(flat(rest))
    rest = rest[: closing.start()] if closing else rest
    return rest if any(char.isalnum() for char in rest) else text


def opened(text: str, locale: Locale) -> tuple[str, bool]:
    """The text without its polite opening, and whether that opening asks ("tu peux…"): a verb after it is an order."""
    rest, asked = text, False
    for name in ("entree", "demande_polie", "entree"):
        opening = lexicon(locale).pattern(name).match(flat(rest))
        asked |= opening is not None and name == "demande_polie"
        rest = rest[opening.end() :] if opening else rest
    return rest, asked
