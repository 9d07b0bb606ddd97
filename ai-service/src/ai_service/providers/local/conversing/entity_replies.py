"""What is answered to a request about an objective, a target or a resource: a line of text, and the button."""

from collections.abc import Callable

from ai_service.buttons import changes_told, chosen_of
from ai_service.domain import entities, name_of
from ai_service.providers.base import Request, ShownProposal
from ai_service.providers.local.conversing.doubts import LONGEST_LABEL
from ai_service.providers.local.replying import Document, document, form, offer, say
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.replies import ACCEPT, Accept
from ai_service.wording import is_said, shorten
from assistant.contracts.base import Kind
from assistant.contracts.proposals import payload_of, title_of
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
    """The proposals taken, with what is to be otherwise in them; what cannot be put in them is owned to."""
    said = dict(meaning.entities)
    unmet, numbers = said.pop("unmet", ""), said.pop("proposals")
    accepted = Accept(numbers=numbers, **said)
    chosen = chosen_of(accepted, request)
    if chosen and all(shown.action.done for shown in chosen):
        return say("ai.local.accept.done", request, nom=quoted(title_of(chosen[0].proposal)))
    names = "".join(f"\n- {_described(shown, accepted, request)}" for shown in chosen)
    key = "ai.local.accept.one" if len(chosen) == 1 else "ai.local.accept.many"
    made = text(key, request.locale) + names
    taking = offer(ACCEPT, **accepted.model_dump(mode="json", exclude_none=True))
    if not unmet:
        return document(made, [taking])
    proposal = chosen[0].proposal
    filling = form(f"{proposal.kind}.add", **payload_of(proposal))
    owned = text("ai.local.accept.unmet", request.locale, dit=quoted(shorten(unmet, LONGEST_LABEL)))
    return document(f"{made}\n\n{owned}", [filling, taking])


def _described(shown: ShownProposal, accepted: Accept, request: Request) -> str:
    changes = changes_told(shown, accepted, request.locale)
    return f"{quoted(title_of(shown.proposal))} ({changes})" if changes else quoted(title_of(shown.proposal))


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
