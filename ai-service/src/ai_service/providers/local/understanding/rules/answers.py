"""Answers to what the assistant asked last: "oui", "non", "le premier", "celui sur la logistique", a name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.names import best_named
from ai_service.providers.local.understanding.reading.orders import begins_an_order
from ai_service.providers.local.understanding.reading.pointing import number_words, one_by_one
from ai_service.providers.local.understanding.reading.reading import FIELDS, Reading, flat, read
from ai_service.providers.local.understanding.reading.sentence import INFINITIVE
from ai_service.providers.local.understanding.situation import Situation
from assistant.contracts.base import KINDS, Contract
from assistant.contracts.entities import Action
from assistant.contracts.registry import CLIENT_INTENT
from assistant.dialogue.texts import CATALOGUE

AGAIN = "again"
"""The intent of an answer that means buttons of the answer before: they are given again, by number."""

LONGEST_ANSWER = 100
"""In characters: a longer text is no bare yes or no."""

SHORT = 2
"""In words: so short an "annule" is about the button that waits."""

MOST_BESIDE_A_FORM = 2
"""How many buttons an answer has at most that asks for what a form lacks: the form, and another way."""

LONGEST_NAME = 14
"""In words: a longer text is no name for a form."""

READ = ("ouvrir", "scenario", "montrer", "donner", "retenir", "politesse", "oui", "merci", "numero", "vague", "ajouter")
IN_DOUBT = frozenset({"clarify", "off_topic"})
UNCERTAIN = frozenset(
    {*IN_DOUBT, "scenario.create", "scenario.open", "scenario.list", "search.run", *(f"{kind}.add" for kind in KINDS)}
)
"""What a text may be taken for that is the name asked for: "Campagne d'automne", "Générer plus de leads"."""

FILLING = {
    "fr": {
        "scenario.create": "crée un scénario : {}",
        "thematique": "crée un scénario « {nom} », thématique {}",
        "objectif.add": "ajoute un objectif : {}",
        "cible.add": "ajoute une cible : {}",
        "ressource.add": "ajoute une ressource : {}",
    },
    "en": {
        "scenario.create": "create a scenario: {}",
        "thematique": "create a scenario “{nom}”, theme {}",
        "objectif.add": "add an objective: {}",
        "cible.add": "add a target: {}",
        "ressource.add": "add a resource: {}",
    },
}
"""The whole sentence for which a short answer to the question of a form stands."""

CHANGING = ("ajouter", "retirer", "modifier")

Understood = Callable[[str, Situation], Meaning]


class Answers(Contract):
    """Patterns of short answers, as answers.yaml describes them."""

    oui: list[str]
    mots: list[str]
    non: list[str]
    annuler: list[str]


def is_yes(text: str) -> bool:
    """Whether a text agrees, and says no more."""
    return _is_all(_patterns()["oui"], text)


def is_no(text: str) -> bool:
    """Whether a text declines, and says no more."""
    return _is_all(_patterns()["non"], text)


def is_undoing(text: str) -> bool:
    """Whether a text asks to take back what was done last, whatever it was."""
    return _is_all(_patterns()["annuler"], text)


def answer(text: str, situation: Situation) -> Meaning | None:
    """What an answer means that is one for sure; None for anything else, and when nothing was offered."""
    numbered = list(enumerate(situation.offered, 1))
    undoing = [number for number, action in numbered if is_undo(action)]
    if is_undoing(text):
        # "Annule" before a single button declines it; "annule la dernière action" is about what was done before.
        declined = len(numbered) == 1 and len(text.split()) <= SHORT
        return _again(undoing) if undoing else Meaning("leave") if declined else None
    if not numbered:
        return None
    if is_yes(text):
        chosen = [number for number, _ in numbered if number not in undoing]
        # "Ok merci" after what was done is thanks, which choose nothing.
        return None if len(chosen) > 1 and read(text, situation).has("merci") else _again(chosen)
    return Meaning("leave") if is_no(text) else _pointed(text, situation)


def is_undo(action: Action) -> bool:
    """Whether a button takes back what was just done."""
    return action.label in CATALOGUE["action.undo"]


def complete(text: str, situation: Situation, meaning: Meaning, understood: Understood) -> Meaning:
    """The meaning of a text that may be an answer: what names one of several buttons, or fills the form asked for."""
    if not situation.offered or is_question(read(text, situation)):
        return meaning
    return (meaning.intent in IN_DOUBT and _named(text, situation)) or _filled(text, situation, meaning, understood)


def is_question(reading: Reading) -> bool:
    """Whether a text asks a question, by its mark or by its first word."""
    first = reading.sentence.words[:1]
    asked = reading.first("question")
    return reading.sentence.is_question or bool(asked and first and asked.start == first[0].start)


def _again(numbers: Sequence[int]) -> Meaning:
    return Meaning(AGAIN, {"numbers": list(numbers)}) if numbers else Meaning("leave")


def _alike(situation: Situation) -> list[int]:
    """The numbers of the buttons among which there is a choice: those that do the same to something else."""
    intents = [
        action.payload.get("intent", "") if action.intent == CLIENT_INTENT else action.intent
        for action in situation.offered
    ]
    most = max(set(intents), key=intents.count)
    family, _, verb = most.partition(".")
    choice = [number for number, intent in enumerate(intents, 1) if intent == most]
    # What is to be added was proposed: it is chosen among the proposals.
    return [] if len(choice) == 1 or (family in KINDS and verb.startswith("add")) else choice


def _pointed(text: str, situation: Situation) -> Meaning | None:
    """The button that a text points at, and says no more: "le premier", "ouvre le 2"."""
    choice, reading = _alike(situation), read(text, situation)
    if not choice or reading.unread(*READ, extra=number_words(reading)):
        return None
    places = one_by_one(reading, reading.sentence.words, len(choice))
    return _again([choice[place - 1] for place in places]) if places else None


def _named(text: str, situation: Situation) -> Meaning | None:
    """The button that a text names: "celui sur la logistique"."""
    choice, reading = _alike(situation), read(text, situation)
    if not choice or len(reading.sentence.words) > LONGEST_NAME:
        return None
    if reading.has("sauf") or reading.says("restreint"):
        # What is set apart, or kept alone, is not what the button is to do.
        return None
    known = {scenario.id: f"{scenario.nom} {scenario.thematique}" for scenario in situation.scenarios}
    buttons = [situation.offered[number - 1] for number in choice]
    told = [known.get(button.payload.get("scenario_id", 0), button.label) for button in buttons]
    place = best_named(reading, reading.sentence.words, told)
    return _again([choice[place]]) if place is not None else None


def _filled(text: str, situation: Situation, meaning: Meaning, understood: Understood) -> Meaning:
    """The meaning of a text as the answer to the question of a form, when it may be one."""
    form = situation.offered[0]
    intent, prefill = form.payload.get("intent", ""), form.payload.get("prefill") or {}
    filling = FILLING[situation.locale]
    alone = len(situation.offered) <= MOST_BESIDE_A_FORM
    asked = form.intent == CLIENT_INTENT and intent in filling and isinstance(prefill, dict) and alone
    reading = read(text, situation)
    names = bool(reading.unread(extra=number_words(reading)))
    said = names and len(text.split()) <= LONGEST_NAME and not is_yes(text) and not is_no(text) and not is_undoing(text)
    if asked and intent == "scenario.create" and _describes(reading, meaning):
        # A sentence is no name: the name is asked again.
        return Meaning(intent, dict(prefill))
    if not asked or not said or not _may_fill(text, intent, situation, meaning):
        return meaning
    blank = replace(situation, offered=(), proposals=())
    named = intent == "scenario.create" and bool(prefill.get("nom")) and not prefill.get("thematique")
    sentence = filling["thematique"].format(text, nom=prefill["nom"]) if named else filling[intent].format(text)
    found = understood(sentence, blank)
    if found.intent != intent or not found.entities:
        return meaning
    return found if found.also else replace(found, entities={**prefill, **found.entities})


def _may_fill(text: str, intent: str, situation: Situation, meaning: Meaning) -> bool:
    """Whether a text, understood as it was, may be what a form lacks, and no request of its own."""
    reading = read(text, situation)
    if _changes_something(reading) or reading.says("possede"):
        # "On a 3 mois et 20 k€" is told, and names nothing.
        return False
    if meaning.intent in IN_DOUBT or (meaning.intent == intent and not meaning.entities):
        return not begins_an_order(text, situation, named=False)
    if meaning.also or meaning.intent not in UNCERTAIN or situation.scenario is not None or intent != "scenario.create":
        return False
    return not (_is_said_anew(reading, meaning) or begins_an_order(text, situation, named=False))


def _changes_something(reading: Reading) -> bool:
    """Whether a text orders to add, correct or remove something: "ajoute une cible DSI", "renomme-le Été".

    A noun or an infinitive may begin a name: "ajout de valeur", "supprimer le papier".
    """
    words = [word for word in reading.sentence.words if word.folded not in reading.lexicon.sujets | {"on", "we"}]
    acts = [mention for mention in reading.all(*CHANGING) if words and mention.start == words[0].start]
    if not acts or reading.sentence.is_quoted(words[0]):
        return any(new.start == words[0].start for new in reading.all("nouveau")) and bool(reading.kinds)
    following = next((word for word in words if word.start >= acts[0].end), None)
    pointed = following is not None and following.folded in reading.lexicon.definis | reading.lexicon.indefinis - {"de"}
    infinitive = reading.sentence.locale == "fr" and INFINITIVE.match(words[0].folded)
    return bool(reading.kinds) or ((pointed or reading.has(*FIELDS)) and not infinitive)


def _describes(reading: Reading, meaning: Meaning) -> bool:
    """Whether a text tells what is wanted rather than what it is called: "on vise 60 leads d'ici juin"."""
    added = meaning.intent in {f"{kind}.add" for kind in KINDS} and reading.situation.scenario is None
    opened = meaning.intent == "scenario.open" and not reading.has("ouvrir")
    return (meaning.intent in IN_DOUBT or added or opened) and reading.says("decrit") and not reading.has("nommer")


def _is_said_anew(reading: Reading, meaning: Meaning) -> bool:
    """Whether a text tells or asks anew, beside the question: "je veux plus de leads", "nouveau scénario…"."""
    telling = reading.says("pronoms") or reading.sentence.words[0].folded in reading.lexicon.sujets
    anew = reading.has("scenario") and (reading.has("nouveau", "creer") or reading.sentence.colon)
    called = str(meaning.entities.get("nom", "")) if meaning.intent == "scenario.open" else ""
    opened = bool(called) and (reading.has("ouvrir") or flat(called) == reading.flat.strip(" .!"))
    listed = meaning.intent == "scenario.list" and reading.has("montrer", "possessif", "tous")
    return bool(telling or anew or opened or listed)


def _is_all(pattern: re.Pattern[str], text: str) -> bool:
    if len(text) > LONGEST_ANSWER:
        return False
    # Skin tones and presentation say nothing more.
    plain = re.sub("[\U0001f3fb-\U0001f3ff\ufe0f]", "", flat(" ".join(text.split())))
    return pattern.fullmatch(plain.strip(" .,;:!…")) is not None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    content = (files(__package__) / "answers.yaml").read_text(encoding="utf-8")
    told = Answers.model_validate(yaml.safe_load(content))
    yes, small, between = "|".join(told.oui), "|".join(told.mots), r"[\s,;.!…]+"
    return {
        "oui": re.compile(rf"(?:(?:{small}){between})*(?:{yes})(?:{between}(?:{yes}|{small}))*"),
        "non": re.compile(rf"(?:{'|'.join(told.non)})(?:{between}(?:{'|'.join(told.non)}|{small}))*"),
        "annuler": re.compile("|".join(told.annuler)),
    }
