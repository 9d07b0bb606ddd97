"""What is answered to a request about a scenario as a whole, its plan included: a line of text, and the buttons."""

import re
from collections.abc import Callable

from ai_service.domain import namesakes
from ai_service.providers.base import Request
from ai_service.providers.local.conversing.explaining import following
from ai_service.providers.local.conversing.state import describe, is_cut
from ai_service.providers.local.replying import Document, document, form, offer, say
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.values import literal
from ai_service.providers.local.wishes import is_particular
from ai_service.replies import MAX_ACTIONS
from ai_service.wording import shorten
from assistant.contracts.entities import Action
from assistant.contracts.registry import CLIENT_INTENT
from assistant.dialogue.texts import quoted, text

LONGEST_CONSIGNE = 500
"""As the contract of plan.generate has it."""

LONGEST_DESCRIPTION = 4000
"""As the contract of a scenario has it."""

_PAPER = re.compile(r"\bpdf\b|\b(imprim|print|papier|paper)", re.IGNORECASE)


def _create(request: Request, meaning: Meaning) -> Document:
    nom, thematique = meaning.entities.get("nom"), meaning.entities.get("thematique")
    if nom and thematique:
        known = {"nom": shorten(nom, 150), "thematique": shorten(thematique, 150)}
        said = {name: quoted(value) for name, value in known.items()}
        return say("ai.local.create", request, [offer("scenario.create", **{**meaning.entities, **known})], **said)
    missing = "theme" if nom else "name"
    return say(f"ai.local.create.{missing}", request, [form("scenario.create", **meaning.entities)])


def _open(request: Request, meaning: Meaning) -> Document:
    found = next((known for known in request.scenarios if known.nom == meaning.entities.get("nom")), None)
    if found is None:
        return _list(request, meaning)
    if len(namesakes(found, request)) > 1:
        return say(
            "ai.local.open.which", request, [offer("scenario.open", scenario_id=found.id)], nom=quoted(found.nom)
        )
    opening = [offer("scenario.open", scenario_id=found.id)]
    if request.scenario is None and any(_asks_a_name(action) for action in request.offered):
        # The name was asked: it may be given to another one all the same.
        opening.append(form("scenario.create", nom=found.nom))
    return say("ai.local.open", request, opening, nom=quoted(found.nom))


def _asks_a_name(action: Action) -> bool:
    return action.intent == CLIENT_INTENT and action.payload.get("intent") == "scenario.create"


def _list(request: Request, _meaning: Meaning) -> Document:
    names = "".join(f"\n- {quoted(known.nom)} ({quoted(known.thematique)})" for known in request.scenarios[:5])
    if not names:
        return say("ai.local.list.none", request)
    opening = [offer("scenario.open", scenario_id=known.id) for known in request.scenarios[: MAX_ACTIONS - 1]]
    return document(text("ai.local.list", request.locale) + names, [*opening, offer("scenario.list")])


def _update(request: Request, meaning: Meaning) -> Document:
    if not meaning.entities:
        return say("ai.local.update.what", request, [form("scenario.update")])
    if "fait" in meaning.entities:
        kept = request.scenario.description if request.scenario else ""
        described = "\n".join(part for part in (kept, literal(meaning.entities["fait"])) if part)
        if len(described) <= LONGEST_DESCRIPTION:
            return say("ai.local.fact", request, [offer("scenario.update", description=described)])
        return say("ai.local.update.what", request, [form("scenario.update")])
    return say("ai.local.update", request, [offer("scenario.update", **meaning.entities)])


def _archive(request: Request, meaning: Meaning) -> Document:
    other = next((known for known in request.scenarios if known.nom == meaning.entities.get("nom")), None)
    if other is not None:
        opening = offer("scenario.open", scenario_id=other.id)
        return say("ai.local.archive.other", request, [opening], nom=quoted(other.nom))
    return say("ai.local.archive", request, [offer("scenario.archive")])


def _export(request: Request, meaning: Meaning) -> Document:
    if _PAPER.search(request.text):
        files = [offer("scenario.export", format=format_) for format_ in ("csv", "json")]
        return say("ai.local.export.paper", request, [form("scenario.open"), *files])
    wanted = meaning.entities.get("format")
    formats = [wanted] if wanted else ["csv", "json"]
    return say("ai.local.export", request, [offer("scenario.export", format=format_) for format_ in formats])


def _show(request: Request, _meaning: Meaning) -> Document:
    if request.scenario is None or not is_cut(request):
        return document(describe(request))
    next_ = following(request)
    return document(describe(request), [form("scenario.open"), *([next_] if next_ else [])])


def _plan(request: Request, meaning: Meaning) -> Document:
    again = request.scenario is not None and request.scenario.plan is not None
    said = meaning.entities.get("consigne", request.text)
    wish = {"consigne": shorten(said, LONGEST_CONSIGNE)} if is_particular(said) else {}
    return say("ai.local.plan.again" if again else "ai.local.plan", request, [offer("plan.generate", **wish)])


def _correct_plan(request: Request, _meaning: Meaning) -> Document:
    if request.scenario is None or request.scenario.plan is None:
        return say("ai.local.plan.none", request, [offer("plan.generate")])
    return say("ai.local.plan.line", request, [form("scenario.open")])


def _search(request: Request, meaning: Meaning) -> Document:
    default = request.scenario.thematique if request.scenario else ""
    requete = shorten(meaning.entities.get("requete") or default, 180)
    return say("ai.local.search", request, [offer("search.run", requete=requete)], requete=quoted(requete))


SCENARIO_REPLIES: dict[str, Callable[[Request, Meaning], Document]] = {
    "scenario.create": _create,
    "scenario.open": _open,
    "scenario.list": _list,
    "scenario.update": _update,
    "scenario.archive": _archive,
    "scenario.export": _export,
    "scenario.show": _show,
    "plan.generate": _plan,
    "plan.update_item": _correct_plan,
    "search.run": _search,
}
