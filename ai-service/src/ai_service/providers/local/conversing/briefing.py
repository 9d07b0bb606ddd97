"""What a text that begins a scenario tells of its objectives, targets and resources."""

import re
from itertools import islice
from typing import Any

from ai_service.providers.base import Request, ScenarioName
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.situation import Situation
from ai_service.providers.local.understanding.splitting.lines import lines
from ai_service.providers.local.understanding.understanding import understand
from ai_service.wording import shorten
from assistant.contracts.base import KINDS, Locale
from assistant.contracts.scenario import MAX_PROPOSITIONS
from assistant.dialogue.texts import text

LONGEST_CITED = 140
"""Characters of what was said that a proposal cites."""

MOST_CLAUSES = 30
"""A longer brief tells more than can be proposed at once."""

_TO_COME = ScenarioName(0, "", "")
"""The scenario that all this is told of: there is none yet."""

_TURN: dict[Locale, re.Pattern[str]] = {
    "fr": re.compile(
        r"\s(?:et|mais)\s(?=(?:on|nous|je|notre|nos|mon|ma|mes) |j'|l'objectif)"
        r"|\s(?=avec (?:pour|comme|une?|notre|nos|deux|trois) )"
    ),
    "en": re.compile(r"\s(?:and|but)\s(?=(?:we|i|our|my)\b)|\s(?=with (?:an?|our|two|three) )"),
}
"""Where a clause goes on to something else without a mark: "… pour les DSI et on a un webinaire"."""

_WHOM: dict[Locale, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:pour|chez|aux|(?:aupres|a destination) d(?:es|u|e))\s"),
    "en": re.compile(r"\b(?:for|to|at)\s"),
}
_SELLING = re.compile(
    r"\b(?:promouvoir|vendre|commercialiser|promote|sell|market)"
    r" (?:notre|nos|mon|ma|mes|our|my)\b|^we sell an? "
)
"""What is promoted or sold is an offer, no result by itself."""

_EACH = re.compile(r" et (?:auprès )?(?:des|les|aux) ", re.IGNORECASE)
"""Where other people follow: "auprès des architectes et des promoteurs"."""

_THINGS = re.compile(
    r"\b(?:ascens|mot|tract|capt|detect|compt|serv|ordinat|conten|val|sect|condens|radiat|ondul|climatis|congelat"
    r"|refrigerat|generat|transformat|accelerat)eurs\b"
    r"|\b(?:elevat|mot|tract|sens|react|detect|generat|escalat|monit|flo|do)ors\b"
    r"|\b(?:comput|serv|print|charg|track|rout|boil|scoot|trail|invert|contain|numb|pap|tow|pow)ers\b"
)
"""Things whose names end as those of people do: "une solution pour ascenseurs"."""

_TARGETS: dict[Locale, str] = {"fr": "cibles : ", "en": "targets: "}


def propositions(request: Request, spoken: Locale) -> list[dict[str, Any]]:
    """The entities that the user tells of, in the language `spoken`, each with the words that tell it.

    They are as many as a new scenario takes along.
    """
    here = Situation(locale=spoken, scenario=_TO_COME)
    parts: list[tuple[str, list[Meaning]]] = []
    for said in islice(_clauses(request.text, here), MOST_CLAUSES):
        added = _additions(said, here)
        if not added and parts and _goes_on(parts[-1][0], here):
            whole = f"{parts[-1][0]}, {said}"
            listed = _additions(whole, here)
            if len(listed) > len(parts[-1][1]):
                parts[-1] = (whole, listed)
                continue
        parts.append((said, added))
    return [
        {
            **meaning.entities,
            "kind": _kind(meaning, here),
            "pourquoi": text("ai.local.noted", request.locale, said=shorten(said, LONGEST_CITED)),
        }
        for said, added in parts
        for meaning in added
    ][:MAX_PROPOSITIONS]


def _clauses(told: str, here: Situation) -> list[str]:
    """The text, cut where it goes on to something else."""
    found: list[str] = []
    for line in lines(told, here) or [told]:
        reading = read(" ".join(line.split()), here)
        for start, end in reading.sentence.clauses():
            turns = [turn.span() for turn in _TURN[here.locale].finditer(reading.flat, start, end)]
            colon = read(reading.sentence.raw[start:end], here).sentence.colon
            if colon and _announces(read(reading.sentence.raw[start : start + colon[0]], here)):
                # "Lancement de notre ERP : cibles DSI et DAF".
                turns.insert(0, (start + colon[0], start + colon[1]))
            starts, ends = [start, *(turn[1] for turn in turns)], [*(turn[0] for turn in turns), end]
            found += [reading.sentence.raw[slice(*place)] for place in zip(starts, ends, strict=True)]
    return [said for clause in found if (said := clause.strip(" ,;:"))]


def _additions(said: str, here: Situation) -> list[Meaning]:
    """What a clause tells of: of one that announces an offer, whom it is for."""
    reading = read(said, here)
    if reading.says("refus"):
        # "On n'a pas encore de webinaire".
        return []
    added = [] if _announces(reading) else _named(understand(said, here))
    return added or _addressed(reading)


def _announces(reading: Reading) -> bool:
    """Whether a clause tells what is launched, and nothing that a scenario holds."""
    return (reading.has("creer") or _SELLING.search(reading.flat) is not None) and not reading.nouns


def _named(meaning: Meaning) -> list[Meaning]:
    """The entities of a meaning that have a name."""
    adding = [each for each in meaning.each() if each.intent in {f"{kind}.add" for kind in KINDS}]
    return [each for each in adding if each.entities.get("label") or each.entities.get("titre")]


def _addressed(reading: Reading) -> list[Meaning]:
    """The people that something is for: "une offre pour les DSI d'ETI", not "pour la rentrée"."""
    starts = [found.end() for found in _WHOM[reading.situation.locale].finditer(reading.flat)]
    for start in starts:
        until = reading.find("echeance", start)
        said = _EACH.sub(", ", reading.sentence.raw[start : until.start() if until else None].strip())
        whom = read(said, reading.situation)
        opening = [word for word in whom.sentence.words if word.folded not in whom.lexicon.vides][:1]
        if whom.situation.locale == "en":
            # "accounting firms": the people stand last.
            opening += whom.sentence.words[1:2]
        people = {word.start for mention in whom.all("personnes") for word in mention.words}
        people |= {found.start() for found in whom.lexicon.pattern("gens").finditer(whom.flat)}
        people -= {found.start() for found in _THINGS.finditer(whom.flat)}
        if any(word.start in people for word in opening):
            return _named(understand(_TARGETS[reading.situation.locale] + whom.sentence.raw, reading.situation))
    return []


def _goes_on(said: str, here: Situation) -> bool:
    """Whether a clause begins a list that others go on with: "Objectifs : 40 leads"."""
    reading = read(said, here)
    return bool(reading.sentence.colon) and bool(reading.nouns) and reading.is_plural(reading.nouns[0][1])


def _kind(meaning: Meaning, here: Situation) -> str:
    """The kind of an addition: so many of what is no people are an objective ("on vise 20 rendez-vous")."""
    kind = meaning.intent.partition(".")[0]
    label = read(str(meaning.entities.get("label", "")), here)
    counted = label.sentence.raw[:1].isdecimal() and not label.has("personnes")
    return "objectif" if kind == "cible" and counted else kind
