"""Which lines of the book a wish leaves: without what it refuses, or with what it wants alone."""

import re
from collections.abc import Callable
from dataclasses import replace

from ai_service.providers.base import Request
from ai_service.providers.local.evidence import spoken, telling
from ai_service.providers.local.planning.recipes import Recipe, Recipes
from ai_service.providers.local.wishes import exclusive, refusals, refused, spelt
from ai_service.wording import stems
from assistant.contracts.base import Locale

_CHANNELS = re.compile(r", | et | ou | and | or ")
_AND = {"fr": " et ", "en": " and "}


def wanted(book: Recipes, request: Request) -> Recipes:
    """The lines without the formats that the user asked to go without, nor the channels ("sans LinkedIn").

    A line that has other channels keeps those.
    """
    locale = request.locale
    without, said = refused(request.text, locale), " . ".join(refusals(request.text))

    def kept(line: Recipe) -> Recipe | None:
        if _is_named(line, without, said, locale):
            return None
        return _through(line, lambda channel: not without & set(stems(spelt(channel), locale)), locale)

    return _each(book, kept) if without else book


def left_out(book: Recipes, request: Request) -> tuple[list[str], bool]:
    """What the user refuses and some line of the book is or goes through, in her words; whether that is all of it."""
    said = list(dict.fromkeys(refusals(request.text)))
    without = "sans" if request.locale == "fr" else "without"
    found = [word for word in said if wanted(book, replace(request, text=f"{without} {word}")) != book]
    return found, found == said


def alone(book: Recipes, request: Request) -> tuple[str, Recipes] | None:
    """What the user wants alone and the lines of its formats or channels; None when she names none that there is."""
    locale = request.locale
    for said in exclusive(request.text):
        only = frozenset(telling(said, locale))

        def kept(line: Recipe, only: frozenset[str] = only, said: str = said) -> Recipe | None:
            through = _through(line, lambda channel: bool(only & set(stems(spelt(channel), locale))), locale)
            if _is_named(line, only, said, locale):
                return (through or line).model_copy(update={"sur_demande": False})
            return through

        found = _each(book, kept)
        if any(found.etapes.values()):
            return said, found
    return None


def _is_named(line: Recipe, named: frozenset[str], said: str, locale: Locale) -> bool:
    """Whether a word is of the format of a line, or another name of it is said whole."""
    return bool(named & set(stems(spelt(line.format), locale)) or spoken(map(spelt, line.noms), said, locale))


def _through(line: Recipe, is_kept: Callable[[str], bool], locale: Locale) -> Recipe | None:
    """A line with those of its channels that are kept ("E-mail et partenaires"); None when none is."""
    channels = _CHANNELS.split(line.canal)
    kept = [channel for channel in channels if is_kept(channel)]
    if not kept or len(kept) == len(channels):
        return line if kept else None
    said = _AND[locale].join(filter(None, [", ".join(kept[:-1]), kept[-1]]))
    return line.model_copy(update={"canal": said[:1].upper() + said[1:]})


def _each(book: Recipes, kept: Callable[[Recipe], Recipe | None]) -> Recipes:
    """The same book with what is kept of its lines."""

    def filtered(lines: list[Recipe]) -> list[Recipe]:
        return [line for line in map(kept, lines) if line is not None]

    return book.model_copy(
        update={
            "etapes": {stage: filtered(lines) for stage, lines in book.etapes.items()},
            "ressources": {type_: filtered(lines) for type_, lines in book.ressources.items()},
        }
    )
