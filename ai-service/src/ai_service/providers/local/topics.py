"""What a request is about: its subject in its own words, and the themes of the knowledge it speaks of."""

import re
from dataclasses import dataclass
from typing import Literal

from ai_service.providers.base import Request
from ai_service.providers.local.evidence import LOCALES, said_by, spoken, telling
from ai_service.providers.local.library import MOST_THEMES, Theme, library
from ai_service.providers.local.naming import cite
from ai_service.wording import is_small, stem, words
from assistant.contracts.base import Locale
from assistant.dialogue.texts import text

SUBJECT_LENGTH = 90

Place = Literal["text", "thematique", "nom", "description"]
PLACES: tuple[Place, ...] = ("text", "thematique", "nom", "description")


ENOUGH = 2
"""So many of its names ask for a theme, wherever they stand in a request."""

BRIEF = 3
"""So few words are about what they name ("plutôt santé")."""

LEADING = frozenset(
    ("pour", "dans", "chez", "sur", "secteur", "autour", "for", "in", "about", "around", "on", "sector")
)
"""The words that what is wanted follows: "pour les hôpitaux", "in healthcare"."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Topic:
    """A theme of the knowledge in the user's language, and where the request tells it."""

    theme: Theme
    place: Place


def topics(request: Request) -> tuple[Topic, ...]:
    """The themes that the request and its scenario speak of, in whichever language they do.

    What is asked for comes before what the scenario is; what is only named in passing comes after.
    """
    scenario = request.scenario
    held = (scenario.thematique, scenario.nom, scenario.description) if scenario else ()
    asked, own, passing = list[tuple[str, Place]](), list[tuple[str, Place]](), list[tuple[str, Place]]()
    for locale in LOCALES:
        text_, *others = (_readable(said, request.locale, locale) for said in (request.text, *held))
        for theme in _named(text_, locale):
            (asked if _is_asked_for(theme, text_, locale) else passing).append((theme.id, "text"))
        own += [(claim.theme.id, PLACES[1 + claim.place]) for claim in library(locale).about(*others)]
    own.sort(key=lambda told: PLACES.index(told[1]))
    found = [*asked, *own, *passing]
    themes = {theme.id: theme for theme in library(request.locale).themes}
    places = dict(reversed(found))
    return tuple(Topic(themes[id_], places[id_]) for id_ in dict.fromkeys(id_ for id_, _ in found))[:MOST_THEMES]


def _readable(said: str, language: Locale, locale: Locale) -> str:
    """A text written in one language as the marks of `locale` may be looked for in it.

    The small words of the one mean nothing in the other ("j’ai" speaks of no AI), unless they stand in capitals.
    """
    if language == locale:
        return said
    return _WORD.sub(lambda word: word[0] if word[0].isupper() or not _is_little(word[0], language) else " ", said)


def _is_little(word: str, language: Locale) -> bool:
    return all(is_small(part, language) for part in words(word))


def _named(said: str, locale: Locale) -> list[Theme]:
    """The themes that a request names, also when only words found everywhere stand beside ("des cibles dans…")."""
    bare = " ".join(telling(said, locale).values())
    claims = [*library(locale).about(said), *library(locale).about(bare)]
    return list({claim.theme.id: claim.theme for claim in claims}.values())


def _is_asked_for(theme: Theme, said: str, locale: Locale) -> bool:
    """Whether a text asks for a theme: by two names, or by one that it begins with or that follows "pour" or "in"."""
    marks = spoken((*theme.mots, *theme.indices), said, locale)
    if len(marks) >= ENOUGH or len(words(said)) <= BRIEF:
        return True
    stems_of, before = said_by(marks, locale), ""
    for word in words(said):
        if stem(word, locale) in stems_of:
            return before == "" or before in LEADING
        # Articles may stand between.
        if word in LEADING or not is_small(word, locale):
            before = word
    return False


def subject(request: Request) -> str:
    """What the scenario is about, in its own words, ready to be put between quotation marks."""
    if request.scenario is None:
        return text("ai.local.any_theme", request.locale)
    return cite(request.scenario.thematique, request.locale, SUBJECT_LENGTH)
