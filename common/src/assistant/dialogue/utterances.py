"""What the user is shown to have said when she clicked: the right-hand bubble of an intent."""

from typing import Any

from pydantic import BaseModel

from assistant.contracts.base import Locale
from assistant.dialogue.texts import quoted, text

_PLAIN = frozenset(
    {
        "scenario.list",
        "scenario.open",
        "scenario.import",
        "objectif.suggest",
        "cible.suggest",
        "ressource.suggest",
        "objectif.add_many",
        "cible.add_many",
        "ressource.add_many",
        "proposal.add_many",
        "plan.generate",
    }
)


def utterance(intent: str, payload: BaseModel, locale: Locale, *, has_plan: bool = False) -> str | None:
    """The text of the user's message for `intent`, or None when the intent is an edit that needs no bubble.

    It reads as the button did: of a scenario that `has_plan`, the plan is generated again.
    """
    fields: dict[str, Any] = payload.model_dump()
    if intent == "chat.say":
        return str(fields["message"])
    if intent in _PLAIN:
        consigne = fields.get("consigne")
        said = text(
            "utterance.plan.regenerate" if has_plan and intent == "plan.generate" else f"utterance.{intent}", locale
        )
        return f"{said} ({quoted(consigne)})" if consigne else said
    if intent == "scenario.create":
        return text(
            "utterance.scenario.create", locale, nom=quoted(fields["nom"]), thematique=quoted(fields["thematique"])
        )
    if intent == "scenario.export":
        return text("utterance.scenario.export", locale, format=fields["format"].upper())
    if intent == "search.run":
        return text("utterance.search.run", locale, requete=quoted(fields["requete"]))
    if intent == "inspiration.use":
        proposal = fields["proposal"]
        return text("utterance.inspiration.use", locale, nom=quoted(proposal.get("label") or proposal["titre"]))
    kind, _, verb = intent.partition(".")
    if verb == "add":
        name = fields.get("label") or fields.get("titre")
        return text(f"utterance.{kind}.add", locale, nom=quoted(name)) if name else None
    return None
