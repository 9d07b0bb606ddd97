"""What a request is about: its subject in its own words, and the themes of the knowledge it speaks of."""

import re
from dataclasses import dataclass
from typing import Literal

from ai_service.providers.base import Request
from ai_service.providers.local.evidence import LOCALES
from ai_service.providers.local.library import Theme, library
from ai_service.providers.local.naming import cite
from ai_service.wording import fold, is_small
from assistant.dialogue.texts import text

_WORD = re.compile(r"[^\W_]+")
MOST_THEMES = 2
SUBJECT_LENGTH = 90

Place = Literal["text", "thematique", "nom", "description"]
PLACES: tuple[Place, ...] = ("text", "thematique", "nom", "description")


@dataclass(frozen=True)
class Topic:
    """A theme of the knowledge in the user's language, and where the request tells it."""

    theme: Theme
    place: Place


def topics(request: Request) -> tuple[Topic, ...]:
    """The themes that the request and its scenario speak of, in whichever language they do."""
    scenario = request.scenario
    said = (request.text, scenario.thematique, scenario.nom, scenario.description) if scenario else (request.text,)
    found = [
        (claim.theme.id, PLACES[claim.place])
        for locale in LOCALES
        for claim in library(locale).about(*(said if locale == request.locale else map(_without_small_words, said)))
    ]
    own = {theme.id: theme for theme in library(request.locale).themes}
    # What is asked for comes before what the scenario is, in whichever language it was told.
    found.sort(key=lambda told: PLACES.index(told[1]))
    places = dict(reversed(found))
    return tuple(Topic(own[id_], places[id_]) for id_ in dict.fromkeys(id_ for id_, _ in found))[:MOST_THEMES]


def _without_small_words(text: str) -> str:
    """The text without the small words of any language, which may be names in another: "j’ai" is no AI."""
    return _WORD.sub(lambda found: "" if _is_small(found[0]) else found[0], text)


def _is_small(word: str) -> bool:
    return not word.isupper() and any(is_small(fold(word), locale) for locale in LOCALES)


def subject(request: Request) -> str:
    """What the scenario is about, in its own words, ready to be put between quotation marks."""
    if request.scenario is None:
        return text("ai.local.any_theme", request.locale)
    return cite(request.scenario.thematique, request.locale, SUBJECT_LENGTH)
