"""Requests to see where the open scenario stands: "où en est-on ?", "show targets"."""

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.reading import Reading
from ai_service.providers.local.understanding.reading.references import is_destined
from assistant.contracts.base import KINDS


def show(reading: Reading) -> Meaning | None:
    """The state of the scenario or of a part of it."""
    if reading.says("que_faire"):
        return Meaning("scenario.show")
    doing = reading.leading & {"retirer", "modifier", "ajouter", "chercher", "retenir"}
    counted = reading.says("decompte")
    if (doing and not counted) or reading.has("viser", "proposer") or is_destined(reading):
        return None
    noun = reading.nouns[0][1] if reading.nouns else reading.first("scenario")
    if noun is None and reading.has("hors_sujet"):
        return None
    if reading.has("etat"):
        return Meaning("scenario.show")
    alone = reading.has("possessif") and not reading.unread(*KINDS, "contenu", "politesse", "possessif")
    if noun is None or not (alone or counted or reading.has("montrer", "question", "donner")):
        return None
    # "show targets": those there are.
    named = (
        "montrer" in reading.leading and noun.start - reading.all("montrer")[0].end <= 1 and not reading.has("question")
    )
    held = (
        reading.has("possessif")
        or (named and reading.situation.entities)
        or reading.is_definite(noun)
        or counted
        or reading.says("inventaire")
    )
    thought_up = reading.has("autres") or reading.says("possible") or (reading.says("conseil") and not counted)
    return Meaning("scenario.show") if held and not thought_up else None
