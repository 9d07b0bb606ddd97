"""Requests to correct what the scenario holds: "passe les RSSI en décision", "renomme le webinaire en…"."""

from collections.abc import Sequence
from typing import Any

from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading.names import NAMED_SHARE, called, covers, named
from ai_service.providers.local.understanding.reading.reading import FIELDS, STRONG_ACTS, Reading, flat, read
from ai_service.providers.local.understanding.reading.references import absence, absent, entity, is_destined, numbered
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.providers.local.understanding.reading.values import OTHER, clean, field, openings, type_named, value_at
from ai_service.providers.local.understanding.rules.closed_fields import closed_fields
from ai_service.providers.local.understanding.situation import Known
from assistant.contracts.base import Kind

NAMES: dict[Kind, str] = {"objectif": "label", "cible": "label", "ressource": "titre"}
FREE_FIELDS: dict[Kind, tuple[str, ...]] = {
    "objectif": ("description",),
    "cible": ("description", "persona"),
    "ressource": ("note", "usage"),
}
SUITABLE: dict[Kind, tuple[str, ...]] = {
    "objectif": ("priorite",),
    "cible": ("maturite", "segment"),
    "ressource": ("url", "type"),
}
ANYTHING = ("scenario.update", "objectif.update", "cible.update", "ressource.update")


def update(reading: Reading) -> Meaning | None:
    """A new value for a field of an entity: what is meant comes first, then the value."""
    elsewhere = reading.leading & {"proposer", "chercher", "ouvrir", "exporter", "retirer", "montrer"}
    # "bascule les RSSI en décision" opens nothing.
    renamed = _is_renamed(reading)
    spared = renamed or (elsewhere == {"ouvrir"} and _is_staged(reading))
    if (elsewhere and not spared) or is_destined(reading):
        return None
    if reading.says("decompte") or reading.says("annonce"):
        return None
    # "le cas client est une vidéo"
    retyped = reading.says("sorte_dite") and not reading.sentence.quotes
    changing = reading.has("modifier", "rectifier") or renamed or retyped or _restates(reading)
    changing = changing and "ajouter" not in reading.leading
    if not (changing or _gives_a_field(reading)):
        return None
    found, values = _target_and_values(reading)
    if found is not None and (values or "modifier" in reading.leading):
        return Meaning(f"{found.kind}.update", {"ref": found.id, **values})
    if found is None and reading.kind is None and _is_staged(reading) and reading.situation.held("cible"):
        # "c'est plutôt des prospects chauds": of which target is it said?
        return clarify("cible.update")
    return _doubt(reading) if "modifier" in reading.leading else None


def updated(reading: Reading) -> Meaning | None:
    """The correction, once it is known to be asked."""
    found, values = _target_and_values(reading)
    return Meaning(f"{found.kind}.update", {"ref": found.id, **values}) if found else _doubt(reading)


def _is_renamed(reading: Reading) -> bool:
    """Whether a new name is given to what is named before it: "le webinaire, appelle-le…", "… should be called …"."""
    found = reading.find("renomme")
    if found is None or not reading.nouns:
        return False
    before = [word for word in reading.sentence.words if word.end <= found.start()]
    verb = reading.first(*STRONG_ACTS)
    asked = verb is not None and verb.start < found.start()
    return not asked and (reading.is_definite(reading.nouns[0][1]) or entity(reading, before) is not None)


def _gives_a_field(reading: Reading) -> bool:
    """Whether a field is stated or added: "la cible RSSI : maturité décision", "ajoute une note à la vidéo : …"."""
    addresses = {mention.start for mention in reading.all("adresse")}
    aiming = any(mention.start not in addresses for mention in reading.all("viser"))
    if (reading.has("nouveau") or aiming) and "modifier" not in reading.leading:
        return False
    if _is_staged(reading) or _follows_its_field(reading):
        return True
    if "ajouter" in reading.leading and not reading.has(
        "description", "note", "usage", "adresse", "segment", "priorite"
    ):
        return False
    return reading.has(*FIELDS)


def of_another_sort(reading: Reading) -> Meaning | None:
    """A resource that is said to be of another sort than it is, and no more: "la démo est un webinaire, pas…"."""
    given = next((found for found in closed_fields(reading) if found.name == "type"), None)
    if given is None or reading.leading or reading.sentence.is_question:
        return None
    before = [word for word in reading.sentence.words if word.end <= given.start]
    known = named(reading, before, reading.situation.held("ressource"))
    told = [word for word in before if word.folded not in reading.lexicon.vides]
    more = any(word.start >= given.end for word in reading.unread("contenu", "politesse", "rectifier"))
    if known is None or more or known.type == given.value or not _names(known, told, reading):
        return None
    return Meaning("ressource.update", {"ref": known.id, "type": given.value})


def _names(known: Known, words: Sequence[Word], reading: Reading) -> bool:
    return covers(called(known, reading), words, reading.sentence.locale) >= NAMED_SHARE


def _restates(reading: Reading) -> bool:
    """Whether a colon gives new words for one that exists: "l'objectif leads c'est 50 : Générer 50 leads"."""
    if not (reading.sentence.colon and reading.nouns and reading.is_definite(reading.nouns[0][1])):
        return False
    kind, head = reading.nouns[0][0], reading.sentence.head
    held = reading.situation.held(kind)
    return bool(numbered(reading, head, kind, len(held))) or named(reading, head, held) is not None


def _follows_its_field(reading: Reading) -> bool:
    """Whether a colon stands between something that exists and its field: "objectif démonstrations : priorité 4"."""
    given = field(reading, "priorite") or field(reading, "segment") or field(reading, "type")
    colon = reading.sentence.colon
    return bool(given and colon and given.start <= colon[1] and entity(reading, reading.sentence.head))


def _is_staged(reading: Reading) -> bool:
    """Whether a target is said to be at a stage."""
    return reading.kind in (None, "cible") and field(reading, "maturite") is not None


def _doubt(reading: Reading) -> Meaning | None:
    if reading.kind is not None:
        named_at = reading.nouns[0][1].end
        start = next((start for start, _ in openings(reading) if start >= named_at), len(reading.sentence.raw))
        words = [word for word in reading.sentence.words if word.end <= start]
        return Meaning("clarify", absence(reading, words), (f"{reading.kind}.update",))
    vague = not reading.unread("modifier", "vague", "politesse", "donner", "possessif", *FIELDS)
    return clarify(*ANYTHING) if vague else None


def something(reading: Reading) -> Meaning | None:
    """A correction of which nothing is said but that there is one: "j'ai un truc à changer", "there's a mistake"."""
    wanted = reading.find("correction_vague")
    elsewhere = reading.kinds or reading.has("plan") or reading.sentence.quotes or reading.sentence.colon
    if wanted is None or reading.situation.scenario is None or elsewhere:
        return None
    around = [word for word in reading.sentence.words if word.end <= wanted.start() or word.start >= wanted.end()]
    read_ = reading.unread("modifier", "rectifier", "vague", "politesse", "donner", "possessif", "scenario", "bonjour")
    said = [word for word in around if word in read_]
    return clarify(*ANYTHING) if not said else None


def _target_and_values(reading: Reading) -> tuple[Known | None, dict[str, Any]]:
    """Which entity is meant, and what it is given: closed fields by their words, else a text after a linking word."""
    # Of two quotations, the first says what is to be changed.
    aside = len(reading.sentence.quotes) > 1
    whole = list(reading.sentence.words if aside else reading.sentence.head) or list(reading.sentence.words)
    closed = closed_fields(reading)
    if closed:
        start = min(found.start for found in closed)
        before = [word for word in whole if word.end <= start]
        outside = [
            word for word in whole if not any(max(found.start, found.at) <= word.start < found.end for found in closed)
        ]
        # A stage is said of a target, also where an objective speaks of the same people.
        staged = reading.kind is None and "ajouter" not in reading.leading and _is_staged(reading)
        target = named(reading, before, reading.situation.held("cible")) if staged else None
        target = target or _entity(reading, before) or _entity(reading, outside)
        values = {found.name: found.value for found in closed if target and found.name in SUITABLE[target.kind]}
        if target and values:
            return target, {**values, **_described(reading, target.kind)}
    if "ajouter" in reading.leading and not reading.has(*(name for names in FREE_FIELDS.values() for name in names)):
        return None, {}
    instead = None if reading.sentence.quotes or reading.sentence.colon else reading.find("a_la_place")
    if instead is not None:
        return _put_instead(reading, whole, instead.span(instead.lastindex or 0))
    for start, end in openings(reading):
        before = [word for word in whole if word.end <= start]
        target = _entity(reading, before)
        if target is not None and not _is_inside(reading, target, start, end):
            return target, _text_value(reading, target, end)
        if target is None and absent(reading, before):
            # "renomme la cible RSSI en RSSI d'ETI": not the one that the new value is like.
            return None, {}
    target = _entity(reading, whole)
    return target, (_renamed(reading, target) or _restated(reading, target)) if target else {}


def _put_instead(reading: Reading, words: Sequence[Word], span: tuple[int, int]) -> tuple[Known | None, dict[str, Any]]:
    """The value of "mets 12 démos à la place": of what is named before it, spoken of before, or like it."""
    target = _entity(reading, [word for word in words if word.end <= span[0]]) or entity(reading, words)
    value = clean(reading.sentence.raw[slice(*span)], reading.sentence.locale)
    return target, {NAMES[target.kind]: value} if target else {}


def _is_inside(reading: Reading, target: Known, start: int, end: int) -> bool:
    """Whether a linking word is part of the name itself: "DRH d’entreprises de 200 à 1 000 salariés"."""
    following = next((word for word in reading.sentence.words if word.start >= end), None)
    return following is not None and reading.flat[start : following.end] in flat(target.name)


def _entity(reading: Reading, words: Sequence[Word]) -> Known | None:
    """The entity that `words` mean. When the verb only adds, they must name it: it may be a new one like it."""
    found = entity(reading, words)
    if found is None or "ajouter" not in reading.leading:
        return found
    fields = [word for mention in reading.all(*FIELDS) for word in mention.words]
    kept = [word for word in reading.unread("ajouter", "objectif", "cible", "ressource", extra=fields) if word in words]
    numbered_ = any(word.folded in reading.lexicon.ordinaux for word in kept)
    return found if numbered_ or _names(found, kept, reading) else None


def _described(reading: Reading, kind: Kind) -> dict[str, Any]:
    given = next(openings(reading), None)
    named = next((name for name in FREE_FIELDS[kind] if reading.has(name)), None)
    stated = bool(reading.sentence.colon or reading.sentence.quotes)
    return {named: value_at(reading, given[1])} if named and given and stated else {}


def _text_value(reading: Reading, target: Known, start: int) -> dict[str, Any]:
    """A text value: of the field that is named, else of the name."""
    value = value_at(reading, start)
    if not value:
        return {}
    for name in FREE_FIELDS[target.kind]:
        if reading.has(name):
            return {name: value}
    if target.kind == "cible" and reading.has("segment"):
        return {"segment": value}
    if target.kind == "ressource" and not reading.says("retitre") and _is_a_sort(value, reading):
        return {"type": type_named(value, reading) or "autre"}
    return {NAMES[target.kind]: value}


def _is_a_sort(value: str, reading: Reading) -> bool:
    """Whether a value only names a sort of content: "passe le livre blanc en article"."""
    said = read(value, reading.situation)
    sort = bool(said.all("contenu")) and not said.unread("contenu")
    return (sort or value.lower() in OTHER) and not reading.sentence.quotes


def _restated(reading: Reading, target: Known) -> dict[str, Any]:
    """What is said right, of something that only the right words name: "en fait c'est 40 démonstrations"."""
    told = reading.find("rectifie")
    return _text_value(reading, target, told.end()) if told else {}


def _renamed(reading: Reading, target: Known) -> dict[str, Any]:
    """A new name that simply follows, with a capital: "renomme le livre blanc Guide de survie"."""
    nouns = [mention for kind, mention in reading.nouns if kind == target.kind]
    rest = reading.sentence.raw[nouns[0].end :].strip() if nouns else ""
    if not rest[:1].isupper() or len(rest.split()) == 1:
        return {}
    return {NAMES[target.kind]: clean(rest, reading.sentence.locale)}
