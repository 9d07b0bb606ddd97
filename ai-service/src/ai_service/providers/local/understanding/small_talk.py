"""What is no request about a scenario: greetings, thanks, questions about the assistant, anything else."""

from ai_service.providers.local.library import library
from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading import Reading

SHORT = 4


def socialise(reading: Reading) -> Meaning | None:
    """Help, thanks and greetings, when nothing else is said."""
    left = reading.unread("aide", "merci", "bonjour", "politesse", "aurevoir", "vague", "oui", "question", "retenir")
    if reading.has("aide") and len(left) <= SHORT:
        return Meaning("help")
    if reading.has("merci") and len(left) <= SHORT:
        return Meaning("thanks")
    if reading.has("bonjour", "aurevoir") and len(left) <= SHORT:
        return Meaning("greeting")
    return None


def doubt(reading: Reading) -> Meaning:
    """What to say when no rule applies: a question when it may concern the scenario, a polite refusal otherwise."""
    text = reading.sentence.raw
    words = reading.sentence.words
    if not words:
        return clarify("objectif.suggest", "cible.suggest", "ressource.suggest", "plan.generate")
    if reading.nouns:
        kind = reading.kind
        return clarify(f"{kind}.suggest", f"{kind}.add")
    concerns = reading.has(
        "situation", "personnes", "scenario", "buts", "oui", "non", "tous", "autres", "retenir", "ajouter"
    )
    themed = bool(library(reading.sentence.locale).about(text))
    if concerns or themed or (len(words) <= SHORT and not reading.has("question") and not reading.sentence.is_question):
        return clarify("cible.add", "cible.suggest", "objectif.suggest", "ressource.suggest", "search.run")
    return Meaning("off_topic")
