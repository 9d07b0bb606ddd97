from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from assistant.db.models import AiReplyRow, Base, InboxRow, MessageRow
from assistant.db.retention import overdue
from assistant.db.session import Database

DAY = timedelta(days=1)
HOURS = timedelta(hours=3)


def ago(age: timedelta) -> datetime:
    return datetime.now(UTC) - age


def message(late: timedelta) -> MessageRow:
    return MessageRow(auteur="user", contenu="Bonjour", actions=[], ttl=ago(late))


def ai_reply(late: timedelta) -> AiReplyRow:
    facts = {"provider": "local", "model": "local", "prompt_version": "1", "raw_reply": "{}", "milliseconds": 5}
    return AiReplyRow(command_id=uuid4(), created_at=ago(7 * DAY + late), **facts)


def settled(late: timedelta, state: str = "completed") -> InboxRow:
    return InboxRow(command_id=uuid4(), service="plan", type="t", state=state, received_at=ago(8 * DAY + late))


def running(late: timedelta) -> InboxRow:
    return settled(late, "running")


def late(any_database: Database, *rows: Base) -> timedelta:
    any_database.transact(lambda session: session.add_all(rows))
    return any_database.query(overdue)


class TestOverdue:
    def test_is_nothing_where_all_may_still_stay(self, any_database: Database) -> None:
        assert late(any_database, message(-HOURS), ai_reply(-HOURS), settled(-HOURS), running(400 * DAY)) == timedelta(
            0
        )

    @pytest.mark.parametrize("row", [message, ai_reply, settled])
    def test_is_since_when_a_row_should_be_gone(self, any_database: Database, row: Callable[[timedelta], Base]) -> None:
        assert abs(late(any_database, row(HOURS)) - HOURS) < timedelta(minutes=2)

    def test_is_that_of_the_row_that_is_most_overdue(self, any_database: Database) -> None:
        told = late(any_database, message(HOURS), message(HOURS / 3), settled(2 * HOURS), ai_reply(HOURS / 2))
        assert abs(told - 2 * HOURS) < timedelta(minutes=2)
