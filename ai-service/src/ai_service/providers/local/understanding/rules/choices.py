"""Which proposals a text takes and which it leaves, clause by clause: "la 1 et la 3, la 2 on l'a déjà"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from ai_service.providers.local.understanding.reading.pointing import number_words, one_by_one, together
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.sentence import Word

MOST_CLAUSES = 12
"""So many are looked at, at most: a text made long on purpose costs no more."""

MOST_PARTS = 30
"""A text of more is no choice among a few proposals."""

MOST_NAMING = 20
"""In how many words at most proposals are looked for by name, where some are taken and others refused."""

Named = Callable[[Reading, Sequence[Word]], set[int]]
"""The numbers of the proposals that words name."""


@dataclass(frozen=True)
class Clause:
    """What a clause says of proposals: which, whether it agrees to them, refuses them, or tells something of them."""

    numbers: frozenset[int]
    others: bool
    agrees: bool
    refuses: bool
    comments: bool

    @property
    def sets_aside(self) -> bool:
        return self.refuses or (self.comments and not self.agrees)


def taken(reading: Reading, count: int, named: Named, read_families: Sequence[str]) -> list[int] | None:
    """Of a text that takes some and sets others aside, the numbers it takes; None when it sets none aside.

    What is refused is set aside; so is, beside what is taken, what something is merely told of ("celle du milieu mon
    chef va tiquer").
    """
    parts = _parts(reading)
    if len(parts) > MOST_PARTS:
        return None
    clauses = _joined([_clause(part, count, named, read_families) for part in parts])
    kept, agreed, refused, told = set[int](), set[int](), set[int](), set[int]()
    for clause in clauses:
        if clause.refuses:
            refused |= clause.numbers
        elif clause.sets_aside:
            told |= clause.numbers
        else:
            kept |= clause.numbers
            agreed |= clause.numbers if clause.agrees else set()
    aside = [clause for clause in clauses if clause.sets_aside and (clause.numbers or clause.others)]
    setting_aside = bool(aside) or any(clause.refuses for clause in clauses)
    if not setting_aside or not (kept or refused or any(clause.others for clause in clauses)):
        return None
    others = any(clause.others and not clause.sets_aside for clause in clauses)
    if not kept and not refused and not others and not any(clause.refuses for clause in aside):
        # Only told of: whether they are taken is not said.
        return None
    if not kept and others:
        kept = set(range(1, count + 1)) - told
    return sorted(kept - refused)


def _joined(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, a bare refusal joined to what was pointed at last: "la deuxième, trop facile, non"."""
    joined = list[Clause]()
    for clause in clauses:
        bare = clause.refuses and not (clause.numbers or clause.others or clause.comments)
        last = next((place for place in reversed(range(len(joined))) if joined[place].numbers), None)
        if bare and last is not None and not joined[last].agrees:
            joined[last] = replace(joined[last], refuses=True)
        else:
            joined.append(clause)
    return joined


def _parts(reading: Reading) -> list[Reading]:
    """The clauses of a text, cut at punctuation and at what sets one thing against another."""
    found = islice(reading.lexicon.pattern("contraste").finditer(reading.flat), MOST_CLAUSES)
    cuts = {found.end() for found in found} | {start for start, _ in reading.sentence.clauses()}
    places = sorted({0, *cuts, len(reading.flat)})
    parts = [reading.sentence.raw[start:end] for start, end in pairwise(places)]
    return [read(part, reading.situation) for part in parts if any(char.isalnum() for char in part)]


def _clause(part: Reading, count: int, named: Named, read_families: Sequence[str]) -> Clause:
    words = part.sentence.words
    others = part.says("les_autres")
    refusal = part.find("refus") or part.find("reserve")
    refusing = [word for word in words if refusal and refusal.start() <= word.start < refusal.end()]
    left = part.unread(*read_families, extra=[*number_words(part), *refusing])
    pointed = [] if others else together(part, words, count) or one_by_one(part, words, count)
    if part.has("tous") and not (pointed or others or left or part.has("sauf")):
        pointed = list(range(1, count + 1))
    called = named(part, left) if not pointed and len(words) <= MOST_NAMING else set[int]()
    return Clause(
        numbers=frozenset([*pointed, *called]),
        others=others,
        agrees=(part.has("ajouter", "retenir", "oui") or part.says("convient")) and refusal is None,
        refuses=refusal is not None,
        comments=not called and bool(left),
    )
