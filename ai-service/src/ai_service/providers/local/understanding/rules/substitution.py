"""A name with other words in the place of some of its own: "Augmenter le trafic du blog", "… du site"."""

import re
from collections.abc import Sequence
from itertools import takewhile

from ai_service.providers.local.understanding.reading.reading import STRONG_ACTS, Reading, flat, read
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.providers.local.understanding.reading.values import clean
from ai_service.providers.local.understanding.rules.contrasts import Contrast
from assistant.contracts.base import KINDS, Locale

VERBS = (*STRONG_ACTS, "donner", "viser")
LEADING = (*VERBS, "rectifier", "politesse", "creer", "nommer", "nom", "scenario", "thematique", *KINDS)
"""After these comes what is new."""

SAYING = frozenset(
    {
        *("ecrire", "ecris", "ecrivez", "dire", "lire", "parle", "porte", "concerne", "sur"),
        *("say", "read", "write", "use", "have", "about", "after"),
    }
)
"""These lead to it too."""

THE = frozenset({"le", "la", "l"})
DEFINITE = THE | {"les"}
OF = frozenset({"de", "d", "du", "des", "of"})
INNER = OF | {"en", "a", "et", "in", "for", "and", "at"}
"""Small words that go on with a name."""

_ELIDED = re.compile(r"(?<=\b[dD])['’]$")
_OF = re.compile(r"(?<=\b[dD])e $")
_VOWEL = re.compile(r"[aeiouy]|h[eioy]")


def holds(name: str, old: Reading) -> bool:
    """Whether the old words stand in a name, one after the other."""
    return _place(_words(name, old), old) is not None


def changed(name: str, contrast: Contrast, *, whole: bool = False) -> str:
    """A name with the new words in the place of the old; empty when it does not hold these, or nothing is left.

    What both share, and what the new words repeat of the name, stays as it is. With `whole`, new words that repeat
    nothing of it and replace its head are all of the new name.
    """
    words = _words(name, contrast.old)
    place = _place(words, contrast.old)
    new = _new_words(contrast)
    if place is None or not new:
        return ""
    place, new = _determined(words, place, contrast, new)
    (start, end), raw, locale = place, contrast.new.sentence.raw, contrast.new.sentence.locale
    told = clean(raw[new[0].start : new[-1].end], locale)
    alike = [index for index, word in enumerate(new) if start and _alike(word, words[start - 1])]
    if alike and not contrast.begun:
        # "on parle de partenaires revendeurs": it goes on as the name does.
        new = new[alike[-1] :]
    begun = _shared(new, words[:start], words[start:end])
    start, new = start + begun[1], new[sum(begun) :]
    ended = _shared(new[::-1], words[end:][::-1], words[start:end][::-1])
    end, new = end - ended[1], new[: len(new) - sum(ended)]
    repeated = sum(begun) + sum(ended)
    if place == (0, len(words)) or (whole and not repeated and start <= _head(words, locale) < end):
        return told
    if not new or start == end:
        return ""
    return _joined(name[: words[start].start], raw[new[0].start : new[-1].end], name[words[end - 1].end :])


def said(contrast: Contrast) -> str:
    """The new text alone, as it would be stored."""
    new = _new_words(contrast)
    return clean(contrast.new.sentence.raw[new[0].start : new[-1].end], contrast.new.sentence.locale) if new else ""


def _determined(
    words: Sequence[Word], place: tuple[int, int], contrast: Contrast, new: list[Word]
) -> tuple[tuple[int, int], list[Word]]:
    """What is replaced by what, with the small words before: "le trafic" by "l'audience", "à distance" by "hybride"."""
    start, end = place
    all_new = contrast.new.sentence.words
    led = next((word for word in reversed(all_new) if word.end <= new[0].start), None)
    small = words[start - 1] if start else None
    opening = contrast.old.sentence.words[0]
    if small is None or not contrast.begun:
        return place, new
    if small.folded in DEFINITE and led and led.folded in DEFINITE:
        return (start - 1, end), [led, *new]
    whole = small.folded == opening.folded and opening.folded in INNER - OF
    return ((start - 1, end), new) if whole and led is None else (place, new)


def _words(text: str, reading: Reading) -> list[Word]:
    return list(read(text, reading.situation).sentence.words)


def _place(words: Sequence[Word], old: Reading) -> tuple[int, int] | None:
    """Where the old words stand in a name, one after the other: the place of the first, and that after the last."""
    said = list(old.sentence.words)
    while said and said[0].folded in old.lexicon.vides | SAYING:
        said.pop(0)
    while said and said[-1].folded in old.lexicon.vides:
        said.pop()
    for start in range(len(words) - len(said) + 1 if said else 0):
        if all(_alike(one, other) for one, other in zip(words[start:], said, strict=False)):
            return start, start + len(said)
    return None


def _alike(one: Word, other: Word) -> bool:
    return one.stem == other.stem or (one.folded in OF and other.folded in OF)


def _shared(new: Sequence[Word], before: Sequence[Word], old: Sequence[Word]) -> tuple[int, int]:
    """How many of the first new words repeat the last words `before` the old ones, then the first old ones."""
    sizes = range(min(len(new), len(before)), 0, -1)
    repeated = next((size for size in sizes if all(map(_alike, new[:size], before[-size:]))), 0)
    return repeated, len(list(takewhile(lambda pair: _alike(*pair), zip(new[repeated:], old, strict=False))))


def _new_words(contrast: Contrast) -> list[Word]:
    """The words that are to stand in the place of the old ones."""
    new, old = contrast.new, contrast.old.sentence.words
    words, relative, raw = list(new.sentence.words), new.lexicon.pattern("relative"), new.sentence.raw
    if new.sentence.quotes:
        return new.sentence.between(new.sentence.quotes[-1].start, new.sentence.quotes[-1].end)
    led = {word.start for each in new.all(*(VERBS if contrast.begun else LEADING)) for word in each.words}
    led |= {word.start for word in words if word.folded in SAYING}
    small = {
        word.start for word in words if word.folded in new.lexicon.vides and raw[word.start - 1 : word.start] != "-"
    }
    if not contrast.begun:
        alike = [place for place, word in enumerate(words) if old and _opens_alike(words, place, old[0])]
        stops = [
            place + 1
            for place, word in enumerate(words)
            if word.start in led or (word.start in small and word.folded not in INNER)
        ]
        words = words[alike[-1] if alike else max(stops, default=0) :]
        words = list(takewhile(lambda word: not relative.fullmatch(word.folded), words))
    while words and (words[0].start in small or (words[0].start in led and len(words) > 1)):
        words.pop(0)
    while words and words[-1].start in small:
        words.pop()
    return words


def _opens_alike(words: Sequence[Word], place: int, old: Word) -> bool:
    """Whether a word is the one that the old text opens with, as the new one may."""
    one = words[place]
    singular = {one.folded, old.folded} <= THE and not (place and words[place - 1].folded in OF)
    return _alike(one, old) or singular


def _head(words: Sequence[Word], locale: Locale) -> int:
    """The place of the word that says what a name is the name of: "DSI d'ETI", "Hospital CISOs"."""
    if locale == "fr":
        return 0
    return max(len(list(takewhile(lambda word: word.folded not in (*INNER, "with"), words))) - 1, 0)


def _joined(before: str, new: str, after: str) -> str:
    """A name with new words in it: elided before a vowel only, with a capital first."""
    vowel = _VOWEL.match(flat(new)) is not None
    if not vowel and _ELIDED.search(before):
        before = f"{before[:-1]}e "
    elif vowel and _OF.search(before):
        before = f"{before[:-2]}’"
    text = f"{before}{new}{after}"
    return text[:1].upper() + text[1:]
