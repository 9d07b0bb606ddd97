"""One function a step: what is read before the model is asked, how it is asked, what becomes of its reply."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import cast
from uuid import UUID

import structlog

from ai_service import domain, repository
from ai_service.acceptance import read
from ai_service.buttons import buttons
from ai_service.errors import InvalidReply, ModelFailed
from ai_service.markdown import plain
from ai_service.measuring import counted
from ai_service.providers.base import Provider, RawReply, Request, Task
from ai_service.replies import Reply
from ai_service.repository import Audience
from assistant.contracts.ai import DraftPlan, PlanDraft, Say, Suggest
from assistant.contracts.base import Kind
from assistant.contracts.plan import RecordPlan
from assistant.db.views import scenario_view
from assistant.dialogue.texts import text
from assistant.runtime.handlers import Answer, Command, Drafted, FollowUp, Routes, Stream, Transaction

HISTORY = 150
"""Earlier messages read for a reply, a long conversation's worth; a provider fits them into its own budget."""

STEPS: dict[Task, tuple[str, str]] = {
    "suggest": ("thinking", "proposing"),
    "answer": ("thinking", "completing"),
    "plan": ("drafting", "detailing"),
}
"""What is said to be under way while a model is asked, and once the text of its reply is there."""

log = structlog.get_logger(__name__)

Keep = Callable[[UUID, RawReply], Awaitable[None]]
"""Stores a raw reply in a transaction of its own, the moment it is there."""


@dataclass(frozen=True)
class Context:
    """What a draft is made from. `saved` are raw replies of this command from before it was delivered again."""

    request: Request
    saved: tuple[RawReply, ...]


@dataclass(frozen=True)
class Drafting:
    """A reply that can be used, with the request it answers and the model that wrote it; None in the demonstration."""

    request: Request
    reply: Reply | PlanDraft
    model: str | None


def prepare_suggestion(kind: Kind, command: Command[Suggest], transaction: Transaction) -> Context:
    request = Request(task="suggest", kind=kind, locale=command.locale, text=command.payload.consigne)
    return _context(request, command, transaction)


def prepare_answer(command: Command[Say], transaction: Transaction) -> Context:
    request = Request(task="answer", locale=command.locale, text=command.payload.message)
    return _context(request, command, transaction)


def prepare_plan(command: Command[DraftPlan], transaction: Transaction) -> Context:
    request = Request(task="plan", locale=command.locale, text=command.payload.consigne)
    return _context(request, command, transaction)


def _context(request: Request, command: Command[Suggest | Say | DraftPlan], transaction: Transaction) -> Context:
    """Completes the request with what is stored; bounded reads, all in the claim's transaction."""
    session, scenario_id = transaction.session, command.scenario_id
    audience = Audience(command.conversation_id, scenario_id)
    asked, proposed = repository.earlier_proposals(session, scenario_id) if scenario_id else ({}, {})
    is_chat = request.task == "answer"
    complete = replace(
        request,
        scenario=scenario_view(session, scenario_id, command.locale) if scenario_id else None,
        scenarios=repository.scenario_names(session) if is_chat else (),
        history=repository.exchanges(session, audience, command.id, HISTORY),
        shown=repository.shown_proposals(session, audience) if is_chat else (),
        offered=repository.offered_actions(session, audience) if is_chat else (),
        asked=asked,
        proposed=proposed,
        under_way=repository.asks_under_way(session, scenario_id, command.id) if scenario_id else {},
    )
    return Context(complete, repository.saved_replies(session, command.id))


async def draft(
    provider: Provider,
    keep: Keep,
    command: Command[Suggest | Say | DraftPlan],
    context: Context,
    stream: Stream,
) -> Drafting:
    """A usable reply: a saved one, else a new one, else its one repair. Each is kept, however it ended.

    Raises ModelFailed, ModelRefused, ModelTruncated, and what the provider raises.
    """
    request, saved = context.request, context.saved
    for attempt in range(2):
        if attempt < len(saved):
            raw = saved[attempt]
        else:
            start = partial(_start, request, stream)
            start()
            raw = await provider.reply(request, partial(_show, request, stream), start)
            await keep(command.id, raw)
        if raw.failure is not None:
            raise raw.failure
        try:
            reply = read(_without_earlier(request) if raw.provider == "local" else request, raw.text)
        except InvalidReply as invalid:
            log.warning("model.reply_invalid", command_id=str(command.id), model=raw.model, errors=invalid.errors)
            request = request.repairing(raw.text, invalid.errors)
        else:
            return Drafting(context.request, reply, _model(raw))
    raise ModelFailed


def _without_earlier(request: Request) -> Request:
    """A request whose proposals may come again: the demonstration repeats one only when it has no other left."""
    return replace(request, proposed={})


def _announce(step: str, request: Request, stream: Stream) -> None:
    stream.progress(step, text(f"ai.step.{step}", request.locale))


def _start(request: Request, stream: Stream) -> None:
    """A reply is about to be written, for the first time or anew: what there was of it is no longer shown."""
    stream.restart()
    _announce(STEPS[request.task][0], request, stream)


def _show(request: Request, stream: Stream, piece: str) -> None:
    """Passes a piece of a reply's text on, and says what is still to come once the text is complete."""
    if piece:
        stream.write(piece)
    else:
        _announce(STEPS[request.task][1], request, stream)


def _model(raw: RawReply) -> str | None:
    """The name of a reply's model, harmless wherever it is shown: it is the server that tells it."""
    return None if raw.provider == "local" else plain(raw.model)


def record_reply(command: Command[Suggest | Say], _transaction: Transaction, drafting: Drafting) -> Answer:
    """Nothing is kept of a reply but its message: its proposals wait for a click."""
    reply, request = cast("Reply", drafting.reply), drafting.request
    proposals = domain.proposals_of(reply, request)
    return Answer(
        text=domain.message(reply, proposals, command.locale, drafting.model),
        actions=buttons(reply, proposals, request, command.id),
        entities_to_create=proposals,
        errors=domain.errors_of(reply),
    )


def record_plan(command: Command[DraftPlan], _transaction: Transaction, drafting: Drafting) -> FollowUp:
    plan = domain.plan_of(cast("PlanDraft", drafting.reply))
    made_by = text("ai.demonstration", command.locale) if drafting.model is None else drafting.model[:120]
    payload = RecordPlan(root_id=command.payload.root_id, draft=plan, made_by=made_by)
    return FollowUp("record", "plan.record", payload)


def build_routes(provider: Provider, keep: Keep) -> Routes:
    """What this service reacts to."""
    ask = counted(provider.mode, partial(draft, provider, keep))
    return {
        "ai.suggest_objectifs": Drafted(partial(prepare_suggestion, "objectif"), ask, record_reply),
        "ai.suggest_cibles": Drafted(partial(prepare_suggestion, "cible"), ask, record_reply),
        "ai.suggest_ressources": Drafted(partial(prepare_suggestion, "ressource"), ask, record_reply),
        "ai.answer_message": Drafted(prepare_answer, ask, record_reply),
        "ai.draft_plan": Drafted(prepare_plan, ask, record_plan),
    }
