"""Looks into a running system from outside: its tables as the administrator, its queues through the management API."""

import asyncio
from typing import Any

from sqlalchemy import create_engine, text

from assistant.contracts.registry import BY_INTENT
from assistant.testing.management import Management

Row = tuple[Any, ...]
POLL_SECONDS = 0.01
COUNTERS = "/queues/%2F?disable_stats=true&enable_queue_totals=true"
"""The queues' own counters: the statistics of the management plugin are 5 s late."""
SWEPT_SECONDS = 12
"""What a crash leaves in the outbox waits 5 s, then for the next of the sweepers."""


class Inspection:
    """`query` and `execute` on the database, counts of messages, and what must hold after every fault."""

    def __init__(self, database_url: str, management: Management) -> None:
        self.management = management
        # Nothing is held between two questions: the server may be killed in between.
        self._engine = create_engine(database_url, pool_pre_ping=True, isolation_level="AUTOCOMMIT")
        self._first_cibles = 0
        self._first_plans = 0

    def query(self, statement: str) -> list[Row]:
        with self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]

    def execute(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(statement))

    def count(self, what: str) -> int:
        """`what` follows SELECT COUNT(*) FROM."""
        return int(self.query(f"SELECT COUNT(*) FROM {what}")[0][0])  # noqa: S608 - the tests' own words

    def cibles(self, *scenario_ids: int) -> int:
        """How many cibles those scenarios have together."""
        return self.count(f"scenario_cibles WHERE scenario_id IN ({','.join(map(str, scenario_ids))})")

    async def until(self, what: str, *, seconds: float = 20) -> None:
        """Waits for a row of `what`, which follows SELECT 1 FROM. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not await asyncio.to_thread(self.query, f"SELECT 1 FROM {what} LIMIT 1"):  # noqa: ASYNC110, S608
                await asyncio.sleep(POLL_SECONDS)

    async def until_begun(self, command_id: str, *, seconds: float = 20) -> None:
        """Waits for a service to have begun a command. Raises TimeoutError."""
        await self.until(f"inbox WHERE command_id = '{command_id}'", seconds=seconds)

    def waiting(self, *endings: str) -> int:
        """Messages, unacknowledged ones included, in the queues whose names end so."""
        queues = self.management.call("GET", COUNTERS)
        return sum(queue.get("messages", 0) for queue in queues if queue["name"].endswith(endings))

    def dead_letters(self, service: str) -> list[dict[str, Any]]:
        """Takes what is in a service's dead-letter queue."""
        wish = {"count": 1000, "ackmode": "ack_requeue_false", "encoding": "auto"}
        letters: list[dict[str, Any]] = self.management.call("POST", f"/queues/%2F/{service}.dead/get", wish)
        return letters

    def begin(self) -> None:
        """Counts what is there before the first command."""
        self._first_cibles, self._first_plans = self.count("scenario_cibles"), self.count("plans")

    def unfinished(self) -> list[str]:
        """What must come to an end by itself after every fault, and has not yet."""
        left = {
            "running commands": self.count("inbox WHERE state = 'running'"),
            "old rows in the outbox": self.count(
                f"outbox WHERE created_at < UTC_TIMESTAMP(6) - INTERVAL {SWEPT_SECONDS} SECOND"
            ),
            "messages in queues": self.waiting(".commands", ".retry", ".dead"),
        }
        return [f"{number} {name}" for name, number in left.items() if number]

    def violations(self) -> list[str]:
        """What must never be: an outcome missing, or effects that are not as many as commands."""
        types = ",".join(f"'{spec.type}'" for spec in BY_INTENT.values())
        twice = "messages WHERE command_id IS NOT NULL GROUP BY command_id, auteur HAVING COUNT(*) > 1"
        numbers = {
            "commands without a terminal event": self.count(
                f"inbox WHERE type IN ({types}) AND JSON_EXTRACT(terminal, '$.event') IS NULL"
            ),
            "messages stored twice": self.count(f"(SELECT 1 FROM {twice}) AS doubled"),  # noqa: S608
            "cibles too many or too few": self.count("scenario_cibles")
            - self._first_cibles
            - self._completed("scenario.add_cible"),
            "plans too many or too few": self.count("plans") - self._first_plans - self._completed("plan.generate"),
        }
        return [f"{number} {name}" for name, number in numbers.items() if number]

    def close(self) -> None:
        self._engine.dispose()

    def _completed(self, type_: str) -> int:
        return self.count(f"inbox WHERE type = '{type_}' AND state = 'completed'")
