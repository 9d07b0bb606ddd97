"""Numbers and places that point at what is shown: "la 2", "les deux premières", "the last one"."""

from collections.abc import Sequence
from itertools import pairwise

from ai_service.providers.local.understanding.reading.reading import Reading
from ai_service.providers.local.understanding.reading.sentence import Word

BEFORE_LAST = frozenset({"avant", "penultimate"})
POINTING = frozenset({"la", "le", "numero", "number", "n", "option", "proposition", "no", "the", "nr"})
TIMES = frozenset("an annee mois semaine trimestre ete hiver fois year month week quarter time summer winter".split())  # noqa: SIM905
"""Beside these "last" tells when: "l'an dernier", "last week"."""

VALUED = frozenset({"priorite", "priority", "de", "of"})
"""After these a figure is a value: "en priorité 3"."""

JOINING = frozenset("et and ou or mais but pas not plutot plus n is are est me y".split())  # noqa: SIM905
ONES = frozenset({"un", "une", "one"})


def run(reading: Reading, words: Sequence[Word], count: int) -> list[int]:
    """Several in a row, from either end: "les deux premières", "the last two"."""
    for one, other in pairwise([word for word in words if word.folded not in reading.lexicon.vides]):
        for amount_word, place_word in ((one, other), (other, one)):
            amount = reading.number(amount_word.folded)
            place = reading.lexicon.ordinaux.get(place_word.folded)
            if amount is not None and place in (1, -1) and 1 < amount <= count:
                return list(range(1, amount + 1)) if place == 1 else list(range(count - amount + 1, count + 1))
    return []


def together(reading: Reading, words: Sequence[Word], count: int) -> list[int]:
    """Several at once: "les deux premières", "les 3"."""
    said = reading.lexicon.pattern("les_n").finditer(reading.flat)
    if count > 1 and any(reading.number(found[1]) == count for found in said):
        return list(range(1, count + 1))
    return run(reading, words, count)


def one_by_one(reading: Reading, words: Sequence[Word], count: int) -> list[int]:
    """The places, from 1, that single words point at."""
    found = []
    for index, word in enumerate(words):
        number = reading.lexicon.ordinaux.get(word.folded)
        if number == -1 and _is_of_time(words, index):
            continue
        if number == 0:
            # The middle one, when there is one.
            number = (count + 1) // 2 if count % 2 else None
        elif number is not None and number < 0:
            number = count - bool(index and words[index - 1].folded in BEFORE_LAST)
        elif number is None and (_is_pointing(words, index, reading) or _closes_agreement(reading, words, index)):
            number = reading.number(word.folded)
        if number is not None and 1 <= number <= count:
            found.append(number)
    return sorted(set(found))


def _is_of_time(words: Sequence[Word], index: int) -> bool:
    beside = (*words[max(index - 1, 0) : index], *words[index + 1 : index + 2])
    return any(word.folded in TIMES for word in beside)


def _is_pointing(words: Sequence[Word], index: int, reading: Reading) -> bool:
    """Whether a cardinal points at one thing: "la 1", "numéro 2", "1 et 3", "option two", not "un" the article."""
    word = words[index].folded
    before = words[index - 1].folded if index else ""
    if word.isdecimal() and before not in POINTING:
        following = words[index + 1] if index + 1 < len(words) else None
        beside = following is not None and not reading.flat[words[index].end : following.start].strip(" ")
        counts = following is not None and beside and not _may_follow(following, reading)
        return not counts and before not in VALUED
    return word.isdecimal() or (word not in ONES and index > 0 and words[index - 1].folded in POINTING)


def _may_follow(word: Word, reading: Reading) -> bool:
    """Whether a word after a figure counts nothing: "la 1 et la 3", "2 stp", not "2 mois"."""
    polite = {
        each.start for mention in reading.all("politesse", "merci", "retenir", "oui", "sauf") for each in mention.words
    }
    small = word.folded in reading.lexicon.vides and len(word.folded) > 1
    return small or word.start in polite or word.folded in JOINING or reading.number(word.folded) is not None


def _closes_agreement(reading: Reading, words: Sequence[Word], index: int) -> bool:
    """Whether a number in letters ends a sentence that agrees: "go with three", "I'll take two"."""
    return index == len(words) - 1 and words[index].folded not in ONES and "retenir" in reading.leading


def number_words(reading: Reading) -> list[Word]:
    """The words that point, or count."""
    pointed = reading.find("designer")
    return [
        word
        for word in reading.sentence.words
        if word.folded in reading.lexicon.ordinaux
        or word.folded in BEFORE_LAST
        or reading.number(word.folded) is not None
        or (pointed and pointed.start() <= word.start < pointed.end())
    ]
