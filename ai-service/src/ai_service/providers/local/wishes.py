"""What the user asks for in her own words, and what she asks to go without."""

import re
from functools import cache

from ai_service.providers.base import Request
from ai_service.providers.local.evidence import Telling, telling
from ai_service.providers.local.numbers import MANY, NUMBERS
from ai_service.wording import stems
from assistant.contracts.base import MAX_PLAN_ITEMS, MIN_PLAN_ITEMS, Locale
from assistant.dialogue.texts import CATALOGUE

_EXCLUDED = re.compile(
    r"\b(?:sans|pas|aucune?|ni|sauf|hors|évite[rz]?|exclu\w*|zéro|zero|0|stop|plutôt que|au lieu|n(?:e |['’])\w+ plus"
    r"|without|no|not|except|avoid|skip|rather than|instead of|don['’]?t (?:want|use))"
    r"\s+(?:(?:de|du|des|le|la|les|sur|any|the|on|more)\s+|[dl]['’])*([\w-]+)",
    re.IGNORECASE,
)
_ARTICLE = r"(?:(?:de|le|la|les|any|the)\s+|[dl]['’])?"
_LISTED = re.compile(
    rf"(?:\s+(?:de\s+|d['’])?[\w-]+)??(?P<items>(?:\s*,\s*{_ARTICLE}[\w-]+(?:\s+(?:de\s+|d['’])?[\w-]+)?)*)"
    rf"\s*,?\s+(?:et|ni|ou|and|or|nor)\s+{_ARTICLE}(?P<last>[\w-]+)\b"
    r"(?!\s+(?:uniquement|seulement|exclusivement|only|en priorité|surtout|first|mostly))",
    re.IGNORECASE,
)
"""What goes on the list that a refusal begins: "sans podcast, infographie et salon". A list ends in "et" or "ni"."""

_ONLY = (
    re.compile(
        r"(?:\b(?:uniquement|seulement|exclusivement|juste|rien que|only|exclusively|solely|just|nothing but)|\b100\s?%"
        r"|(?<!plutôt )(?<!mieux )(?<!plus )(?<!moins )(?<!autre )(?<!autres )(?<!autant )\bque(?=\s(?:des?|du|sur)\b)"
        r"|\bn(?:e |['’])[^.;:!?]{1,40}? que)\s+(?!(?:pour|chez|auprès|à|aux?|for|at|among)\b)"
        r"(?P<said>[^.,;:!?]*?)(?=[.,;:!?]|\s(?:pour|sans|mais|for|without|but)\b|$)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<said>[\w-]+?(?:\s+(?:et|and)\s+[\w-]+?)?)[\s-]+(?:uniquement|seulement|exclusivement|only)\b",
        re.IGNORECASE,
    ),
)
"""How something is wanted alone: said after the word that says so, or before it."""

_COUNTED = re.compile(
    rf"\b(?P<count>\d+|{'|'.join(MANY)})\s+(?:\w+\s+)?"
    r"(?:actions?|lignes?|lines?|éléments?|items?|points?|étapes?|steps?|contenus|formats)\b",
    re.IGNORECASE,
)
_SHORTER = re.compile(
    r"\b(?:plus (?:court|bref|brève|léger|légère|simple|concis|ramassé)|raccourci|abrég|allég|plan court|court plan"
    r"|shorter|lighter|shorten|short plan|more concise|simpler|simplif)",
    re.IGNORECASE,
)
_LONGER = re.compile(
    r"\b(?:plus (?:long|complet|riche|étoffé|fourni|détaillé)|étoff|longer|fuller|richer|more (?:complete|detailed))",
    re.IGNORECASE,
)
_SPELLINGS = (
    (re.compile(r"\b(?:e-?)?mails?\b|\bcourriels?\b", re.IGNORECASE), "email"),
    (re.compile(r"\btrade (?:show|fair)s?\b", re.IGNORECASE), "tradeshow"),
    (re.compile(r"\bpetits?[ -]d[ée]jeuners?\b", re.IGNORECASE), "petitdejeuner"),
)
"""Names of formats and channels whose words apart mean something else, or that are written in several ways."""

_UNDOING = re.compile(
    r"\b(?:supprim|retir|enl[eè]v|archiv|annul|renomm|corrig|remplac|remov|delet|undo|renam|replac|correct)\w*",
    re.IGNORECASE,
)


_PARTICULAR = re.compile(
    r"\d|\b(?:avec|en|par|pour|sur|surtout|uniquement|seulement|que|priorité|insist\w+|budget|ton"
    r"|plus|moins|court\w*|long\w*|bref|brève|simpl\w+|détaillé\w*|allég\w*|raccourci\w*|abrég\w*|étoff\w*"
    r"|orient\w+|axé\w*|centré\w*|tourné\w*|façon|style|maximum|minimum|max"
    r"|with|by|for|on|only|just|over|mostly|focus\w*|tone|more|less|fewer|short\w*|brief\w*|light\w*|detailed"
    r"|oriented|centered|based|most|least)\b",
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
    """A text with the names of formats and channels as one word each, however they are written."""
    for spelling, word in _SPELLINGS:
        text = spelling.sub(word, text)
    return text


def refusals(text: str) -> list[str]:
    """What a text asks to go without, in its own words: each thing of a list ("sans podcast, infographie et salon")."""
    said, found = spelt(text), list[str]()
    for refusal in _EXCLUDED.finditer(said):
        found.append(refusal[1])
        if rest := _LISTED.match(said, refusal.end()):
            found += [item.strip() for item in [*rest["items"].split(","), rest["last"]] if item.strip()]
    return found


def refused(text: str, locale: Locale) -> frozenset[str]:
    """The stems of what a text asks to go without ("sans LinkedIn")."""
    return frozenset(found for said in refusals(text) for found in stems(said, locale))


def exclusive(text: str) -> list[str]:
    """What a text may want and nothing else, the likeliest first ("uniquement sur LinkedIn", "webinars only")."""
    said = spelt(text)
    found = (" . ".join(match["said"] for match in only.finditer(said)) for only in _ONLY)
    return [phrase for phrase in found if phrase.strip()]


_COMMAND = re.compile(
    r"\b(?:(?:re)?fai(?:s|tes|re)|génère\w*|rédige\w*|prépare\w*|établi\w*|dresse\w*|construi\w*|svp|stp|merci|max\w*|min\w*"
    r"|environ|diffusion|draft\w*|generate\w*|prepare\w*|build\w*|please)\b",
    re.IGNORECASE,
)
"""What asks for a plan in so many words, and says nothing of it."""


def without_refusals(text: str) -> str:
    """A text without what it refuses."""
    said, kept, place = spelt(text), "", 0
    for refusal in _EXCLUDED.finditer(said):
        if refusal.start() >= place:
            kept += said[place : refusal.start()]
            rest = _LISTED.match(said, refusal.end())
            place = rest.end() if rest else refusal.end()
    return kept + said[place:]


def without_exclusives(text: str) -> str:
    """A text without what it wants alone."""
    said = spelt(text)
    for only in _ONLY:
        said = only.sub(" . ", said)
    return said


def without_command(text: str) -> str:
    """A text without the words that only ask for a plan."""
    return _COMMAND.sub(" ", text)


def without_count(text: str) -> str:
    """A text without the number of lines that it asks for."""
    for pattern in (_COUNTED, _SHORTER, _LONGER):
        text = pattern.sub(" . ", text)
    return text


def lines_asked(text: str) -> int | None:
    """How many lines a plan is wanted to have; the fewest or the most for a shorter or a longer one; else None."""
    if found := _COUNTED.search(text):
        return int(found["count"]) if found["count"].isdigit() else NUMBERS[found["count"].lower()]
    if _SHORTER.search(text):
        return MIN_PLAN_ITEMS
    return MAX_PLAN_ITEMS if _LONGER.search(text) else None


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
