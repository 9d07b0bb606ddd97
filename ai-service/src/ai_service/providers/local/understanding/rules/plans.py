"""Requests about the plan: "génère le plan", "refais le plan", "le KPI de la démo doit être 70 %".

A plan is made as a whole, so a line of it is not corrected here: the answer says where it is.
"""

from ai_service.providers.local.understanding.meaning import Meaning, clarify
from ai_service.providers.local.understanding.reading.lexicon import Mention
from ai_service.providers.local.understanding.reading.reading import Reading
from assistant.contracts.base import KINDS

MAKING = frozenset(
    {"fais", "fait", "faire", "get", "have", "give", "make", "passe", "passer", "veux", "voudrais", "want"}
)
"""Verbs of making that also come before others ("fais voir"): alone they do not say that a plan is to be made."""


def plan(reading: Reading) -> Meaning | None:
    """The plan: "génère le plan", "refais le plan"; "montre-moi le plan" shows it."""
    noun = reading.first("plan")
    if noun is None:
        return Meaning("plan.generate") if _only_generates(reading) else None
    if reading.says("decompte") and reading.sentence.is_question:
        return Meaning("scenario.show")
    if reading.says("assembler"):
        return Meaning("plan.generate")
    if "chercher" in reading.leading or _is_only_told(noun, reading):
        return None
    clause = next((start for start, end in reading.sentence.clauses() if start <= noun.start < end), 0)
    earlier = [mention for _, mention in reading.nouns if clause <= mention.start < noun.start]
    making = [mention for mention in reading.all("generer") if mention.start < noun.start]
    changing = [mention for mention in reading.all("modifier", "ajouter") if mention.start < noun.start]
    if earlier or (changing and reading.nouns and not making):
        return None
    if "retirer" in reading.leading:
        return clarify("plan.generate", "scenario.show")
    if reading.says("ou_est") or ("ouvrir" in reading.leading and not making):
        return Meaning("scenario.show")
    showing = reading.first("montrer", "etat")
    firmly = [mention for mention in making if mention.words[0].folded not in MAKING]
    # "donne-moi le détail de la ligne 3 du plan"
    making_it = any(mention.start < showing.start for mention in firmly) if showing else False
    if showing and (reading.says("ligne_du_plan") or not making_it) and "proposer" not in reading.leading:
        return Meaning("scenario.show")
    if changing and not making:
        return clarify("plan.generate", "scenario.show")
    return Meaning("plan.generate")


def made(reading: Reading) -> Meaning | None:
    """Whether there is a plan already: "tu as déjà créé le plan ?", "has the plan been generated?"."""
    asked = reading.says("est_ce_fait") or (reading.sentence.is_question and reading.says("deja_fait"))
    return Meaning("scenario.show") if asked and reading.has("plan") and not reading.nouns else None


def line(reading: Reading) -> Meaning | None:
    """A line of the plan, to be corrected, removed or added: "le KPI de la démo doit être 70 %", "la ligne 3"."""
    spoken = reading.find("ligne_du_plan") or (reading.find("dans_le_plan") if reading.nouns else None)
    named = [noun for _, noun in reading.nouns if noun.family in KINDS]
    if spoken is None or named or reading.has("scenario") or reading.sentence.is_question:
        return None
    acting = reading.leading & {"ajouter", "retirer", "modifier"} or reading.has("modifier", "rectifier")
    valued = reading.says("valeur_de_ligne")
    return Meaning("plan.update_item") if acting or valued else None


def _is_only_told(noun: Mention, reading: Reading) -> bool:
    """Whether the plan stands in a relative clause: "ouvre le dossier PME, que j'avais laissé en plan"."""
    clause = next((start for start, end in reading.sentence.clauses() if start <= noun.start < end), 0)
    relative = clause and reading.lexicon.pattern("relative").match(reading.flat, clause)
    return bool(relative) and "ouvrir" in reading.leading


def _only_generates(reading: Reading) -> bool:
    """Whether something is to be generated and nothing is named: that is the plan. "On génère ?"."""
    verb = reading.first("generer")
    named = reading.unread("generer", "donner", "politesse", "vague", "oui", "buts", "recuperer")
    return verb is not None and verb.words[0].stem.startswith("gener") and not named and not reading.nouns
