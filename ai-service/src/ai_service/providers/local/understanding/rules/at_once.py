"""One value for several of a kind: "mets toutes les cibles en décision", "set the first two targets to decision"."""

from collections.abc import Sequence

from ai_service.providers.local.understanding.meaning import Meaning, clarify, together
from ai_service.providers.local.understanding.reading.pointing import number_words, run
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.references import entity, numbered
from ai_service.providers.local.understanding.reading.sentence import Word
from ai_service.providers.local.understanding.reading.values import CLOSED, Found, field
from ai_service.providers.local.understanding.situation import Known
from ai_service.wording import is_small
from assistant.contracts.base import KINDS, Kind

BESIDE = (
    "ajouter",
    "modifier",
    "rectifier",
    "ouvrir",
    "politesse",
    "donner",
    "possessif",
    "tous",
    "priorite",
    "maturite",
)
"""Families that may be said beside the kind and the value without asking for anything else."""

SMALL = frozenset("chaque every each soient etre doivent stade niveau meme stage be should level same both".split())  # noqa: SIM905
"""Words that say neither of what something is, nor what it is given."""


def given(reading: Reading) -> Meaning | None:
    """The value that each of several gets; a question when all are meant and there are none, or no value is said."""
    kind = reading.kind
    told = (
        reading.sentence.quotes or reading.sentence.colon or reading.sentence.url or reading.has("nouveau", "retirer")
    )
    if kind is None or len(reading.kinds) > 1 or told or reading.situation.proposals:
        return None
    value = _value(reading, kind)
    outside = [word for word in reading.sentence.words if value is None or not value.start <= word.start < value.end]
    spared = reading.first("sauf")
    if spared is not None:
        outside = [word for word in outside if word.start < spared.start]
    if any(not _is_beside(word, reading) for word in reading.unread(*KINDS, *BESIDE) if word in outside):
        return None
    whole = reading.says("chacun")
    held = reading.situation.held(kind)
    meant = list(held) if whole else _pointed(reading, outside, kind)
    if spared is not None:
        rest = read(reading.sentence.raw[spared.end : value.start if value else None], reading.situation)
        kept = entity(rest, rest.sentence.words)
        meant = [known for known in meant if known != kept] if kept else []
    if value is not None and len(meant) > (0 if whole else 1):
        return together([Meaning(f"{kind}.update", {"ref": known.id, value.name: value.value}) for known in meant])
    adding = reading.leading & {"ajouter", "modifier"}
    if whole and adding and not held:
        # "All the targets" is no name of one.
        return clarify(f"{kind}.suggest", f"{kind}.add")
    return clarify(f"{kind}.suggest", f"{kind}.add") if whole and "ajouter" in adding and value is None else None


def _value(reading: Reading, kind: Kind) -> Found | None:
    """The closed field that is given; an order may say it by its place: "tous les objectifs sont prioritaires"."""
    found = next((found for name in CLOSED[kind] if name != "segment" and (found := field(reading, name))), None)
    first = reading.find("en_tete") if kind == "objectif" and found is None else None
    return Found("priorite", 1, *first.span()) if first else found


def _pointed(reading: Reading, words: Sequence[Word], kind: Kind) -> list[Known]:
    held = reading.situation.held(kind)
    places = run(reading, words, len(held)) or numbered(reading, words, kind, len(held))
    return [held[place - 1] for place in places]


def _is_beside(word: Word, reading: Reading) -> bool:
    """Whether a word names nothing: a small one, a number, or a verb that puts something somewhere."""
    small = is_small(word.folded, reading.sentence.locale) or word in number_words(reading)
    return small or reading.lexicon.pattern("range").fullmatch(word.folded) is not None or word.folded in SMALL
