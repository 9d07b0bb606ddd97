"""Answers to proposals: "la deuxième", "toutes sauf la première", "celle sur les assurances", "d'autres"."""

import re
from collections.abc import Sequence

from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading import Reading
from ai_service.providers.local.understanding.references import covers, named
from ai_service.providers.local.understanding.sentence import Word

MOST_LEFT_OVER = 2
"""How many words may be left unread in a sentence that only points at proposals."""

NAMED_SHARE = 0.5
"""Which part of the words left must belong to the name of a proposal for it to be meant."""

READ = (
    "ajouter", "retenir", "politesse", "merci", "bonjour", "oui", "tous", "sauf", "numero", "vague", "objectif", "cible", "ressource",
    "proposer", "donner", "possessif", "autres", "nouveau", "retirer", "aurevoir",
)  # fmt: skip


def point(reading: Reading) -> Meaning | None:
    """The proposals that are agreed to, by number or by name, or the wish for others."""
    shown = reading.situation.proposals
    if not shown or reading.leading & {"modifier", "chercher", "ouvrir", "exporter", "archiver", "montrer"}:
        return None
    kind = shown[0].kind
    if any(other != kind for other in reading.kinds) or reading.has("scenario", "plan") or reading.sentence.colon:
        return None
    numbers = numbers_said(reading, len(shown))
    left = reading.unread(*READ, extra=_number_words(reading))
    if _wants_others(reading) and not numbers:
        return Meaning(f"{kind}.suggest") if len(left) <= MOST_LEFT_OVER else None
    if "retirer" in reading.leading or (reading.leading == {"proposer"} and not numbers):
        return None
    if numbers and len(left) <= MOST_LEFT_OVER:
        return _agreed(kind, numbers)
    if not left and (reading.has("oui") or reading.leading & {"ajouter", "retenir"}):
        return _agreed(kind, [1]) if len(shown) == 1 else clarify(f"{kind}.add", f"{kind}.add_many")
    return _by_name(reading, left)


def _agreed(kind: str, numbers: Sequence[int]) -> Meaning:
    intent = f"{kind}.add" if len(numbers) == 1 else f"{kind}.add_many"
    return Meaning(intent, {"proposals": list(numbers)})


def _wants_others(reading: Reading) -> bool:
    """Whether other proposals are asked for. "encore" alone also means "still": it needs a noun or an end."""
    return reading.has("autres") or (reading.has("non") and not reading.has(*("ajouter", "retenir")))


def _by_name(reading: Reading, left: Sequence[Word]) -> Meaning | None:
    """Proposals meant by words of their names, one for each part of an enumeration."""
    shown = reading.situation.proposals
    agreeing = reading.leading & {"ajouter", "retenir"} or _points(reading)
    if not agreeing or not left:
        return None
    if reading.has("nouveau") or any(reading.is_indefinite(noun) for _, noun in reading.nouns):
        return None
    found = []
    for part in _parts(reading, left):
        meant = named(reading, part, shown)
        if (
            meant is not None
            and covers(_called(meant.name, meant.type, meant.segment, reading), part, reading.sentence.locale)
            >= NAMED_SHARE
        ):
            found.append(meant.id)
    numbers = sorted(set(found))
    return _agreed(shown[0].kind, numbers) if numbers else None


def _called(name: str, type_: str, segment: str, reading: Reading) -> str:
    return " ".join([name, segment, *(said for said, kept in reading.lexicon.types.items() if kept == type_)])


_POINTS = re.compile(r"\b(?:celle|celui|ceux|celles|the one|that one|ones)\b")


def _points(reading: Reading) -> bool:
    return bool(_POINTS.search(reading.flat))


def _parts(reading: Reading, left: Sequence[Word]) -> list[list[Word]]:
    """The words left, cut where the sentence enumerates."""
    parts: list[list[Word]] = [[]]
    for previous, word in zip([None, *left], left, strict=False):
        between = reading.flat[previous.end : word.start] if previous else ""
        if re.search(r"\b(?:et|and|ou|or)\b|,", between):
            parts.append([])
        parts[-1].append(word)
    return parts


def numbers_said(reading: Reading, count: int) -> list[int]:
    """The numbers of the proposals meant, in order, from 1; empty when none is said."""
    words = list(reading.sentence.words)
    span = _span(reading, words, count)
    said = span or _one_by_one(reading, words, count)
    if reading.has("sauf"):
        excluded = set(_one_by_one(reading, [word for word in words if word.start > _except(reading)], count))
        return [number for number in range(1, count + 1) if number not in excluded] if excluded else []
    if said:
        return said
    if reading.has("tous") and not reading.has("vague"):
        return list(range(1, count + 1))
    return []


def _except(reading: Reading) -> int:
    mention = reading.first("sauf")
    return mention.start if mention else 0


def _span(reading: Reading, words: Sequence[Word], count: int) -> list[int]:
    """ "les deux premières", "the last two", "les 3": several at once."""
    for previous, word in zip(words, words[1:], strict=False):
        amount, ordinal = reading.number(previous.folded), reading.lexicon.ordinaux.get(word.folded)
        if amount is None or ordinal is None:
            amount, ordinal = reading.number(word.folded), reading.lexicon.ordinaux.get(previous.folded)
        if amount is not None and ordinal in (1, -1) and 1 < amount <= count:
            return list(range(1, amount + 1)) if ordinal == 1 else list(range(count - amount + 1, count + 1))
    plural = re.search(r"\b(?:les|all|the|tous les|toutes les)\s+(\w+)\b", reading.flat)
    if plural and reading.number(plural[1]) == count and count > 1:
        return list(range(1, count + 1))
    return []


def _one_by_one(reading: Reading, words: Sequence[Word], count: int) -> list[int]:
    found = []
    for index, word in enumerate(words):
        number = reading.lexicon.ordinaux.get(word.folded)
        if number is not None:
            before = words[index - 1].folded if index else ""
            number = count + 1 + number - (before in ("avant", "penultimate")) if number < 0 else number
        elif _is_pointing(words, index):
            number = reading.number(word.folded)
        if number is not None and 1 <= number <= count:
            found.append(number)
    return sorted(set(found))


def _is_pointing(words: Sequence[Word], index: int) -> bool:
    """Whether a cardinal points at one thing: "la 1", "numéro 2", "1 et 3", "option 2", not "un" the article."""
    word = words[index]
    before = words[index - 1].folded if index else ""
    if word.folded.isdecimal():
        return True
    return before in ("la", "le", "numero", "number", "n", "option", "proposition", "no") and word.folded not in (
        "un",
        "une",
        "one",
    )


def _number_words(reading: Reading) -> list[Word]:
    return [
        word
        for word in reading.sentence.words
        if word.folded in reading.lexicon.ordinaux
        or reading.number(word.folded) is not None
        or word.folded in ("celle", "celui", "ceux", "celles", "avant", "idees")
    ]
