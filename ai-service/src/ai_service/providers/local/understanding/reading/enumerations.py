"""Several things of one kind that one sentence names: "DAF, DRH et DG comme cibles", "un guide et une vidéo"."""

import re
from collections.abc import Sequence

from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.references import PAIR, is_destined
from ai_service.providers.local.understanding.reading.sentence import INFINITIVE
from ai_service.providers.local.understanding.reading.values import CLOSED, field
from assistant.contracts.base import KINDS, Kind

MOST_PARTS = 12
"""What has more parts is no list that one would dictate: it is read as one."""

SHAPES = frozenset({"personnes", "contenu", "indicateur"})
"""What the parts of an enumeration have in common: they are all people, all contents, all results."""

_MARK = re.compile(r"\s*(?:,(?!\d)|[;\n•]|\s-\s|\s\+\s|\s/\s)\s*")


def _is_listed(place: int, reading: Reading) -> bool:
    """Whether a content is one of those that a heading announces: "deux ressources : le guide NIS2 et la démo"."""
    colon = reading.sentence.colon
    kinds = [noun for kind, noun in reading.nouns if kind == "ressource" and noun.family in KINDS]
    return colon is not None and colon[0] < place and any(reading.is_plural(noun) for noun in kinds)


def items(text: str, kind: Kind, reading: Reading) -> list[str]:
    """The things that `text` names, of one kind; a single one unless the sentence announces several."""
    if not _announces_several(kind, reading, text):
        return [text]
    if len(reading.sentence.quotes) > 1:
        return [quote.text for quote in reading.sentence.quotes]
    if reading.sentence.quotes:
        # One name, whatever marks are in it.
        return [text]
    parts = _MARK.split(text)
    if len(parts) > MOST_PARTS:
        return [text]
    parts = [part for part in parts if names(read(part, reading.situation))]
    several = [item for part in parts for item in _joined(part, reading)]
    last = re.split(reading.lexicon.pattern("jonction"), parts[-1]) if parts else []
    counted = _is_counted(kind, len(parts) + 1, reading)
    if (
        len(last) == PAIR
        and len(several) == len(parts)
        and (counted or (len(parts) > 1 and _is_plural(last[1], reading)))
    ):
        # "trois cibles : A, B et C", "DAF, DRH et cadres de santé": the last "et" is that of the list.
        several = [*parts[:-1], *last]
    if _is_only_counted(several, kind, reading):
        # "deux cas clients, Decathlon et Leroy Merlin"
        several = several[1:]
    return several if 0 < len(several) <= MOST_PARTS else [text]


def _is_only_counted(found: Sequence[str], kind: Kind, reading: Reading) -> bool:
    """Whether the first of several only says how many the others are."""
    if len(found) <= PAIR or not _is_counted(kind, len(found) - 1, reading):
        return False
    alone = read(found[0], reading.situation)
    return all(alone.number(word.folded) is not None for word in alone.unread("contenu", *KINDS))


def _is_counted(kind: Kind, count: int, reading: Reading) -> bool:
    """Whether so many of a kind are announced: "trois cibles"."""
    nouns = [noun for named, noun in reading.nouns if named == kind]
    return any(reading.number(reading.determiner(noun)) == count for noun in nouns) or any(
        reading.number(reading.word_before(noun)) == count for noun in nouns
    )


def without_joint(part: str, reading: Reading) -> str:
    """A part without the "et" or the "puis" that joins it to what comes before."""
    return re.sub(reading.lexicon.motifs["liant"][0], "", part, flags=re.IGNORECASE)


def names(reading: Reading) -> bool:
    """Whether a part says more than a number of things: "deux cibles"."""
    return any(reading.number(word.folded) is None for word in reading.unread(*KINDS, "tous"))


def _announces_several(kind: Kind, reading: Reading, text: str) -> bool:
    """Whether the noun is plural, or each thing has its own article: "les DAF et les DRH", "DAF, DRH et DG"."""
    if _have_their_fields(kind, reading, text):
        return True
    nouns = [noun for named, noun in reading.nouns if named == kind]
    nouns = nouns or [noun for noun in reading.lexicon.mentions(reading.sentence.words) if noun.family == kind]
    if nouns and (reading.says("en_tant_que") or not is_destined(reading)):
        several = reading.is_plural(nouns[0]) or (reading.number(reading.word_before(nouns[0])) or 1) > 1
        if several or not reading.says("en_tant_que"):
            return several
    joined = [part for part in re.split(reading.lexicon.pattern("jonction"), text) if part.strip()]
    parts = [part for each in joined for part in _MARK.split(each) if part.strip()]
    if not 1 < len(joined) <= len(parts) <= MOST_PARTS:
        return False
    # The verb has taken the first one's article.
    own = all(_has_article(part, reading) for part in parts[1:]) and len(parts) > PAIR
    sorts = [_shape(part, reading) & {"personnes", "contenu"} for part in parts]
    listed = len(parts) > PAIR and bool(sorts[0] & sorts[1])
    return own or listed or all(_are_alike(joined[0], part, reading) for part in joined[1:] if "personnes" in sorts[0])


def _have_their_fields(kind: Kind, reading: Reading, text: str) -> bool:
    """Whether an "et" joins two things that are each given the same field: "DSI en découverte et DAF en décision"."""
    joined = [read(part, reading.situation) for part in re.split(reading.lexicon.pattern("jonction"), text)]
    return len(joined) > 1 and any(all(field(part, name) for part in joined) for name in CLOSED[kind])


def _joined(part: str, reading: Reading) -> list[str]:
    """The two things that an "et" joins when they are alike; else one: "directeurs achats et logistique"."""
    pieces, begin = list[str](), 0
    alone = read(part, reading.situation)
    for found in reading.lexicon.pattern("jonction").finditer(alone.flat):
        one, other = part[begin : found.start()], part[found.end() :]
        if one.strip() and other.strip() and _are_alike(one, other, reading):
            pieces.append(one)
            begin = found.end()
    return [*pieces, without_joint(part[begin:], reading)]


def _are_alike(one: str, other: str, reading: Reading) -> bool:
    """Whether what an "et" joins are two things, not two words of one: "responsables achats et logistique"."""
    book = reading.lexicon
    alone, following = (read(text, reading.situation) for text in (one, other))
    if book.pattern("complement").match(following.flat):
        return False
    shapes, ends = (_shape(one, reading), _shape(other, reading)), book.pattern("complement").search(alone.flat)
    if ends and not _has_article(other, reading) and _are_bodies(alone.flat[ends.end() :], following.flat, reading):
        # "dirigeants de TPE et PME"
        return False
    if all(_has_article(text, reading) for text in (one, other)) or (not ends and _has_plural_article(other, reading)):
        return True
    if any(all(field(part, name) for part in (alone, following)) for name in ("maturite", "priorite")):
        return True
    return (
        bool(shapes[0] & shapes[1])
        or not any(shapes)
        or (not ends and _is_plural(one, reading) and _is_plural(other, reading))
    )


def _are_bodies(end: str, other: str, reading: Reading) -> bool:
    """Whether a complement ends with the same sort of body as what follows the "et" is: "de TPE", "PME"."""
    bodies = reading.lexicon.pattern("corps")
    return bodies.fullmatch(end.strip()) is not None and bodies.match(other.strip()) is not None


def _is_plural(text: str, reading: Reading) -> bool:
    """Whether a text opens with a plural noun that needs no other: "échevins", "town clerks", not "responsables"."""
    return reading.lexicon.pattern("pluriel").match(read(text, reading.situation).flat.strip()) is not None


def _has_plural_article(text: str, reading: Reading) -> bool:
    first = read(text, reading.situation).sentence.words[:1]
    return bool(first) and first[0].folded in ("les", "the", "nos", "our")


def _has_article(text: str, reading: Reading) -> bool:
    """Whether a thing has an article of its own: "les ergonomes"."""
    first = read(text, reading.situation).sentence.words[:1]
    return bool(first) and first[0].folded in reading.lexicon.definis | reading.lexicon.indefinis


def _shape(text: str, reading: Reading) -> frozenset[str]:
    """What a thing is by its first words, before any complement: people, a content, a result, a figure."""
    alone = read(text, reading.situation)
    words = [word for word in alone.sentence.words if word.folded not in reading.lexicon.vides][:1]
    if not words:
        return frozenset()
    complement = reading.lexicon.pattern("complement").search(alone.flat, words[0].end)
    named = alone.sentence.between(words[0].start, complement.start() if complement else len(text))
    mentions = reading.lexicon.mentions(named)
    whole = [*mentions, *reading.lexicon.mentions(alone.sentence.words)]
    opening = {mention.family for mention in whole if mention.start == words[0].start}
    shape = (opening & SHAPES) | ({mention.family for mention in mentions} & {"personnes"})
    if INFINITIVE.match(words[0].folded) or ("buts" in opening and "indicateur" not in opening):
        shape |= {"verbe"}
    if alone.number(words[0].folded) is not None or words[0].folded.isdecimal():
        shape |= {"figure"}
    if any(alone.lexicon.pattern("gens").match(alone.flat, word.start) for word in named):
        shape |= {"personnes"}
    return frozenset(shape)
