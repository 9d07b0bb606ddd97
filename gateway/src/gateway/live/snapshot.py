"""The truth as stored, for one conversation."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.contracts.base import Locale
from assistant.contracts.entities import Message, Scenario
from assistant.contracts.envelope import child_id
from assistant.contracts.frames import PendingCommand, SnapshotFrame
from assistant.contracts.registry import BY_TYPE
from assistant.db.models import InboxRow, MessageRow
from assistant.db.views import conversation_scenario_id, message_views, scenario_view
from assistant.dialogue.actions import entry_actions, identify
from assistant.dialogue.texts import text

SHOWN = 50
"""Messages of a snapshot; the page asks for older ones."""

WELCOME_ID = 0


def read_snapshot(session: Session, conversation_id: UUID, locale: Locale) -> SnapshotFrame:
    """The latest messages, oldest first, their scenario, the buttons of the last answer, and what is running."""
    statement = select(MessageRow).where(MessageRow.conversation_id == conversation_id)
    rows = session.scalars(statement.order_by(MessageRow.id.desc()).limit(SHOWN)).all()
    messages = message_views(session, rows[::-1]) or [welcome(conversation_id, locale)]
    answers = [message for message in messages if message.auteur == "assistant"]
    return SnapshotFrame(
        conversation_id=conversation_id,
        messages=messages,
        scenario=_scenario(session, conversation_id, locale),
        actions=answers[-1].actions if answers else [],
        pending=_pending(session, conversation_id),
    )


def welcome(conversation_id: UUID, locale: Locale) -> Message:
    """What an empty conversation begins with: never stored."""
    return Message(
        id=WELCOME_ID,
        conversation_id=conversation_id,
        scenario_id=None,
        auteur="assistant",
        contenu=text("runtime.welcome", locale),
        locale=locale,
        role_action=None,
        command_id=None,
        created_at=datetime.now(UTC),
        actions=identify(entry_actions(locale), conversation_id),
    )


def _scenario(session: Session, conversation_id: UUID, locale: Locale) -> Scenario | None:
    scenario_id = conversation_scenario_id(session, conversation_id)
    return scenario_view(session, scenario_id, locale) if scenario_id else None


def _pending(session: Session, conversation_id: UUID) -> list[PendingCommand]:
    """What has begun and not ended, in the order it began; the steps of a saga count as their root."""
    statement = select(InboxRow.command_id, InboxRow.type).where(
        InboxRow.conversation_id == conversation_id, InboxRow.state == "running"
    )
    rows = session.execute(statement.order_by(InboxRow.received_at)).all()
    intents = {row.command_id: spec.intent for row in rows if (spec := BY_TYPE.get(row.type)) and spec.intent}
    return [
        PendingCommand(command_id=command_id, intent=intent, step=_step(session, command_id))
        for command_id, intent in intents.items()
    ]


def _step(session: Session, command_id: UUID) -> str:
    """`record` once the draft of a saga is made, `draft` before; all else that is seen running is a draft."""
    draft = select(InboxRow.state).where(InboxRow.command_id == child_id(command_id, "draft"))
    return "record" if session.scalar(draft) == "completed" else "draft"
