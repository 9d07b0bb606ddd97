"""How rows are deleted whose time is over: in short transactions, so that commands pass between them."""

import asyncio
from functools import partial

import structlog
from prometheus_client import Counter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.db.retention import RULES, Rule
from assistant.db.session import Database

PAUSE_SECONDS = 0.05
"""Between two batches: time for commands that wait for the same rows, or for SQLite's one writer."""

DELETED = Counter("purge_deleted_rows_total", "Rows deleted because their time is over", ["table"])
log = structlog.get_logger(__name__)


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
