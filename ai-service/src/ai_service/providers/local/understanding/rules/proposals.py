"""Answers to proposals: "la deuxième", "toutes sauf la première", "celle sur les assurances", "d'autres"."""

from collections.abc import Sequence
from dataclasses import replace

from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading.names import NAMED_SHARE, covers, named
from ai_service.providers.local.understanding.reading.pointing import number_words, one_by_one, run, together
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.providers.local.understanding.rules.choices import MOST_CLAUSES, MOST_NAMING, taken
from ai_service.providers.local.understanding.rules.restated_figures import numbers as numbers_of
from ai_service.providers.local.understanding.situation import Known

MOST_LEFT_OVER = 2
"""How many words may be left unread in a sentence that only points at proposals."""

MOST_WHEN_AGREED = 6
"""The same when a verb says that they are agreed to."""

POINTED_SHARE = 0.2
"""The share that is enough after "celle sur", "the one about"."""

ANYBODY = frozenset({"gens", "people", "folks", "guys", "ooh"})
"""Words that say nothing of whom a proposal is about."""

WHOLE_NAME_SHARE = 0.9
"""The same for a quotation: it is the name itself, or a new one."""

READ = (
    *(
        "ajouter",
        "retenir",
        "politesse",
        "merci",
        "bonjour",
        "oui",
        "non",
        "tous",
        "sauf",
        "numero",
        "vague",
        "objectif",
    ),
    *("cible", "ressource", "proposer", "donner", "possessif", "autres", "nouveau", "aurevoir", "montrer", "rectifier"),
    *("generer", "question", "type"),
)
ELSEWHERE = frozenset({"modifier", "chercher", "ouvrir", "exporter", "archiver"})


def point(reading: Reading) -> Meaning | None:
    """The proposals that are agreed to, by number or by name, or the wish for others."""
    shown = reading.situation.proposals
    if not shown or reading.sentence.colon:
        return None
    of_kind = [known for known in shown if known.kind == reading.kind]
    return _point_among(of_kind, reading) if 0 < len(of_kind) < len(shown) else _point(reading)


def _point_among(of_kind: Sequence[Known], reading: Reading) -> Meaning | None:
    """Those of one kind, counted among themselves: "la deuxième ressource" of objectives and resources."""
    alone = tuple(replace(known, id=number) for number, known in enumerate(of_kind, 1))
    meaning = _point(read(reading.sentence.raw, replace(reading.situation, proposals=alone)))
    if meaning is None or "proposals" not in meaning.entities:
        return meaning
    numbers = [of_kind[number - 1].id for number in meaning.entities["proposals"]]
    return Meaning(meaning.intent, {**meaning.entities, "proposals": numbers})


def _point(reading: Reading) -> Meaning | None:
    shown = reading.situation.proposals
    kind = shown[0].kind
    reading = _without_included(reading)
    if any(other != kind for other in reading.kinds) or (kind != "cible" and reading.says("public")):
        return None
    numbers = _numbers(reading, len(shown))
    chosen = _unrefused(reading, len(shown)) is not None
    if _speaks_of_the_whole(reading) and not (numbers and chosen):
        return None
    if not numbers and reading.says("critique"):
        return Meaning(f"{kind}.suggest")
    left = reading.unread(*READ, extra=number_words(reading))
    refusing = not reading.unread(*READ, "modifier")
    if (
        not numbers
        and not reading.has("sauf")
        and (_wants_others(reading, left) or (reading.has("autres") and refusing))
    ):
        return Meaning(f"{kind}.suggest")
    if reading.leading & ELSEWHERE and not (numbers and reading.says("convient")):
        return None
    if "retirer" in reading.leading or (reading.leading & {"proposer", "montrer"} and not numbers):
        return None
    told = reading.has("ajouter", "retenir", "sauf") or reading.says("refus")
    if not numbers and told and reading.has("tous") and not (chosen or reading.has("sauf") or reading.says("refus")):
        numbers = list(range(1, len(shown) + 1)) if len(left) <= MOST_LEFT_OVER else []
    if numbers and (chosen or len(left) <= (MOST_WHEN_AGREED if told else MOST_LEFT_OVER)):
        apart = chosen or reading.has("sauf") or reading.says("refus")
        # What follows a "mais" corrects what is picked, and names no other.
        turn = reading.find("mais")
        names = [word for word in left if turn is None or word.end <= turn.start()]
        named_too = set() if apart else _all_named(reading, names)
        return _agreed(kind, sorted({*numbers, *named_too}))
    return _unpointed(reading, left)


def _unpointed(reading: Reading, left: Sequence[Word]) -> Meaning | None:
    """What is agreed to without a number."""
    if _is_another(reading, left):
        return None
    return _by_name(reading, left) or _in_a_clause(reading) or _all_or_doubt(reading, left)


def _is_another(reading: Reading, left: Sequence[Word]) -> bool:
    """Whether what is to be added has a figure that those of its words do not: "ajoute l'objectif 20 contrats"."""
    if "ajouter" not in reading.leading or not left or reading.says("designer"):
        return False
    shown = reading.situation.proposals
    called = [proposal for proposal in shown if proposal.id in _all_named(reading, left)]
    held = {number.value for proposal in called for number in numbers_of(read(proposal.name, reading.situation))}
    said = {number.value for number in numbers_of(reading) if number.value > len(shown)}
    return bool(called) and not said <= held


def _without_included(reading: Reading) -> Reading:
    """The sentence without what "all" includes anyway: "toutes, y compris les DAF"."""
    included = reading.find("y_compris")
    if included is None:
        return reading
    whole = read(reading.sentence.raw[: included.start()], reading.situation)
    return whole if whole.has("tous") else reading


def told_apart(reading: Reading) -> Meaning | None:
    """The choice of a sentence that takes some and sets others aside: whatever it tells of them, it is one."""
    shown = reading.situation.proposals
    meaning = point(reading) if shown and _unrefused(reading, len(shown)) else None
    return meaning if meaning and "proposals" in meaning.entities else None


def _speaks_of_the_whole(reading: Reading) -> bool:
    """Whether the scenario or its plan is spoken of, beside what is agreed to: not in a clause that follows it."""
    agreed = reading.first("retenir") if reading.leading == {"retenir"} else None
    end = reading.sentence.clause_end(agreed.end) if agreed else len(reading.flat)
    return any(mention.start < end for mention in reading.all("scenario", "plan", "etat"))


def picked(reading: Reading) -> Meaning | None:
    """The choice among the proposals, once it is known to be made; a question when they are not told apart."""
    shown = reading.situation.proposals
    if not shown or _speaks_of_the_whole(reading):
        return None
    kind = shown[0].kind
    left = reading.unread(*READ, extra=number_words(reading))
    numbers = {
        *_numbers(reading, len(shown)),
        *(() if reading.has("sauf") else _all_named(reading, left)),
    }
    if not numbers and reading.has("tous"):
        numbers = {proposal.id for proposal in shown}
    return _agreed(kind, sorted(numbers)) if numbers else clarify(f"{kind}.add", f"{kind}.add_many")


def _agreed(kind: str, numbers: Sequence[int]) -> Meaning:
    intent = f"{kind}.add" if len(numbers) == 1 else f"{kind}.add_many"
    return Meaning(intent, {"proposals": list(numbers)})


def _wants_others(reading: Reading, left: Sequence[Word]) -> bool:
    """Whether other proposals are asked for, or those shown refused."""
    refused = reading.has("non") and not reading.has("ajouter", "retenir")
    others, agreed = reading.first("autres"), reading.first("ajouter", "retenir")
    wanting = others is not None and (agreed is None or others.start < agreed.start)
    most = MOST_WHEN_AGREED if wanting else MOST_LEFT_OVER
    return (reading.has("autres") or refused or reading.says("autrement")) and len(left) <= most


def _all_or_doubt(reading: Reading, left: Sequence[Word]) -> Meaning | None:
    shown = reading.situation.proposals
    kind = shown[0].kind
    if len(left) > MOST_LEFT_OVER:
        return None
    if reading.has("tous"):
        return _agreed(kind, [proposal.id for proposal in shown])
    if reading.says("remercier") and not (reading.has("oui") or "ajouter" in reading.leading):
        return None
    if left or not (reading.has("oui") or reading.leading & {"ajouter", "retenir"}):
        return None
    if any(reading.is_indefinite(noun) or not reading.determiner(noun) for _, noun in reading.nouns):
        return None
    return _agreed(kind, [1]) if len(shown) == 1 else clarify(f"{kind}.add", f"{kind}.add_many")


def _by_name(reading: Reading, left: Sequence[Word]) -> Meaning | None:
    """Proposals meant by words of their names, one for each part of an enumeration."""
    if reading.sentence.quotes:
        left = [word for word in left if reading.sentence.is_quoted(word)]
    agreeing = bool(reading.leading & {"ajouter", "retenir"}) or reading.says("designer")
    stated = reading.has("nouveau") or any(reading.is_indefinite(noun) for _, noun in reading.nouns)
    if not left or stated or not (agreeing or _only_names(reading, left)):
        return None
    found = _all_named(reading, left)
    return _agreed(reading.situation.proposals[0].kind, sorted(found)) if found else None


def _in_a_clause(reading: Reading) -> Meaning | None:
    """What the one clause that points at proposals agrees to, however much is told around it."""
    count, kind = len(reading.situation.proposals), reading.situation.proposals[0].kind
    clauses = [read(reading.sentence.raw[start:end], reading.situation) for start, end in reading.sentence.clauses()]
    pointing = [clause for clause in clauses[:MOST_CLAUSES] if one_by_one(clause, clause.sentence.words, count)]
    if len(clauses) == 1 or len(pointing) != 1 or pointing[0].leading != {"retenir"}:
        return None
    left = pointing[0].unread(*READ, extra=number_words(pointing[0]))
    return _agreed(kind, _numbers(pointing[0], count)) if len(left) <= MOST_WHEN_AGREED else None


def _all_named(reading: Reading, words: Sequence[Word]) -> set[int]:
    """The numbers of the proposals that the parts of an enumeration name."""
    return {proposal.id for part in _parts(reading, words) if (proposal := _meant(reading, part)) is not None}


def _only_names(reading: Reading, left: Sequence[Word]) -> bool:
    """Whether nothing but names of proposals is said."""
    types = {proposal.type for proposal in reading.situation.proposals}
    sorts = [said for said, type_ in reading.lexicon.types.items() if type_ in types]
    names = " ".join([*(proposal.name for proposal in reading.situation.proposals), *sorts])
    said = [word for word in left if word.folded not in ANYBODY]
    return not reading.leading and covers(names, said, reading.sentence.locale) == 1


def _meant(reading: Reading, words: Sequence[Word]) -> Known | None:
    words = [word for word in words if word.folded not in ANYBODY]
    proposal = named(reading, words, reading.situation.proposals)
    if proposal is None:
        return None
    sorts = [said for said, type_ in reading.lexicon.types.items() if type_ == proposal.type]
    called = " ".join([proposal.name, proposal.segment, *sorts])
    share = POINTED_SHARE if reading.says("designer") else NAMED_SHARE
    if reading.sentence.quotes:
        share = WHOLE_NAME_SHARE
    return proposal if covers(called, words, reading.sentence.locale) >= share else None


def _parts(reading: Reading, left: Sequence[Word]) -> list[list[Word]]:
    """The words left, cut where the sentence enumerates."""
    parts: list[list[Word]] = [[]]
    cut = reading.lexicon.pattern("enumere")
    for previous, word in zip([None, *left], left, strict=False):
        if previous and cut.search(reading.flat, previous.end, word.start):
            parts.append([])
        parts[-1].append(word)
    return parts


def _numbers(reading: Reading, count: int) -> list[int]:
    """The numbers of the proposals meant, in order, from 1; empty when none is said."""
    words = list(reading.sentence.words)
    spared = reading.first("sauf")
    if spared is not None:
        rest = [word for word in words if word.start >= spared.end]
        excluded = one_by_one(reading, rest, count) or _all_named(reading, _left(reading, rest))
        before = [word for word in words if word.end <= spared.start]
        if pointed := run(reading, before, count) or one_by_one(reading, before, count):
            # "la 1 mais pas la 2"
            return [number for number in pointed if number not in excluded]
        return [number for number in range(1, count + 1) if number not in excluded] if excluded else []
    unrefused = _unrefused(reading, count)
    if unrefused is not None:
        return unrefused
    pointed = together(reading, words, count) or one_by_one(reading, words, count)
    return sorted({*pointed, *_spoken_of(reading)})


def _spoken_of(reading: Reading) -> set[int]:
    """The proposal that the sentences before speak of, when this one takes it up: "retenons-le", "add that one"."""
    topic = reading.situation.topic
    if topic is None or topic not in reading.situation.proposals:
        return set()
    shown = any(reading.is_definite(noun) for noun in reading.all(topic.kind))
    return {topic.id} if shown or reading.says("reprend") or reading.says("designer") or reading.has("vague") else set()


def spoken_for(reading: Reading) -> set[int]:
    """The numbers of the proposals that a text points at or names, one by one."""
    count, words = len(reading.situation.proposals), reading.sentence.words
    several = together(reading, words, count)
    pointed = [] if len(several) == count else several or one_by_one(reading, words, count)
    return {*pointed, *_all_named(reading, reading.unread(*READ, extra=number_words(reading)))}


def refused(reading: Reading) -> bool:
    """Whether proposals are only refused: "pas la deuxième"."""
    return _unrefused(reading, len(reading.situation.proposals)) == [] and not reading.has("tous", "sauf")


def _left(reading: Reading, among: Sequence[Word]) -> list[Word]:
    """The words of `among` that may name proposals; none when they are too many for names."""
    if len(among) > MOST_NAMING:
        return []
    return [word for word in reading.unread(*READ, extra=number_words(reading)) if word in among]


def _unrefused(reading: Reading, count: int) -> list[int] | None:
    """Of a sentence that takes some and sets others aside, what it takes; None when it sets none aside."""
    return taken(reading, count, _all_named, READ)
