"""Fault 7: the network to the broker cut, stalled, slow."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
import pytest_asyncio

from assistant.testing.headless_page import HeadlessPage, headless_page
from assistant.testing.inspection import Inspection
from assistant.testing.proxy import TcpProxy, tcp_proxy
from embedded.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.integration]

RECOVERY_SECONDS = 15
"""From the network's return to the last outcome: a second between two tries to connect, 5 s for each answer."""
NOTICED_SECONDS = 50
"""A peer that is gone without a word is given up after three heartbeats of 11 s, then the above."""


@pytest.fixture(scope="module")
def network(system: Stack) -> Iterator[TcpProxy]:
    """Lies between the broker and both the gateway and scenario-service."""
    with tcp_proxy(system.rabbitmq.port) as proxy:
        url = system.rabbitmq.url.replace(str(system.rabbitmq.port), str(proxy.port))
        for name in ("scenario", "gateway"):
            system.processes[name].stop()
        system.start("scenario", "gateway", settings={"RABBITMQ_URL": url})
        yield proxy
        proxy.restore()
        for name in ("scenario", "gateway"):
            system.processes[name].stop()
        system.start("scenario", "gateway")


@pytest_asyncio.fixture
async def page(system: Stack, network: TcpProxy) -> AsyncIterator[HeadlessPage]:
    async with headless_page(system.api_url) as page:
        yield page
        network.restore()


class TestTheNetworkToTheBroker:
    async def test_cut_for_three_seconds_loses_and_doubles_nothing(
        self, network: TcpProxy, page: HeadlessPage, inspection: Inspection
    ) -> None:
        await self.survives(page, inspection, network.cut, network.restore, seconds=3)

    async def test_stalled_beyond_what_an_answer_may_take_loses_and_doubles_nothing(
        self, network: TcpProxy, page: HeadlessPage, inspection: Inspection
    ) -> None:
        await self.survives(page, inspection, network.stall, network.restore, seconds=7)

    async def test_slow_by_a_tenth_of_a_second_each_way_works_on(
        self, network: TcpProxy, page: HeadlessPage, inspection: Inspection
    ) -> None:
        await self.survives(page, inspection, lambda: network.slow(0.1), network.restore, seconds=3)

    async def test_gone_without_a_word_is_noticed_by_the_missing_heartbeats(
        self, network: TcpProxy, page: HeadlessPage, inspection: Inspection
    ) -> None:
        scenario_id = await page.create_scenario()
        network.strand()
        command_id = await page.intend("cible.add", {"label": "DSI"}, scenario_id=scenario_id)
        [frame] = await page.settled(command_id, seconds=NOTICED_SECONDS)
        assert frame["type"] == "completed"
        assert inspection.cibles(scenario_id) == 1

    async def survives(
        self,
        page: HeadlessPage,
        inspection: Inspection,
        fail: Callable[[], None],
        restore: Callable[[], None],
        *,
        seconds: float,
    ) -> None:
        """Twenty commands sent before, twenty during the fault."""
        scenario_id = await page.create_scenario()
        commands = [await page.intend("cible.add", {"label": f"avant {n}"}, scenario_id=scenario_id) for n in range(20)]
        fail()
        commands += [
            await page.intend("cible.add", {"label": f"pendant {n}"}, scenario_id=scenario_id) for n in range(20)
        ]
        await asyncio.sleep(seconds)
        restore()
        frames = await page.settled(*commands, seconds=RECOVERY_SECONDS)
        assert {frame["type"] for frame in frames} == {"completed"}
        assert inspection.cibles(scenario_id) == 40
