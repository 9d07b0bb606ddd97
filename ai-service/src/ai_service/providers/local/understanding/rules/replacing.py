"""What is put in the place of what the scenario holds: "8 partenaires et non cinq", "replace blog with website"."""

from collections.abc import Sequence
from itertools import islice

from ai_service.providers.local.understanding.meaning import Meaning, together
from ai_service.providers.local.understanding.reading.names import is_calling, named
from ai_service.providers.local.understanding.reading.reading import STRONG_ACTS, Reading, flat, read
from ai_service.providers.local.understanding.reading.references import Absent, entity
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.providers.local.understanding.reading.values import clean, openings
from ai_service.providers.local.understanding.rules.contrasts import Contrast, contrast
from ai_service.providers.local.understanding.rules.corrections import NAMES
from ai_service.providers.local.understanding.rules.restated_figures import BESIDE, numbers, with_figure
from ai_service.providers.local.understanding.rules.substitution import changed, holds, said
from ai_service.providers.local.understanding.situation import Known
from assistant.contracts.base import KINDS

MOST_JOINED = 5

CHOOSING = frozenset({"viser", "retenir"})
"""Verbs after which what is only set aside ("les DRH, pas les DAF") is as if it had not been said."""


def replace_each(reading: Reading) -> Meaning | None:
    """All that is contrasted in a sentence: "50 leads au lieu de 40 et 6 partenaires au lieu de 5"."""
    for joined in islice(reading.lexicon.pattern("jonction").finditer(reading.flat), MOST_JOINED):
        raw = reading.sentence.raw
        parts = [replace(read(part, reading.situation)) for part in (raw[: joined.start()], raw[joined.end() :])]
        meant = [part for part in parts if part is not None and len(part.entities) > 1]
        if len(meant) > 1:
            return together(meant)
    return replace(reading)


def replace(reading: Reading) -> Meaning | None:
    """What exists with the new text in the place of the old; None when nothing holds what is opposed."""
    opposed = contrast(reading)
    if opposed is None:
        return None
    figure = _of_a_figure(opposed)
    if figure or "ajouter" in reading.leading:
        # "note 50 leads et pas 40" corrects; "ajoute les DAF et non les RSSI" adds.
        return figure
    return _of_the_scenario(reading, opposed) or _of_words(reading, opposed)


def _of_a_figure(opposed: Contrast) -> Meaning | None:
    """What holds the old figure, with the new one."""
    new, old = numbers(opposed.new), numbers(opposed.old)
    if not new or not old:
        return None
    given, held = new[0] if opposed.begun else new[-1], old[0]
    if given.value == held.value or _is_dated(opposed.new, given.start):
        return None
    told = [*_beside(opposed.new, given.end), *_beside(opposed.old, held.end)]
    holding = [
        known
        for known in opposed.new.situation.entities
        if any(number.value == held.value for number in numbers(read(known.name, opposed.new.situation)))
        and (not told or any(is_calling(word, known, opposed.new) for word in told))
    ]
    meant = _one(holding, opposed)
    label = with_figure(meant, opposed.new, given, held.value) if meant else None
    if meant and label:
        return Meaning(f"{meant.kind}.update", {"ref": meant.id, NAMES[meant.kind]: label})
    if opposed.too_much and meant is None:
        # "12 audits c'est trop, mets 8", and there are none.
        missing = Absent("objectif", name=opposed.old.sentence.raw[held.start :].strip())
        return Meaning("clarify", {"absent": missing}, ("objectif.update", "objectif.add"))
    return None


def _is_dated(reading: Reading, start: int) -> bool:
    """Whether a number is that of a day: "le 12"."""
    return next((word.folded for word in reversed(reading.sentence.words) if word.end <= start), "") == "le"


def _beside(reading: Reading, start: int) -> list[Word]:
    """The words that tell what a figure counts."""
    following = reading.unread(*BESIDE, *STRONG_ACTS)
    return [word for word in following if word.start >= start and not word.folded.isdecimal()]


def _one(among: Sequence[Known], opposed: Contrast) -> Known | None:
    """The one that is meant of those that hold the old text: the only one, or the one named around it."""
    around = opposed.around
    said = [*around.sentence.words, *opposed.new.sentence.words, *opposed.old.sentence.words]
    pointed = entity(around, around.sentence.words) if around.nouns else None
    if pointed is not None:
        return pointed if pointed in among else None
    if len(among) == 1:
        return among[0]
    topic = around.situation.topic
    return topic if topic in among else named(around, said, among)


def _of_the_scenario(reading: Reading, opposed: Contrast) -> Meaning | None:
    """The name or the theme of the open scenario, said otherwise."""
    scenario, noun = reading.situation.scenario, reading.first("scenario", "thematique")
    noun = noun or (None if reading.nouns else reading.first("nom"))
    if scenario is None or noun is None or (reading.nouns and reading.nouns[0][1].start < noun.start):
        return None
    name = "thematique" if reading.has("thematique") else "nom"
    current = scenario.thematique if name == "thematique" else scenario.nom
    value = _announced(opposed, noun.start)
    if not value and (opposed.within or not opposed.begun):
        value = changed(current, opposed)
    if not value and opposed.begun:
        value = said(opposed)
    return Meaning("scenario.update", {name: value}) if value else None


def _announced(opposed: Contrast, start: int) -> str:
    """The new text from the last words that lead to a value: "la thématique devrait être X plutôt que Y"."""
    if opposed.begun:
        return ""
    end = next((end for begin, end in openings(opposed.new) if begin >= start), None)
    return clean(opposed.new.sentence.raw[end:], opposed.new.sentence.locale) if end is not None else ""


def _of_words(reading: Reading, opposed: Contrast) -> Meaning | None:
    """The entity whose name holds the old words, with the new ones; a target whose head is replaced is another."""
    if opposed.aside and reading.has(*CHOOSING):
        return None
    if reading.sentence.is_question and "modifier" not in reading.leading:
        # One may hesitate: "DSI plutôt que RSSI ?".
        return None
    if not {each.value for each in numbers(opposed.old)} <= {each.value for each in numbers(opposed.new)}:
        return None
    names_another = named(opposed.new, opposed.new.sentence.words, reading.situation.proposals)
    if names_another or not opposed.old.unread(*KINDS, "contenu"):
        return None
    if flat(said(opposed)) in reading.lexicon.maturites | reading.lexicon.types:
        # "hospital CISOs -> decision": the value of a field.
        return None
    among = [known for known in reading.situation.entities if holds(known.name, opposed.old)]
    meant = _one(among, opposed)
    if meant is None:
        return None
    titled = opposed.new.find("renomme")
    value = _announced(opposed, titled.start()) if titled else ""
    value = value or changed(meant.name, opposed, whole=meant.kind == "cible" and not opposed.within)
    if not value or value == meant.name:
        return None
    if any(flat(value) == flat(known.name) for known in reading.situation.entities):
        return None
    return Meaning(f"{meant.kind}.update", {"ref": meant.id, NAMES[meant.kind]: value})
