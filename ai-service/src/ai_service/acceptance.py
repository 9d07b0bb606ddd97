"""Which replies can be used: the same test for every provider.

Lengths and counts are cut here; what is missing or wrong is an `InvalidReply` whose errors a model can mend.
"""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from ai_service.documents import find_document
from ai_service.errors import InvalidReply
from ai_service.providers.base import Request
from ai_service.replies import ALLOWED, MAX_ACTIONS, PROPOSALS, PROPOSED, Compose, Reply, ReplyAction
from ai_service.wording import fold, is_said, key, shorten
from assistant.contracts.ai import PlanDraft, PlanItemDraft
from assistant.contracts.base import KINDS, MAX_PLAN_ITEMS, Kind
from assistant.contracts.proposals import Proposal, title_of
from assistant.contracts.scenario import Change
from assistant.dialogue.texts import text

MAX_MARKDOWN = 4000
ERRORS_TOLD = 8
ERROR_LENGTH = 200
ABOUT: tuple[Kind, ...] = ("cible", "ressource")
TELLING = 24
"""Characters that a name is recognised by in the message of a line."""

UNSEEN = frozenset({"version", "insight", "pourquoi"})
"""Fields that no form shows: filled in, they would be stored without being seen."""

SAYS_WHICH = frozenset({"id", "version"})
NEVER_EMPTY = frozenset({"nom", "thematique", "label", "titre"})

_FIGURES = re.compile(r"\d+")


def read(request: Request, text: str) -> Reply | PlanDraft:
    """The reply in `text`, read for `request`'s task. Raises InvalidReply."""
    document = find_document(text)
    return _read_plan(request, document) if request.task == "plan" else _read_reply(request, document)


def fit(contract: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `data` that `contract` knows, without nulls, texts cut to the contract's lengths.

    What a correction leaves empty it leaves alone: told to name every field, models write "" in those they do not mean.
    """
    is_change = issubclass(contract, Change)
    properties: dict[str, Any] = contract.model_json_schema()["properties"]
    fitted: dict[str, Any] = {}
    for name, schema in properties.items():
        value = data.get(name)
        if isinstance(value, str):
            value = shorten(value, _max_length(schema) or len(value))
        if value is not None and not (is_change and value == ""):
            fitted[name] = value
    return fitted


def _max_length(schema: Mapping[str, Any]) -> int | None:
    found = [schema, *schema.get("anyOf", [])]
    return next((option["maxLength"] for option in found if "maxLength" in option), None)


def _read_reply(request: Request, document: Mapping[str, Any]) -> Reply:
    problems: list[str] = []
    wrong: list[str] = []
    markdown = document.get("message_markdown")
    if not isinstance(markdown, str) or not markdown.strip():
        markdown = ""
        wrong.append("message_markdown: a text is required")
    given = _proposals(request, _listed(document, "entities_to_create"), problems)
    proposals = _that_say_why(request, given)
    if request.task == "answer" and len(proposals) < len(given):
        wrong.append("entities_to_create: each proposal says in pourquoi what it rests on")
    if request.task == "suggest" and len(proposals) < PROPOSALS:
        wrong.append(f"entities_to_create: {PROPOSALS} new proposals are required, {len(proposals)} can be used")
    if wrong:
        raise InvalidReply((*wrong, *problems[:ERRORS_TOLD]))
    actions = [_action(given, problems) for given in _listed(document, "actions")] if request.task == "answer" else []
    return Reply(
        message_markdown=shorten(markdown, MAX_MARKDOWN),
        actions=[action for action in actions if action is not None][:MAX_ACTIONS],
        entities_to_create=proposals[:PROPOSALS],
        errors=_errors(document),
    )


def _listed(document: Mapping[str, Any], name: str) -> list[Any]:
    value = document.get(name)
    return value if isinstance(value, list) else []


def _errors(document: Mapping[str, Any]) -> list[str]:
    """What a reply says that it could not do."""
    told = [shorten(error, ERROR_LENGTH) for error in _listed(document, "errors") if isinstance(error, str)]
    return [error for error in told if error][:ERRORS_TOLD]


def _proposals(request: Request, given: list[Any], problems: list[str]) -> list[Proposal]:
    """The usable proposals of `given`: valid, of one kind, unlike each other and unlike what the scenario holds."""
    kept: list[Proposal] = []
    kind = request.kind
    for index, data in enumerate(given):
        if not isinstance(data, Mapping):
            problems.append(f"entities_to_create.{index}: an object is required")
            continue
        proposal = _valid_proposal(data, kind, f"entities_to_create.{index}", problems)
        if proposal is None:
            continue
        kind = kind or proposal.kind
        title = title_of(proposal)
        if proposal.kind != kind:
            problems.append(f"entities_to_create.{index}: kind must be {kind}")
        elif is_said(title, [*request.held(kind), *(title_of(other) for other in kept)], request.locale):
            problems.append(f"entities_to_create.{index}: “{title}” exists already")
        else:
            kept.append(proposal)
            if not proposal.pourquoi:
                problems.append(f"entities_to_create.{index}.pourquoi: say what the proposal rests on")
    return kept


def _that_say_why(request: Request, proposals: list[Proposal]) -> list[Proposal]:
    """Those that say what they rest on. One that still does not when told so is better than none: we say it then.

    Without a scenario none is shown, and nothing is asked of them.
    """
    if request.scenario is None:
        return proposals
    if request.repair is None:
        return [proposal for proposal in proposals if proposal.pourquoi]
    ours = text("ai.why.theme", request.locale, nom=request.scenario.thematique)
    return [proposal if proposal.pourquoi else proposal.model_copy(update={"pourquoi": ours}) for proposal in proposals]


def _valid_proposal(data: Mapping[str, Any], kind: Kind | None, place: str, problems: list[str]) -> Proposal | None:
    kind = kind or data.get("kind")
    if kind not in KINDS:
        problems.append(f"{place}.kind: one of {', '.join(KINDS)} is required")
        return None
    contract = PROPOSED[kind]
    fitted = {**fit(contract, data), "kind": kind}
    try:
        proposal = contract.model_validate(_without_bad_details(contract, fitted))
    except ValidationError as error:
        problems.extend(_told(error, place))
        return None
    if not key(title_of(proposal), "fr"):
        problems.append(f"{place}: a name with words is required")
        return None
    return proposal


def _without_bad_details(contract: type[BaseModel], fitted: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is wrong and may be absent is left out: nobody misses a priority of 128."""
    optional = {name for name, field in contract.model_fields.items() if not field.is_required()}
    wrong = _wrong(contract, fitted) & optional
    return {name: value for name, value in fitted.items() if name not in wrong}


def _wrong(contract: type[BaseModel], fitted: Mapping[str, Any]) -> set[int | str]:
    """The fields that the contract refuses."""
    try:
        contract.model_validate(fitted)
    except ValidationError as error:
        return {part for item in error.errors() for part in item["loc"][:1]}
    return set()


def _action(given: object, problems: list[str]) -> ReplyAction | None:
    """An allowed action with a valid payload; anything else is left out, the reply stands without it."""
    if not isinstance(given, Mapping) or not isinstance(given.get("intent"), str):
        problems.append("actions: an intent is required")
        return None
    intent = given["intent"]
    contract = ALLOWED.get(intent)
    if contract is None:
        problems.append(f"actions: {intent} is not allowed")
        return None
    payload = given["payload"] if isinstance(given.get("payload"), Mapping) else {}
    try:
        valid = contract.model_validate(fit(contract, payload))
    except ValidationError as error:
        form = _form_to_empty(intent, contract, payload)
        if form is None:
            problems.extend(_told(error, f"actions.{intent}"))
        return form
    if isinstance(valid, Compose):
        valid = valid.model_copy(update={"prefill": _filled_in(valid)})
    return ReplyAction(intent=intent, payload=valid)


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
    left_out = _wrong(contract, fitted) | UNSEEN
    return {name: value for name, value in fitted.items() if value != "" and name not in left_out}


def _read_plan(request: Request, document: Mapping[str, Any]) -> PlanDraft:
    """A plan of 6 to 14 items: what cannot be used, repeats or comes on top is left out.

    A line repeats another about the same targets and resources when only figures tell their messages apart, or when
    all but their messages is equal.
    """
    held = [fold(name)[:TELLING] for kind in ABOUT for name in request.held(kind)]
    problems: list[str] = []
    items: list[PlanItemDraft] = []
    said: set[tuple[str, ...]] = set()
    done: set[tuple[str, ...]] = set()
    for index, data in enumerate(_listed(document, "items")):
        try:
            item = PlanItemDraft.model_validate(fit(PlanItemDraft, data) if isinstance(data, Mapping) else data)
        except ValidationError as error:
            problems.extend(_told(error, f"items.{index}"))
            continue
        folded = fold(item.message)
        about = [name for name in held if name in folded]
        message = (_FIGURES.sub("0", folded), *about)
        means = (*(fold(text) for text in (item.format, item.canal, item.frequence, item.kpi)), *about)
        if message in said:
            problems.append(f"items.{index}.message: the same as an earlier one, figures aside")
        elif means in done:
            problems.append(f"items.{index}: the same format, canal, frequence and kpi as an earlier one")
        else:
            said.add(message)
            done.add(means)
            items.append(item)
    try:
        return PlanDraft.model_validate(
            {
                **fit(PlanDraft, {"resume": document.get("resume")}),
                "items": items[:MAX_PLAN_ITEMS],
                "errors": _errors(document),
            }
        )
    except ValidationError as error:
        raise InvalidReply((*_told(error, "plan"), *problems)[:ERRORS_TOLD]) from error


def _told(error: ValidationError, place: str) -> tuple[str, ...]:
    return tuple(
        f"{'.'.join([place, *(str(part) for part in item['loc'])])}: {item['msg']}"
        for item in error.errors(include_url=False, include_input=False)[:ERRORS_TOLD]
    )
