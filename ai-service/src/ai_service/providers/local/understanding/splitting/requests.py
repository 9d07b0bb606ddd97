"""Several requests in one sentence: "une cible DSI et un objectif de 30 leads", "retire les DAF et génère le plan"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ai_service.providers.local.understanding.reading.enumerations import MOST_PARTS, _is_listed, without_joint
from ai_service.providers.local.understanding.reading.orders import begins_an_order
from ai_service.providers.local.understanding.reading.reading import FIELDS, Reading, read
from ai_service.providers.local.understanding.reading.references import entity
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.providers.local.understanding.reading.values import field
from assistant.contracts.base import KINDS

OPENING = 8
"""How many words are enough to tell what a part asks."""

ACTS = ("ajouter", "retirer", "modifier", "viser", "proposer")
"""Verbs that may be said once for several things."""

ASKING = frozenset({"ajouter", "retirer", "modifier"})
OTHER_ACTS = frozenset({"proposer", "generer", "exporter", "chercher", "montrer", "archiver", "ouvrir", "creer"})

_STOP = re.compile(r"[;\n]|[.!?]\s")


def requests(reading: Reading) -> list[str]:
    """The parts of a sentence that each ask something, the verb said once repeated; one part when there is one."""
    raw, starts = reading.sentence.raw, [0]
    starts += [start for start in _starts(reading) if start > 0]
    verb, parts, owned = "", list[str](), reading.find("possede")
    for start, end in pairwise([*starts, len(raw)]):
        part = without_joint(raw[start:end].strip(" ,;.\n"), reading)
        alone = read(part, reading.situation)
        said = next((mention for mention in alone.all(*ACTS) if mention.start < _noun_place(alone)), None)
        if said is not None:
            verb = alone.sentence.raw[said.start : said.end]
            part = _with_its_noun(alone, reading)
        elif verb and not _acts(alone) and not begins_an_order(part, reading.situation, named=False):
            part = _with_its_noun(read(f"{verb} {part}", reading.situation), reading)
        elif owned and parts and not _acts(alone) and "contenu" in alone.families:
            # "on a une vidéo et un article": both are had.
            part = f"{owned[0].strip()} {part}"
        parts.append(part)
    return parts


def _with_its_noun(part: Reading, whole: Reading) -> str:
    """A part in which "une autre" stands for the noun said before it, with that noun."""
    other = part.find("un_autre")
    nouns = [noun for _, noun in whole.nouns if noun.family in KINDS]
    if other is None or part.nouns or not nouns:
        return part.sentence.raw
    raw, noun = part.sentence.raw, whole.sentence.raw[nouns[0].start : nouns[0].end]
    return f"{raw[: other.start()]}{other[0].rstrip()} {noun}{raw[other.end() :]}"


def _acts(reading: Reading) -> bool:
    """Whether a part opens with a verb of its own, even one that is not shared: "génère le plan"."""
    opening = [word.start for word in reading.sentence.words[:2]]
    return any(mention.start in opening for mention in reading.all(*OTHER_ACTS))


def _noun_place(reading: Reading) -> int:
    return reading.nouns[0][1].start if reading.nouns else len(reading.sentence.raw)


def _starts(reading: Reading) -> list[int]:
    """Where a new request begins: after a mark or an "et", at a verb or at the noun of a kind with its article."""
    marks = [*reading.lexicon.pattern("enumere").finditer(reading.flat), *_STOP.finditer(reading.flat)]
    places = [mark.span() for mark in marks if not reading.sentence.is_apart(mark.start())]
    places = sorted([*places, *((place, place) for place in _repeated(reading))])
    if len(places) > 2 * MOST_PARTS:
        return []
    # A name holds no verb: after what is to go, a verb that opens is another request.
    verbs = ASKING | OTHER_ACTS if reading.has("retirer") else ASKING
    found, last = list[int](), 0
    for start, end in places:
        if not any(char.isalnum() for char in reading.sentence.raw[last:start]):
            # ", et", "and then": one mark in two words.
            last = end
            continue
        last = end
        following = [word for word in reading.sentence.words if word.start >= end][:OPENING]
        if following and (
            _is_told_its_kind(reading, start)
            or _is_given_its_field(reading, start, end)
            or ("ajouter" in reading.leading and reading.lexicon.pattern("encore_un").match(reading.flat[start:]))
            or _begins_a_request(following, reading, verbs)
            or begins_an_order(reading.sentence.raw[end:], reading.situation, named=_may_go_on(reading, start))
        ):
            found.append(start)
    return found


def _repeated(reading: Reading) -> list[int]:
    """Where the noun of a kind comes again, as bare as the first: "objectif notoriété objectif 8 chantiers signés"."""
    bare = [
        noun
        for _, noun in reading.nouns
        if noun.family in KINDS and not reading.is_plural(noun) and _stands_alone(reading.word_before(noun), reading)
    ]
    return [noun.start for first, noun in pairwise(bare) if first.family == noun.family] if bare else []


def _stands_alone(before: str, reading: Reading) -> bool:
    """Whether a noun after this word has no article, and completes nothing."""
    return before not in reading.lexicon.vides | reading.lexicon.definis | reading.lexicon.indefinis


def _may_go_on(reading: Reading, place: int) -> bool:
    """Whether a name may hold a verb at `place`: that of an objective, or one that a colon announces."""
    before = [kind for kind, noun in reading.nouns if noun.end <= place]
    return before[-1:] == ["objectif"] or (reading.sentence.colon is not None and reading.sentence.colon[0] < place)


def _is_told_its_kind(reading: Reading, place: int) -> bool:
    """Whether "comme cible" stands on either side of a place: "DAF comme cible et 30 leads comme objectif"."""
    told, aimed = reading.lexicon.pattern("en_tant_que"), reading.lexicon.pattern("destination")
    before = reading.flat[:place].rstrip()
    after = reading.flat[place : reading.sentence.clause_end(place + 1)]
    if aimed.search(before) and aimed.search(after.rstrip(" .!?")):
        return True
    return any(found.end() == len(before) for found in told.finditer(before)) and bool(told.search(reading.flat, place))


def _is_given_its_field(reading: Reading, start: int, end: int) -> bool:
    """Whether what stands on either side of a place is given a field: "passe les DSI en décision et les RSSI en…"."""
    if reading.leading and "modifier" not in reading.leading:
        return False
    sides = [read(text, reading.situation) for text in (reading.sentence.raw[:start], reading.sentence.raw[end:])]
    opening = [mention.family for mention in sides[1].mentions[:1]]
    return not set(opening) & set(FIELDS) and all(
        any(field(side, name) for name in ("maturite", "priorite")) and entity(side, side.sentence.words)
        for side in sides
    )


def _begins_a_request(words: Sequence[Word], reading: Reading, verbs: frozenset[str]) -> bool:
    """Whether words open with a verb that asks, or with the noun of a kind, past its article."""
    mentions = reading.lexicon.mentions(words)
    at = {mention.start: set[str]() for mention in mentions}
    for mention in mentions:
        at[mention.start].add(mention.family)
    determined, fresh, owned = False, reading.situation.locale == "en", reading.says("possede")
    for word in words[:4]:
        families = at.get(word.start, set())
        if reading.lexicon.pattern("un_autre").match(reading.flat, word.start):
            # "…, et une autre : RSSI d'ETI": one more of those before.
            return "ajouter" in reading.leading
        if families & verbs and not determined:
            # "le titre n'est pas bon, mets : X" says what to put there.
            return not ({"ajouter", "modifier"} <= families and reading.flat[word.end :].lstrip().startswith(":"))
        if "chercher" in reading.leading and families & {*KINDS, "contenu"}:
            return False
        if families & set(KINDS):
            # "propose des objectifs pour mes cibles et mes ressources": only what is new is proposed.
            return "proposer" not in reading.leading or fresh
        if "contenu" in families:
            return (determined or (owned and fresh)) and not (
                _is_in_an_objective(word.start, reading) or _is_listed(word.start, reading)
            )
        if determined and reading.lexicon.pattern("complement").match(f"{word.folded} "):
            # "et les géomètres aux cibles": not the cibles, but who goes there.
            return False
        determined |= word.folded in reading.lexicon.indefinis or word.folded in reading.lexicon.definis
        counted = reading.number(word.folded) is not None
        fresh |= counted or word.folded in reading.lexicon.indefinis
        passed = (
            determined
            or (counted and ("proposer" in reading.leading or reading.has("donner") or owned))
            or word.folded in reading.lexicon.vides
            or "nouveau" in families
        )
        if not passed:
            return False
    return False


def _is_in_an_objective(place: int, reading: Reading) -> bool:
    """Whether a content is one of those that an objective speaks of: "objectif : diffuser un guide et une vidéo"."""
    before = [mention.family for _, mention in reading.nouns if mention.start < place]
    return before[-2:] == ["objectif", "contenu"]
