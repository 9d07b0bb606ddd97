"""The request in a text that tells more than it asks: "On n'a plus de budget. Passe ça en priorité 5."."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.names import named
from ai_service.providers.local.understanding.reading.reading import FIELDS, Reading, read
from ai_service.providers.local.understanding.reading.references import entity
from ai_service.providers.local.understanding.reading.telling import asks, tells
from ai_service.providers.local.understanding.reading.values import field
from ai_service.providers.local.understanding.situation import Situation
from assistant.contracts.base import KINDS, Kind

MOST_SENTENCES = 8
"""A text of more is no story with one request in it: it is read as a whole."""

WHOLE = ("scenario.show", "scenario.list", "plan.generate")
VALUED = ("search.run", "scenario.open", "scenario.update")

UPDATES = ("scenario.update", *(f"{kind}.update" for kind in KINDS))

EMPTIED = ("note", "usage", "description", "segment", "adresse")
"""Fields that may go while what has them stays."""

SUITED: dict[str, tuple[Kind, ...]] = {"maturite": ("cible",), "segment": ("cible",), "priorite": ("objectif",)}
"""Of which kind what is given one of these fields is."""

_END = re.compile(r"(?:[.!?…]+(?=\s|$)|[\U0001F300-\U0001FAFF\u2600-\u27BF]+)[\s.!?…]*")

Understood = Callable[[str, Situation], Meaning]


def told(reading: Reading, understood: Understood) -> Meaning | None:
    """What the one sentence asks that asks anything, the others telling what it is about.

    None when the text is a single sentence, when several ask, or when the one that does is not clear alone.
    """
    sentences = _sentences(reading)
    # "Ils sont en décision. Corrige.": what is to be corrected may stand beside the verb that asks for it.
    found = _asked(sentences, (0, -1, 1), reading, understood)
    if found is None and reading.sentence.colon and _leads_in(reading):
        meaning = understood(reading.sentence.tail, reading.situation)
        found = meaning if meaning.intent in UPDATES and _is_complete(meaning, reading) else None
    parts = _clauses(reading, sentences)
    bare = parts and not read(parts[-1], reading.situation).unread("modifier", "vague", "politesse")
    return found or _asked(parts, (0, -1) if bare else (0,), reading, understood)


def _asked(parts: list[str], steps: Sequence[int], reading: Reading, understood: Understood) -> Meaning | None:
    """What the one part asks that asks anything, read alone or in one so many steps away."""
    if not 1 < len(parts) <= MOST_SENTENCES:
        return None
    asking = [place for place, part in enumerate(parts) if asks(part, reading.situation)]
    if len(asking) != 1:
        return None
    for step in steps:
        place = asking[0] + step
        if 0 <= place < len(parts):
            said = _spoken_of(parts[:place], reading.situation, parts[place])
            meaning = understood(parts[place], said)
            if meaning.intent.endswith(".remove") and read(". ".join(parts[:place]), said).has(*EMPTIED):
                # "La note du webinaire est obsolète. Enlève-la.": the webinar stays.
                return None
            corrected = meaning.intent in UPDATES and not meaning.intent.startswith("scenario")
            if _is_complete(meaning, read(parts[place], said)) and (step == 0 or corrected):
                return meaning
    before = read(". ".join(parts[: asking[0]]), reading.situation)
    return _completed(before, parts[asking[0]], understood)


def _completed(before: Reading, asking: str, understood: Understood) -> Meaning | None:
    """What is asked of what the sentences before name: "le thème est trop vague. Change-le en…", "…, some ideas?"."""
    alone = read(asking, before.situation)
    if not before.sentence.words or alone.nouns:
        return None
    theme = before.first("thematique")
    if theme and "modifier" in alone.leading and before.situation.scenario and not alone.has("scenario", *FIELDS):
        meaning = understood(f"{theme.words[0].raw} {asking}", before.situation)
        return meaning if meaning.intent == "scenario.update" and "thematique" in meaning.entities else None
    kinds = [noun.family for _, noun in before.nouns if noun.family in KINDS]
    if "proposer" in alone.leading and len(set(kinds)) == 1 and not alone.has("plan", "scenario", "chercher"):
        return Meaning(f"{kinds[0]}.suggest")
    return None


def _is_complete(meaning: Meaning, alone: Reading) -> bool:
    kind, _, verb = meaning.intent.partition(".")
    if kind in KINDS:
        pointed = bool({"ref", "proposals"} & meaning.entities.keys()) and (
            verb != "update" or len(meaning.entities) > 1
        )
        return pointed or (verb == "suggest" and bool(alone.kinds))
    if meaning.intent == "search.run":
        sought = read(str(meaning.entities.get("requete", "")), alone.situation)
        return bool(sought.unread("chercher", "inspiration", "vague"))
    if meaning.intent == "scenario.open" and not alone.has("ouvrir"):
        return False
    return meaning.intent in WHOLE or (bool(meaning.entities) and meaning.intent in VALUED)


def _sentences(reading: Reading) -> list[str]:
    """The sentences of a text; a request that follows a colon is one of its own."""
    raw, sentence = reading.sentence.raw, reading.sentence
    ends = [found.end() for found in islice(_END.finditer(raw), MOST_SENTENCES) if not sentence.is_apart(found.start())]
    if sentence.colon and (_leads_in(reading) or asks(raw[sentence.colon[1] :], reading.situation)):
        ends.append(sentence.colon[1])
    turns = islice(reading.lexicon.pattern("conclusion").finditer(reading.flat), MOST_SENTENCES)
    ends += [found.end() for found in turns if not sentence.is_apart(found.start())]
    parts = [raw[start:end].strip(" ,;:") for start, end in pairwise(sorted({0, *ends, len(raw)}))]
    return [part for part in parts if any(char.isalnum() for char in part)]


def _clauses(reading: Reading, sentences: list[str]) -> list[str]:
    """The sentences, each cut once more where a request follows what is told: "ils ont vu la démo, passe-les en…"."""
    return [part for sentence in sentences for part in _turned(read(sentence, reading.situation))]


def _turned(reading: Reading) -> list[str]:
    raw, situation = reading.sentence.raw, reading.situation
    for before, after in pairwise(reading.sentence.clauses()[:MOST_SENTENCES]):
        told_of = read(raw[slice(*before)], situation)
        known = named(told_of, told_of.sentence.words, (*situation.entities, *situation.proposals))
        other = told_of.has("scenario", *(() if known else ("thematique", *FIELDS))) or told_of.sentence.quotes
        if not other and asks(raw[slice(*after)], situation) and tells(told_of.sentence.raw, situation):
            return [raw[: after[0]].strip(" ,;:"), raw[after[0] :].strip(" ,;:")]
    return [raw]


def _leads_in(reading: Reading) -> bool:
    """Whether what stands before the colon names nothing: "je disais :", "petite correction :"."""
    head = read(reading.sentence.raw[: reading.sentence.head_end], reading.situation)
    speaks = head.has("scenario", "plan", "viser", "nouveau", "thematique", *FIELDS) or bool(head.nouns)
    return not speaks and entity(head, head.sentence.words) is None


def _spoken_of(sentences: list[str], situation: Situation, asking: str) -> Situation:
    """The situation in which the sentences before have been said: what they name last is spoken of.

    It is of the kind that suits what is asked: "passe-les en décision" is said of a target.
    """
    given = [kinds for name, kinds in SUITED.items() if field(read(asking, situation), name)]
    suited = given[0] if given else KINDS
    known = [each for each in (*situation.entities, *situation.proposals) if each.kind in suited]
    for sentence in reversed(sentences):
        alone = read(sentence, situation)
        found = named(alone, alone.sentence.words, known)
        if found is not None:
            return replace(situation, topic=found)
    return situation
