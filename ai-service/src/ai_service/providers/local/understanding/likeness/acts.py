"""What a sentence most likely asks for, judged by its likeness to the examples of the evaluation set's open part.

A linear model: each feature of a sentence speaks for some acts and against others. The weights, `acts_<locale>.json`,
are written by `python -m ai_service.learn` and never by hand.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from ai_service.providers.local.understanding.reading.reading import Reading
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.providers.local.understanding.situation import Situation
from ai_service.wording import stems
from assistant.contracts.base import KINDS, Locale

Weights = Mapping[str, Mapping[str, float]]
"""Feature → act → weight."""

LONGEST_MEASURED = 6
"""Lengths are told apart up to so many pairs of words; longer texts count as one length."""

SUBJECTS = frozenset({"indicateur"})
"""Families that say what a sentence is about, not what it does."""


@dataclass(frozen=True)
class Likely:
    """The act that comes first, and by how much it is ahead of the next."""

    act: str
    margin: float


def act_of(intent: str, entities: Mapping[str, Any]) -> str:
    """What an intent does, whatever the kind of entity: "cible.remove" → "remove"; taking a proposal is "pick"."""
    kind, _, verb = intent.partition(".")
    if kind not in KINDS:
        return intent
    return "pick" if verb == "add_many" or "proposals" in entities else verb


def features(reading: Reading) -> frozenset[str]:
    """What is told of a sentence: its stems and their pairs, the families it mentions, its form, its situation.

    Names of what exists, numbers, quotations and addresses are replaced by what they are, so that what is learned of
    one sentence holds for another.
    """
    tokens = list(_tokens(reading))
    families = {f"F:{_plain(family)}" for family in reading.families - SUBJECTS}
    leading = {f"L:{_plain(family)}" for family in reading.leading}
    said = {f"w:{token}" for token in tokens} | families | leading
    pairs = {f"b:{one}_{other}" for one, other in pairwise(("^", *tokens, "$"))}
    form = {"bias", f"n:{min(LONGEST_MEASURED, len(tokens) // 2)}"}
    form |= {"?"} if reading.sentence.is_question else set()
    form |= {":"} if reading.sentence.colon else set()
    situation = reading.situation
    form.add(f"S:{int(situation.scenario is not None)}{int(bool(situation.entities))}")
    shown = {f"P&{feature}" for feature in said} | {"P"} if situation.proposals else set()
    return frozenset(said | pairs | form | shown)


def _plain(family: str) -> str:
    """A family without the kind: what is done does not depend on it."""
    return "KIND" if family in KINDS else family


def _tokens(reading: Reading) -> Iterator[str]:
    """The words as tokens, the same one not twice in a row."""
    situation, last = reading.situation, ""
    names = {part: "SCENARIO" for each in situation.scenarios for part in stems(each.nom, situation.locale)}
    known = (*situation.entities, *situation.proposals)
    names |= {part: "NAME" for each in known for part in stems(each.name, situation.locale)}
    nouns = {word.start for _, noun in reading.nouns if noun.family in KINDS for word in noun.words}
    for word in reading.sentence.words:
        token = "KIND" if word.start in nouns else _token(word, reading, names)
        if token != last:
            yield token
        last = token


def _token(word: Word, reading: Reading, names: Mapping[str, str]) -> str:
    sentence = reading.sentence
    if sentence.is_quoted(word):
        return "QUOTE"
    if word.raw.startswith(("http", "www.")):
        return "URL"
    if word.folded.isdecimal() or reading.number(word.folded) is not None:
        return "NUMBER"
    if word.folded in reading.lexicon.ordinaux:
        return "PLACE"
    if word.start > sentence.head_end:
        return "TAIL"
    return names.get(word.stem, word.stem)


def scores(weights: Weights, said: Iterable[str]) -> Counter[str]:
    """How much the features speak for each act."""
    total: Counter[str] = Counter()
    for feature in said:
        for act, weight in weights.get(feature, {}).items():
            total[act] += weight  # type: ignore[assignment]
    return total


def likely(reading: Reading) -> Likely:
    """The act that a sentence most likely performs, among those that its situation allows."""
    # In order: the last digit of a sum depends on it.
    told = scores(_learned(reading.situation.locale), sorted(features(reading)))
    for act in _impossible(reading.situation):
        del told[act]
    (first, most), (_, next_) = told.most_common(2)
    return Likely(first, round(most - next_, 1))


def _impossible(situation: Situation) -> Iterator[str]:
    if not situation.proposals:
        yield "pick"
    if not situation.entities:
        yield from ("update", "remove")
    if situation.scenario is None:
        yield from ("scenario.show", "scenario.update", "scenario.export", "plan.generate")


@cache
def _learned(locale: Locale) -> Weights:
    content: Weights = json.loads((files(__package__) / f"acts_{locale}.json").read_text(encoding="utf-8"))
    return content


@cache
def stems_met(locale: Locale) -> frozenset[str]:
    """The stems of the words that were met in the examples of a language."""
    return frozenset(feature.removeprefix("w:") for feature in _learned(locale) if feature.startswith("w:"))
