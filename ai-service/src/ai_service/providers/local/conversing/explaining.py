"""What is answered to what is said or asked of the assistant itself: a short text, and the buttons that lead on."""

from ai_service.providers.base import Request
from ai_service.providers.local.conversing.doubts import LONGEST_LABEL, ways
from ai_service.providers.local.replying import Document, Offer, form, offer, say
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.replies import ACCEPT
from ai_service.wording import shorten
from assistant.dialogue.actions import next_step


def explained(request: Request, meaning: Meaning) -> Document:
    """The answer to a topic of `questions.yaml`; without buttons of its own, the guiding ones come below it."""
    topic = meaning.entities["topic"]
    return say(f"ai.local.topic.{topic}", request, _offers(topic, request, meaning))


def following(request: Request) -> Offer | None:
    """The button of the next sensible step of the open scenario."""
    if request.scenario is None:
        return None
    step = next_step(request.scenario)
    known = {"plan": offer("plan.generate"), "export": offer("scenario.export", format="json")}
    return known.get(step) or offer(f"{step}.suggest")


def _offers(topic: str, request: Request, meaning: Meaning) -> list[Offer]:
    if request.scenario is None:
        return []
    if meaning.about:
        return [way for intent in meaning.about for way in ways(request, intent)]
    shown = request.shown[0].proposal.kind if request.shown else None
    others = [offer(f"{shown}.suggest")] if shown else []
    next_ = following(request)
    label = meaning.entities.get("label")
    named = [offer("cible.add", label=shorten(label, LONGEST_LABEL))] if label else []
    by_topic: dict[str, list[Offer]] = {
        "modifier": [form("scenario.open"), form("scenario.update")],
        "retirer": [form("scenario.open")],
        "avis": [form("scenario.open"), *([next_] if next_ else [])],
        "notions": [next_] if next_ else [],
        "envoyer": [offer("scenario.export", format="json"), form("scenario.open")],
        "traduire": [form("scenario.open")],
        "rediger": [offer("ressource.suggest")],
        "anciens_plans": [form("scenario.open")],
        "plan_retire": [offer("plan.generate"), form("scenario.open")],
        "ordre": named or ways(request, "objectif.update"),
        "dupliquer": [offer("scenario.export", format="json")],
        "deplaisir": others,
        "choisir": [*_all_shown(request), *others],
        "indecis": [*_all_shown(request), *others] or ([next_] if next_ else []),
    }
    if "sujet" in meaning.entities:
        return [offer("search.run", requete=shorten(meaning.entities["sujet"], 180))]
    return by_topic.get(topic, [])


def _all_shown(request: Request) -> list[Offer]:
    left = [number for number, shown in enumerate(request.shown, 1) if not shown.action.done]
    return [offer(ACCEPT, numbers=left)] if left else []
