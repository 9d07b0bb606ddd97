"""What is told before something is to be added: "Il neige. Ajoute les DAF en cible", "On a un guide, ajoute-le"."""

import re
from itertools import islice, pairwise, takewhile

from ai_service.providers.local.understanding.reading.courtesy import without_courtesy
from ai_service.providers.local.understanding.reading.reading import FIELDS, Reading, flat, read
from ai_service.providers.local.understanding.rewriting.antecedents import spoken_of
from ai_service.providers.local.understanding.rules import wanted_results
from ai_service.providers.local.understanding.rules.proposals import point
from ai_service.providers.local.understanding.situation import Situation
from assistant.contracts.base import KINDS

MOST_REQUESTS = 8
"""So many are looked at, at most: a text made long on purpose costs no more."""

OPENING = 4
"""In how many words at the beginning of a sentence the verb of a request stands."""

ORDERS = (
    "ajouter",
    "retirer",
    "modifier",
    "proposer",
    "exporter",
    "chercher",
    "archiver",
    "generer",
    "creer",
    "montrer",
)

_CLAUSE = re.compile(r"[,:;()]")
_SENTENCE = re.compile(r"[.!?…;]+(?=\s|$)\s*")


def to_the_point(reading: Reading) -> Reading:
    """The request to add something alone, with what it points back at ("ajoute-les") named in its place.

    The same reading when nothing is told before it, or when what is told asks for something too.
    """
    reading = _ordered(reading)
    raw = reading.sentence.raw
    for found in islice(reading.lexicon.pattern("ajout_demande").finditer(reading.flat), MOST_REQUESTS):
        if reading.sentence.is_apart(found.start("verbe")):
            continue
        pointing = bool(found["avant"] or found["apres"]) or _is_only_destined(raw[found.end() :], reading)
        if reading.situation.proposals and (pointing or read(raw[found.end() :], reading.situation).says("designer")):
            # What is shown is pointed at.
            return reading
        before, verb, rest = raw[: found.start()], raw[found.start("verbe") : found.end("verbe")], raw[found.end() :]
        if found["avant"] and not read(verb, reading.situation).has("ajouter"):
            # "we have a guide, it could go in the resources".
            verb = reading.lexicon.familles["ajouter"][0]
        told = _sentences(before)
        if not told:
            return reading if pointing else _without_rest(reading)
        if not pointing and _picks(before, reading.situation):
            return reading
        if not pointing:
            names_it = any(char.isalnum() for char in rest)
            asked = any(_asks(clause, reading.situation) for part in told for clause in _CLAUSE.split(part))
            return _without_rest(read(f"{verb}{rest}", reading.situation)) if names_it and not asked else reading
        name = spoken_of(before, told, rest, reading)
        return _without_rest(read(f"{verb} {name}", reading.situation)) if name else reading
    return reading


def _picks(text: str, situation: Situation) -> bool:
    """Whether a text agrees to proposals: "l'article, parfait", which is asked beside what is to be added."""
    picked = point(read(text, situation))
    return picked is not None and "proposals" in picked.entities


def _is_only_destined(rest: str, reading: Reading) -> bool:
    """Whether what follows the verb only says where it adds: "…, add to the resources please"."""
    place = without_courtesy(rest, reading.situation.locale).rstrip(" .!?")
    return reading.lexicon.pattern("destination").fullmatch(flat(place)) is not None


def _ordered(reading: Reading) -> Reading:
    """A wish to see something among the targets, or a place told first, said as an order to add it there."""
    among = {"fr": "dans les", "en": "to the"}[reading.sentence.locale]
    place = reading.find("liste_de")
    if place is not None and "ajouter" in reading.leading:
        # "ajoute à la liste des cibles les DAF" adds among the targets.
        raw = reading.sentence.raw
        reading = read(f"{raw[: place.start()]}{among} {raw[place.start('ou') :]}", reading.situation)
    placed = reading.find("range_d_abord")
    if placed is not None and not reading.sentence.is_apart(placed.start("reste")):
        # "pour les cibles, note les DAF".
        where = reading.sentence.raw[placed.start("ou") : placed.end("ou")]
        rest = reading.sentence.raw[placed.start("reste") :].rstrip(" .!?")
        return read(f"{rest} {among} {where}", reading.situation)
    raw, wish = reading.sentence.raw, reading.find("souhait_d_ajout")
    verb = reading.lexicon.familles["ajouter"][0]
    if reading.sentence.colon and not reading.leading and not reading.nouns:
        listed = read(reading.sentence.tail, reading.situation)
        kinds = [noun for _, noun in listed.nouns[:1] if noun.family in KINDS and listed.is_indefinite(noun)]
        if kinds and len(listed.nouns) > 1 and kinds[0].start <= len("une nouvelle "):
            # "voilà ce qu'il nous faut : un objectif…, une cible…".
            return read(f"{verb} {reading.sentence.tail}", reading.situation)
    if wish is None:
        return reading
    made = wish.groupdict().get("fait")
    if not made and (reading.sentence.is_question or read(raw[wish.start() :], reading.situation).leading):
        return reading
    named, destined = raw[wish.start("nom") : wish.end("nom")], raw[wish.start("dest") :]
    if made:
        # "make winning 20 depots an objective".
        destined = f"as {destined}"
    return read(f"{raw[: wish.start()]}{verb} {named} {destined}", reading.situation)


def _without_rest(reading: Reading) -> Reading:
    """The sentence without those after it that have a subject and only tell: "… Je suis dans le train."."""
    sentences = _sentences(reading.sentence.raw)
    while len(sentences) > 1 and _only_tells(read(sentences[-1], reading.situation)):
        sentences.pop()
        reading = read(" ".join(sentences), reading.situation)
    return reading


def _only_tells(reading: Reading) -> bool:
    subject = {*reading.lexicon.sujets, "c", "ca", "on", "that", "it"} & {
        word.folded for word in reading.sentence.words[:OPENING]
    }
    given = reading.sentence.quotes or reading.sentence.url or reading.sentence.colon
    asked = reading.sentence.is_question or any(
        _asks(clause, reading.situation) for clause in _CLAUSE.split(reading.sentence.raw)
    )
    named = asked or reading.has(*KINDS, *FIELDS, "contenu", "personnes", "viser", "plan", "scenario", "maturite")
    return bool(subject) and not (given or named or reading.says("maturite"))


def _sentences(text: str) -> list[str]:
    ends = [found.end() for found in _SENTENCE.finditer(text)]
    parts = [text[start:end].strip() for start, end in pairwise(sorted({0, *ends, len(text)}))]
    return [part for part in parts if any(char.isalnum() for char in part)]


def _asks(text: str, situation: Situation) -> bool:
    """Whether a sentence asks for something of its own: it opens with an order, or states what is to be added."""
    alone = read(text, situation)
    words, reflexive = alone.sentence.words[: OPENING + 1], alone.lexicon.pattern("a_soi")
    if words and reflexive.match(alone.flat, words[0].end):
        # "Figure-toi que…"
        return False
    small = (alone.lexicon.vides | alone.lexicon.adjectifs) - alone.lexicon.sujets
    opening = list(takewhile(lambda word: word.folded in small, words))
    first = {word.start for word in words[: len(opening) + 1]}
    if any(not alone.is_told(verb) for verb in alone.all("retirer")):
        return True
    orders = [verb for verb in alone.all(*ORDERS) if verb.start in first and not alone.is_told(verb)]
    if orders:
        return True
    return bool(alone.sentence.quotes) or alone.says("en_tant_que") or wanted_results.intend(alone) is not None
