"""What is said, then taken back: "une cible DSI, euh non, DAF", "delete the webinar, sorry, the case study"."""

from collections.abc import Sequence
from itertools import islice

from ai_service.providers.local.understanding.reading.reading import FIELDS, STRONG_ACTS, Reading, read
from ai_service.providers.local.understanding.reading.sentence import Word
from assistant.contracts.base import KINDS

MOST_TAKEN_BACK = 3
"""So many are looked at, at most: a text made long on purpose costs no more."""

LEADING_TO_A_NAME = (
    *("ajouter", "retirer", "retenir", "modifier", "viser", "creer", "nommer", "scenario", "thematique", "nouveau"),
    *KINDS,
    *FIELDS,
)
"""After these comes what may be said otherwise."""


def settled(reading: Reading) -> Reading:
    """The sentence as it is meant in the end; the same one when nothing is taken back."""
    reading = _without_hesitation(reading)
    for _ in range(MOST_TAKEN_BACK):
        turn = _turn(reading)
        if turn is None:
            break
        before, after = reading.sentence.raw[: turn[0]].rstrip(" ,;.…-–—("), reading.sentence.raw[turn[1] :]
        reading = read(_mended(read(before, reading.situation), read(after, reading.situation)), reading.situation)
    return reading


def _without_hesitation(reading: Reading) -> Reading:
    """The sentence without the sounds that only fill it, unless they come before words that take something back."""
    if _turn(reading) is not None or reading.sentence.quotes:
        return reading
    raw, kept, begin = reading.sentence.raw, list[str](), 0
    for found in reading.lexicon.pattern("hesitation").finditer(reading.flat):
        kept.append(raw[begin : found.start()])
        begin = found.end()
    text = "".join([*kept, raw[begin:]])
    return read(text, reading.situation) if kept and any(char.isalnum() for char in text) else reading


def _turn(reading: Reading) -> tuple[int, int] | None:
    """The place of the words that take back what was said, when something is said on either side of them."""
    quotes, raw = reading.sentence.quotes, reading.sentence.raw
    for found in islice(reading.lexicon.pattern("reprise").finditer(reading.flat), MOST_TAKEN_BACK):
        quoted = any(quote.start <= found.start() < quote.end for quote in quotes)
        said = [any(char.isalnum() for char in part) for part in (raw[: found.start()], raw[found.end() :])]
        if all(said) and not quoted and not _only_refuses(reading, found.span()):
            return found.span()
    return None


def _only_refuses(reading: Reading, turn: tuple[int, int]) -> bool:
    """Whether a "no" takes nothing back: "nah, no CFOs", or beside proposals "plant managers, hmm, no, not for us"."""
    before = read(reading.sentence.raw[: turn[0]], reading.situation)
    refusal = reading.lexicon.pattern("refus").match(reading.flat, turn[1]) if reading.situation.proposals else None
    return refusal is not None or not before.unread("non")


def _mended(before: Reading, after: Reading) -> str:
    """What was said with its last part said otherwise."""
    first, old = after.sentence.words[:1], before.sentence.words
    if not first or not old or any(mention.start == first[0].start for mention in after.all(*STRONG_ACTS, "creer")):
        return _said_again(before, after)
    aimed = before.lexicon.pattern("destination").search(before.flat)
    if aimed and aimed.start() > 0:
        # "les DAF en cible, euh non, les DRH": where it goes to is not said otherwise.
        unaimed = read(before.sentence.raw[: aimed.start()], before.situation)
        return f"{_mended(unaimed, after).rstrip(' .!?')}{before.sentence.raw[aimed.start() :]}"
    clause = before.sentence.clauses()[-1]
    if before.lexicon.pattern("refus").search(before.flat, *clause):
        return f"{before.sentence.raw}, {after.sentence.raw}"
    figure = next((word for word in reversed(old) if word.folded.isdecimal()), None)
    if figure and first[0].folded.isdecimal():
        rest = "" if len(after.sentence.words) > 1 else before.sentence.raw[figure.end :]
        return before.sentence.raw[: figure.start] + after.sentence.raw.rstrip(" .!?") + rest
    return before.sentence.raw[: _replaced_from(before, after)] + after.sentence.raw


def _said_again(before: Reading, after: Reading) -> str:
    """What is said again from its verb on; a pronoun in it stands for what the first verb was about."""
    verb = before.first(*STRONG_ACTS)
    if verb is None or not after.says("reprend"):
        return after.sentence.raw
    return f"{before.sentence.raw[verb.end :].strip()}, {after.sentence.raw}"


def _replaced_from(before: Reading, after: Reading) -> int:
    """Where the part begins that is said otherwise: where it begins alike, else at the last name."""
    first, old = after.sentence.words[0], before.sentence.words
    alike = [word for word in old if word.folded == first.folded]
    if not alike and _is_determiner(first, after):
        nouns = {mention.start for _, mention in before.nouns} if after.nouns else set[int]()
        alike = [
            word
            for word, following in zip(old, [*old[1:], None], strict=True)
            if _is_determiner(word, before) and (not nouns or (following and following.start in nouns))
        ]
    return alike[-1].start if alike else _last_name(before, old)


def _is_determiner(word: Word, reading: Reading) -> bool:
    return word.folded in reading.lexicon.definis or word.folded in reading.lexicon.indefinis


def _last_name(reading: Reading, words: Sequence[Word]) -> int:
    """Where the last name begins: after the last verb, noun of a kind, linking word or comma."""
    ends = [mention.end for mention in reading.all(*LEADING_TO_A_NAME)]
    ends += [
        found.end() for name in ("liaison", "enumere") for found in reading.lexicon.pattern(name).finditer(reading.flat)
    ]
    ends += [reading.sentence.colon[1]] if reading.sentence.colon else []
    begin = max((end for end in ends if end < words[-1].end), default=0)
    named = [word for word in words if word.start >= begin and word.folded not in reading.lexicon.vides]
    return (named or list(words))[0].start
