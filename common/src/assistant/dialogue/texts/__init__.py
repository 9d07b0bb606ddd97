"""Every text people read, in French and English, one catalogue per owner; `text` looks one up."""

import re
from collections.abc import Sequence
from typing import Any

from assistant.contracts.base import Locale
from assistant.dialogue.texts import (
    actions,
    ai,
    demonstration,
    dialogue,
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
    **dialogue.TEXTS,
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

    What fills one between quotation marks has its own marks turned into inner ones.

    Raises KeyError for an unknown key or a missing parameter: both are mistakes in the code, found by tests.
    """
    template = CATALOGUE[key][_LOCALES[locale]]
    cited = (name for name in _CITED.findall(template) if isinstance(params.get(name), str))
    return template.format(**(params | {name: inner(params[name], locale) for name in cited}))


def inner(name: str, locale: Locale) -> str:
    """A name to put between quotation marks: its own become “ ” in French, ‘ ’ in English and one level further in."""
    if locale == "en":
        return _STRAIGHT.sub(r"‘\1’", _CLOSING.sub("’", _OPENING.sub("‘", name)))
    if "«" in name:
        name = name.translate(_FURTHER_IN)
    return _STRAIGHT.sub(r"“\1”", _CLOSING.sub("”", _OPENING.sub("“", name)))


def errors_told(errors: Sequence[str], locale: Locale) -> str:
    """The first errors of a reply as a list that follows its text, each on one line; empty when there are none."""
    lines = "".join(f"\n- {quoted(error)}" for error in errors[:_ERRORS_SHOWN] if error.strip())
    return f"\n\n{text('ai.errors', locale)}\n{lines}" if lines else ""


def plural(key: str, count: int, locale: Locale, **params: Any) -> str:
    """The text of `key.one` or `key.other`. French counts zero as singular, English as plural."""
    is_one = count <= 1 if locale == "fr" else count == 1
    return text(f"{key}.one" if is_one else f"{key}.other", locale, count=count, **params)


def quoted(name: str) -> str:
    """A name put inside Markdown as data: it shows as typed, its markup characters and addresses escaped."""
    return _LIVE.sub(r"\\\g<0>", _BLANKS.sub(" ", name).strip())


_ERRORS_SHOWN = 3
_CITED = re.compile(r"(?:«\s|“)\{(\w+)\}(?:\s»|”)")
_OPENING, _CLOSING = re.compile(r"«\s*|“"), re.compile(r"\s*»|”")
_FURTHER_IN = str.maketrans("“”", "‘’")
# Not those of inches.
_STRAIGHT = re.compile(r"(?<![^\s(])\"(\S[^\"]*)\"(?!\w)")
# What makes a link of an address without any markup too: the mark of a mail address, the point after www, the slash of
# a scheme.
_LIVE = re.compile(r"[\\`*_{}\[\]<>#|!~&@]|(?<=www)\.|(?<=:)/", re.IGNORECASE)
# No-break spaces are not among them: French typography needs those of a name as they are.
_BLANKS = re.compile(r"\s+", re.ASCII)
