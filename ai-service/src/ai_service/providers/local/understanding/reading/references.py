"""Which existing thing is meant, by its number or its name, and which one that is not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from rapidfuzz.distance import OSA

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.reading.lexicon import Mention
from ai_service.providers.local.understanding.reading.names import best, name_stems, named, stems_as_typed
from ai_service.providers.local.understanding.reading.reading import Reading
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.providers.local.understanding.situation import Known
from ai_service.wording import stem, stems
from ai_service.wording import words as folded_words
from assistant.contracts.base import Kind, Locale

LONG_WORD = 7
"""From so many letters a word of a name is told from others in spite of a mistake."""

PAIR = 2
DOING = ("montrer", "donner", "question", "politesse", "vague", "aide")
"""Families of everyday words that name no scenario, though its name may hold one: "faire sortir les PME du tableur"."""


def numbered(reading: Reading, words: Sequence[Word], kind: Kind, count: int) -> list[int]:
    """The places, from 1, that `words` say: "le deuxième objectif", "cible 3", "la dernière ressource"."""
    return [place for place in _places(reading, words, kind, count) if 1 <= place <= count]


def _places(reading: Reading, words: Sequence[Word], kind: Kind, count: int) -> list[int]:
    """The places that `words` say, be there something or not."""
    places = list[int]()
    for index, word in enumerate(words):
        ordinal = reading.lexicon.ordinaux.get(word.folded)
        if ordinal is None:
            continue
        if ordinal == 0:
            ordinal = (count + 1) // 2 if count % 2 else 0
        if ordinal < 0:
            before = words[index - 1].folded if index else ""
            # "second to last": the place said before counts from the end.
            back = places.pop() - 1 if before == "to" and places else int(before in ("avant", "penultimate"))
            ordinal = count - back
        places.append(ordinal)
    return list(dict.fromkeys([*places, *_cardinals(reading, words, kind)]))


def _cardinals(reading: Reading, words: Sequence[Word], kind: Kind) -> list[int]:
    """Numbers that stand right after the name of the kind, or after "numéro"."""
    after = {mention.words[-1].start for named_kind, mention in reading.nouns if named_kind == kind}
    after |= {mention.words[-1].start for mention in reading.all("numero")}
    found, listed = list[int](), False
    for previous, word in pairwise(words):
        number = reading.number(word.folded)
        goes_on = listed and (word.folded in ("et", "and") or word.folded.isdecimal())
        listed = goes_on or previous.start in after
        if listed and number is not None:
            found.append(number)
        listed = listed and (number is not None or goes_on)
    return found


def entity(reading: Reading, words: Sequence[Word]) -> Known | None:
    """The entity that `words` mean: by its number, its name, as the only one there is, or as what was spoken of."""
    kind = reading.kind
    for named_kind in reading.kinds:
        held = reading.situation.held(named_kind)
        places = numbered(reading, words, named_kind, len(held))
        if places:
            return held[places[0] - 1]
    found = named(reading, words, reading.situation.held(kind))
    if found is None and kind is not None and len(reading.kinds) > 1:
        found = named(reading, words, reading.situation.held(reading.kinds[1]))
    if found is not None or absent(reading, words) is not None:
        return found
    if kind is not None:
        held = reading.situation.held(kind)
        noun = next(mention for named_kind, mention in reading.nouns if named_kind == kind)
        if len(held) == 1 and noun.words[0] in words and reading.is_definite(noun) and not reading.is_plural(noun):
            return held[0]
    return _spoken_of(reading)


@dataclass(frozen=True)
class Absent:
    """What is spoken of and is not there: by its place, from 1, else by its name."""

    kind: Kind
    place: int = 0
    name: str = ""


def absent(reading: Reading, words: Sequence[Word]) -> Absent | None:
    """What `words` point at and the scenario does not hold: "la troisième cible" of two, "la cible DG"."""
    kind = reading.kind
    if kind is None or named(reading, words, reading.situation.held(kind)) is not None:
        return None
    count = len(reading.situation.held(kind))
    noun = reading.nouns[0][1]
    places = [place for place in _places(reading, words, kind, count) if place > 0]
    if places and all(place > count for place in places):
        return Absent(kind, place=places[0])
    if not reading.is_definite(noun) or reading.is_plural(noun) or noun.words[0] not in words:
        return None
    called = _called_beside(reading, noun, words)
    return Absent(kind, name=reading.sentence.raw[called[0].start : called[-1].end]) if called else None


def absence(reading: Reading, words: Sequence[Word]) -> dict[str, Absent]:
    """What `absent` finds, as a doubt tells it."""
    missing = absent(reading, words)
    return {"absent": missing} if missing else {}


def _called_beside(reading: Reading, noun: Mention, words: Sequence[Word]) -> list[Word]:
    """The words right after a noun that may be the name of what it stands for; a content is named by its sort too."""
    end = reading.sentence.clause_end(noun.start)
    relative = reading.lexicon.pattern("relative")
    acts = {word.start for mention in reading.all("retirer", "modifier", "archiver") for word in mention.words}
    following = [word for word in words if noun.end <= word.start and word.end <= end]
    beside = list(
        takewhile(lambda word: word.start not in acts and not relative.match(reading.flat, word.start), following)
    )
    while beside and beside[0].folded in reading.lexicon.vides:
        beside.pop(0)
    while beside and beside[-1].folded in reading.lexicon.vides:
        beside.pop()
    sort = [*noun.words] if noun.family == "contenu" else []
    return [*sort, *beside] if sort or name_stems(reading, beside) else []


def _spoken_of(reading: Reading) -> Known | None:
    """The entity that the sentences before speak of."""
    topic = reading.situation.topic
    return topic if topic in reading.situation.held(reading.kind) else None


def scenario(reading: Reading, words: Sequence[Word], *, but: ScenarioName | None) -> ScenarioName | None:
    """The existing scenario that `words` name; `but` is not among those looked at."""
    opening = {word.start for mention in reading.all("ouvrir") for word in mention.words}
    naming = {word.start for word in reading.unread("ouvrir", *DOING)}
    kept = [word for word in words if word.start in naming]
    said = stems_as_typed(kept, reading.sentence.locale)
    among = [known for known in reading.situation.scenarios if but is None or known.id != but.id]
    said |= _misspelt(kept, [known.nom for known in among], reading.sentence.locale)
    found = _best(said, among, [known.nom for known in among], reading)
    noun = reading.first("scenario")
    if found is None and noun is not None and (reading.is_definite(noun) or opening):
        # "le scénario cyber" is the one about it.
        found = _best(said, among, [known.thematique for known in among], reading)
    return found


def _misspelt(said: Sequence[Word], names: Sequence[str], locale: Locale) -> set[str]:
    """The stems of the long words of names that `said` misspells: "facturaton", whose own stem is too far."""
    written = {word for name in names for word in folded_words(name) if len(word) >= LONG_WORD}
    return {stem(right, locale) for right in written for word in said if OSA.distance(right, word.folded) == 1}


def _best(said: set[str], among: Sequence[ScenarioName], told: Sequence[str], reading: Reading) -> ScenarioName | None:
    """The scenario whose text, of those `told`, says the most of what is said; a word of its own at least."""
    place = best(said, [set(stems(each, reading.sentence.locale)) for each in told], least=1)
    return among[place] if place is not None else None


def is_destined(reading: Reading) -> bool:
    """Whether something is to be put among the entities of a kind: that is adding, whatever else is said."""
    said = {mention.family for mention in reading.lexicon.mentions(reading.sentence.words)}
    if "ajouter" not in said:
        return False
    clauses = reading.sentence.clauses()
    # "put DPOs on the target list, healthcare segment": a field may follow.
    ends = [*(end for _, end in clauses[: len(clauses) == PAIR]), len(reading.flat)]
    return any(reading.lexicon.pattern("destination").search(reading.flat[:end].rstrip(" ?!.")) for end in ends)
