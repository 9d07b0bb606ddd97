"""All SQL of the service: what a reply is made from, and the audit copies of what came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ai_service.errors import ModelRefused, ModelTruncated
from ai_service.providers.base import Ask, Exchange, RawReply, ScenarioName, ShownProposal
from assistant.contracts.base import KINDS, Kind
from assistant.contracts.entities import Action
from assistant.contracts.proposals import PROPOSAL, title_of
from assistant.db.models import AiReplyRow, InboxRow, MessageRow, ScenarioRow
from assistant.db.views import message_views
from assistant.runtime.inbox import InboxRecord

MESSAGES_READ = 200
"""How far back earlier proposals are looked for: a week of conversation, as long as messages are kept."""

SCENARIOS_READ = 200

FAILURES = {failure.code: failure for failure in (ModelRefused, ModelTruncated)}
INSPIRATION = "inspiration.use"
DISMISS = "proposal.dismiss"
_ACTIONS = TypeAdapter(list[Action])
_ADDING: dict[str, Kind] = {f"{kind}.add": kind for kind in KINDS}
_SUGGESTING: dict[str, Kind] = {f"ai.suggest_{kind}s": kind for kind in KINDS}


@dataclass(frozen=True)
class Audience:
    """Whose messages count: a conversation's, or those a scenario got from callers without a conversation."""

    conversation_id: UUID | None
    scenario_id: int | None

    @property
    def own(self) -> ColumnElement[bool]:
        if self.conversation_id is not None:
            return MessageRow.conversation_id == self.conversation_id
        return MessageRow.conversation_id.is_(None) & (MessageRow.scenario_id == self.scenario_id)


def exchanges(session: Session, audience: Audience, command_id: UUID, limit: int) -> tuple[Exchange, ...]:
    """The last messages before this command's own, oldest first.

    Without those of commands that failed: what we said of a failure is no word of the model's, and what was asked is
    asked again when it is wanted.
    """
    rows = session.scalars(
        select(MessageRow)
        .outerjoin(InboxRow, InboxRow.command_id == MessageRow.command_id)
        .where(audience.own, MessageRow.auteur != "system")
        .where(InboxRow.state.is_(None) | (InboxRow.state != "failed"))
        .where((MessageRow.command_id != command_id) | MessageRow.command_id.is_(None))
        .order_by(MessageRow.id.desc())
        .limit(limit)
    ).all()
    return tuple(Exchange(row.auteur, row.contenu) for row in reversed(rows))  # type: ignore[arg-type]


def shown_proposals(session: Session, audience: Audience) -> tuple[ShownProposal, ...]:
    """What is still offered of the latest proposals for the open scenario, with their buttons as they now stand.

    None without a scenario: those of another one are not for this one, and those set aside are not offered; nor any
    once all are added: what is said then is said of what the scenario holds.
    """
    rows = session.scalars(
        select(MessageRow)
        .where(audience.own, MessageRow.auteur == "assistant", MessageRow.scenario_id == audience.scenario_id)
        .order_by(MessageRow.id.desc())
        .limit(MESSAGES_READ)
    )
    for row in rows:
        if _is_proposing(row.actions):
            return _offered(message_views(session, [row])[0].actions)
    return ()


def offered_actions(session: Session, audience: Audience) -> tuple[Action, ...]:
    """The buttons of the last answer that still wait for a click.

    None when it makes proposals, which are read apart, or is about another scenario than the open one.
    """
    row = session.scalar(
        select(MessageRow).where(audience.own, MessageRow.auteur == "assistant").order_by(MessageRow.id.desc()).limit(1)
    )
    if row is None or row.scenario_id != audience.scenario_id or _is_proposing(row.actions):
        return ()
    return tuple(action for action in message_views(session, [row])[0].actions if not action.done)


def _offered(actions: Sequence[Action]) -> tuple[ShownProposal, ...]:
    set_aside = {action.payload["action_id"] for action in actions if action.intent == DISMISS and action.done}
    offered = tuple(shown for shown in _proposals_of(actions) if shown.action.id not in set_aside)
    return () if all(shown.action.done for shown in offered) else offered


def earlier_proposals(session: Session, scenario_id: int) -> tuple[dict[Kind, int], dict[Kind, tuple[str, ...]]]:
    """How often this scenario was given proposals of each kind, and each of their names once, newest first."""
    asked: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    named: dict[Kind, list[str]] = {kind: [] for kind in KINDS}
    rows = session.scalars(
        select(MessageRow)
        .where(MessageRow.scenario_id == scenario_id, MessageRow.auteur == "assistant")
        .order_by(MessageRow.id.desc())
        .limit(MESSAGES_READ)
    )
    for row in rows:
        if not _is_proposing(row.actions):
            continue
        shown = _proposals_of(_ACTIONS.validate_python(row.actions))
        if shown and shown[0].action.intent != INSPIRATION:
            for kind in {each.proposal.kind for each in shown}:
                asked[kind] += 1
            for each in shown:
                named[each.proposal.kind].append(title_of(each.proposal))
    return asked, {kind: tuple(dict.fromkeys(names)) for kind, names in named.items()}


def asks_under_way(session: Session, scenario_id: int, command_id: UUID) -> dict[Kind, tuple[Ask, ...]]:
    """The other requests for proposals of this scenario that have begun and not ended, by kind, oldest first."""
    rows = session.execute(
        select(InboxRow.type, InboxRow.terminal)
        .where(InboxRow.state == "running", InboxRow.type.in_(_SUGGESTING), InboxRow.command_id != command_id)
        .order_by(InboxRow.received_at)
    )
    asks: dict[Kind, list[Ask]] = {kind: [] for kind in KINDS}
    for row in rows:
        origin = InboxRecord.model_validate(row.terminal or {}).origin
        if origin is not None and origin.scenario_id == scenario_id:
            asks[_SUGGESTING[row.type]].append(Ask(origin.locale, origin.payload.get("consigne", "")))
    return {kind: tuple(found) for kind, found in asks.items()}


def scenario_names(session: Session) -> tuple[ScenarioName, ...]:
    """The scenarios that are not archived, the latest changed first."""
    rows = session.execute(
        select(ScenarioRow.id, ScenarioRow.nom, ScenarioRow.thematique, ScenarioRow.updated_at)
        .where(ScenarioRow.archived_at.is_(None))
        .order_by(ScenarioRow.updated_at.desc(), ScenarioRow.id.desc())
        .limit(SCENARIOS_READ)
    )
    return tuple(ScenarioName(row.id, row.nom, row.thematique, row.updated_at.date()) for row in rows)


def saved_replies(session: Session, command_id: UUID) -> tuple[RawReply, ...]:
    """What was answered to this command before it was delivered again, oldest first."""
    rows = session.scalars(select(AiReplyRow).where(AiReplyRow.command_id == command_id).order_by(AiReplyRow.id))
    return tuple(
        RawReply(
            provider=row.provider,
            model=row.model,
            prompt_version=row.prompt_version,
            text=row.raw_reply,
            prompt_tokens=row.prompt_tokens,
            completion_tokens=row.completion_tokens,
            milliseconds=row.milliseconds,
            failure=FAILURES.get(row.failure or ""),
        )
        for row in rows
    )


def save_reply(session: Session, command_id: UUID, reply: RawReply) -> None:
    session.add(
        AiReplyRow(
            command_id=command_id,
            provider=reply.provider,
            model=reply.model[:120],
            prompt_version=reply.prompt_version[:40],
            raw_reply=reply.text,
            prompt_tokens=reply.prompt_tokens,
            completion_tokens=reply.completion_tokens,
            milliseconds=reply.milliseconds,
            failure=reply.failure.code if reply.failure else None,
        )
    )


def _is_proposing(actions: Sequence[dict[str, Any]]) -> bool:
    """Whether a message offers proposals: search results, or those that can be set aside."""
    return not {INSPIRATION, DISMISS}.isdisjoint(action.get("intent") for action in actions)


def _proposals_of(actions: Sequence[Action]) -> tuple[ShownProposal, ...]:
    """The proposals of buttons, in their order; a button that does not hold one is passed over."""
    asides = {action.payload.get("action_id"): action.command_id for action in actions if action.intent == DISMISS}
    shown = []
    for action in actions:
        if action.intent == INSPIRATION:
            data = action.payload.get("proposal")
        elif action.intent in _ADDING:
            data = {"kind": _ADDING[action.intent], **action.payload}
        else:
            continue
        try:
            shown.append(ShownProposal(PROPOSAL.validate_python(data), action, asides.get(action.id)))
        except ValidationError:
            continue
    return tuple(shown)
