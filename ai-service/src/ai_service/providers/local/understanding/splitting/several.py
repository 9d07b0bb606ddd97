"""What the parts of a text ask, when each asks something of its own: "ajoute les DAF et génère le plan"."""

from collections.abc import Sequence

from ai_service.providers.local.understanding.meaning import Meaning, together
from ai_service.providers.local.understanding.reading.courtesy import without_courtesy
from ai_service.providers.local.understanding.reading.enumerations import names
from ai_service.providers.local.understanding.reading.orders import begins_an_order
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.rewriting.read_request import read_request
from ai_service.providers.local.understanding.rule_chain import decide
from ai_service.providers.local.understanding.situation import Situation
from ai_service.providers.local.understanding.splitting.adjusting import adjusted
from ai_service.providers.local.understanding.splitting.requests import requests
from assistant.contracts.base import KINDS

WHOLE = ("plan.generate", "plan.update_item", "scenario.export", "scenario.archive", "scenario.show", "scenario.list")
"""Requests that need nothing more to be said."""

FINDING = ("search.run", *(f"{kind}.suggest" for kind in KINDS))

DETAILED = ("search.run", "scenario.create", "scenario.open", "scenario.update")
"""Those that do."""


def of_lines(said: Sequence[str], situation: Situation) -> Meaning | None:
    """What the lines of a text ask, when several do; what is only told between them asks nothing."""
    meant = list[Meaning]()
    for line in said:
        parts = requests(read_request(line, situation))
        meaning = of_parts(parts, situation) or _complete(line, situation)
        if meaning is not None and meaning not in meant:
            meant.append(meaning)
    return together(meant) if len(meant) > 1 else None


def of_parts(parts: Sequence[str], situation: Situation) -> Meaning | None:
    """What the parts of a sentence ask, when each asks something of its own; None when they are to be read as one.

    After what is to be removed, the rest is not looked for in the same words.
    """
    if len(parts) < 2:  # noqa: PLR2004 - one is none of several
        return None
    meant, noun = list[Meaning](), ""
    for part in parts:
        alone = read(part, situation)
        back = alone.says("reprend") or alone.has("vague")
        meaning = _complete(part, situation)
        if alone.says("rien_de_plus") or (meant and back and _is_taken_up(alone, meant[-1], meaning)):
            # "…, retire rien d'autre": nothing more is asked. "…, note-les": what was just said.
            continue
        if meant and ((back and meant[-1].intent in FINDING) or _counts_only(meaning, situation)):
            # "cherche des articles et ajoute-les": one can only do that with what was found. "…, add all three."
            continue
        if meaning is None and not back:
            meaning = _complete(f"{part.rstrip(' .!?')} {noun}", situation) or (
                _bare(alone, part) if meant or _is_another(parts, situation) else None
            )
        noun = alone.sentence.raw[alone.nouns[0][1].start : alone.nouns[0][1].end] if alone.nouns else noun
        if meaning is not None and meaning not in meant:
            meant.append(meaning)
        elif meaning is None and not (meant and meant[0].intent.endswith(".remove")):
            return None
    picks = [meaning for meaning in meant if "proposals" in meaning.entities]
    return together(meant) if meant and len(picks) <= 1 else None


def _counts_only(meaning: Meaning | None, situation: Situation) -> bool:
    """Whether what is to be added is only counted."""
    name = meaning.entities.get("label") if meaning else None
    return bool(name) and not names(read(str(name), situation))


def _is_another(parts: Sequence[str], situation: Situation) -> bool:
    """Whether the second part asks for something else than the first: it does not tell what that one is called."""
    ordered = begins_an_order(parts[1], situation, named=True)
    return ordered or read(parts[1], situation).kind not in (None, read(parts[0], situation).kind)


def _is_taken_up(reading: Reading, before: Meaning, meaning: Meaning | None) -> bool:
    """Whether a part only says again that what comes before it is to be added."""
    alone = meaning is None and not reading.nouns and not reading.situation.proposals
    return alone and before.intent.endswith(".add") and "ajouter" in reading.leading


def _bare(reading: Reading, part: str) -> Meaning | None:
    """An addition of which nothing but the kind is said ("…et une ressource"); so many are to be thought up."""
    meaning = decide(reading, part)
    if not meaning.intent.endswith((".add", ".suggest")) or meaning.entities:
        return None
    counted = bool(reading.nouns) and reading.number(reading.word_before(reading.nouns[0][1])) is not None
    if not (counted and reading.is_plural(reading.nouns[0][1])):
        return meaning if meaning.intent.endswith(".add") and "ajouter" in reading.leading else None
    told = names(read(" ".join(word.raw for word in reading.unread("ajouter", "creer", "donner")), reading.situation))
    return None if told else Meaning(f"{reading.kind}.suggest")


def _complete(part: str, situation: Situation) -> Meaning | None:
    """What a part of a sentence asks, when it says all that its request needs.

    What is merely spoken of is not asked for: "le webinaire est passé", "j'ai ajouté mes cibles".
    """
    reading = read(without_courtesy(part, situation.locale), situation)
    meaning = adjusted(reading) or decide(reading, part)
    if not _is_complete(meaning):
        return None
    alone = read(part, situation)
    if meaning.intent.endswith(".remove") and not (
        alone.has("retirer") or alone.says("sortir_de") or alone.says("ne_garder_que")
    ):
        return None
    stored = meaning.intent.endswith((".add", ".add_many", ".update", ".remove"))
    if not (stored or begins_an_order(part, situation, named=False)):
        return None
    # What is said of the plan is said in its own part.
    return Meaning(meaning.intent, {"consigne": part}) if meaning.intent == "plan.generate" else meaning


def _is_complete(meaning: Meaning) -> bool:
    """Whether a request says all that it needs, and may so be one of several."""
    kind, _, verb = meaning.intent.partition(".")
    told = meaning.entities
    if kind in KINDS:
        return (
            verb in ("remove", "suggest")
            or (verb == "update" and len(told) > 1)
            or (verb in ("add", "add_many") and not {"label", "titre", "proposals"}.isdisjoint(told))
        )
    return meaning.intent in WHOLE or (meaning.intent in DETAILED and bool(told))
