"""Requests to add something that is described in the sentence itself."""

import re
from typing import Any

from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading import Reading
from ai_service.providers.local.understanding.values import fields_of, label, type_named
from assistant.contracts.base import KINDS, Kind

LABELS: dict[Kind, str] = {"objectif": "label", "cible": "label", "ressource": "titre"}


def add(reading: Reading) -> Meaning | None:
    """An entity with the fields that are said; no field when the sentence only says that one is to be added."""
    if not _adds(reading):
        return None
    kind = _kind(reading)
    if kind is None:
        return clarify("objectif.add", "cible.add", "ressource.add") if "ajouter" in reading.leading else None
    values, rest = fields_of(reading, kind)
    entities: dict[str, Any] = {LABELS[kind]: label(rest), **values}
    if kind == "ressource" and "type" not in entities:
        named = type_named(rest)
        entities |= {"type": named} if named else {}
    return Meaning(f"{kind}.add", {name: value for name, value in entities.items() if value})


_HAVING = re.compile(
    r"\b(?:on a|j'ai|jai|j ai|nous avons|on dispose|il y a|we have|we've got|i have|i've got|there is|there's)\b"
)


def _adds(reading: Reading) -> bool:
    """Whether something is to be added: a verb says so, or the thing is simply stated ("notre cible : les DAF")."""
    if reading.leading & {"retirer", "ouvrir", "exporter", "archiver"}:
        return False
    if reading.has("ajouter", "viser") or (reading.has("nouveau") and reading.nouns):
        return not reading.sentence.is_question or reading.has("ajouter") or reading.has("nouveau")
    if reading.sentence.url:
        return True
    if not reading.nouns:
        return False
    noun = reading.nouns[0][1]
    stated = re.match(
        r"\s*(?:c'est|est|sera|serait|:|=|principal\w*|is|will be|would be)\b|\s*[:=]", reading.flat[noun.end :]
    )
    having = _HAVING.search(reading.flat) and noun.family == "contenu" and reading.is_indefinite(noun)
    return bool(stated or having or (reading.sentence.colon and not reading.sentence.is_question))


def _kind(reading: Reading) -> Kind | None:
    """The kind that is named, generic names before sorts of content; else what the words are about."""
    generic: list[Kind] = [kind for kind, mention in reading.nouns if mention.family in KINDS]
    if generic:
        return generic[0]
    if reading.sentence.url or reading.has("contenu"):
        return "ressource"
    if reading.has("viser"):
        return "cible"
    if any(mention.family == "personnes" for mention in reading.mentions):
        return "cible"
    whole = reading.lexicon.mentions(reading.sentence.words)
    families = [mention.family for mention in whole if mention.family in ("personnes", "buts", "contenu")]
    by_family: dict[str, Kind] = {"personnes": "cible", "buts": "objectif", "contenu": "ressource"}
    return by_family[families[0]] if families else None
