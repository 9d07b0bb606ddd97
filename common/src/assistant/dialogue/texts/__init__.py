"""Every text people read, in French and English, one catalogue per owner; `text` looks one up."""

import re
from typing import Any

from assistant.contracts.base import Locale
from assistant.dialogue.texts import (
    actions,
    ai,
    demonstration,
    export,
    plan,
    problems,
    runtime,
    scenario,
    search,
    utterances,
    validation,
)

Catalogue = dict[str, tuple[str, str]]
_LOCALES: dict[Locale, int] = {"fr": 0, "en": 1}
CATALOGUE: Catalogue = {
    **actions.TEXTS,
    **ai.TEXTS,
    **demonstration.TEXTS,
    **export.TEXTS,
    **plan.TEXTS,
    **problems.TEXTS,
    **runtime.TEXTS,
    **scenario.TEXTS,
    **search.TEXTS,
    **utterances.TEXTS,
    **validation.TEXTS,
}


def text(key: str, locale: Locale, **params: Any) -> str:
    """The text of `key` with its placeholders filled.

    Raises KeyError for an unknown key or a missing parameter: both are mistakes in the code, found by tests.
    """
    return CATALOGUE[key][_LOCALES[locale]].format(**params)


def plural(key: str, count: int, locale: Locale, **params: Any) -> str:
    """The text of `key.one` or `key.other`. French counts zero as singular, English as plural."""
    is_one = count <= 1 if locale == "fr" else count == 1
    return text(f"{key}.one" if is_one else f"{key}.other", locale, count=count, **params)


def quoted(name: str) -> str:
    """A name put inside Markdown as data: its markup characters are escaped so that it shows as typed."""
    return "".join(f"\\{char}" if char in _MARKUP else char for char in _BLANKS.sub(" ", name).strip())


_MARKUP = frozenset("\\`*_{}[]<>#|!~&")
# No-break spaces are not among them: French typography needs those of a name as they are.
_BLANKS = re.compile(r"\s+", re.ASCII)
