"""The request in a text that tells more than it asks: "On n'a plus de budget. Passe ça en priorité 5."."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice, pairwise, takewhile

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading import FIELDS, STRONG_ACTS, Reading, read
from ai_service.providers.local.understanding.references import entity, named
from ai_service.providers.local.understanding.situation import Situation
from assistant.contracts.base import KINDS

MOST_SENTENCES = 8
OPENING = 4
"""In how many words at the beginning of a sentence the verb of a request stands."""

_END = re.compile(r"(?:[.!?…]+(?=\s|$)|[\U0001F300-\U0001FAFF\u2600-\u27BF]+)[\s.!?…]*")

Understood = Callable[[str, Situation], Meaning]


def told(reading: Reading, understood: Understood) -> Meaning | None:
    """What the one sentence asks that asks anything, the others telling what it is about.

    None when the text is a single sentence, when several ask, or when the one that does is not clear alone.
    """
    sentences = _sentences(reading)
    if not 1 < len(sentences) <= MOST_SENTENCES:
        return None
    asking = [place for place, sentence in enumerate(sentences) if _asks(sentence, reading.situation)]
    if len(asking) != 1:
        return None
    # "Ils sont en décision. Corrige.": what is to be corrected may stand beside the verb that asks for it.
    for place in (asking[0], asking[0] - 1, asking[0] + 1):
        if 0 <= place < len(sentences):
            meaning = understood(sentences[place], _spoken_of(sentences[:place], reading.situation))
            if _is_complete(meaning) and (place == asking[0] or meaning.intent.endswith(".update")):
                return meaning
    return None


def _is_complete(meaning: Meaning) -> bool:
    kind, _, verb = meaning.intent.partition(".")
    if kind in KINDS:
        return bool({"ref", "proposals"} & meaning.entities.keys()) and (verb != "update" or len(meaning.entities) > 1)
    return bool(meaning.entities) and meaning.intent in ("search.run", "scenario.open")


def _sentences(reading: Reading) -> list[str]:
    """The sentences of a text; a request that follows a colon is one of its own."""
    raw, sentence = reading.sentence.raw, reading.sentence
    ends = [found.end() for found in islice(_END.finditer(raw), MOST_SENTENCES) if not sentence.is_apart(found.start())]
    if sentence.colon and (_leads_in(reading) or _asks(raw[sentence.colon[1] :], reading.situation)):
        ends.append(sentence.colon[1])
    turns = islice(reading.lexicon.pattern("conclusion").finditer(reading.flat), MOST_SENTENCES)
    ends += [found.end() for found in turns if not sentence.is_apart(found.start())]
    parts = [raw[start:end].strip(" ,;:") for start, end in pairwise(sorted({0, *ends, len(raw)}))]
    return [part for part in parts if any(char.isalnum() for char in part)]


def _leads_in(reading: Reading) -> bool:
    """Whether what stands before the colon names nothing: "je disais :", "petite correction :"."""
    head = read(reading.sentence.raw[: reading.sentence.head_end], reading.situation)
    speaks = head.has("scenario", "plan", "viser", "nouveau", "thematique", *FIELDS) or bool(head.nouns)
    return not speaks and entity(head, head.sentence.words) is None


def _asks(text: str, situation: Situation) -> bool:
    """Whether a sentence opens with the verb of a request, or has one after words that ask ("tu peux", "il faut")."""
    alone = read(text, situation)
    if not alone.leading:
        return False
    for asked in islice(alone.lexicon.pattern("demande_faite").finditer(alone.flat), MOST_SENTENCES):
        following = [word.start for word in alone.sentence.words if word.start >= asked.end()][:OPENING]
        if any(verb.start in following for verb in alone.all(*STRONG_ACTS)):
            return True
    small = alone.lexicon.vides | alone.lexicon.adjectifs
    opening = takewhile(lambda word: word.folded in small, alone.sentence.words)
    before = len(list(opening))
    first = {word.start for word in alone.sentence.words[: min(before, OPENING) + 1]}
    return any(verb.start in first for verb in alone.all(*STRONG_ACTS))


def _spoken_of(sentences: list[str], situation: Situation) -> Situation:
    """The situation in which the sentences before have been said: what they name last is spoken of."""
    known = (*situation.entities, *situation.proposals)
    for sentence in reversed(sentences):
        alone = read(sentence, situation)
        found = named(alone, alone.sentence.words, known)
        if found is not None:
            return replace(situation, topic=found)
    return situation
