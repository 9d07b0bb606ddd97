"""Which actions of a reply become buttons; what is dropped because it would do nothing is said in our own words."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from ai_service.buttons import buttons_of
from ai_service.domain import entities, name_of
from ai_service.fitting import fit, told, without_bad_details, wrong
from ai_service.providers.base import Request
from ai_service.replies import ALLOWED, MAX_ACTIONS, Compose, ReplyAction
from ai_service.wording import is_said, shorten
from assistant.contracts.base import KINDS, Kind
from assistant.contracts.proposals import EntityFields, title_of
from assistant.contracts.scenario import Change
from assistant.dialogue.texts import quoted, text

UNSEEN = frozenset({"version", "insight", "pourquoi"})
"""Fields that no form shows: filled in, they would be stored without being seen."""

INTENT_LENGTH = 60
"""Characters that are repeated of an intent that there is none of."""

SAYS_WHICH = frozenset({"id", "version"})
NEVER_EMPTY = frozenset({"nom", "thematique", "label", "titre"})


def offers(request: Request, given: Sequence[object], problems: list[str]) -> tuple[list[ReplyAction], list[str]]:
    """The actions of `given` that make a button, each once, and remarks about those that would change nothing.

    The rest is left out, with the reason added to `problems`.
    """
    actions: list[ReplyAction] = []
    remarks: list[str] = []
    for each in given:
        if len(actions) == MAX_ACTIONS:
            break
        action = _valid(each, problems)
        if action is None or _is_twin(action, actions, request):
            continue
        remark = _remark(action, request)
        if remark is not None:
            remarks.append(remark)
        elif buttons_of(action, request):
            actions.append(action)
        else:
            problems.append(f"actions.{action.intent}: what it is about is not there")
    return actions, list(dict.fromkeys(remarks))[:MAX_ACTIONS]


def _valid(given: object, problems: list[str]) -> ReplyAction | None:
    """An allowed action with a valid payload."""
    if not isinstance(given, Mapping) or not isinstance(given.get("intent"), str):
        problems.append("actions: an intent is required")
        return None
    intent = given["intent"]
    contract = ALLOWED.get(intent)
    if contract is None:
        problems.append(f"actions: {shorten(intent, INTENT_LENGTH)} is not allowed")
        return None
    payload = given["payload"] if isinstance(given.get("payload"), Mapping) else {}
    if contract is Compose and "id" in payload:
        # Which one a form is about stands beside its intent in the schema: there is none for all the forms' fields.
        known = payload["prefill"] if isinstance(payload.get("prefill"), Mapping) else {}
        payload = {**payload, "prefill": {"id": payload["id"], **known}}
    try:
        valid = contract.model_validate(without_bad_details(contract, fit(contract, payload)))
    except ValidationError as error:
        form = _form_to_empty(intent, contract, payload)
        if form is None:
            problems.extend(told(error, f"actions.{intent}"))
        return form
    if isinstance(valid, Compose):
        valid = valid.model_copy(update={"prefill": _filled_in(valid)})
    return ReplyAction(intent=intent, payload=valid)


def _is_twin(action: ReplyAction, others: Sequence[ReplyAction], request: Request) -> bool:
    """Whether another action does the same, or adds what has the same name."""
    title = _added(action)
    same = [other for other in others if other.intent == action.intent]
    return action in same or (title is not None and is_said(title, filter(None, map(_added, same)), request.locale))


def _added(action: ReplyAction) -> str | None:
    """The name of what an action adds; None when it adds nothing."""
    return title_of(cast("EntityFields", action.payload)) if action.intent.endswith(".add") else None


def _remark(action: ReplyAction, request: Request) -> str | None:
    """What to say instead of offering an action that would change nothing; None when it changes something."""
    kind = action.intent.partition(".")[0]
    title = _added(action)
    if title is not None:
        names = request.held(cast("Kind", kind))
        held = next((name for name in names if is_said(title, [name], request.locale)), None)
        return text("ai.remark.held", request.locale, nom=quoted(held)) if held else None
    if isinstance(action.payload, Change):
        known, name = _corrected(kind, action.payload, request)
        if known and all(getattr(known, field) == value for field, value in action.payload.changes().items()):
            return text("ai.remark.unchanged", request.locale, nom=quoted(name))
    return None


def _corrected(kind: str, change: Change, request: Request) -> tuple[BaseModel | None, str]:
    """What a correction is about, and its name; None when that is not there."""
    if kind not in KINDS:
        return request.scenario, request.scenario.nom if request.scenario else ""
    wanted = change.model_dump()["id"]
    entity = next((held for held in entities(request, kind) if held.id == wanted), None)
    return entity, name_of(entity) if entity else ""


def _form_to_empty(intent: str, contract: type[BaseModel], payload: Mapping[str, Any]) -> ReplyAction | None:
    """The form of a correction that only empties fields, for her to see and say which; None for any other action.

    A single empty field is meant, and empty in the form; several are what models write in those that they do not mean.
    """
    if not issubclass(contract, Change) or fit(contract, payload).keys() - SAYS_WHICH:
        return None
    empty = [name for name in contract.model_fields.keys() - SAYS_WHICH if payload.get(name) == ""]
    form = Compose.model_validate({"intent": intent, "prefill": {"id": payload.get("id")}})
    known = _filled_in(form)
    if not empty or ("id" in contract.model_fields and "id" not in known):
        return None
    if len(empty) == 1 and empty[0] not in NEVER_EMPTY:
        known[empty[0]] = ""
    return ReplyAction(intent="ui.compose", payload=form.model_copy(update={"prefill": known}))


def _filled_in(form: Compose) -> dict[str, Any]:
    """The known fields of a form: those that she will see, as the command that it makes takes them."""
    contract = ALLOWED[form.intent]
    fitted = fit(contract, form.prefill)
    left_out = wrong(contract, fitted) | UNSEEN
    return {name: value for name, value in fitted.items() if value != "" and name not in left_out}
