"""What is answered to free text without a model: what was understood becomes buttons, never an effect."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

from ai_service.domain import entities, name_of
from ai_service.providers.base import Request
from ai_service.providers.local.proposing import Document, document, propose
from ai_service.providers.local.state import describe
from ai_service.providers.local.understanding.language import spoken
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.situation import situation_of
from ai_service.providers.local.understanding.understanding import understand
from ai_service.providers.local.understanding.values import clean
from ai_service.replies import ACCEPT, MAX_ACTIONS
from ai_service.wording import is_said, shorten
from assistant.contracts.base import KINDS, Kind
from assistant.contracts.proposals import title_of
from assistant.dialogue.texts import quoted, text

LONGEST_LABEL = 120
Offer = dict[str, Any]

WITHOUT_SCENARIO = frozenset(
    {"scenario.create", "scenario.open", "scenario.list", "leave", "help", "thanks", "greeting", "off_topic"}
)


def converse(request: Request) -> Document:
    """The reply to what the user typed."""
    situation = replace(situation_of(request), locale=spoken(request.text, request.locale))
    meaning = understand(request.text, situation)
    if request.scenario is None and meaning.intent not in WITHOUT_SCENARIO:
        return _say("ai.local.scenario_first", request)
    family, _, verb = meaning.intent.partition(".")
    if verb == "suggest":
        return propose(request, cast("Kind", family))
    if family in KINDS:
        return _ENTITY_REPLIES[verb](request, family, meaning)
    return _REPLIES[meaning.intent](request, meaning)


def _say(key: str, request: Request, offers: Sequence[Offer] = (), **params: object) -> Document:
    return document(text(key, request.locale, **params), offers)


def _offer(intent: str, **payload: object) -> Offer:
    return {"intent": intent, "payload": payload}


def _form(intent: str, **prefill: object) -> Offer:
    return {"intent": "ui.compose", "payload": {"intent": intent, "prefill": prefill}}


# --- Scenarios


def _create(request: Request, meaning: Meaning) -> Document:
    nom, thematique = meaning.entities.get("nom"), meaning.entities.get("thematique")
    if nom and thematique:
        known = {"nom": shorten(nom, 150), "thematique": shorten(thematique, 150)}
        said = {name: quoted(value) for name, value in known.items()}
        return _say("ai.local.create", request, [_offer("scenario.create", **known)], **said)
    missing = "theme" if nom else "name"
    return _say(f"ai.local.create.{missing}", request, [_form("scenario.create", **meaning.entities)])


def _open(request: Request, meaning: Meaning) -> Document:
    found = next((known for known in request.scenarios if known.nom == meaning.entities.get("nom")), None)
    if found is None:
        return _list(request, meaning)
    return _say("ai.local.open", request, [_offer("scenario.open", scenario_id=found.id)], nom=quoted(found.nom))


def _list(request: Request, _meaning: Meaning) -> Document:
    names = "".join(f"\n- {quoted(known.nom)} ({quoted(known.thematique)})" for known in request.scenarios[:5])
    if not names:
        return _say("ai.local.list.none", request)
    opening = [_offer("scenario.open", scenario_id=known.id) for known in request.scenarios[: MAX_ACTIONS - 1]]
    return document(text("ai.local.list", request.locale) + names, [*opening, _offer("scenario.list")])


def _update(request: Request, meaning: Meaning) -> Document:
    if not meaning.entities:
        return _say("ai.local.update.what", request, [_form("scenario.update")])
    return _say("ai.local.update", request, [_offer("scenario.update", **meaning.entities)])


def _archive(request: Request, meaning: Meaning) -> Document:
    other = next((known for known in request.scenarios if known.nom == meaning.entities.get("nom")), None)
    if other is not None:
        opening = _offer("scenario.open", scenario_id=other.id)
        return _say("ai.local.archive.other", request, [opening], nom=quoted(other.nom))
    return _say("ai.local.archive", request, [_offer("scenario.archive")])


def _export(request: Request, meaning: Meaning) -> Document:
    wanted = meaning.entities.get("format")
    formats = [wanted] if wanted else ["csv", "json"]
    return _say("ai.local.export", request, [_offer("scenario.export", format=format_) for format_ in formats])


def _show(request: Request, _meaning: Meaning) -> Document:
    return document(describe(request))


def _plan(request: Request, _meaning: Meaning) -> Document:
    again = request.scenario is not None and request.scenario.plan is not None
    return _say("ai.local.plan.again" if again else "ai.local.plan", request, [_offer("plan.generate")])


def _search(request: Request, meaning: Meaning) -> Document:
    default = request.scenario.thematique if request.scenario else ""
    requete = shorten(meaning.entities.get("requete") or default, 180)
    return _say("ai.local.search", request, [_offer("search.run", requete=requete)], requete=quoted(requete))


# --- Entities


def _add(request: Request, kind: Kind, meaning: Meaning) -> Document:
    if "proposals" in meaning.entities:
        return _accept(request, meaning)
    name_field = "titre" if kind == "ressource" else "label"
    name = meaning.entities.get(name_field)
    if not name:
        known = {field: value for field, value in meaning.entities.items() if field != name_field}
        offers = [_form(f"{kind}.add", **known), _offer(f"{kind}.suggest")]
        return _say(f"ai.local.add.{kind}.what", request, offers)
    if is_said(name, [name_of(held) for held in entities(request, kind)], request.locale):
        return _say("ai.local.add.held", request, nom=quoted(name))
    return _say(f"ai.local.add.{kind}", request, [_offer(f"{kind}.add", **meaning.entities)], nom=quoted(name))


def _accept(request: Request, meaning: Meaning) -> Document:
    numbers: list[int] = meaning.entities["proposals"]
    chosen = [request.shown[number - 1] for number in numbers if number <= len(request.shown)]
    if chosen and all(shown.action.done for shown in chosen):
        return _say("ai.local.accept.done", request, nom=quoted(title_of(chosen[0].proposal)))
    names = "".join(f"\n- {quoted(title_of(shown.proposal))}" for shown in chosen)
    key = "ai.local.accept.one" if len(chosen) == 1 else "ai.local.accept.many"
    return document(text(key, request.locale) + names, [_offer(ACCEPT, numbers=numbers)])


def _correct(request: Request, kind: Kind, meaning: Meaning) -> Document:
    values = dict(meaning.entities)
    ref = values.pop("ref")
    entity = next(held for held in entities(request, kind) if held.id == ref)
    if not values:
        form = _form(f"{kind}.update", id=entity.id)
        return _say("ai.local.correct.what", request, [form], nom=quoted(name_of(entity)))
    offer = _offer(f"{kind}.update", id=entity.id, **values)
    return _say("ai.local.correct", request, [offer], nom=quoted(name_of(entity)))


def _remove(request: Request, kind: Kind, meaning: Meaning) -> Document:
    ids = meaning.entities.get("refs", [meaning.entities["ref"]])
    found = [held for held in entities(request, kind) if held.id in ids]
    offers = [_offer(f"{kind}.remove", id=held.id) for held in found]
    return _say("ai.local.remove", request, offers, nom=quoted(", ".join(name_of(held) for held in found)))


# --- Doubt


def _clarify(request: Request, meaning: Meaning) -> Document:
    offers = [offer for intent in meaning.about for offer in _ways(request, intent)]
    return _say("ai.local.clarify", request, offers)


def _ways(request: Request, intent: str) -> list[Offer]:
    """The buttons that settle a doubt in favour of an intent."""
    family, _, verb = intent.partition(".")
    if verb in ("suggest", "generate", "list", "archive"):
        return [_offer(intent)]
    if intent == "search.run":
        return [_offer(intent, requete=shorten(clean(request.text, request.locale), 180))]
    if intent in ("scenario.show", "scenario.open"):
        return [_offer("scenario.list")]
    if intent == "scenario.update":
        return [_form(intent)]
    return _ways_with_entity(request, cast("Kind", family), verb)


def _ways_with_entity(request: Request, kind: Kind, verb: str) -> list[Offer]:
    held = entities(request, kind)
    if verb == "remove":
        return [_offer(f"{kind}.remove", id=entity.id) for entity in held]
    if verb == "update":
        return [_form(f"{kind}.update", id=entity.id) for entity in held]
    if request.shown and request.shown[0].proposal.kind == kind:
        numbers = list(range(1, len(request.shown) + 1))
        return [_offer(ACCEPT, numbers=numbers)] if verb == "add_many" else []
    said = clean(request.text, request.locale)
    if kind == "cible" and 0 < len(said) <= LONGEST_LABEL and len(said.split()) <= 4:  # noqa: PLR2004 - a name, not a sentence
        return [_offer("cible.add", label=said)]
    return [_form(f"{kind}.add")]


def _sentence(key: str) -> Callable[[Request, Meaning], Document]:
    return lambda request, _meaning: _say(key, request)


_ENTITY_REPLIES: dict[str, Callable[[Request, Kind, Meaning], Document]] = {
    "add": _add,
    "add_many": _add,
    "update": _correct,
    "remove": _remove,
}
_REPLIES: dict[str, Callable[[Request, Meaning], Document]] = {
    "scenario.create": _create,
    "scenario.open": _open,
    "scenario.list": _list,
    "scenario.update": _update,
    "scenario.archive": _archive,
    "scenario.export": _export,
    "scenario.show": _show,
    "plan.generate": _plan,
    "search.run": _search,
    "clarify": _clarify,
    "leave": _sentence("ai.local.leave"),
    "help": _sentence("ai.local.help"),
    "thanks": _sentence("ai.local.thanks"),
    "greeting": _sentence("ai.local.greeting"),
    "off_topic": _sentence("ai.local.off_topic"),
}
