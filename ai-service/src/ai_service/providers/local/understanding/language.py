"""Which language a sentence is in: people do not always write in the one their page is in."""

from ai_service.providers.local.understanding.likeness.acts import stems_met
from ai_service.providers.local.understanding.reading.lexicon import lexicon
from ai_service.wording import is_small, stem, words
from assistant.contracts.base import KINDS, Locale

_OTHER: dict[Locale, Locale] = {"fr": "en", "en": "fr"}


def spoken(text: str, page: Locale) -> Locale:
    """The language of `text`: that of the page, unless more of its words are known in the other one."""
    said = [word for part in text.split() if not part.startswith(("http", "www.")) for word in words(part)]
    other = _OTHER[page]
    return other if _known(said, other) > _known(said, page) else page


def _known(said: list[str], locale: Locale) -> int:
    """How many words are small words of a language, were met in its examples, or name kinds of entities in it.

    A small word of the other language alone is none of this one, whoever borrows it.
    """
    named = {
        stem(word, locale) for kind in KINDS for called in lexicon(locale).familles[kind] for word in words(called)
    }
    met = stems_met(locale) | named
    other = _OTHER[locale]
    return sum(
        is_small(word, locale) or (stem(word, locale) in met and not is_small(word, other))
        for word in said
        if not word.isdecimal()
    )
