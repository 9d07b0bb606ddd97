"""Results that are wanted, and so objectives: "réduire le churn de 5 %", "we want to get rid of unqualified leads"."""

import re
from collections.abc import Sequence

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.names import NAMED_SHARE, covers
from ai_service.providers.local.understanding.reading.reading import FIELDS, Reading, read
from ai_service.providers.local.understanding.reading.references import entity
from ai_service.providers.local.understanding.reading.sentence import INFINITIVE, Word
from ai_service.providers.local.understanding.reading.values import clean, fields_of
from ai_service.providers.local.understanding.rules.proposals import point
from assistant.contracts.base import KINDS

ASKING = frozenset({"ajouter", "ouvrir", "montrer", "etat", "proposer", "chercher", "exporter", "archiver", "retenir"})
"""Verbs that ask something of the assistant: their infinitive is no result."""

CHANGING = frozenset({"retirer", "modifier"})
"""Verbs that ask something too, unless what they change is a figure of the business."""

STORED = ("objectif", "cible", "scenario", "plan", *(set(FIELDS) - {"priorite"}))
"""What a sentence speaks of that is about the scenario, not about the business."""

NOT_WON = frozenset({"temps", "délai", "délais", "ça", "time"})
"""What is wanted to work on a scenario rather than of the business, though a figure may be called so too."""

_DEPENDENT = re.compile(r"(?:qu'on|que l'on|que nous|que je) $")
_ENDINGS = (
    ("uise", "uire"),
    ("uisions", "uire"),
    ("ienne", "enir"),
    ("issions", "ir"),
    ("isse", "ir"),
    ("eigne", "eindre"),
    ("vende", "vendre"),
    ("fasse", "faire"),
    ("ions", "er"),
    ("e", "er"),
)
"""How the subjunctives of the verbs of results end, and their infinitives, the longest first."""


def intend(reading: Reading) -> Meaning | None:
    """An objective of a sentence that tells a result, and neither asks for an action nor speaks of what is stored."""
    reading = _in_the_infinitive(reading)
    sentence = reading.sentence
    if sentence.is_question or sentence.colon or sentence.quotes or sentence.url or reading.has(*STORED):
        return None
    if point(reading) is not None:
        return None
    values, rest = fields_of(reading, "objectif")
    counted = rest.find("visee") or rest.find("visee_dite")
    named = counted.end() if counted and _is_counted(rest, counted.end()) else _named_from(rest)
    start = _wanted_from(rest) if named is None else named
    if start is None:
        return None
    return Meaning("objectif.add", {"label": clean(rest.sentence.raw[start:], sentence.locale), **values})


def _in_the_infinitive(reading: Reading) -> Reading:
    """The sentence with its verb as if it did not depend on "il faudrait qu'on": "augmenter nos inscriptions"."""
    wished = reading.find("volonte")
    if reading.sentence.locale != "fr" or not wished or not _DEPENDENT.search(wished[0]):
        return reading
    before, told = reading.sentence.raw[: wished.end()], reading.sentence.raw[wished.end() :]
    verb, _, rest = told.partition(" ")
    found = next(((ending, infinitive) for ending, infinitive in _ENDINGS if verb.endswith(ending)), None)
    if found is None:
        return reading
    return read(f"{before}{verb[: -len(found[0])]}{found[1]} {rest}", reading.situation)


def _names_content(reading: Reading) -> bool:
    """Whether a content is spoken of. Beside a figure of the business it is not one: "tickets de support"."""
    content, aimed = reading.first("contenu", "ressource"), reading.all("indicateur")
    return content is not None and not any(figure.start <= content.end + 1 for figure in aimed)


def _is_counted(reading: Reading, start: int) -> bool:
    """Whether so many results are wanted: "20 démos par mois", not "200 PME"."""
    words = reading.sentence.between(start, reading.sentence.clause_end(start))
    families = {mention.family for mention in reading.lexicon.mentions(words)}
    if "indicateur" in families:
        return True
    dated = reading.says("echeance") or (reading.says("mesure") and not _names_content(reading))
    return start > 0 and dated and "personnes" not in families


def _named_from(reading: Reading) -> int | None:
    """Where a result begins that is only named: "je veux plus de clients", "il nous faut des rendez-vous"."""
    wished = reading.find("resultat_voulu")
    if wished is None:
        return None
    clause = reading.sentence.between(wished.end(), reading.sentence.clause_end(wished.end()))
    mentions = reading.lexicon.mentions(clause)
    head = {mention.family for mention in mentions if mention.start == wished.end()}
    more = wished["plus"] is not None
    gained = bool(head & {"indicateur", "gains"}) or (more and any(each.family == "indicateur" for each in mentions))
    other = head & {*KINDS, *STORED, "proposer", "chercher", "aide", "etat"} or ("contenu" in head and not more)
    if not gained or other or not (more or wished["souhait"]) or clause[0].raw.lower() in NOT_WON:
        return None
    return wished.start("plus") if more else wished.end()


def _wanted_from(reading: Reading) -> int | None:
    """Where a result begins that a verb tells; None when the verb asks for something else."""
    volition = reading.find("volonte")
    start = volition.end() if volition else 0
    words = [word for word in reading.sentence.words if word.start >= start]
    if not words:
        return None
    opening = [mention for mention in reading.lexicon.mentions(words) if mention.start == words[0].start]
    verb = {mention.family for mention in opening}
    said = opening[0].words if opening else words[:1]
    if not (any(_is_infinitive(word, reading) for word in said) or (volition and "buts" in verb)):
        return None
    if "essor" in verb and verb.isdisjoint(ASKING):
        return start
    if verb & ASKING and "buts" not in verb:
        return None
    told = _told(reading, max((mention.end for mention in opening), default=words[0].end))
    measured = reading.find("mesure", start) is not None
    dated = volition and reading.says("echeance")
    if dated and (not verb & {*ASKING, *CHANGING, "creer", "generer", "viser"} or (measured and not verb & ASKING)):
        return start
    if _names_content(reading) and not (measured and "buts" in verb):
        return None
    if not _tells_a_result(reading, verb, told, measured=measured, wished=volition is not None):
        return None
    correcting = verb & CHANGING and not (measured and "buts" in verb)
    return None if correcting and _is_held(reading, told, NAMED_SHARE if measured else 1) else start


def _tells_a_result(reading: Reading, verb: set[str], told: Sequence[Word], *, measured: bool, wished: bool) -> bool:
    """Whether a verb and what follows it make a result: a figure of the business, a measure, or a wish to do well."""
    # Small words too, as in "des parts de marché", but not those that name nothing: "tout ça" is no turnover.
    apart = {word.start for mention in reading.all("politesse", "vague") for word in mention.words}
    clause = reading.sentence.between(told[0].start, reading.sentence.clause_end(told[0].start)) if told else []
    spoken = [word for word in clause if word.start not in apart]
    aimed = any(mention.family == "indicateur" for mention in reading.lexicon.mentions(spoken))
    if "modifier" in verb and not measured:
        return False
    if not wished and reading.sentence.locale == "en":
        # An order is spelt like a wish: it points at something known, unless it gives a measure.
        pointing = reading.sentence.between(0, told[0].start)[-1:] if told else []
        generic = not any(word.folded in reading.lexicon.definis for word in pointing)
        return bool(verb & {"retirer", "buts"}) and (measured or (aimed and generic))
    hoped = wished and "buts" in verb and "viser" not in verb
    return aimed or hoped or (measured and (not verb or bool(verb & {*CHANGING, "buts"})))


def _is_infinitive(word: Word, reading: Reading) -> bool:
    """English has one form for wishes and orders; the rest of the sentence tells them apart."""
    return reading.sentence.locale == "en" or INFINITIVE.match(word.folded) is not None


def _told(reading: Reading, start: int) -> list[Word]:
    """The words of a clause from `start` that say what it is about, without its figures."""
    end = reading.sentence.clause_end(start)
    return [word for word in reading.unread("politesse", "vague") if start <= word.start < end]


def _is_held(reading: Reading, told: Sequence[Word], share: float) -> bool:
    """Whether the scenario holds what is spoken of: one may well correct or remove that."""
    named = [word for word in told if reading.number(word.folded) is None and not word.folded.isdecimal()]
    known = entity(reading, named)
    return known is not None and covers(known.name, named, reading.sentence.locale) >= share
