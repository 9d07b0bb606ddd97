"""Faults 1 to 3 and 12c: copies of a command, services and gateways killed."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from assistant.testing.headless_page import HeadlessPage, headless_page
from embedded.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.integration]
Query = Callable[[str], list[tuple[Any, ...]]]
LEASE_BOUND_SECONDS = 20
"""A lease of 15 s and one stay of 5 s in the retry queue: how long a killed draft may take to be taken over."""


def api(system: Stack) -> str:
    return system.api_url


async def new_scenario(page: HeadlessPage) -> int:
    created = await page.intend("scenario.create", {"nom": f"Fautes {uuid4()}", "thematique": "Cloud"})
    [frame] = await page.settled(created)
    return int(frame["scenario"]["id"])


class TestTheSameCommand:
    async def test_clicked_in_two_tabs_and_twenty_times_at_once_adds_one_cible(
        self, system: Stack, query: Query
    ) -> None:
        conversation_id = uuid4()
        async with (
            headless_page(api(system), conversation_id=conversation_id) as one,
            headless_page(f"{system.page_url}/api", conversation_id=conversation_id) as other,
        ):
            scenario_id = await new_scenario(one)
            command_id = str(uuid4())
            for page in [one, other] * 10:
                await page.intend("cible.add", {"label": "DSI"}, scenario_id=scenario_id, command_id=command_id)
            [first], [second] = await one.settled(command_id), await other.settled(command_id)
            assert first["type"] == second["type"] == "completed"
            assert first["message"]["id"] == second["message"]["id"]
        assert query(f"SELECT COUNT(*) FROM scenario_cibles WHERE scenario_id = {scenario_id}") == [(1,)]
        assert query(f"SELECT COUNT(*) FROM inbox WHERE command_id = '{command_id}'") == [(1,)]


class TestKillingScenarioService:
    async def test_during_two_hundred_adds_loses_none_and_doubles_none(self, system: Stack, query: Query) -> None:
        async with headless_page(api(system)) as page:
            scenarios = [await new_scenario(page) for _ in range(5)]
            commands = [
                await page.intend("cible.add", {"label": f"Cible {n}"}, scenario_id=scenarios[n % 5])
                for n in range(200)
            ]
            await page.settled(commands[0])
            await asyncio.to_thread(system.kill, "scenario")
            await asyncio.to_thread(system.start, "scenario")
            frames = await page.settled(*commands)
        assert {frame["type"] for frame in frames} == {"completed"}
        among = ",".join(str(scenario_id) for scenario_id in scenarios)
        assert query(f"SELECT COUNT(*) FROM scenario_cibles WHERE scenario_id IN ({among})") == [(200,)]
        among = ",".join(f"'{command_id}'" for command_id in commands)
        messages = query(
            "SELECT command_id, COUNT(*) FROM messages WHERE auteur = 'assistant' "
            f"AND command_id IN ({among}) GROUP BY command_id HAVING COUNT(*) <> 1"
        )
        assert messages == []


class TestKillingAiService:
    async def test_during_a_suggestion_gives_one_outcome_within_the_lease(self, system: Stack, query: Query) -> None:
        async with headless_page(api(system)) as page:
            scenario_id = await new_scenario(page)
            command_id = await page.intend("cible.suggest", {}, scenario_id=scenario_id)
            await claimed(query, command_id)
            await asyncio.to_thread(system.kill, "ai")
            await asyncio.to_thread(system.start, "ai")
            [frame] = await page.settled(command_id, seconds=LEASE_BOUND_SECONDS + 5)
        assert frame["type"] == "completed"
        assert len([action for action in frame["actions"] if action["intent"] == "cible.add"]) == 3
        assert query(f"SELECT COUNT(*) FROM messages WHERE command_id = '{command_id}'") == [(2,)]


class TestKillingDuringThePlanSaga:
    @pytest.mark.parametrize("victims", [("plan",), ("ai",), ("plan", "ai")])
    @pytest.mark.parametrize("moment", ["accepted", "drafting", "recording"])
    async def test_makes_one_plan(self, system: Stack, query: Query, victims: tuple[str, ...], moment: str) -> None:
        async with headless_page(api(system)) as page:
            scenario_id = await new_scenario(page)
            command_id = await page.intend("plan.generate", {}, scenario_id=scenario_id)
            await page.until_accepted(command_id)
            if moment != "accepted":
                await step_reached(query, "ai.draft_plan" if moment == "drafting" else "plan.record", scenario_id)
            for victim in victims:
                await asyncio.to_thread(system.kill, victim)
            await page.intend("plan.generate", {}, scenario_id=scenario_id, command_id=command_id)
            await asyncio.to_thread(system.start, *victims)
            [frame] = await page.settled(command_id, seconds=LEASE_BOUND_SECONDS + 10)
        assert frame["type"] == "completed"
        assert query(f"SELECT COUNT(*) FROM plans WHERE scenario_id = {scenario_id}") == [(1,)]


class TestKillingTheGateway:
    async def test_after_accepted_shows_the_result_through_another_one(self, system: Stack) -> None:
        async with headless_page(api(system), f"{system.page_url}/api") as page:
            scenario_id = await new_scenario(page)
            command_id = await page.intend("plan.generate", {}, scenario_id=scenario_id)
            await page.until_accepted(command_id)
            await asyncio.to_thread(system.kill, "gateway")
            [frame] = await page.settled(command_id)
            assert frame["type"] == "completed"
            assert frame["scenario"]["plan"] is not None
            contenus = [message["command_id"] for message in page.snapshots[-1]["messages"]]
            assert command_id in contenus or command_id in page.outcomes
        await asyncio.to_thread(system.start, "gateway")


async def claimed(query: Query, command_id: str) -> None:
    async with asyncio.timeout(20):
        while not query(f"SELECT 1 FROM inbox WHERE command_id = '{command_id}'"):  # noqa: ASYNC110 - a database
            await asyncio.sleep(0.005)


async def step_reached(query: Query, type_: str, scenario_id: int) -> None:
    """Until a step of the saga has begun, or the saga is over."""
    async with asyncio.timeout(20):
        begun = f"SELECT 1 FROM inbox WHERE type = '{type_}' AND received_at > UTC_TIMESTAMP(6) - INTERVAL 5 SECOND"
        over = f"SELECT 1 FROM plans WHERE scenario_id = {scenario_id}"
        while not query(begun) and not query(over):  # noqa: ASYNC110 - a database
            await asyncio.sleep(0.005)
