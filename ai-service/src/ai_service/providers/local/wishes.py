"""What the user asks for in her own words, and what she asks to go without."""

import re
from functools import cache

from ai_service.providers.base import Request
from ai_service.providers.local.evidence import Telling, telling
from ai_service.wording import stems
from assistant.contracts.base import Locale
from assistant.dialogue.texts import CATALOGUE

_EXCLUDED = re.compile(
    r"\b(?:sans|pas|aucune?|ni|sauf|évite[rz]?|n(?:e |['’])\w+ plus|without|no|not|except|avoid|don['’]?t (?:want|use))"
    r"\s+(?:(?:de|du|des|le|la|les|sur|any|the|on|more)\s+|[dl]['’])*([\w-]+)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"(?:\b(?:uniquement|seulement|exclusivement|rien que|only|exclusively|solely|nothing but)"
    r"|\bn(?:e |['’])[^.;:!?]{1,40}? que)\s+"
    r"(?P<after>[^.,;:!?]*?)(?=[.,;:!?]|\s(?:pour|sans|mais|for|without|but)\b|$)"
    r"|(?P<before>[\w-]+(?:\s+(?:et|and)\s+[\w-]+)?)\s+(?:uniquement|seulement|exclusivement|only)\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\b(?:e-?)?mails?\b|\bcourriels?\b", re.IGNORECASE)
_UNDOING = re.compile(
    r"\b(?:supprim|retir|enl[eè]v|archiv|annul|renomm|corrig|remplac|remov|delet|undo|renam|replac|correct)\w*",
    re.IGNORECASE,
)


_PARTICULAR = re.compile(
    r"\d|\b(?:avec|en|par|pour|sur|surtout|uniquement|seulement|que|priorité|insist\w+|budget|ton"
    r"|with|by|for|on|only|just|over|mostly|focus\w*|tone)\b",
    re.IGNORECASE,
)


_BARE = re.compile(
    r"\b(?:pour|de|du|dans|for|of|in)\s+(?:(?:ce|le|mon|notre|this|the|my|our)\s+)?sc[ée]nario\b"
    r"|\bpour (?:moi|nous|l['’]instant)\b|\bfor (?:me|us|now)\b",
    re.IGNORECASE,
)


def is_particular(text: str) -> bool:
    """Whether what is said of a plan is more than that it is wanted ("un plan sans LinkedIn, sur 6 semaines")."""
    return bool(_EXCLUDED.search(text) or _PARTICULAR.search(_BARE.sub("", text)))


def spelt(text: str) -> str:
    """A text with all the spellings of an email made one."""
    return _EMAIL.sub("email", text)


def refused(text: str, locale: Locale) -> frozenset[str]:
    """The stems of what a text asks to go without ("sans LinkedIn")."""
    return frozenset(found for word in _EXCLUDED.findall(spelt(text)) for found in stems(word, locale))


def exclusive(text: str, locale: Locale) -> frozenset[str]:
    """The stems of what a text wants and nothing else ("uniquement sur LinkedIn", "webinars only")."""
    found = [part for match in _ONLY.finditer(spelt(text)) for part in match.groups() if part]
    return frozenset(stem for part in found for stem in telling(part, locale))


def asked_for(request: Request) -> Telling:
    """The words of the user's request that mean something, but for what she refuses."""
    without = refused(request.text, request.locale)
    return {stem: word for stem, word in telling(request.text, request.locale).items() if stem not in without}


def unwanted(request: Request) -> frozenset[str]:
    """The stems of what the user asked to go without, now or earlier, unless she asks for it now."""
    earlier = [exchange.contenu for exchange in request.history if exchange.auteur == "user"]
    without = {found for said in [request.text, *earlier] for found in refused(said, request.locale)}
    return frozenset(without - set(asked_for(request)))


@cache
def _clicked(locale: Locale) -> tuple[str, ...]:
    """How what she is shown to have said begins when she clicked."""
    place = 0 if locale == "fr" else 1
    return tuple(said[place].split("{")[0] for key, said in CATALOGUE.items() if key.startswith("utterance."))


def is_a_wish(said: str, locale: Locale) -> bool:
    """Whether an earlier message may be what a proposal rests on: typed by her, refusing and undoing nothing."""
    return not (_EXCLUDED.search(said) or _UNDOING.search(said) or said.startswith(_clicked(locale)))
