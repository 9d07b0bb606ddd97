"""What is asked of the assistant itself, or said of its answers: "comment ajouter une cible ?", "c'est nul"."""

import re
from functools import cache
from importlib.resources import files

import yaml

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.courtesy import without_courtesy
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.reading.values import clean
from ai_service.providers.local.understanding.rules.answers import is_question, is_undoing
from ai_service.providers.local.understanding.situation import Situation
from assistant.contracts.base import Contract, Kind, Locale

TOPIC = "topic"
"""The intent of what has an answer of its own; the entity `topic` names it."""

LONGEST = 160
"""In characters: a longer text tells a story, and asks something else in it."""

HANDLING = {"ajouter": "add", "modifier": "update", "retirer": "remove"}
"""Topics that are about a kind of entity, with the verb of the intent that they explain."""


class Topics(Contract):
    """Patterns by topic and language, as questions.yaml describes them."""

    questions: dict[str, dict[Locale, list[str]]]
    autres: dict[str, dict[Locale, list[str]]]


def asked(text: str, situation: Situation) -> Meaning | None:
    """The topic that a text is about; None when it is about a scenario, or several sentences long."""
    said = " ".join(text.split())
    if len(said) > LONGEST:
        return None
    if is_undoing(said):
        return Meaning(TOPIC, {"topic": "annuler"})
    reading = read(without_courtesy(said, situation.locale), situation)
    plain = reading.flat.strip(" .!?…")
    for topic, pattern in _patterns(situation.locale, questions=is_question(reading)).items():
        found = pattern.search(plain)
        if found is None or (topic in _topics().questions and _is_of_something_else(topic, reading)):
            continue
        if topic in HANDLING and reading.kind:
            # "Comment ajouter une cible ?": what is missing is asked for.
            return _handled(topic, reading.kind)
        start, end = next((found.span(name) for name, got in found.groupdict().items() if got), (0, 0))
        offset = len(reading.flat) - len(reading.flat.lstrip(" .!?…"))
        sujet = clean(reading.sentence.raw[start + offset : end + offset], situation.locale)
        return Meaning(TOPIC, {"topic": topic, **({"sujet": sujet} if sujet else {})})
    return None


def _is_of_something_else(topic: str, reading: Reading) -> bool:
    """Whether a question is about the world, or about what to aim at: "quel objectif de coût par lead ?"."""
    return reading.has("hors_sujet") or (topic == "budget" and bool(reading.kinds))


def _handled(topic: str, kind: Kind) -> Meaning:
    """How something of a kind is added, corrected or removed."""
    intent = f"{kind}.{HANDLING[topic]}"
    return Meaning(intent) if topic == "ajouter" else Meaning(TOPIC, {"topic": topic}, (intent,))


@cache
def _topics() -> Topics:
    content = (files(__package__) / "questions.yaml").read_text(encoding="utf-8")
    return Topics.model_validate(yaml.safe_load(content))


@cache
def _patterns(locale: Locale, *, questions: bool) -> dict[str, re.Pattern[str]]:
    patterns = {**(_topics().questions if questions else {}), **_topics().autres}
    return {topic: re.compile(_numbered(by_locale[locale])) for topic, by_locale in patterns.items()}


def _numbered(alternatives: list[str]) -> str:
    """One pattern of several, in which a group's name may come once only: each gets its number."""
    return "|".join(
        alternative.replace("(?P<sujet>", f"(?P<sujet_{number}>") for number, alternative in enumerate(alternatives)
    )
