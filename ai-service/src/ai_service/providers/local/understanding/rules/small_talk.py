"""What is no request about a scenario: greetings, thanks, questions about the assistant, anything else."""

from ai_service.providers.local.library import library
from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading.reading import Reading

FEW_WORDS = 4
"""Up to so many words beside a greeting or thanks ask for nothing."""

NAME_LENGTH = 3
"""A text of so many words at most may be the bare name of a target or a topic."""

REQUESTS = ("ajouter", "retirer", "modifier", "proposer", "chercher", "exporter", "archiver", "scenario", "plan")

HELPING = frozenset({"aide", "aider", "aidez", "help", "comment", "how"})

JOINING = frozenset("de d du des la le l et of and in for".split())  # noqa: SIM905 - a line instead of eleven


def socialise(reading: Reading) -> Meaning | None:
    """Help, thanks and greetings, when nothing else is said."""
    left = reading.unread(
        "aide", "merci", "bonjour", "politesse", "aurevoir", "vague", "oui", "question", "retenir", "donner"
    )
    if reading.says("demander_de_l_aide") and not reading.nouns and not reading.has("hors_sujet"):
        return Meaning("help")
    if len(left) > FEW_WORDS and (
        reading.nouns or reading.has(*REQUESTS) or not reading.has("merci", "aide", "bonjour")
    ):
        return None
    helped, thanked = reading.first("aide"), reading.first("merci")
    if (
        helped
        and helped.words[0].folded in HELPING
        and any(word.start >= helped.end for word in left)
        and not reading.has("situation", "scenario", "plan", "merci")
    ):
        # Help with something else: "tu peux m'aider à faire mes courses ?".
        return None
    if helped and reading.has("hors_sujet"):
        return None
    if helped and not (thanked and thanked.start < helped.start and not reading.sentence.is_question):
        return Meaning("help")
    if thanked:
        return Meaning("thanks")
    return Meaning("greeting") if reading.has("bonjour", "aurevoir") else None


def fact(reading: Reading) -> Meaning | None:
    """What is told of the company or its campaign, and is no request: the description of the scenario may keep it."""
    asking = reading.sentence.is_question or reading.leading or reading.has("aide")
    if reading.situation.scenario is None or asking or not reading.says("fait_dit"):
        return None
    return Meaning("scenario.update", {"fait": reading.sentence.raw.strip()})


def doubt(reading: Reading) -> Meaning:
    """What to say when no rule applies: a question when it may concern the scenario, a polite refusal otherwise."""
    if not any(word.folded.isalpha() for word in reading.sentence.words):
        return Meaning("off_topic")
    if not reading.sentence.words:
        return clarify("objectif.suggest", "cible.suggest", "ressource.suggest", "plan.generate")
    if reading.has("hors_sujet"):
        return Meaning("off_topic")
    if reading.kind is not None:
        return clarify(f"{reading.kind}.suggest", f"{reading.kind}.add")
    concerns = reading.has("situation", "personnes", "scenario", "oui", "tous", "autres", "ajouter")
    themed = bool(library(reading.sentence.locale).about(reading.sentence.raw))
    name = _may_be_a_name(reading)
    if concerns or themed or name:
        return clarify("cible.add", "cible.suggest", "objectif.suggest", "ressource.suggest", "search.run")
    return Meaning("off_topic")


def _may_be_a_name(reading: Reading) -> bool:
    """Whether so little is said that it may name a target or a topic: "DSI", "l'hôtellerie", "local authorities"."""
    words = reading.sentence.words
    inner = [word.folded for word in words[1:] if word.folded in reading.lexicon.vides]
    plain = not reading.says("pronoms") and not reading.has("question")
    return plain and len(words) <= NAME_LENGTH and all(word in JOINING for word in inner)
