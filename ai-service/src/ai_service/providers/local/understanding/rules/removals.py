"""Requests to remove what the scenario holds: "supprime la cible PME", "garde seulement les DSI"."""

from collections.abc import Sequence
from itertools import pairwise

from ai_service.providers.local.understanding.meaning import Meaning, clarify, together
from ai_service.providers.local.understanding.reading.enumerations import MOST_PARTS
from ai_service.providers.local.understanding.reading.lexicon import Mention
from ai_service.providers.local.understanding.reading.names import covers, is_calling, named
from ai_service.providers.local.understanding.reading.pointing import number_words, run
from ai_service.providers.local.understanding.reading.reading import Reading, flat, read
from ai_service.providers.local.understanding.reading.references import absence, entity, is_destined, numbered
from ai_service.providers.local.understanding.rules import emptied_fields
from ai_service.providers.local.understanding.situation import Known
from assistant.contracts.base import KINDS, Kind

TARGETS_FIRST: tuple[Kind, ...] = ("cible", "objectif", "ressource")
"""People are most often whom one aims at, even when an objective speaks of them too."""

ANYTHING = (*(f"{kind}.remove" for kind in KINDS), "scenario.archive")


def keep_only(reading: Reading) -> Meaning | None:
    """Nothing but some of a kind: "garde seulement les DSI" removes the other targets, and none when it is alone."""
    found = reading.find("ne_garder_que")
    if found is None or reading.has("plan", "scenario") or reading.leading & {"ajouter", "modifier", "ouvrir"}:
        return None
    said = next((group for group in found.groupdict() if group.startswith("gardes") and found[group]), None)
    start, end = found.span(said) if said else (found.end(), reading.sentence.clause_end(found.end()))
    rest = read(reading.sentence.raw[start:end], reading.situation)
    kept = _several(rest) or _all_kept(rest)
    if not kept:
        # Of proposals, or of something that is not known: all that is named stays, so nothing goes.
        kind = rest.kind or next((known.kind for part in _alone(rest) if (known := _first_of_a_kind(part))), None)
        told = {**absence(rest, rest.sentence.words), **_spoken_for(rest)}
        return Meaning("clarify", told, (f"{kind}.remove",)) if kind else None
    kinds = {known.kind for known in kept}
    gone = [known for known in reading.situation.entities if known.kind in kinds and known not in kept]
    return _removal_of(gone) if gone else Meaning("leave")


def drop_the_rest(reading: Reading) -> Meaning | None:
    """The same in two orders, which are not to be read apart: "garde les acheteurs, enlève le reste"."""
    found = reading.find("ne_garder_que")
    if found is None or not (found["gardes_b"] or found["gardes_c"]):
        return None
    pointed = reading.situation.proposals and number_words(reading)
    return None if pointed else keep_only(reading) or clarify(*ANYTHING)


def not_only(reading: Reading) -> Meaning | None:
    """What is said of others too, which neither adds nor removes what is named: "on ne vise pas que les DAF"."""
    asking = reading.leading & {"ajouter", "modifier", "proposer", "chercher", "ouvrir", "exporter"}
    if not reading.says("pas_que") or asking or len(reading.sentence.clauses()) > 1 or reading.sentence.is_question:
        return None
    aimed = reading.has("viser", "retirer", "retenir") or reading.says("pas_que_seul")
    return clarify(f"{reading.kind or 'cible'}.suggest", f"{reading.kind or 'cible'}.add") if aimed else None


def remove(reading: Reading) -> Meaning | None:
    """What is no longer wanted: "supprime la cible PME", "vire l'objectif numéro deux"."""
    if not (reading.has("retirer") or reading.says("sortir_de")) or reading.leading & {
        "modifier",
        "ajouter",
        "ouvrir",
        "proposer",
        "exporter",
    }:
        return None
    if is_destined(reading):
        return None
    return removed(reading)


def removed(reading: Reading) -> Meaning:
    """The removal, once it is known to be asked; a question when nothing is well enough named."""
    cleared = emptied_fields.clear(reading)
    if cleared is not None:
        return cleared
    spared = reading.first("sauf")
    if spared is not None:
        return _all_but(reading, spared)
    several = _several(reading) or _enumerated(reading)
    if len(several) > 1:
        return _removal_of(several)
    found = entity(reading, reading.sentence.words)
    if found is not None:
        return _removal_of([found])
    if reading.kind is None:
        # Of an empty scenario, what is named is not there: that does not mean the scenario itself.
        bare = not (reading.situation.entities or reading.situation.proposals or reading.has("scenario", "vague"))
        return clarify(*(ANYTHING[:-1] if bare else ANYTHING))
    return Meaning("clarify", absence(reading, reading.sentence.words), (f"{reading.kind}.remove",))


def _removal_of(known: Sequence[Known]) -> Meaning:
    return together([Meaning(f"{each.kind}.remove", {"ref": each.id}) for each in known])


def _several(reading: Reading) -> list[Known]:
    """Several of a kind at once: "les deux premières cibles", "toutes les ressources"."""
    if reading.kind is None:
        return []
    held = reading.situation.held(reading.kind)
    if reading.has("tous") and reading.is_plural(reading.nouns[0][1]):
        return list(held)
    words = reading.sentence.words
    places = run(reading, words, len(held)) or numbered(reading, words, reading.kind, len(held))
    return [held[place - 1] for place in places] if len(places) > 1 else []


def _enumerated(reading: Reading) -> list[Known]:
    """What each part of an enumeration names; nothing when a part names nothing."""
    parts = _parts(reading.sentence.raw, reading)
    found = [_named(part, reading) for part in parts] if len(parts) <= MOST_PARTS else []
    return list(dict.fromkeys(known for known in found if known)) if all(found) else []


def _all_kept(reading: Reading, kinds: Sequence[Kind] = ()) -> list[Known]:
    """What each part of what is kept names, of one kind when it can be; nothing when a part is in doubt."""
    parts = _alone(reading)
    if len(parts) > MOST_PARTS:
        return []
    among = [kind for kind in TARGETS_FIRST if kind in (kinds or reading.kinds or TARGETS_FIRST)]
    found = [_meant(part) for part in parts]
    if not all(found) or len({known.kind for known in found if known}) > 1 or kinds:
        of_each = ([_of_kind(kind, part) for part in parts] for kind in among)
        mixed = [] if kinds else [known or _first_of_a_kind(part) for known, part in zip(found, parts, strict=True)]
        found = next((alike for alike in of_each if all(alike)), mixed)
    kept = list(dict.fromkeys(known for known in found if known))
    if kept and all(found) and len(kept) == len(parts):
        return kept
    one = _meant(reading)
    if one is None or not reading.lexicon.pattern("enumere").search(flat(one.name)):
        return []
    whole = covers(one.name, reading.unread("tous", "enumere"), reading.sentence.locale) == 1
    return [one] if whole and (not kinds or one.kind in kinds) else []


def _of_kind(kind: Kind, part: Reading) -> Known | None:
    return named(part, part.sentence.words, part.situation.held(kind))


def _first_of_a_kind(part: Reading) -> Known | None:
    return next((known for kind in TARGETS_FIRST if (known := _of_kind(kind, part))), None)


def _spoken_for(reading: Reading, kinds: Sequence[Kind] = ()) -> dict[str, list[Known]]:
    """What is to stay, as a doubt leaves it out of its buttons: all that any word names when it is not clear what."""
    words = [word for word in reading.sentence.words if word.folded not in reading.lexicon.vides]
    spared = _all_kept(reading, kinds) or [
        known for known in reading.situation.entities if any(is_calling(word, known, reading) for word in words)
    ]
    return {"spared": spared} if spared else {}


def _alone(reading: Reading) -> list[Reading]:
    return [read(part, reading.situation) for part in _parts(reading.sentence.raw, reading)]


def _meant(reading: Reading) -> Known | None:
    return entity(reading, reading.sentence.words)


def _parts(text: str, reading: Reading) -> list[str]:
    places = [0, *(found.end() for found in reading.lexicon.pattern("enumere").finditer(reading.flat)), len(text)]
    parts = [text[start:end] for start, end in pairwise(places)]
    said = [part for part in parts if any(char.isalnum() for char in part)]
    return said[:1] + [part for part in said[1:] if not _opens_otherwise(read(part, reading.situation))]


def _opens_otherwise(reading: Reading) -> bool:
    """Whether a part opens with a verb that removes nothing: "… and focus on hospitals"."""
    return any(mention.start == reading.sentence.words[0].start for mention in reading.all("viser", "retenir"))


def _named(part: str, reading: Reading) -> Known | None:
    alone = read(part, reading.situation)
    return entity(alone, alone.sentence.words)


def _all_but(reading: Reading, spared: Mention) -> Meaning:
    """All of a kind but some: "toutes les cibles sauf les RSSI"; a question when it is not said of which kind."""
    rest = read(reading.sentence.raw[spared.end :], reading.situation)
    nouns = [kind for kind, noun in reading.nouns if noun.end <= spared.start and reading.is_plural(noun)]
    kept = _all_kept(rest, nouns[:1])
    if kept and nouns:
        gone = [known for known in reading.situation.held(nouns[0]) if known not in kept]
        return _removal_of(gone) if gone else Meaning("leave")
    kinds = nouns or [kind for kind in KINDS if set(reading.situation.held(kind)) - set(kept)]
    about = tuple(f"{kind}.remove" for kind in kinds) or ANYTHING
    return Meaning("clarify", _spoken_for(rest, nouns[:1]), about)
