"""Whether a clause asks for something, or tells something: "passe-les en décision", "ils ont vu la démo"."""

from itertools import islice, takewhile

from ai_service.providers.local.understanding.reading.lexicon import Mention
from ai_service.providers.local.understanding.reading.pointing import ONES, number_words
from ai_service.providers.local.understanding.reading.reading import STRONG_ACTS, Reading, flat, read
from ai_service.providers.local.understanding.situation import Situation

OPENING = 5
"""In how many words at the beginning of a sentence the verb of a request stands."""

MOST_ASKED = 8
"""So many are looked at, at most: a text made long on purpose costs no more."""

ONESELF = {"fr": frozenset({"je", "j"}), "en": frozenset({"i", "m", "ve"})}


def asks(text: str, situation: Situation) -> bool:
    """Whether a sentence opens with the verb of a request, or has one after words that ask ("tu peux", "il faut")."""
    alone = read(text, situation)
    if _asks_what(alone):
        return True
    finding = alone.all("donner") if alone.says("chercher_contenu") and alone.says("sujet") else []
    if not (alone.leading or finding):
        return False
    verbs = finding + [verb for verb in alone.all(*STRONG_ACTS) if not _is_told_of_oneself(verb, alone)]
    for asked in islice(alone.lexicon.pattern("demande_faite").finditer(alone.flat), MOST_ASKED):
        following = [word.start for word in alone.sentence.words if word.start >= asked.end()][:OPENING]
        if any(verb.start in following for verb in verbs):
            return True
    small = alone.lexicon.vides | alone.lexicon.adjectifs
    opening = takewhile(lambda word: word.folded in small, alone.sentence.words)
    before = len(list(opening))
    first = {word.start for word in alone.sentence.words[: min(before, OPENING) + 1]}
    return any(verb.start in first for verb in verbs)


def _asks_what(reading: Reading) -> bool:
    """Whether a question opens with what it asks of the scenario: "quelles ressources avait-on retenues ?"."""
    first = reading.sentence.words[:1]
    opened = [mention for mention in reading.all("question") if first and mention.start == first[0].start]
    return bool(opened) and reading.sentence.is_question and bool(reading.nouns or reading.has("scenario", "plan"))


def _is_told_of_oneself(verb: Mention, reading: Reading) -> bool:
    """Whether a verb tells what she does, about nothing that can be asked for: "je rentre de congés"."""
    if verb.family == "retenir" and not reading.situation.proposals:
        return True
    said = reading.word_before(verb) in ONESELF[reading.situation.locale]
    pointed = [word for word in number_words(reading) if word.folded not in ONES]
    return said and verb.family != "retenir" and not reading.nouns and not pointed


def tells(text: str, situation: Situation) -> bool:
    """Whether a clause has a subject and a verb of its own, and asks for nothing."""
    alone = read(text, situation)
    has_subject = alone.lexicon.pattern("a_part").match(flat(f", {text.strip()}")) or alone.says("raconte")
    return bool(has_subject) and not asks(text, situation)
