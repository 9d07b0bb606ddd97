"""What a proposal rests on, told only when it is so: a name or a message that says the same words, else the theme."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ai_service.providers.base import Request
from ai_service.providers.local.evidence import Telling, telling
from ai_service.providers.local.naming import cite, listed
from ai_service.providers.local.proposing.sorts import Sort, meets, sorts_asked
from ai_service.providers.local.topics import Topic
from ai_service.providers.local.wishes import asked_for, is_a_wish
from ai_service.wording import stems
from assistant.contracts.base import KINDS, Kind, Locale
from assistant.contracts.proposals import Proposal, ProposedCible, ProposedRessource, title_of
from assistant.dialogue.texts import text

NAME_LENGTH = 120
MESSAGE_LENGTH = 80
WORDS = 2
"""So many of the words in common are told."""

FORMATS: Mapping[Locale, str] = {
    "fr": "article atelier baromètre blog brochure checklist dossier étude fiche grille guide infographie kit "
    "livre blanc modèle newsletter podcast rapport replay tutoriel vidéo webinaire webinar",
    "en": "article workshop barometer blog brochure checklist file study sheet grid guide infographic kit "
    "white paper template newsletter podcast report replay tutorial video webinar",
}
"""The names of formats: they say how a thing is told, not what it is about."""

HEADS: Mapping[Locale, str] = {
    "fr": "assistant assistante chargé chargée manager responsable directeur directrice chef gestionnaire",
    "en": "assistant manager director officer head",
}
"""The general heads of the names of jobs: two jobs may have nothing else in common."""


_PURPOSE: Mapping[Locale, str] = {"fr": "pour|sur|dans|chez|autour", "en": "about|for|on|in|around"}
_PREFERENCE: Mapping[Locale, str] = {
    "fr": "plutôt|surtout|de préférence|idéalement|comme",
    "en": "preferably|especially|ideally|such as|like",
}


def _leading(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b\s*", re.IGNORECASE)


_FOR: Mapping[Locale, re.Pattern[str]] = {locale: _leading(words) for locale, words in _PURPOSE.items()}
"""What proposals are wanted for comes after one of these."""

_ABOUT: Mapping[Locale, re.Pattern[str]] = {
    locale: _leading(f"{words}|{_PREFERENCE[locale]}") for locale, words in _PURPOSE.items()
}
"""What they are wanted for or to be comes after one of these."""


@dataclass(frozen=True)
class Ground:
    """Something a proposal may rest on: the text key that tells it, how it reads, and its words that mean something."""

    key: str
    name: str
    words: Telling


def grounds(request: Request, kind: str) -> list[Ground]:
    """All that a proposal of a kind may rest on, the most telling first.

    The words of the scenario's theme are no ground: all that is in the scenario shares them. Nor are the names of
    formats and the heads of the names of jobs: two workshops may have nothing else in common.
    """
    scenario, locale = request.scenario, request.locale
    if scenario is None:
        return []
    apart = frozenset(telling(scenario.thematique, locale))
    apart |= frozenset(stems(f"{FORMATS[locale]} {HEADS[locale]}", locale))
    named = [
        (f"ai.local.why.{other}", name, NAME_LENGTH) for other in KINDS if other != kind for name in request.held(other)
    ]
    earlier = [exchange.contenu for exchange in reversed(request.history) if exchange.auteur == "user"]
    named += [("ai.local.why.message", said, MESSAGE_LENGTH) for said in earlier if is_a_wish(said, locale)]
    named.append(("ai.local.why.nom", scenario.nom, NAME_LENGTH))
    return [
        Ground(key, cite(name, locale, length), _apart(telling(name, locale), apart)) for key, name, length in named
    ]


def _apart(words: Telling, apart: frozenset[str]) -> Telling:
    return {stem: word for stem, word in words.items() if stem not in apart}


@dataclass(frozen=True)
class Told:
    """The words of a proposal that mean something: of its name and its readers, of its details, and of its stage.

    A stage may be asked for; it is no ground, for a third of all proposals share it.
    """

    main: Telling
    details: Telling
    stage: Telling

    @property
    def named(self) -> frozenset[str]:
        """The stems by which a wish is answered: a word in passing in the details answers none."""
        return frozenset(self.main) | frozenset(self.stage)

    @property
    def words(self) -> frozenset[str]:
        return self.named | frozenset(self.details)


def told(proposal: Proposal, locale: Locale) -> Told:
    """What a proposal says of itself, without our advice about it."""
    main, details = [title_of(proposal)], proposal.description if proposal.kind != "ressource" else proposal.note
    stage = ""
    if isinstance(proposal, ProposedCible):
        main.append(proposal.segment)
        stage = text(f"ai.value.{proposal.maturite}", locale)
    elif isinstance(proposal, ProposedRessource):
        main += [proposal.usage, text(f"ai.value.{proposal.type}", locale)]
    return Told(telling(" . ".join(main), locale), telling(details, locale), telling(stage, locale))


def common(ground: Ground, said: Told) -> list[str]:
    """The words that a ground shares with a proposal, as the proposal writes them; none when they are too few.

    One is enough in what the proposal is; a single one in its details may be there by chance.
    """
    main = [said.main[stem] for stem in ground.words if stem in said.main]
    details = [said.details[stem] for stem in ground.words if stem in said.details and stem not in said.main]
    return [*main, *details] if main or len(details) > 1 else []


def precise(request: Request) -> frozenset[str]:
    """The stems of what proposals are wanted about ("pour les hôpitaux"), but for the scenario's own theme."""
    locale, about = request.locale, _ABOUT[request.locale].search(request.text)
    if about is None:
        return frozenset()
    theme = telling(request.scenario.thematique, locale) if request.scenario else {}
    # Only a resource has a format: targets "pour un webinaire" are not about webinars.
    formats = stems(FORMATS[locale], locale) if request.kind != "ressource" else ()
    wished = frozenset(telling(request.text[about.end() :], locale)) & frozenset(asked_for(request))
    asked = sorts(request, request.kind) if request.kind else {}
    named = (found for sort in asked.values() for mark in sort.demande for found in stems(mark, locale))
    return wished - frozenset(theme) - frozenset(formats) - frozenset(named)


def sorts(request: Request, kind: Kind) -> dict[str, Sort]:
    """The sorts of proposals that the request asks for; what contents are wanted for is no type of theirs."""
    purpose = _FOR[request.locale].search(request.text) if kind == "ressource" else None
    return sorts_asked(request, kind, request.text[: purpose.start()] if purpose and purpose.start() else request.text)


def complement(request: Request, kind: Kind) -> str:
    """What the proposals are wanted about or to be, in the words of the request."""
    asked, about = sorts(request, kind), _ABOUT[request.locale].search(request.text)
    if about is not None and precise(replace(request, kind=kind)):
        return request.text[about.end() :]
    return ", ".join(asked) or request.text


def strongest(found: Sequence[Ground], said: Told) -> Ground | None:
    """The ground that shares the most words, the first of equals; None when none shares enough."""
    best = max(found, key=lambda ground: len(common(ground, said)), default=None)
    return best if best and common(best, said) else None


def reason(proposal: Proposal, request: Request, found: Sequence[Ground], topic: Topic | None) -> str:
    """Why a proposal is made: the user's wish, else what it shares with the scenario, else its theme.

    `topic` is the theme that the proposal was written for; None for a general one, which says that it is one.
    """
    locale, scenario = request.locale, request.scenario
    said = told(proposal, locale)
    if said.named & set(asked_for(request)):
        return text("ai.local.why.wish", locale, wish=cite(request.text, locale, MESSAGE_LENGTH))
    met = [mark for mark, sort in sorts(request, proposal.kind).items() if meets(proposal, sort, locale)]
    if met:
        return text("ai.local.why.wish", locale, wish=cite(", ".join(met), locale, MESSAGE_LENGTH))
    best = strongest(found, said)
    if best:
        shared = common(best, said)[:WORDS]
        return text(best.key, locale, nom=best.name, mots=listed(shared, locale, WORDS, NAME_LENGTH))
    if topic is None or scenario is None:
        theme = cite(scenario.thematique, locale, NAME_LENGTH) if scenario else ""
        return text("ai.local.why.any_theme" if scenario else "ai.local.why.general", locale, theme=theme)
    return _of_the_theme(topic, request, said)


def _of_the_theme(topic: Topic, request: Request, said: Told) -> str:
    """How a proposal of a theme is told: as the scenario's own when it says the same words, else as near to it."""
    scenario, locale, theme = request.scenario, request.locale, topic.theme.titre
    if scenario is None or topic.place in ("text", "description"):
        return text(f"ai.local.why.theme.{topic.place}", locale, theme=theme)
    named = scenario.nom if topic.place == "nom" else scenario.thematique
    key, words = f"ai.local.why.theme.{topic.place}", frozenset(telling(named, locale))
    if topic.place == "thematique" and not (words <= frozenset(telling(theme, locale)) or words & said.words):
        key = "ai.local.why.theme.near"
    return text(key, locale, nom=cite(named, locale, NAME_LENGTH), theme=theme)
