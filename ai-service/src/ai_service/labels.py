"""The words on the buttons of a reply: they say what a click stores, whatever the reply claims."""

from collections.abc import Mapping
from typing import Any

from ai_service.wording import shorten
from assistant.contracts.base import Locale
from assistant.dialogue.texts import text

MAX_LABEL = 120
SHORT_NAME = 40

LENGTHS = (MAX_LABEL, SHORT_NAME, 20)
"""Of each name and each value on a button, the first with which all of them find room."""


def label_of(key: str, locale: Locale, **params: Any) -> str:
    """A button's text, cut to the length of one."""
    return shorten(text(key, locale, **params), MAX_LABEL)


def telling_label(key: str, locale: Locale, nom: str, fields: Mapping[str, Any]) -> str | None:
    """A button's text that tells each of `fields`, the value of one no longer than there is room for.

    None when there is no room for all of them: what nobody sees must not be stored by a click.
    """
    for length in LENGTHS:
        label = text(key, locale, nom=shorten(nom, length), changes=told(fields, locale, length))
        if len(label) <= MAX_LABEL:
            return label
    return None


def told(fields: Mapping[str, Any], locale: Locale, length: int = MAX_LABEL) -> str:
    """Fields and their new values in words, each value cut to `length` characters."""
    return ", ".join(
        f"{text(f'ai.field.{name}', locale)} → {shorten(_value(name, value, locale), length)}"
        for name, value in fields.items()
    )


def _value(name: str, value: object, locale: Locale) -> str:
    if name in ("maturite", "type"):
        return text(f"ai.value.{value}", locale)
    return " ".join(str(value).split())
