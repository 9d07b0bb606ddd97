"""Fault 15: processes told to stop (SIGTERM) under load."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from assistant.testing.headless_page import HeadlessPage, headless_page
from assistant.testing.inspection import Inspection
from assistant.testing.waiting import until
from embedded.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.integration]
SERVICE_STOPS_SECONDS = 25
"""20 s for what is in flight (the runtime's own bound), the rest to close."""
GATEWAY_STOPS_SECONDS = 20


@asynccontextmanager
async def load(page: HeadlessPage, scenarios: list[int]) -> AsyncIterator[list[str]]:
    """Cibles added one after the other, for as long as the block; their command ids."""
    commands: list[str] = []
    is_over = False

    async def add() -> None:
        while not is_over and len(commands) < 45 * len(scenarios):
            scenario_id = scenarios[len(commands) % len(scenarios)]
            commands.append(await page.intend("cible.add", {"label": f"C {len(commands)}"}, scenario_id=scenario_id))

    adding = asyncio.create_task(add())
    try:
        await until(lambda: len(commands) >= 10, "the first commands are sent")
        yield commands
    finally:
        is_over = True
        await adding


async def stop(system: Stack, name: str) -> tuple[int, float]:
    began = time.monotonic()
    code = await asyncio.to_thread(system.processes[name].stop)
    return code, time.monotonic() - began


class TestStoppingUnderLoad:
    @pytest.mark.parametrize("name", ["scenario", "ai", "plan"])
    async def test_a_service_ends_in_its_bound_and_nothing_fails(
        self, system: Stack, inspection: Inspection, name: str
    ) -> None:
        async with headless_page(system.api_url) as page:
            scenarios = [await page.create_scenario() for _ in range(3)]
            async with load(page, scenarios) as commands:
                others = [
                    await page.intend("plan.generate", {}, scenario_id=scenarios[0]),
                    await page.intend("cible.suggest", {}, scenario_id=scenarios[1]),
                ]
                await inspection.until_begun(others[1])
                code, seconds = await stop(system, name)
                await asyncio.to_thread(system.start, name)
            frames = await page.settled(*commands, *others)
        assert code == 0
        assert seconds < SERVICE_STOPS_SECONDS
        assert {frame["type"] for frame in frames} == {"completed"}
        assert inspection.cibles(*scenarios) == len(commands)

    async def test_a_gateway_answers_what_waits_and_the_page_goes_on_with_another(
        self, system: Stack, inspection: Inspection
    ) -> None:
        async with (
            headless_page(system.api_url, f"{system.page_url}/api") as page,
            httpx.AsyncClient(base_url=system.api_url, timeout=30) as client,
        ):
            scenarios = [await page.create_scenario() for _ in range(2)]
            async with load(page, scenarios) as commands:
                waiting = asyncio.create_task(client.post(f"/scenarios/{scenarios[0]}/plan"))
                await inspection.until("inbox WHERE type = 'plan.generate' AND state = 'running'")
                code, seconds = await stop(system, "gateway")
            frames = await page.settled(*commands)
            assert (await waiting).status_code == httpx.codes.CREATED
        await asyncio.to_thread(system.start, "gateway")
        # Its server ends by the signal it was sent, once all is done.
        assert code == -signal.SIGTERM
        assert "Application shutdown complete" in system.log_of("gateway").read_text()
        assert seconds < GATEWAY_STOPS_SECONDS
        assert {frame["type"] for frame in frames} == {"completed"}
        assert inspection.cibles(*scenarios) == len(commands)
