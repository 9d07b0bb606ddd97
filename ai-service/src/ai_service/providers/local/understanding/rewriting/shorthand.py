"""Short spellings, written out before anything is read: "ds les cibles", "larticle", "jaimerais"."""

import re

from ai_service.providers.local.understanding.reading.lexicon import lexicon
from ai_service.providers.local.understanding.reading.sentence import quoted_or_address
from ai_service.wording import fold
from assistant.contracts.base import Locale

_WORD = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"([ldj])([aeiouyhéèêàâ][^\W\d_]{3,})", re.IGNORECASE)
"""A word that may have lost its apostrophe."""


def spelt_out(text: str, locale: Locale) -> str:
    """The text with its short spellings written out; quotations and addresses stay as they are."""
    apart = quoted_or_address(text)

    def written(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in apart):
            return found[0]
        return lexicon(locale).abreges.get(fold(found[0])) or _parted(found[0], locale)

    return _WORD.sub(written, text)


def _parted(word: str, locale: Locale) -> str:
    """A French word with the apostrophe that it lacks, when it is known only so."""
    elided = _ELIDED.fullmatch(word) if locale == "fr" else None
    known = lexicon(locale).is_known
    return f"{elided[1]}'{elided[2]}" if elided and known(elided[2]) and not known(word) else word
