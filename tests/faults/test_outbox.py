"""Fault 14: two sweepers, one of them killed while it holds rows."""

import asyncio
from uuid import uuid4

import pytest

from assistant.bus.base import Delivery
from assistant.bus.rabbit_bus import RabbitBus
from assistant.testing.inspection import Inspection
from assistant.testing.proxy import tcp_proxy
from assistant.testing.waiting import until
from embedded.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.integration]
ROWS = 1000
FREE = "SELECT COUNT(*) FROM (SELECT seq FROM outbox FOR UPDATE SKIP LOCKED) AS free"


class TestTwoSweepers:
    async def test_of_which_one_is_killed_with_rows_in_hand_lose_none(
        self, system: Stack, inspection: Inspection
    ) -> None:
        heard: set[str] = set()

        async def hear(delivery: Delivery) -> None:
            heard.add(str(delivery.message_id))

        async def ignore() -> None:
            """No event is missed: this connection does not go through the proxy."""

        bus = RabbitBus(system.rabbitmq.url)
        await bus.connect()
        await bus.listen("test", hear, ignore)
        with tcp_proxy(system.rabbitmq.port) as proxy:
            url = system.rabbitmq.url.replace(str(system.rabbitmq.port), str(proxy.port))
            await asyncio.to_thread(system.start, "scenario.2", settings={"RABBITMQ_URL": url})
            proxy.stall()
            ids = [str(uuid4()) for _ in range(ROWS)]
            await asyncio.to_thread(inspection.execute, left_by_a_crash(ids))
            # All others have taken what they could; what is left is in the hands of the one that cannot publish.
            await until(lambda: self.all_are_held(inspection), "one sweeper holds all that is left")
            await asyncio.to_thread(system.kill, "scenario.2")
        await until(lambda: heard >= set(ids), "every row is published")
        await bus.close()

    def all_are_held(self, inspection: Inspection) -> bool:
        return inspection.query(FREE)[0][0] == 0 and inspection.count("outbox") > 0


def left_by_a_crash(ids: list[str]) -> str:
    """Inserts events that a process wrote and did not come to publish."""
    rows = ",".join(
        f"('{id_}', 'assistant.events', 'test.swept', "
        f"""'{{"message-id": "{id_}", "mandatory": false}}', '{{}}', UTC_TIMESTAMP(6) - INTERVAL 10 SECOND)"""
        for id_ in ids
    )
    return f"INSERT INTO outbox (id, exchange, `key`, headers, body, created_at) VALUES {rows}"
