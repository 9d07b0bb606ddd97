"""Orders not to do something: "ne supprime pas le webinaire", "do not add CFOs". They ask for nothing."""

import re
from itertools import islice, takewhile

from ai_service.providers.local.understanding.meaning import Meaning, together
from ai_service.providers.local.understanding.reading.names import NAMED_SHARE, called, covers, named
from ai_service.providers.local.understanding.reading.orders import begins_an_order
from ai_service.providers.local.understanding.reading.pointing import number_words, one_by_one
from ai_service.providers.local.understanding.reading.reading import FIELDS, Reading, flat, read
from ai_service.providers.local.understanding.reading.references import entity
from ai_service.providers.local.understanding.reading.telling import tells
from ai_service.providers.local.understanding.rules.proposals import refused, spoken_for
from ai_service.providers.local.understanding.situation import Known
from assistant.contracts.base import KINDS

ACTS = frozenset({"ajouter", "retirer", "archiver", "modifier", "exporter", "proposer", "chercher", "ouvrir"})
NOUNS = frozenset({"plan", "nouveau"})
"""What is refused by its noun alone: "je ne veux pas de plan"."""

MAKING = frozenset({"generer", "creer"})
"""Verbs that also mean many other things: what is to be made, or not, must be named."""

MADE = frozenset({"plan", "scenario"})
ARTICLES = ("de la ", "du ", "des ")
MOST_REFUSALS = 10
"""So many are looked at, at most: a text made long on purpose costs no more."""

LONGEST_NAME = 6
"""In words: what is opposed and longer is a sentence of its own."""


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
    if parts[-1] and _is_opposed(reading, cuts[-1][1]) and not rest.has(*ACTS):
        # "ne supprime pas le webinaire mais le cas client": the verb holds for what comes after.
        act = next(word for word in reading.sentence.words if word.start >= _forbidden(reading)[-1][1])
        rest = read(f"{act.raw} {kept}", reading.situation)
        return rest.sentence.raw if rest.leading and _names_something(rest) else ""
    chosen = reading.situation.proposals and number_words(rest)
    making = rest.has(*MAKING) and rest.has(*MADE)
    # "…, j'attends le retour du DG": what is only told is not asked.
    asking = [each for part in parts for each in _clauses(part, reading) if not tells(each, reading.situation)]
    wished = any(read(each, reading.situation).has(*ACTS, "retenir", "viser") for each in asking)
    return kept if chosen or making or wished else ""


def _clauses(text: str, reading: Reading) -> list[str]:
    return [text[start:end] for start, end in read(text, reading.situation).sentence.clauses()]


def _is_opposed(reading: Reading, place: int) -> bool:
    """Whether a "mais" comes right before `place`."""
    return any(found.start() < place <= found.end() for found in reading.lexicon.pattern("mais").finditer(reading.flat))


def _names_something(reading: Reading) -> bool:
    """Whether what follows the verb is a thing, not another sentence."""
    left = reading.unread(*ACTS, "politesse", *KINDS)
    found = entity(reading, reading.sentence.words)
    if "retirer" in reading.leading:
        return found is not None and covers(called(found, reading), left, reading.sentence.locale) >= NAMED_SHARE
    return len(left) <= LONGEST_NAME


def turn_down(reading: Reading) -> Meaning | None:
    """What is not wanted: an entity is then to be removed, a proposal is left alone."""
    if reading.situation.proposals and (_refuses_all(reading) or _refuses_some(reading)):
        return Meaning("leave")
    refusals = [place.span() for name in ("rejet", "rejete") if (place := reading.find(name))]
    asked = reading.all("ajouter", "modifier", "plan", "proposer")
    if not all(any(start <= each.start < end for start, end in refusals) for each in asked):
        # "n'a plus sa place" places nothing.
        return None
    unwanted = [part for text in _unwanted(reading) for part in _things(text, reading)]
    found = [_known(part) for part in unwanted]
    held = list(dict.fromkeys(known for known in found if known in reading.situation.entities))
    if held:
        return together([Meaning(f"{known.kind}.remove", {"ref": known.id}) for known in held])
    return Meaning("leave") if any(found) else None


def _unwanted(reading: Reading) -> list[str]:
    """What is said not to be wanted, in a text that asks nothing else: "je ne veux plus des RSSI"."""
    raw, clauses = reading.sentence.raw, reading.sentence.clauses()
    after, before = reading.find("rejet"), reading.find("rejete")
    if before is not None and (after is None or before.start() < after.start()):
        first, last, text = 0, before.end(), raw[: before.start()]
    elif after is not None:
        first, last = after.start(), reading.sentence.clause_end(after.end())
        following = [span for span in clauses if span[0] > last]
        goes_on = reading.lexicon.pattern("suite_de_refus")
        for _, end in takewhile(lambda span: goes_on.match(reading.flat, span[0]), following):
            # "je ne veux ni du webinaire, ni du livre blanc"
            last = end
        text = raw[after.end() : last]
    else:
        return []
    others = [raw[start:end] for start, end in clauses if end <= first or start >= last]
    opposed = reading.lexicon.pattern("mais").search(flat(text))
    return [text] if not opposed and all(tells(each, reading.situation) for each in others) else []


def _things(text: str, reading: Reading) -> list[Reading]:
    """The things that a text names one after the other: "des RSSI ni des dirigeants de PME"."""
    parts = [part for part in re.split(reading.lexicon.pattern("enumere_un_refus"), text) if part and part.strip()]
    alone = [read(part, reading.situation) for part in parts[:MOST_REFUSALS]]
    return [] if any(part.leading & ACTS for part in alone) else alone


def _known(part: Reading) -> Known | None:
    """What a part names, and nothing else: a proposal, or what the scenario holds."""
    shown, words = part.situation.proposals, part.sentence.words
    places = one_by_one(part, words, len(shown)) if shown else []
    proposed = shown[places[0] - 1] if places else named(part, words, shown)
    said = part.unread(*KINDS, "scenario", "politesse", extra=number_words(part))
    # People are most often whom one aims at, even when an objective speaks of them too.
    aimed = named(part, words, part.situation.held("cible")) if part.kind is None else None
    held = aimed or entity(part, words)
    only_its_sort = not part.unread(*KINDS, "contenu")
    known = held if held and part.kind and not (proposed and only_its_sort) else proposed or held
    if known is None or places or covers(called(known, part), said, part.sentence.locale) >= NAMED_SHARE or not said:
        return known
    return None


def _refuses_some(reading: Reading) -> bool:
    """Whether proposals are only refused: "no plant managers, they never buy", "skip the first one"."""
    held = "retirer" in reading.leading and entity(reading, reading.sentence.words) is not None
    wishing = reading.says("relance") and not reading.says("les_autres")
    # "pas assez précise" corrects nothing.
    beside = {"retirer", "retenir", *(("modifier",) if reading.says("reserve") else ())}
    asking = wishing or not reading.leading <= beside
    return not (held or asking) and refused(reading)


def _refuses_all(reading: Reading) -> bool:
    """Whether none of the proposals is wanted, and no others are asked for."""
    refusal = reading.find("aucune")
    if refusal is None or reading.says("relance") or spoken_for(reading):
        return False
    # "le webinaire ne nous plaît pas": what exists is spoken of. "Aucune des trois, laisse tomber": nothing is to go.
    start, end = next((start, end) for start, end in reading.sentence.clauses() if refusal.start() < end)
    subject = reading.sentence.between(start, refusal.end())
    held = named(reading, subject, reading.situation.entities) is not None
    asking = reading.leading & (ACTS - {"proposer", "retirer"}) or reading.has(*MADE)
    aiming = any(mention.start >= end for mention in reading.all("viser"))
    return not (held or asking or aiming)


def _cuts(reading: Reading) -> list[tuple[int, int]]:
    """The places of the clauses that forbid something, each with the mark or the "mais" that ends it."""
    contrasts = [found.span() for found in reading.lexicon.pattern("contraste").finditer(reading.flat)]
    # "retire rien d'autre et génère le plan"
    joined = islice(reading.lexicon.pattern("jonction").finditer(reading.flat), MOST_REFUSALS)
    contrasts += [each.span() for each in joined if _is_another_order(reading, each.end())]
    contrasts.sort()
    cuts = []
    for place, act in _forbidden(reading):
        # The mark before "fais pas…" belongs to no clause.
        inside = max(act - 1, place)
        start, end = next(((start, end) for start, end in reading.sentence.clauses() if start <= inside < end), (0, 0))
        start = max([start, *(before for before, after in contrasts if after <= place)])
        following = next((span for span in contrasts if span[0] > act), (end, end))
        asked = {word.family for word in reading.mentions if start <= word.start < place}
        if not asked & ACTS:
            cuts.append((start, following[1] if following[0] <= end else end))
    return cuts


def _is_another_order(reading: Reading, place: int) -> bool:
    return begins_an_order(reading.sentence.raw[place:], reading.situation, named=True)


def _forbidden(reading: Reading) -> list[tuple[int, int]]:
    """Where each order not to do something begins, and where what is not to be done does."""
    orders = islice(reading.lexicon.pattern("interdit").finditer(reading.flat), MOST_REFUSALS)
    untouched = islice(reading.lexicon.pattern("intouchable").finditer(reading.flat), MOST_REFUSALS)
    head = reading.sentence.head_end
    found = [order.span() for order in orders if order.end() < head and _is_act(reading, order.end())]
    return sorted({*found, *(order.span() for order in untouched if order.end() <= head)})


def _is_act(reading: Reading, place: int) -> bool:
    """Whether what can be asked for begins at `place`; "ne garde pas" is an expression of its own, a removal."""
    begun = [mention for mention in reading.mentions if mention.start == place]
    families = {mention.family for mention in begun}
    if families & set(FIELDS) and begun and reading.flat[:place].endswith(ARTICLES):
        # "plus besoin de la note": a thing, not the verb.
        return False
    inside = any(mention.start < place < mention.end for mention in reading.mentions)
    made = any(mention.family in MADE and mention.start > place for mention in reading.mentions)
    return not inside and bool(families & (ACTS | NOUNS) or (families & MAKING and made))
