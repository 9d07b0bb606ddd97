"""Several targets, each at a stage of its own: "mets les DRH en décision et les DAF en découverte"."""

from itertools import pairwise

from ai_service.providers.local.understanding.meaning import Meaning, together
from ai_service.providers.local.understanding.reading.names import is_calling, named
from ai_service.providers.local.understanding.reading.pointing import number_words
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.references import PAIR, numbered
from ai_service.providers.local.understanding.reading.values import clean, is_denied
from ai_service.providers.local.understanding.situation import Known
from ai_service.wording import is_small

BESIDE = ("cible", "maturite", "modifier", "rectifier", "politesse", "ouvrir")
"""Families that may be said beside targets and stages without asking for anything else."""


def staged(reading: Reading) -> Meaning | None:
    """The stage of each target that is named, when nothing else is said."""
    said = list(reading.lexicon.pattern("maturite").finditer(reading.flat))
    if len(said) < PAIR or reading.sentence.quotes or reading.sentence.url or reading.sentence.is_question:
        return None
    if reading.has("nouveau", "viser") or any(is_denied(reading, found.start()) for found in said):
        return None
    spans = pairwise([(0, 0), *(found.span() for found in said), (len(reading.flat),) * 2])
    parts = [read(reading.sentence.raw[one[1] : other[0]].strip(" ,;:"), reading.situation) for one, other in spans]
    stages = [reading.lexicon.maturites[next(group for group in found.groups() if group)] for found in said]
    meant = [_given(part, stage) for part, stage in zip(parts[:-1], stages, strict=True)]
    given = [each for each in meant if each is not None]
    refs = [each.entities["ref"] for each in given if "ref" in each.entities]
    if parts[-1].unread("politesse") or len(given) < len(said) or not refs or len(set(refs)) < len(refs):
        return None
    return together(given)


def _given(part: Reading, stage: str) -> Meaning | None:
    """The stage given to the target that a part names; people whom the scenario does not hold may be added with it."""
    known = _target(part)
    if known is not None:
        return Meaning("cible.update", {"ref": known.id, "maturite": stage})
    told = [word for word in part.unread(*BESIDE, "ajouter") if not _orders(word.folded, part)]
    if not told or not part.has("personnes") or named(part, told, part.situation.held("cible")):
        return None
    name = clean(part.sentence.raw[told[0].start : told[-1].end], part.sentence.locale)
    return Meaning("cible.add", {"label": name, "maturite": stage})


def _target(part: Reading) -> Known | None:
    """The one target that a part names or counts, and nothing else; what else is so called is none."""
    words, held = part.sentence.words, part.situation.held("cible")
    places = numbered(part, words, "cible", len(held))
    if len(places) == 1 and not part.unread(*BESIDE, extra=number_words(part)):
        return held[places[0] - 1]
    known = named(part, words, held)
    others = [] if known is None else [word for word in part.unread(*BESIDE) if not is_calling(word, known, part)]
    named_only = all(is_small(word.folded, part.sentence.locale) or _orders(word.folded, part) for word in others)
    return known if named_only else None


def _orders(word: str, part: Reading) -> bool:
    return part.lexicon.pattern("range").fullmatch(word) is not None
