"""Where an order begins that is no part of a name: "…puis génère le plan", "…and suggest some objectives"."""

from ai_service.providers.local.understanding.reading.courtesy import opened
from ai_service.providers.local.understanding.reading.lexicon import Mention
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.sentence import SURE_INFINITIVE
from ai_service.providers.local.understanding.situation import Situation
from assistant.contracts.base import KINDS

LONGEST = 120
"""In characters: so much of what follows is enough to tell an order."""

STRONG = frozenset({"proposer", "exporter", "chercher", "montrer", "etat", "archiver"})
"""Families whose verbs are an order by themselves."""

WEAK = frozenset({"generer", "creer", "donner", "ouvrir"})
"""Those that are one only when what they are about is named: "lance un webinaire" may be an objective."""

OBJECTS = frozenset({"plan", "scenario", "proposer", "exporter", "etat", *KINDS})


def begins_an_order(text: str, situation: Situation, *, named: bool) -> bool:
    """Whether `text` opens with an order, or a question about which objectives or targets to choose.

    `named` says that the words before may be a name which goes on: an infinitive then is part of it, and so is an
    English verb, unless it is asked for politely or announced ("then").
    """
    rest, polite = opened(text[:LONGEST].lstrip(), situation.locale)
    alone = read(rest, situation)
    turned = alone.lexicon.pattern("ensuite").match(alone.flat)
    alone = read(rest[turned.end() :], situation) if turned else alone
    rest, asked = opened(alone.sentence.raw, situation.locale)
    alone = read(rest, situation)
    first = alone.sentence.words[:1]
    opening = [mention for mention in alone.mentions if first and mention.start == first[0].start]
    if _asks_which(alone, opening):
        return True
    verbs = [mention for mention in opening if mention.family in STRONG | WEAK]
    if not verbs or not (polite or asked or _is_an_imperative(alone, verbs[0], named=named, turned=turned is not None)):
        return False
    return _is_about_something(alone, verbs)


def _asks_which(reading: Reading, opening: list[Mention]) -> bool:
    """Whether a question opens with what is to be chosen: "quels objectifs me fixer ?"."""
    kinds = [noun for _, noun in reading.nouns if noun.family in KINDS]
    return any(each.family == "question" and 0 < noun.start - each.end <= 1 for each in opening for noun in kinds[:1])


def _is_an_imperative(reading: Reading, verb: Mention, *, named: bool, turned: bool) -> bool:
    if len(verb.words) > 1:
        return True
    on_the_whole = any(reading.is_definite(mention) for mention in reading.all("plan", "scenario"))
    if not named or on_the_whole:
        return True
    return turned if reading.situation.locale == "en" else SURE_INFINITIVE.match(verb.words[0].folded) is None


def _is_about_something(reading: Reading, verbs: list[Mention]) -> bool:
    """Whether an order goes on as one: with a small word, or with what can be asked for."""
    end = verbs[0].end
    following = next((word for word in reading.sentence.words if word.start >= end), None)
    clause = reading.sentence.clause_end(verbs[0].start)
    asked = [mention for mention in reading.all(*OBJECTS) if verbs[0].start < mention.start < clause]
    if not any(verb.family in STRONG for verb in verbs):
        searched = [mention for mention in reading.all("chercher") if verbs[0].start < mention.start < clause]
        return bool(asked or searched) or reading.says("chercher_contenu")
    small = following is None or following.folded in reading.lexicon.vides | reading.lexicon.indefinis
    return bool(asked) or small or len(verbs[0].words) > 1
