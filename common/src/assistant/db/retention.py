"""How long rows are kept: what the purge deletes, and how late it is. Only the database's clock counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.db.models import AiReplyRow, InboxRow, MessageRow
from assistant.db.types import utc_now

AI_REPLIES_KEPT = timedelta(days=7)
INBOX_KEPT = timedelta(days=8)
"""A day longer than the messages, whose buttons read their state from the inbox."""


@dataclass(frozen=True)
class Rule:
    """Rows of one table whose time is over `kept` after `since`; `which` leaves out those that are never deleted."""

    table: str
    key: InstrumentedAttribute[Any]
    since: InstrumentedAttribute[Any]
    kept: timedelta
    which: Callable[[], ColumnElement[bool]] = true

    def is_over(self) -> ColumnElement[bool]:
        return and_(self.which(), self.since < utc_now(-int(self.kept.total_seconds())))


RULES = (
    Rule("messages", MessageRow.id, MessageRow.ttl, timedelta(0)),
    Rule("ai_replies", AiReplyRow.id, AiReplyRow.created_at, AI_REPLIES_KEPT),
    Rule(
        "inbox",
        InboxRow.command_id,
        InboxRow.received_at,
        INBOX_KEPT,
        lambda: InboxRow.state.in_(("completed", "failed")),
    ),
)
"""In this order: messages go before the inbox rows their buttons point to. The outbox is the sweepers' alone."""


def overdue(session: Session) -> timedelta:
    """For how long the row that is most overdue should have been deleted; zero when nothing is due."""
    late = [timedelta(0)]
    for rule in RULES:
        oldest = select(rule.since, utc_now()).where(rule.is_over()).order_by(rule.since).limit(1)
        late += [now - since - rule.kept for since, now in session.execute(oldest)]
    return max(late)
