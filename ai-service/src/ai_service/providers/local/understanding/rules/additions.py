"""Requests to add something that is described in the sentence itself: "ajoute les DAF", "notre cible : les DAF"."""

import re
from typing import Any

from ai_service.providers.local.understanding.meaning import Meaning, clarify, together
from ai_service.providers.local.understanding.reading.enumerations import items, names
from ai_service.providers.local.understanding.reading.names import covers
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.references import entity
from ai_service.providers.local.understanding.reading.values import clean, fields_of, literal, type_named
from ai_service.providers.local.understanding.rules.labels import label
from assistant.contracts.base import KINDS, Kind

KNOWN_SHARE = 0.5
"""Below this share of words in common, a content is another one than that which exists."""

FEWEST_TOLD = 2
"""How many words after a noun without article are enough to describe one: "objectif vendre 50 installations"."""

LABELS: dict[Kind, str] = {"objectif": "label", "cible": "label", "ressource": "titre"}
BY_FAMILY: dict[str, Kind] = {"personnes": "cible", "buts": "objectif", "contenu": "ressource"}

_STATED = re.compile(
    r"\s*(?:principale?s?\s)?(?:c'est|est|sera|serait|ce sont|sont|is|are|will be|would be|[:=])(?:\s|$)"
)


def add(reading: Reading) -> Meaning | None:
    """An entity with the fields that are said; no field when the sentence only says that one is to be added."""
    if reading.leading & {"retirer", "ouvrir", "exporter", "archiver"} or not _adds(reading):
        return None
    return added(reading)


def added(reading: Reading) -> Meaning | None:
    """The addition, once it is known to be asked; a question when the kind is not known."""
    kind = _kind(reading)
    if kind is None:
        return clarify(*(f"{kind}.add" for kind in KINDS)) if "ajouter" in reading.leading else None
    if _only_counts(reading):
        return Meaning(f"{kind}.add")
    told = _named(reading, kind)
    if kind == "cible" and all(_is_a_result(name, reading) for name, _ in told):
        # "our target is 50 registrations"
        kind = "objectif"
    types = _types(told, reading) if kind == "ressource" else [""] * len(told)
    return together(
        [
            Meaning(f"{kind}.add", _said({LABELS[kind]: name, "type": type_, **values}))
            for (name, values), type_ in zip(told, types, strict=True)
        ]
    )


def _is_a_result(name: str, reading: Reading) -> bool:
    """Whether a name counts results rather than tells people: "15 rendez-vous commerciaux par mois"."""
    counted = read(name, reading.situation)
    first = next((mention.family for mention in counted.mentions if mention.family in ("personnes", "indicateur")), "")
    return first == "indicateur" and any(word.folded.isdecimal() for word in counted.sentence.words[:1])


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _named(reading: Reading, kind: Kind) -> list[tuple[str, dict[str, Any]]]:
    """The names of what is to be added, each with the fields said of it, or of all of them."""
    apart = [fields_of(read(item, reading.situation), kind) for item in items(label(reading), kind, reading)]
    common = {field: value for values, item in apart if not names(item) for field, value in values.items()}
    told = [(_cleaned(item.sentence.raw, reading), {**common, **values}) for values, item in apart if names(item)]
    if len(told) > 1 and any(values for _, values in told) and not reading.says("en_tant_que"):
        return told
    values, rest = fields_of(reading, kind)
    whole = _without_kind(label(rest), rest)
    several = items(whole, kind, rest)
    # A name alone is clean already: its own last words could be taken for more politeness.
    kept = [_cleaned(name, reading) for name in several] if len(several) > 1 else [whole]
    return [(name, values) for name in kept]


def _cleaned(name: str, reading: Reading) -> str:
    """One of several names; to the letter when it is quoted."""
    quoted = any(quote.text == name for quote in reading.sentence.quotes)
    return literal(name) if quoted else clean(name, reading.sentence.locale)


def _without_kind(name: str, reading: Reading) -> str:
    """In English the kind may come last: "a CFO target", "a new IT managers audience"."""
    noun = next((mention for mention in reading.mentions if mention.family in KINDS), None)
    if reading.situation.locale != "en" or noun is None or reading.sentence.quotes or reading.sentence.colon:
        return name
    if not name:
        fresh = reading.first("ajouter", "nouveau")
        told = reading.unread("nouveau", "politesse")
        before = [word for word in told if fresh and fresh.end <= word.start and word.end <= noun.start]
        return clean(reading.sentence.raw[before[0].start : noun.start], "en") if before else ""
    rest = reading.sentence.raw[noun.end :]
    last = reading.sentence.raw[noun.start : noun.end]
    ends = name.endswith(last) and len(name) > len(last) and not any(char.isalnum() for char in clean(rest, "en"))
    return clean(name[: -len(last)], "en") if ends else name


def _types(told: list[tuple[str, dict[str, Any]]], reading: Reading) -> list[str]:
    """The sort of each content; before a title between quotation marks stands its own."""
    quotes = reading.sentence.quotes
    if len(told) > 1 and len(quotes) == len(told):
        starts = [0, *(quote.end for quote in quotes)]
        before = [reading.flat[start : quote.start] for start, quote in zip(starts, quotes, strict=False)]
        sorts = list[str]()
        for said in before:
            sorts.append(_type("", read(said, reading.situation)) or (sorts[-1] if sorts else ""))
        return sorts
    return [_type(name if len(told) > 1 else "", reading) for name, _ in told]


def _type(name: str, reading: Reading) -> str:
    """The sort of a content: that which its name tells when there are several, else that which the sentence tells."""
    start, end = reading.sentence.url_span
    if name and not type_named(name, reading) and read(name, reading.situation).has("contenu"):
        return "autre"
    told = type_named(name, reading) or type_named(f"{reading.flat[:start]} {reading.flat[end:]}", reading)
    said = [word for word in reading.sentence.words if not reading.sentence.is_quoted(word)]
    contents = any(mention.family == "contenu" for mention in reading.lexicon.mentions(said))
    return told or ("autre" if contents else "")


def _only_counts(reading: Reading) -> bool:
    """Whether so many of a kind are asked for and none is named: "ajoute trois objectifs"."""
    noun = reading.nouns[0][1] if reading.nouns else None
    if noun is None or noun.family not in KINDS:
        return False
    count = reading.word_before(noun)
    told = [word for word in reading.unread("ajouter", "politesse", *KINDS) if word.folded != count]
    return not told and reading.is_plural(noun) and (count.isdecimal() or reading.number(count) is not None)


def _adds(reading: Reading) -> bool:
    """Whether something is to be added: a verb says so, or the thing is simply stated ("notre cible : les DAF")."""
    if reading.says("decompte"):
        return False
    ordered = any(not reading.is_told(mention) for mention in reading.all("ajouter"))
    if ordered or "ajouter" in reading.leading or reading.sentence.url:
        return True
    if reading.says("attribut") and not reading.sentence.is_question:
        return True
    if reading.says("en_tant_que") and not reading.has("question", "proposer", "montrer"):
        return True
    if reading.has("viser"):
        return not (reading.sentence.is_question and reading.has("question", "autres"))
    if not reading.nouns:
        return False
    noun = reading.nouns[0][1]
    stated = _STATED.match(reading.flat[noun.end :]) and not reading.has("question")
    # "le webinaire est annulé" tells what happened; "notre cible est le notariat" names it.
    stated = stated and (noun.family in KINDS or reading.sentence.colon is not None)
    known = entity(reading, reading.sentence.words)
    told = reading.unread("contenu", "ajouter", "politesse")
    unknown = known is None or covers(known.name, told, reading.sentence.locale) < KNOWN_SHARE
    bare = reading.is_bare(noun) and len(told) >= FEWEST_TOLD and not reading.leading
    phrase = noun.family in KINDS and reading.is_indefinite(noun) and not reading.is_plural(noun)
    phrase = phrase and not reading.leading and len(told) >= FEWEST_TOLD and noun.start <= len("une nouvelle ")
    having = reading.says("avoir") and noun.family == "contenu" and (reading.is_indefinite(noun) or unknown)
    first = (reading.sentence.colon or reading.sentence.quotes) and not reading.sentence.is_question
    return bool(stated or having or first or ((bare or phrase) and unknown and not reading.sentence.is_question))


def _kind(reading: Reading) -> Kind | None:
    """The kind that is named, generic names before sorts of content; else what the words are about."""
    generic: list[Kind] = [kind for kind, mention in reading.nouns if mention.family in KINDS]
    if generic:
        return generic[0]
    aimed, content = reading.first("viser"), reading.first("contenu")
    if aimed and not (content and content.start < aimed.start):
        return "cible"
    if reading.sentence.url or content:
        return "ressource"
    whole = reading.lexicon.mentions(reading.sentence.words)
    told = next((BY_FAMILY[mention.family] for mention in whole if mention.family in BY_FAMILY), None)
    return told or ("cible" if reading.says("gens") else None)
