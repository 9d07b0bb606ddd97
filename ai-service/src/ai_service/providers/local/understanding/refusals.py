"""Orders not to do something: "ne supprime pas le webinaire", "do not add CFOs". They ask for nothing."""

from itertools import islice

from ai_service.providers.local.understanding.pointing import number_words
from ai_service.providers.local.understanding.reading import Reading, read

ACTS = frozenset({"ajouter", "retirer", "archiver", "modifier", "exporter", "proposer", "chercher", "ouvrir"})
NOUNS = frozenset({"plan", "nouveau"})
"""What is refused by its noun alone: "je ne veux pas de plan"."""

MAKING = frozenset({"generer", "creer"})
"""Verbs that also mean many other things: what is not to be made must be named."""

MADE = frozenset({"plan", "scenario"})
MOST_REFUSALS = 10


def left_to_do(reading: Reading) -> str | None:
    """What is still asked once the clauses that forbid something are cut: empty when nothing is, None when none does.

    What only looks like an order is left alone: a question ("pourquoi ne pas ajouter les DAF ?"), a text that is quoted
    or follows a colon, and the end of a clause that asks for something ("ajoute l'objectif de ne jamais supprimer…").
    """
    cuts = [] if reading.sentence.is_question else _cuts(reading)
    if not cuts:
        return None
    raw, parts, begin = reading.sentence.raw, list[str](), 0
    for start, end in [*cuts, (len(reading.sentence.raw), 0)]:
        parts.append(raw[begin:start].strip(" ,;.!"))
        begin = max(begin, end)
    kept = ", ".join(part for part in parts if part)
    rest = read(kept, reading.situation)
    chosen = reading.situation.proposals and number_words(rest)
    return kept if chosen or rest.has(*ACTS, *MAKING, "retenir", "viser") else ""


def _cuts(reading: Reading) -> list[tuple[int, int]]:
    """The places of the clauses that forbid something, each with the mark or the "mais" that ends it."""
    contrasts = [found.span() for found in reading.lexicon.pattern("contraste").finditer(reading.flat)]
    cuts = []
    for place, act in _forbidden(reading):
        start, end = next(((start, end) for start, end in reading.sentence.clauses() if start <= place < end), (0, 0))
        start = max([start, *(before for before, after in contrasts if after <= place)])
        following = next((span for span in contrasts if span[0] > act), (end, end))
        asked = {word.family for word in reading.mentions if start <= word.start < place}
        if not asked & ACTS:
            cuts.append((start, following[1] if following[0] <= end else end))
    return cuts


def _forbidden(reading: Reading) -> list[tuple[int, int]]:
    """Where each order not to do something begins, and where what is not to be done does."""
    orders = islice(reading.lexicon.pattern("interdit").finditer(reading.flat), MOST_REFUSALS)
    untouched = islice(reading.lexicon.pattern("intouchable").finditer(reading.flat), MOST_REFUSALS)
    head = reading.sentence.head_end
    found = [order.span() for order in orders if order.end() < head and _is_act(reading, order.end())]
    return sorted({*found, *(order.span() for order in untouched if order.end() <= head)})


def _is_act(reading: Reading, place: int) -> bool:
    """Whether what can be asked for begins at `place`; "ne garde pas" is an expression of its own, a removal."""
    families = {mention.family for mention in reading.mentions if mention.start == place}
    inside = any(mention.start < place < mention.end for mention in reading.mentions)
    made = any(mention.family in MADE and mention.start > place for mention in reading.mentions)
    return not inside and bool(families & (ACTS | NOUNS) or (families & MAKING and made))
