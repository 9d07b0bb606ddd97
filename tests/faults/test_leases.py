"""Fault 12b, the real lease, and a saga whose time is over."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from assistant.bus.rabbit_bus import RabbitBus
from assistant.runtime.inbox import LEASE_SECONDS
from assistant.runtime.wire import command_message
from assistant.testing.harness import envelope_of
from assistant.testing.headless_page import HeadlessPage
from assistant.testing.inspection import Inspection
from assistant.testing.waiting import until
from embedded.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.integration]
SLOW_DRAFT = {"LOCAL_STREAM_DELAY": "0.1"}
"""Long enough to be stopped in the middle of."""


@pytest_asyncio.fixture
async def slow(system: Stack) -> AsyncIterator[Stack]:
    """ai-service with a slow draft; afterwards one ordinary copy, whatever the test has started."""
    await asyncio.to_thread(system.processes["ai"].stop)
    await asyncio.to_thread(system.start, "ai", settings=SLOW_DRAFT)
    yield system
    for name in [name for name in system.processes if name.startswith("ai")]:
        await asyncio.to_thread(system.processes[name].stop)
    await asyncio.to_thread(system.start, "ai")


class TestTwoCopiesOfAiService:
    async def test_one_that_sleeps_past_its_lease_comes_too_late(
        self, slow: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        system = slow
        scenario_id = await page.create_scenario()
        command_id = await page.intend("cible.suggest", {}, scenario_id=scenario_id)
        await inspection.until_begun(command_id)
        first = inspection.query(f"SELECT owner FROM inbox WHERE command_id = '{command_id}'")
        with system.processes["ai"].suspended():
            await asyncio.to_thread(system.start, "ai.2")
            # The sleeper has the delivery, and takes every second message yet: its heartbeats are not missed so soon.
            # What the other copy gets is the page's "Réessayer".
            async with asyncio.timeout(20):
                while command_id not in page.outcomes:
                    await page.intend("cible.suggest", {}, scenario_id=scenario_id, command_id=command_id)
                    await asyncio.sleep(0.3)
            [frame] = await page.settled(command_id)
        assert frame["type"] == "completed"
        await self.superseded(system, command_id)
        assert inspection.count(f"messages WHERE command_id = '{command_id}'") == 2
        assert inspection.count(f"inbox WHERE command_id = '{command_id}' AND owner IS NULL") == 1
        assert first[0][0].startswith("ai:")

    async def superseded(self, system: Stack, command_id: str) -> None:
        """Until the sleeper has said that it gave the command up."""

        def said() -> bool:
            lines = system.log_of("ai").read_text().splitlines()
            return any(command_id in line and '"superseded"' in line for line in lines)

        await until(said, "the sleeper finds its claim lost")


class TestTheRealLease:
    async def test_is_taken_over_within_five_seconds_of_its_end(
        self, system: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        real = {**SLOW_DRAFT, "LEASE_SECONDS": str(LEASE_SECONDS)}
        await asyncio.to_thread(system.processes["ai"].stop)
        await asyncio.to_thread(system.start, "ai", settings=real)
        scenario_id = await page.create_scenario()
        command_id = await page.intend("cible.suggest", {}, scenario_id=scenario_id)
        await inspection.until_begun(command_id)
        await asyncio.to_thread(system.kill, "ai")
        await asyncio.to_thread(system.start, "ai")
        [frame] = await page.settled(command_id, seconds=LEASE_SECONDS + 5)
        assert frame["type"] == "completed"


class TestASagaWhoseTimeIsOver:
    async def test_fails_once_and_leaves_no_plan_when_its_draft_comes_late(
        self, system: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        scenario_id = await page.create_scenario()
        root = envelope_of(
            "plan.generate",
            scenario_id=scenario_id,
            conversation_id=page.conversation_id,
            time_to_live=timedelta(seconds=2),
        )
        bus = RabbitBus(system.rabbitmq.url)
        await bus.connect()
        with system.processes["ai"].suspended():
            assert await bus.publish([command_message(root)]) == [None]
            [frame] = await page.settled(str(root.command_id), seconds=15)
        await bus.close()
        assert frame["type"] == "failed"
        assert frame["problem"]["code"] == "expired"
        await inspection.until("inbox WHERE type = 'ai.draft_plan' AND state = 'failed'")
        assert inspection.count(f"plans WHERE scenario_id = {scenario_id}") == 0
