"""What is deleted, and how: in short transactions, so that commands pass between them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from prometheus_client import Counter
from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.db.models import AiReplyRow, InboxRow, MessageRow
from assistant.db.session import Database
from assistant.db.types import utc_now

AI_REPLIES_KEPT = timedelta(days=7)
INBOX_KEPT = timedelta(days=8)
"""A day longer than the messages, whose buttons read their state from the inbox."""
PAUSE_SECONDS = 0.05
"""Between two batches: time for commands that wait for the same rows, or for SQLite's one writer."""

DELETED = Counter("purge_deleted_rows_total", "Rows deleted because their time is over", ["table"])
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Rule:
    """Rows of one table whose time is over; `is_over` compares with the database's clock alone."""

    table: str
    key: InstrumentedAttribute[Any]
    since: InstrumentedAttribute[Any]
    is_over: Callable[[], ColumnElement[bool]]


def _ago(age: timedelta) -> utc_now:
    return utc_now(-int(age.total_seconds()))


RULES = (
    Rule("messages", MessageRow.id, MessageRow.ttl, lambda: MessageRow.ttl < utc_now()),
    Rule("ai_replies", AiReplyRow.id, AiReplyRow.created_at, lambda: AiReplyRow.created_at < _ago(AI_REPLIES_KEPT)),
    Rule(
        "inbox",
        InboxRow.command_id,
        InboxRow.received_at,
        lambda: and_(InboxRow.state.in_(("completed", "failed")), InboxRow.received_at < _ago(INBOX_KEPT)),
    ),
)
"""In this order: messages go before the inbox rows their buttons point to. The outbox is the sweepers' alone."""


def delete_batch(session: Session, rule: Rule, size: int) -> int:
    """Deletes the oldest rows of a rule, at most `size`, passing over those another transaction holds."""
    oldest = select(rule.key).where(rule.is_over()).order_by(rule.since).limit(size).with_for_update(skip_locked=True)
    keys = session.scalars(oldest).all()
    if keys:
        session.execute(delete(rule.key.class_).where(rule.key.in_(keys)))
    return len(keys)


async def purge(database: Database, batch_size: int, stopping: asyncio.Event) -> dict[str, int]:
    """Deletes all that is due, or what it can until `stopping` is set; returns the rows deleted by table.

    Raises DatabaseAway: what was deleted before stays deleted, the rest is due at the next run.
    """
    deleted = {rule.table: 0 for rule in RULES}
    for rule in RULES:
        while not stopping.is_set():
            count = await database.run(partial(delete_batch, rule=rule, size=batch_size))
            deleted[rule.table] += count
            DELETED.labels(rule.table).inc(count)
            if count < batch_size:
                break
            await asyncio.sleep(PAUSE_SECONDS)
    log.info("purge.done", **deleted)
    return deleted
