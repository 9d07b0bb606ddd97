"""Requests to correct or remove what the scenario holds."""

from typing import Any

from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading import Reading
from ai_service.providers.local.understanding.references import entity, numbered
from ai_service.providers.local.understanding.situation import Known
from ai_service.providers.local.understanding.values import clean, field, split, type_named, value_at
from assistant.contracts.base import KINDS, Kind

NAMES: dict[Kind, str] = {"objectif": "label", "cible": "label", "ressource": "titre"}
FREE_FIELDS: dict[Kind, tuple[str, ...]] = {
    "objectif": ("description",),
    "cible": ("description", "persona"),
    "ressource": ("note", "usage"),
}


def remove(reading: Reading) -> Meaning | None:
    """ "supprime la cible PME", "vire l'objectif numéro deux"."""
    if "retirer" not in reading.leading and not (reading.has("retirer") and not reading.has("modifier", "ajouter")):
        return None
    words = list(reading.sentence.words)
    several = _several(reading)
    if len(several) > 1:
        kind = several[0].kind
        return Meaning(f"{kind}.remove", {"ref": several[0].id, "refs": [known.id for known in several]})
    found = entity(reading, words)
    if found is not None:
        return Meaning(f"{found.kind}.remove", {"ref": found.id})
    kinds = [kind for kind in reading.kinds if kind in KINDS]
    if kinds:
        return clarify(f"{kinds[0]}.remove")
    return clarify("objectif.remove", "cible.remove", "ressource.remove", "scenario.archive")


def _several(reading: Reading) -> list[Known]:
    """Several of a kind at once: "les deux premières cibles", "toutes les ressources"."""
    if reading.kind is None:
        return []
    held = reading.situation.held(reading.kind)
    noun = reading.nouns[0][1]
    if reading.has("tous") and reading.is_plural(noun):
        return list(held)
    places = numbered(reading, reading.sentence.words, reading.kind, len(held))
    return [held[place - 1] for place in places] if len(places) > 1 else []


def update(reading: Reading) -> Meaning | None:
    """A new value for a field of an entity: what is meant comes first, then the value."""
    changing = reading.has("modifier")
    fields = reading.has("description", "note", "usage", "adresse", "maturite", "segment", "priorite", "nom", "type")
    if not changing and not fields:
        return None
    if (
        not changing
        and not ("ajouter" in reading.leading and reading.has("description", "note", "usage", "adresse"))
        and not _states(reading)
    ):
        return None
    if reading.leading & {"proposer", "chercher", "ouvrir", "exporter"}:
        return None
    found, values = _target_and_values(reading)
    if found is None:
        return _doubt(reading)
    return Meaning(f"{found.kind}.update", {"ref": found.id, **values})


def _states(reading: Reading) -> bool:
    """Whether a field is simply stated: "la cible RSSI : maturité décision", "objectif 2, priorité 1"."""
    return reading.has("maturite", "segment", "priorite", "adresse") and not reading.has("ajouter", "nouveau", "viser")


def _doubt(reading: Reading) -> Meaning | None:
    if not reading.has("modifier"):
        return None
    if reading.kind is not None:
        return clarify(f"{reading.kind}.update")
    if reading.has("nom", "description", "type", "adresse", "priorite", "segment", "maturite", "note") or (
        "modifier" in reading.leading and not reading.unread("modifier", "vague", "politesse", "donner")
    ):
        return clarify("scenario.update", "objectif.update", "cible.update", "ressource.update")
    return None


def _target_and_values(reading: Reading) -> tuple[Known | None, dict[str, Any]]:
    """Which entity is meant, and what it is given: closed fields by their words, else a text after a linking word."""
    whole = list(reading.sentence.head) or list(reading.sentence.words)
    closed = _closed(reading)
    if closed:
        start = min(place for _, _, place in closed)
        before = [word for word in whole if word.end <= start] or whole
        found = entity(reading, before) or entity(reading, whole)
        if found is not None:
            values = {name: value for name, value, _ in closed if _suits(found.kind, name)}
            values.update(_described(reading, found.kind))
            if values:
                return found, values
    for start, end in split(reading):
        found = entity(reading, [word for word in whole if word.end <= start])
        if found is not None:
            return found, _open(reading, found, end)
    found = entity(reading, whole)
    return found, _renamed(reading, found) if found else {}


def _suits(kind: Kind, name: str) -> bool:
    return name in {"objectif": ("priorite",), "cible": ("maturite", "segment"), "ressource": ("url", "type")}[kind]


def _closed(reading: Reading) -> list[tuple[str, Any, int]]:
    """The closed fields that are given a value, with where that begins."""
    found: list[tuple[str, Any, int]] = []
    if reading.sentence.url:
        found.append(("url", reading.sentence.url, reading.sentence.url_span[0]))
    for name in ("priorite", "maturite", "segment"):
        value = field(reading, name)
        if value is not None:
            found.append((name, value.value, value.start))
    if reading.has("priorite") and not any(name == "priorite" for name, _, _ in found):
        found += _priority_after_colon(reading)
    return found + _type(reading)


def _priority_after_colon(reading: Reading) -> list[tuple[str, Any, int]]:
    words = [word for word in reading.sentence.words if word.start >= reading.sentence.head_end]
    numbers = [number for word in words if (number := reading.number(word.folded)) is not None]
    if not numbers:
        words = list(reading.sentence.words)
        mention = reading.first("priorite")
        after = [word for word in words if mention and word.start > mention.end]
        numbers = [number for word in after[-1:] if (number := reading.number(word.folded)) is not None]
    return [("priorite", numbers[-1], reading.sentence.head_end)] if numbers else []


def _type(reading: Reading) -> list[tuple[str, Any, int]]:
    """ "c'est un webinaire en fait", "change le type en vidéo": a sort of content given as a value."""
    stated = field(reading, "type")
    if stated is not None:
        return [("type", stated.value, stated.start)]
    for mention in reading.all("contenu"):
        before = reading.flat[: mention.start].rstrip()
        told = before.endswith(
            (
                "c'est un",
                "c'est une",
                "est un",
                "est une",
                "plutot un",
                "plutot une",
                "is a",
                "is actually a",
                "is an",
                "is actually an",
                "not a",
            )
        )
        denied = before.endswith(("pas un", "pas une", "not a", "not an"))
        asked = reading.has("type") and before.endswith((" en", " to", " :", " par"))
        if (told or asked) and not denied:
            value = type_named(_only(reading, mention.start))
            return [("type", value, mention.start)] if value else []
    return []


def _only(reading: Reading, start: int) -> Reading:
    from ai_service.providers.local.understanding.reading import read

    return read(reading.sentence.raw[start:], reading.situation)


def _described(reading: Reading, kind: Kind) -> dict[str, Any]:
    for name in FREE_FIELDS[kind]:
        if reading.has(name) and (reading.sentence.colon or reading.sentence.quotes):
            return {name: value_at(reading, split(reading)[0][1])}
    return {}


def _open(reading: Reading, found: Known, start: int) -> dict[str, Any]:
    """A text value: of the field that is named, else of the name."""
    value = value_at(reading, start)
    if not value:
        return {}
    for name in FREE_FIELDS[found.kind]:
        if reading.has(name):
            return {name: value}
    if found.kind == "cible" and reading.has("segment"):
        return {"segment": value}
    return {NAMES[found.kind]: value}


def _renamed(reading: Reading, found: Known) -> dict[str, Any]:
    """ "renomme le livre blanc Guide de survie": the new name follows what it renames, with a capital."""
    nouns = [mention for kind, mention in reading.nouns if kind == found.kind]
    rest = reading.sentence.raw[nouns[0].end :].strip() if nouns else ""
    return {NAMES[found.kind]: clean(rest)} if rest[:1].isupper() and len(rest.split()) > 1 else {}
