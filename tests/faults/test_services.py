"""Faults 1 to 3 and 12c: copies of a command, services and gateways killed."""

import asyncio
from uuid import uuid4

import pytest

from assistant.testing.headless_page import headless_page
from assistant.testing.inspection import Inspection
from embedded.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.integration]
TAKEN_OVER_SECONDS = 10
"""Here a lease of 3 s, a start and a stay of 0.5 s in the retry queue."""


class TestTheSameCommand:
    async def test_clicked_in_two_tabs_and_twenty_times_at_once_adds_one_cible(
        self, system: Stack, inspection: Inspection
    ) -> None:
        conversation_id = uuid4()
        async with (
            headless_page(system.api_url, conversation_id=conversation_id) as one,
            headless_page(f"{system.page_url}/api", conversation_id=conversation_id) as other,
        ):
            scenario_id = await one.create_scenario()
            command_id = str(uuid4())
            for page in [one, other] * 10:
                await page.intend("cible.add", {"label": "DSI"}, scenario_id=scenario_id, command_id=command_id)
            [first], [second] = await one.settled(command_id), await other.settled(command_id)
            assert first["type"] == second["type"] == "completed"
            assert first["message"]["id"] == second["message"]["id"]
        assert inspection.cibles(scenario_id) == 1


class TestKillingScenarioService:
    async def test_during_two_hundred_adds_loses_none_and_doubles_none(
        self, system: Stack, inspection: Inspection
    ) -> None:
        async with headless_page(system.api_url) as page:
            scenarios = [await page.create_scenario() for _ in range(5)]
            commands = [
                await page.intend("cible.add", {"label": f"Cible {n}"}, scenario_id=scenarios[n % 5])
                for n in range(200)
            ]
            await page.settled(commands[0])
            await asyncio.to_thread(system.kill, "scenario")
            await asyncio.to_thread(system.start, "scenario")
            frames = await page.settled(*commands)
        assert {frame["type"] for frame in frames} == {"completed"}
        assert inspection.cibles(*scenarios) == 200


class TestKillingAiService:
    async def test_during_a_suggestion_gives_one_outcome_within_the_lease(
        self, system: Stack, inspection: Inspection
    ) -> None:
        async with headless_page(system.api_url) as page:
            scenario_id = await page.create_scenario()
            command_id = await page.intend("cible.suggest", {}, scenario_id=scenario_id)
            await inspection.until_begun(command_id)
            await asyncio.to_thread(system.kill, "ai")
            await asyncio.to_thread(system.start, "ai")
            [frame] = await page.settled(command_id, seconds=TAKEN_OVER_SECONDS)
        assert frame["type"] == "completed"
        assert len([action for action in frame["actions"] if action["intent"] == "cible.add"]) == 3
        assert inspection.count(f"messages WHERE command_id = '{command_id}'") == 2


class TestKillingDuringThePlanSaga:
    @pytest.mark.parametrize("victims", [("plan",), ("ai",), ("plan", "ai")])
    @pytest.mark.parametrize("moment", ["accepted", "drafting", "recording"])
    async def test_makes_one_plan(
        self, system: Stack, inspection: Inspection, victims: tuple[str, ...], moment: str
    ) -> None:
        async with headless_page(system.api_url) as page:
            scenario_id = await page.create_scenario()
            command_id = await page.intend("plan.generate", {}, scenario_id=scenario_id)
            await page.until_accepted(command_id)
            if moment != "accepted":
                await step_reached(inspection, "ai.draft_plan" if moment == "drafting" else "plan.record", scenario_id)
            for victim in victims:
                await asyncio.to_thread(system.kill, victim)
            await page.intend("plan.generate", {}, scenario_id=scenario_id, command_id=command_id)
            await asyncio.to_thread(system.start, *victims)
            [frame] = await page.settled(command_id, seconds=TAKEN_OVER_SECONDS + 5)
        assert frame["type"] == "completed"
        assert inspection.count(f"plans WHERE scenario_id = {scenario_id}") == 1


class TestKillingTheGateway:
    async def test_after_accepted_shows_the_result_through_another_one(self, system: Stack) -> None:
        async with headless_page(system.api_url, f"{system.page_url}/api") as page:
            scenario_id = await page.create_scenario()
            command_id = await page.intend("plan.generate", {}, scenario_id=scenario_id)
            await page.until_accepted(command_id)
            await asyncio.to_thread(system.kill, "gateway")
            [frame] = await page.settled(command_id)
            assert frame["type"] == "completed"
            assert frame["scenario"]["plan"] is not None
        await asyncio.to_thread(system.start, "gateway")


async def step_reached(inspection: Inspection, type_: str, scenario_id: int) -> None:
    """Until a step of the saga has begun, or the saga is over."""
    begun = f"SELECT 1 FROM inbox WHERE type = '{type_}' AND received_at > UTC_TIMESTAMP(6) - INTERVAL 5 SECOND"
    await inspection.until(f"({begun} UNION SELECT 1 FROM plans WHERE scenario_id = {scenario_id}) AS reached")
