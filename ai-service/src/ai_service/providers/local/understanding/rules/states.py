"""What is told of something that the scenario holds, and asks for nothing: "le webinaire a été enregistré"."""

import re
from collections.abc import Sequence

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.names import called, covers, is_calling, named
from ai_service.providers.local.understanding.reading.reading import FIELDS, Reading, read
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.providers.local.understanding.reading.telling import asks
from ai_service.providers.local.understanding.rules.closed_fields import closed_fields
from ai_service.providers.local.understanding.situation import Known

NAMED_SHARE = 0.6
"""Which part of what is spoken of must belong to the name of an entity for it to be meant."""

ELSEWHERE = ("retirer", "scenario", "plan", "autres", "viser", "nommer", *FIELDS)
_TWO_SENTENCES = re.compile(r"[.!?…]\s+\S")


def told(reading: Reading) -> Meaning | None:
    """What is said to have become of an entity: it may be noted there; there is nothing to add."""
    sentence, situation = reading.sentence, reading.situation
    apart = sentence.is_question or sentence.quotes or sentence.url or reading.has(*ELSEWHERE)
    chosen = (situation.proposals and reading.has("retenir")) or reading.says("renomme") or reading.says("nomme")
    apart = apart or chosen or _TWO_SENTENCES.search(sentence.raw) is not None
    if apart or not situation.entities or closed_fields(reading) or asks(sentence.raw, situation):
        return None
    for name in ("ce_qui_est", "ce_qu_on_a"):
        found = reading.find(name)
        place = next((group for group, said in enumerate(found.groups(), 1) if said), 0) if found else 0
        subject = read(sentence.raw[slice(*found.span(place))], situation) if found and place else None
        known = _held(subject) if subject else None
        if known is not None:
            return Meaning("clarify", {"told": known}, (f"{known.kind}.update",))
    return None


def _held(subject: Reading) -> Known | None:
    """The entity that is spoken of: what else is said of it is no name."""
    words = [word for word in subject.sentence.words if not word.folded.isdecimal()]
    held = subject.situation.held(subject.kind)
    known = named(subject, words, held)
    if known is None or _names_another(words, known, subject):
        return None
    share = covers(called(known, subject), words, subject.sentence.locale)
    return known if share >= NAMED_SHARE else None


def _names_another(words: Sequence[Word], known: Known, reading: Reading) -> bool:
    """Whether a proper name stands beside, that is not this one's: "le cas client Dupont"."""
    return any(word.raw[:1].isupper() and not is_calling(word, known, reading) for word in words[1:])
