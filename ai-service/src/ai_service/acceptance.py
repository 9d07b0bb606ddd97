"""Which replies can be used: the same test for every provider.

Lengths and counts are cut here; what is missing or wrong is an `InvalidReply` whose errors a model can mend.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from ai_service.documents import find_document
from ai_service.errors import InvalidReply
from ai_service.fitting import ERRORS_TOLD, fit, told, without_bad_details
from ai_service.offers import offers
from ai_service.providers.base import Request
from ai_service.replies import PROPOSALS, PROPOSED, Reply, ReplyAction
from ai_service.wording import fold, is_said, key, shorten
from assistant.contracts.ai import PlanDraft, PlanItemDraft
from assistant.contracts.base import KINDS, MAX_PLAN_ITEMS, Kind
from assistant.contracts.proposals import Proposal, title_of
from assistant.contracts.scenario import MAX_PROPOSITIONS
from assistant.dialogue.texts import quoted, text

MAX_MARKDOWN = 4000
ERROR_LENGTH = 200
ABOUT: tuple[Kind, ...] = ("cible", "ressource")
TELLING = 24
"""Characters that a name is recognised by in the message of a line."""

_FIGURES = re.compile(r"\d+")


def read(request: Request, text: str) -> Reply | PlanDraft:
    """The reply in `text`, read for `request`'s task. Raises InvalidReply."""
    document = find_document(text)
    return _read_plan(request, document) if request.task == "plan" else _read_reply(request, document)


def _read_reply(request: Request, document: Mapping[str, Any]) -> Reply:
    problems: list[str] = []
    wrong: list[str] = []
    markdown = document.get("message_markdown")
    if not isinstance(markdown, str) or not markdown.strip():
        markdown = ""
        wrong.append("message_markdown: a text is required")
    given = _proposals(request, _listed(document, "entities_to_create"), problems)
    proposals = _that_say_why(request, given)
    actions: list[ReplyAction] = []
    remarks: list[str] = []
    # At the repair fewer are better than none.
    if request.task == "suggest" and len(proposals) < (PROPOSALS if request.repair is None else 1):
        wrong.append(f"entities_to_create: {PROPOSALS} new proposals are required, {len(proposals)} can be used")
    if request.task == "answer":
        if len(proposals) < len(given):
            wrong.append("entities_to_create: each proposal says in pourquoi what it rests on")
        actions, remarks = offers(request, _listed(document, "actions"), problems)
        lost = _lost(document, proposals=proposals, actions=[*actions, *remarks])
        if request.repair is None:
            wrong += lost
        elif lost:
            # The text may be what she asked for: it is kept, and we own to the buttons that it speaks of.
            remarks.append(text("ai.remark.no_buttons", request.locale))
        given_count = len(_listed(document, "entities_to_create"))
        if request.scenario is None:
            remarks += _to_come(request, proposals[:MAX_PROPOSITIONS], actions)
        else:
            remarks += _unshown(request, given_count, proposals)
    if request.task == "suggest":
        remarks += _known(request, proposals[:PROPOSALS]) + _unshown(request, PROPOSALS, proposals)
    if wrong:
        raise InvalidReply((*wrong, *problems[:ERRORS_TOLD]))
    return Reply(
        message_markdown=shorten(markdown, MAX_MARKDOWN),
        actions=actions,
        entities_to_create=proposals[: PROPOSALS if request.scenario else MAX_PROPOSITIONS],
        errors=_errors(document),
        remarks=remarks,
    )


def _lost(document: Mapping[str, Any], *, proposals: Sequence[object], actions: Sequence[object]) -> list[str]:
    """What a reply offers and nothing can be made of; actions beside proposals are not missed."""
    lost = []
    if _listed(document, "entities_to_create") and not proposals:
        lost.append("entities_to_create: none of these can be used")
    if _listed(document, "actions") and not actions and not proposals:
        lost.append("actions: none of these can be used")
    return lost


def _unshown(request: Request, given: int, proposals: Sequence[Proposal]) -> list[str]:
    """Our word on the proposals that a text may speak of and that are not shown with it, when some can be used."""
    if not proposals:
        return []
    shown = min(len(proposals), PROPOSALS)
    return [text("ai.remark.fewer", request.locale, count=shown, total=given)] if shown < given else []


def _to_come(request: Request, proposals: Sequence[Proposal], actions: Sequence[ReplyAction]) -> list[str]:
    """Our word on proposals without a scenario: they come with the one that is created, when it is here."""
    if not proposals:
        return []
    # Without any action of its own, a reply has the buttons of the welcome: one of them creates.
    if actions and not any(action.creates for action in actions):
        return [text("ai.remark.no_scenario", request.locale)]
    names = ", ".join(f"**{quoted(title_of(proposal))}**" for proposal in proposals)
    return [text("ai.remark.propositions", request.locale, noms=names)]


def _known(request: Request, proposals: Sequence[Proposal]) -> list[str]:
    """Our word on proposals that were made before, when others were asked for and the repair brought none."""
    again = sum(
        is_said(title_of(proposal), request.proposed.get(proposal.kind, ()), request.locale) for proposal in proposals
    )
    return [text("ai.remark.again", request.locale, count=again, total=len(proposals))] if again else []


def _listed(document: Mapping[str, Any], name: str) -> list[Any]:
    value = document.get(name)
    return value if isinstance(value, list) else []


def _errors(document: Mapping[str, Any]) -> list[str]:
    """What a reply says that it could not do."""
    told = [shorten(error, ERROR_LENGTH) for error in _listed(document, "errors") if isinstance(error, str)]
    return [error for error in told if error][:ERRORS_TOLD]


def _proposals(request: Request, given: list[Any], problems: list[str]) -> list[Proposal]:
    """The usable proposals of `given`: valid, unlike each other and unlike what the scenario holds.

    Each is of the kind that was asked for, and says no other that there is; else it is of its own, and one that names
    none is of the kind of the one before it.
    """
    kept: list[Proposal] = []
    for index, data in enumerate(given):
        if not isinstance(data, Mapping):
            problems.append(f"entities_to_create.{index}: an object is required")
            continue
        declared = data.get("kind")
        if request.kind and declared in KINDS and declared != request.kind:
            problems.append(f"entities_to_create.{index}.kind: {request.kind} is asked for, not {declared}")
            continue
        kind = request.kind or declared or (kept[-1].kind if kept else None)
        proposal = _valid_proposal(data, kind, f"entities_to_create.{index}", problems)
        if proposal is None:
            continue
        title = title_of(proposal)
        if is_said(title, _taken(request, proposal.kind, kept), request.locale):
            problems.append(f"entities_to_create.{index}: “{title}” exists already, or was proposed before")
            continue
        kept.append(proposal)
        if not proposal.pourquoi:
            problems.append(f"entities_to_create.{index}.pourquoi: say what the proposal rests on")
    return kept


def _taken(request: Request, kind: Kind, kept: Sequence[Proposal]) -> list[str]:
    """The names that a proposal must not have: others are asked for, so those of earlier ones count too at first.

    At the repair they do not: an idea seen before is better than none.
    """
    taken = [*request.held(kind), *(title_of(other) for other in kept if other.kind == kind)]
    if request.task == "suggest" and request.repair is None:
        taken += request.proposed.get(kind, ())
    return taken


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


def _valid_proposal(data: Mapping[str, Any], kind: Any, place: str, problems: list[str]) -> Proposal | None:
    if kind not in KINDS:
        problems.append(f"{place}.kind: one of {', '.join(KINDS)} is required")
        return None
    contract = PROPOSED[kind]
    fitted = {**fit(contract, data), "kind": kind}
    try:
        proposal = contract.model_validate(without_bad_details(contract, fitted))
    except ValidationError as error:
        problems.extend(told(error, place))
        return None
    if not key(title_of(proposal), "fr"):
        problems.append(f"{place}: a name with words is required")
        return None
    return proposal


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
            problems.extend(told(error, f"items.{index}"))
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
        raise InvalidReply((*told(error, "plan"), *problems)[:ERRORS_TOLD]) from error
