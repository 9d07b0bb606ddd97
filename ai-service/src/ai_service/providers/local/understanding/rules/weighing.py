"""What is asked of the proposals themselves before any is taken: "j'hésite entre la 1 et la 2", "explain number 2"."""

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.reading import read
from ai_service.providers.local.understanding.rules.proposals import spoken_for
from ai_service.providers.local.understanding.rules.questions import LONGEST, TOPIC
from ai_service.providers.local.understanding.situation import Situation

TOPICS = {"pese": "choisir", "se_demande": "pourquoi"}
"""Patterns of the lexicon, with the topic that answers."""


def weighed(text: str, situation: Situation) -> Meaning | None:
    """The topic that answers who compares proposals or asks more of one; None when any of them is asked for."""
    if not situation.proposals or len(text) > LONGEST:
        return None
    reading = read(text, situation)
    topic = next((topic for name, topic in TOPICS.items() if reading.says(name)), None)
    agreed = reading.has("retenir") and not reading.sentence.is_question
    # "Entre la 1 et la 2" enters nothing.
    asked = any(reading.flat[each.start : each.end] != "entre" for each in reading.all("ajouter", "retirer"))
    if topic is None or agreed or asked or reading.sentence.quotes or not spoken_for(reading):
        return None
    return Meaning(TOPIC, {"topic": topic})
