"""What is answered to a request about an objective, a target or a resource: a line of text, and the button."""

from collections.abc import Callable

from ai_service.domain import entities, name_of
from ai_service.providers.base import Request
from ai_service.providers.local.replying import Document, document, form, offer, say
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.replies import ACCEPT
from ai_service.wording import is_said
from assistant.contracts.base import Kind
from assistant.contracts.proposals import title_of
from assistant.dialogue.texts import quoted, text


def _add(request: Request, kind: Kind, meaning: Meaning) -> Document:
    if "proposals" in meaning.entities:
        return _accept(request, meaning)
    name_field = "titre" if kind == "ressource" else "label"
    name = meaning.entities.get(name_field)
    if not name:
        known = {field: value for field, value in meaning.entities.items() if field != name_field}
        offers = [form(f"{kind}.add", **known), offer(f"{kind}.suggest")]
        return say(f"ai.local.add.{kind}.what", request, offers)
    if is_said(name, [name_of(held) for held in entities(request, kind)], request.locale):
        return say("ai.local.add.held", request, nom=quoted(name))
    return say(f"ai.local.add.{kind}", request, [offer(f"{kind}.add", **meaning.entities)], nom=quoted(name))


def _accept(request: Request, meaning: Meaning) -> Document:
    numbers: list[int] = meaning.entities["proposals"]
    chosen = [request.shown[number - 1] for number in numbers if number <= len(request.shown)]
    if chosen and all(shown.action.done for shown in chosen):
        return say("ai.local.accept.done", request, nom=quoted(title_of(chosen[0].proposal)))
    names = "".join(f"\n- {quoted(title_of(shown.proposal))}" for shown in chosen)
    key = "ai.local.accept.one" if len(chosen) == 1 else "ai.local.accept.many"
    return document(text(key, request.locale) + names, [offer(ACCEPT, numbers=numbers)])


def _correct(request: Request, kind: Kind, meaning: Meaning) -> Document:
    values = dict(meaning.entities)
    ref = values.pop("ref")
    entity = next(held for held in entities(request, kind) if held.id == ref)
    if not values:
        blank = form(f"{kind}.update", id=entity.id)
        return say("ai.local.correct.what", request, [blank], nom=quoted(name_of(entity)))
    if all(value and getattr(entity, name) == value for name, value in values.items()):
        return say("ai.remark.unchanged", request, nom=quoted(name_of(entity)))
    filled = offer(f"{kind}.update", id=entity.id, **values)
    return say("ai.local.correct", request, [filled], nom=quoted(name_of(entity)))


def _remove(request: Request, kind: Kind, meaning: Meaning) -> Document:
    found = next(held for held in entities(request, kind) if held.id == meaning.entities["ref"])
    return say("ai.local.remove", request, [offer(f"{kind}.remove", id=found.id)], nom=quoted(name_of(found)))


ENTITY_REPLIES: dict[str, Callable[[Request, Kind, Meaning], Document]] = {
    "add": _add,
    "add_many": _add,
    "update": _correct,
    "remove": _remove,
}
