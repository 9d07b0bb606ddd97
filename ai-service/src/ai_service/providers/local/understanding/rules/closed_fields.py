"""The closed fields that a correction gives: a priority, a stage, a segment, an address, a sort of content."""

from ai_service.providers.local.understanding.reading.reading import Reading
from ai_service.providers.local.understanding.reading.references import entity
from ai_service.providers.local.understanding.reading.values import Found, clean, field, is_denied, type_named


def closed_fields(reading: Reading) -> list[Found]:
    """The closed fields that are given a value."""
    found = [given for name in ("priorite", "maturite", "segment") if (given := field(reading, name)) is not None]
    if reading.sentence.url:
        found.append(Found("url", reading.sentence.url, *reading.sentence.url_span))
    if reading.has("priorite") and not any(given.name == "priorite" for given in found):
        found += _distant_priority(reading)
    return [_without_target(reading, given) for given in found] + _type(reading)


def _without_target(reading: Reading, given: Found) -> Found:
    """Of "le segment Agro pour les DSI", the segment alone: what follows the linking word is the target."""
    if given.name != "segment":
        return given
    for link in reading.lexicon.pattern("destinataire").finditer(reading.flat, given.start, given.end):
        rest = [word for word in reading.sentence.words if word.start >= link.end()]
        value = clean(reading.sentence.raw[given.start : link.start()].rpartition("egment")[2], reading.sentence.locale)
        if value and entity(reading, rest) is not None:
            return Found("segment", value, given.start, link.start())
    return given


def _distant_priority(reading: Reading) -> list[Found]:
    """A priority whose number comes later: "change la priorité de l'objectif démonstrations : trois"."""
    mention = reading.first("priorite")
    after = [word for word in reading.sentence.words if mention and word.start >= mention.end]
    numbers = [
        (word, number)
        for word in after
        if (number := reading.number(word.folded)) is not None and not is_denied(reading, word.start)
    ]
    if not numbers:
        return []
    word, number = numbers[-1]
    return [Found("priorite", number, word.start, word.end)]


def _type(reading: Reading) -> list[Found]:
    """A sort of content given as a value: "c'est un webinaire en fait", "change le type en vidéo"."""
    stated = field(reading, "type")
    if stated is not None:
        return [stated]
    # The last one counts: "classé en article alors que c'est une vidéo".
    for mention in reading.all("contenu")[::-1]:
        before = reading.flat[: mention.start].rstrip()
        told = reading.lexicon.pattern("donnee").search(before)
        asked = reading.has("type") and reading.lexicon.pattern("devient").search(before)
        if (told or asked) and not reading.lexicon.pattern("niee").search(before):
            value = type_named(reading.sentence.raw[mention.start :], reading) or "autre"
            return [Found("type", value, mention.start, mention.end)]
    return []
