"""Faults 4 to 6, 12 and 13: the broker killed, restarted, robbed of a queue, declared otherwise, full."""

import asyncio
import time
from contextlib import AsyncExitStack
from uuid import uuid4

import httpx
import pytest

from assistant.testing.headless_page import HeadlessPage, headless_page
from assistant.testing.inspection import Inspection
from assistant.testing.management import ManagementError
from embedded.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.integration]

QUEUES_AGE_SECONDS = 20
"""A quorum queue killed within its first seconds may come back without a leader (RabbitMQ 3.10)."""
RECOVERY_SECONDS = 15
"""From the broker's return to the outcome of a command sent then."""
THOUSAND_SECONDS = 90
"""The same, to the last of a thousand outcomes, on two busy cores."""


async def adds_a_cible(page: HeadlessPage, scenario_id: int, seconds: float = RECOVERY_SECONDS) -> None:
    command_id = await page.intend("cible.add", {"label": "DSI"}, scenario_id=scenario_id)
    [frame] = await page.settled(command_id, seconds=seconds)
    assert frame["type"] == "completed"


class TestKillingTheBroker:
    async def test_with_a_thousand_commands_in_flight_loses_none_and_doubles_none(
        self, system: Stack, inspection: Inspection, stack_started: float
    ) -> None:
        async with AsyncExitStack() as stack:
            pages = [await stack.enter_async_context(headless_page(system.api_url)) for _ in range(10)]
            scenarios = await asyncio.gather(*(self.create_four(page) for page in pages))
            await asyncio.sleep(max(0, stack_started + QUEUES_AGE_SECONDS - time.monotonic()))
            with system.processes["scenario"].suspended():
                batches = await asyncio.gather(
                    *(self.add_hundred(page, own) for page, own in zip(pages, scenarios, strict=True))
                )
                for page, batch in zip(pages, batches, strict=True):
                    await asyncio.gather(*(page.until_accepted(command_id) for command_id in batch))
            await pages[0].settled(batches[0][0])
            await asyncio.to_thread(system.rabbitmq.kill)
            await asyncio.to_thread(system.rabbitmq.start)
            for page, batch in zip(pages, batches, strict=True):
                frames = await page.settled(*batch, seconds=THOUSAND_SECONDS)
                assert {frame["type"] for frame in frames} == {"completed"}
        assert inspection.cibles(*(scenario_id for own in scenarios for scenario_id in own)) == 1000

    async def create_four(self, page: HeadlessPage) -> list[int]:
        return [await page.create_scenario() for _ in range(4)]

    async def add_hundred(self, page: HeadlessPage, scenarios: list[int]) -> list[str]:
        return [
            await page.intend("cible.add", {"label": f"Cible {n}"}, scenario_id=scenarios[n % 4]) for n in range(100)
        ]


class TestRestartingTheBroker:
    async def test_new_commands_are_consumed_afterwards(self, system: Stack) -> None:
        async with headless_page(system.api_url) as page:
            scenario_id = await page.create_scenario()
            await asyncio.to_thread(system.rabbitmq.stop)
            try:
                answer = await asyncio.to_thread(
                    httpx.post, f"{system.api_url}/scenarios/{scenario_id}/cibles", json={"label": "DSI"}, timeout=30
                )
            finally:
                await asyncio.to_thread(system.rabbitmq.start)
            assert (answer.status_code, answer.headers["retry-after"].isdigit()) == (503, True)
            await adds_a_cible(page, scenario_id)


class TestClosingConnections:
    async def test_from_the_management_console_is_recovered_from(self, system: Stack) -> None:
        async with headless_page(system.api_url) as page:
            scenario_id = await page.create_scenario()
            management = system.rabbitmq.management
            for connection in await asyncio.to_thread(management.call, "GET", "/connections"):
                try:
                    await asyncio.to_thread(management.call, "DELETE", f"/connections/{connection['name']}")
                except ManagementError as gone:
                    assert "404" in str(gone)  # noqa: PT017 - the list is a few seconds old
            await adds_a_cible(page, scenario_id)


class TestDeletingAQueue:
    async def test_under_its_consumer_is_recovered_from(self, system: Stack) -> None:
        async with headless_page(system.api_url) as page:
            scenario_id = await page.create_scenario()
            await asyncio.to_thread(system.rabbitmq.management.call, "DELETE", "/queues/%2F/scenario.commands")
            await adds_a_cible(page, scenario_id)


class TestAQueueThatIsFull:
    async def test_refuses_with_503_and_is_drained_afterwards(self, system: Stack, inspection: Inspection) -> None:
        policy = {"pattern": r"^scenario\.commands$", "apply-to": "queues", "definition": {"max-length": 10}}
        management = system.rabbitmq.management
        async with headless_page(system.api_url) as page, httpx.AsyncClient(base_url=system.api_url) as client:
            scenario_id = await page.create_scenario()
            await asyncio.to_thread(system.processes["scenario"].stop)
            await asyncio.to_thread(management.call, "PUT", "/policies/%2F/small", policy)
            try:
                answers = [await self.add(client, scenario_id) for _ in range(40)]
                kept = await page.intend("cible.add", {"label": "de la page"}, scenario_id=scenario_id)
            finally:
                await asyncio.to_thread(management.call, "DELETE", "/policies/%2F/small")
            refused = [answer for answer in answers if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE]
            assert {answer.json()["code"] for answer in refused} == {"queue-full"}
            assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
            accepted = [answer for answer in answers if answer.status_code == httpx.codes.ACCEPTED]
            assert 10 <= len(accepted) == 40 - len(refused) < 40
            await asyncio.to_thread(system.start, "scenario")
            for answer in accepted:
                await self.completed(client, answer.headers["location"])
            await page.settled(kept)
        assert inspection.cibles(scenario_id) == len(accepted) + 1

    async def add(self, client: httpx.AsyncClient, scenario_id: int) -> httpx.Response:
        headers = {"Prefer": "respond-async", "Idempotency-Key": str(uuid4())}
        return await client.post(
            f"/scenarios/{scenario_id}/cibles", json={"label": f"Cible {uuid4()}"}, headers=headers
        )

    async def completed(self, client: httpx.AsyncClient, location: str) -> None:
        async with asyncio.timeout(20):
            while (await client.get(location)).json()["status"] != "completed":  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.05)


class TestATopologyThatDiffers:
    async def test_an_unroutable_command_is_refused_and_done_once_it_has_a_route(self, system: Stack) -> None:
        binding = "/bindings/%2F/e/assistant.commands/q/scenario.commands"
        management = system.rabbitmq.management
        async with headless_page(system.api_url) as page:
            scenario_id = await page.create_scenario()
            await asyncio.to_thread(management.call, "DELETE", f"{binding}/scenario.%23")
            command_id = await page.intend("cible.add", {"label": "DSI"}, scenario_id=scenario_id)
            answer = await asyncio.to_thread(
                httpx.post, f"{system.api_url}/scenarios/{scenario_id}/cibles", json={"label": "RSSI"}, timeout=30
            )
            assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
            assert command_id not in page.accepted
            await asyncio.to_thread(management.call, "POST", binding, {"routing_key": "scenario.#"})
            [frame] = await page.settled(command_id)
            assert frame["type"] == "completed"

    @pytest.mark.parametrize("name", ["plan", "gateway"])
    async def test_a_process_says_so_and_ends_instead_of_starting(self, system: Stack, name: str) -> None:
        management = system.rabbitmq.management
        vhost = f"differs-{uuid4().hex}"
        management.create_vhost(vhost)
        queue = {"durable": True, "arguments": {"x-queue-type": "quorum", "x-max-length": 7}}
        management.call("PUT", f"/queues/{vhost}/plan.commands", queue)
        settings = {"RABBITMQ_URL": system.rabbitmq.vhost_url(vhost), "HEALTH_PORT": "0", "GATEWAY_PORT": "0"}
        try:
            process = system.launch(f"{name}.2", settings=settings)
            code = await asyncio.to_thread(process.wait, 20)
        finally:
            management.delete_vhost(vhost)
        assert code != 0
        assert "inequivalent arg" in system.log_of(f"{name}.2").read_text()
