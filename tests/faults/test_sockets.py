"""Fault 16: sockets cut, away for long, read slowly, opened while things happen."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from assistant.testing.headless_page import HeadlessPage, headless_page
from assistant.testing.waiting import until
from embedded.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.integration]

BACKLOG = 20
UPDATES = 160
"""Of a scenario that fills 60 kB a frame: more than the system itself keeps for a reader, 4 MB, and the backlog."""
GROWTH_MEGABYTES = 60
"""What a gateway may grow by while five pages do not read: their backlogs, and what Python keeps for later."""


@pytest_asyncio.fixture
async def tabs(system: Stack) -> AsyncIterator[tuple[HeadlessPage, HeadlessPage]]:
    """Two tabs of one conversation."""
    conversation_id = uuid4()
    async with (
        headless_page(system.api_url, conversation_id=conversation_id) as one,
        headless_page(system.api_url, conversation_id=conversation_id) as other,
    ):
        yield one, other


async def add_cibles(page: HeadlessPage, number: int) -> list[str]:
    scenarios = [await page.create_scenario() for _ in range(-(-number // 40))]
    return [
        await page.intend("cible.add", {"label": f"Cible {n}"}, scenario_id=scenarios[n % len(scenarios)])
        for n in range(number)
    ]


def heard_answers(page: HeadlessPage) -> dict[str, set[int]]:
    """Ids of the assistant's messages by command, as a page has merged them from snapshots and live frames."""
    messages: list[dict[str, Any]] = [message for snapshot in page.snapshots for message in snapshot["messages"]]
    messages += [frame["message"] for frame in page.outcomes.values() if frame.get("message")]
    answers: dict[str, set[int]] = {}
    for message in messages:
        if message["auteur"] == "assistant" and message["command_id"]:
            answers.setdefault(message["command_id"], set()).add(message["id"])
    return answers


class TestASocketThatIsCut:
    async def test_for_a_second_misses_nothing(self, tabs: tuple[HeadlessPage, HeadlessPage]) -> None:
        one, other = tabs
        async with one.away():
            missed = await add_cibles(other, 5)
            await other.settled(*missed)
            await asyncio.sleep(1)
        live = await add_cibles(other, 3)
        await one.settled(*live)
        heard = heard_answers(one)
        assert {len(heard[command_id]) for command_id in missed + live} == {1}

    async def test_for_longer_than_a_snapshot_goes_back_finds_the_rest_page_by_page(
        self, system: Stack, tabs: tuple[HeadlessPage, HeadlessPage]
    ) -> None:
        """Nothing is kept for a page that is away: what happened counts, not how long it took (ten minutes, say)."""
        one, other = tabs
        async with one.away():
            missed = await add_cibles(other, 80)
            await other.settled(*missed)
        seen = {message["id"]: message for message in one.snapshots[-1]["messages"]}
        assert len(seen) == 50
        async with httpx.AsyncClient(base_url=system.api_url) as client:
            while older := await self.before(client, one, min(seen)):
                seen |= older
        answered = [message["command_id"] for message in seen.values() if message["auteur"] == "assistant"]
        assert len(answered) == len(set(answered))
        assert set(missed) <= set(answered)

    async def before(self, client: httpx.AsyncClient, page: HeadlessPage, id_: int) -> dict[int, dict[str, Any]]:
        path = f"/conversations/{page.conversation_id}/messages"
        answer = await client.get(path, params={"before": id_, "limit": 50})
        return {message["id"]: message for message in answer.json()["items"]}


class TestASocketOpenedWhileThingsHappen:
    async def test_has_neither_gap_nor_double_between_its_snapshot_and_what_follows(
        self, tabs: tuple[HeadlessPage, HeadlessPage]
    ) -> None:
        one, other = tabs
        commands: list[str] = []
        for _ in range(10):
            snapshots = len(one.snapshots)
            # Fewer than a snapshot holds: they run while the socket is cut, opened, told what is there.
            commands += await add_cibles(other, 8)
            await one.cut()
            await until(lambda known=snapshots: len(one.snapshots) > known, "a new snapshot")  # type: ignore[misc]
        await other.settled(*commands)
        await until(lambda: set(commands) <= set(heard_answers(one)), "every answer was heard")
        assert {len(ids) for ids in heard_answers(one).values()} == {1}


class TestAReaderThatIsSlow:
    @pytest.fixture
    def small_backlog(self, system: Stack) -> Iterator[Stack]:
        system.processes["gateway"].stop()
        system.start("gateway", settings={"SOCKET_BACKLOG": str(BACKLOG)})
        yield system
        system.processes["gateway"].stop()
        system.start("gateway")

    async def test_is_closed_while_memory_stays_bounded_and_others_hear_everything(self, small_backlog: Stack) -> None:
        system = small_backlog
        async with headless_page(system.api_url) as page:
            with ExitStack() as open_sockets:
                scenario_id, objectif_id = await self.large_scenario(page)
                before = megabytes(system.processes["gateway"].pid)
                for _ in range(5):
                    open_sockets.enter_context(closing(open_and_read_nothing(system.api_url, page)))
                commands = [
                    await page.intend(
                        "objectif.update", {"id": objectif_id, "label": f"Objectif {n}"}, scenario_id=scenario_id
                    )
                    for n in range(UPDATES)
                ]
                frames = await page.settled(*commands)
                await until(lambda: closed_for_slowness(system.api_url) >= 5, "slow readers are closed", seconds=30)
                grown = megabytes(system.processes["gateway"].pid) - before
        assert {frame["type"] for frame in frames} == {"completed"}
        assert grown < GROWTH_MEGABYTES

    async def large_scenario(self, page: HeadlessPage) -> tuple[int, int]:
        """A scenario of forty long cibles and an objectif; their ids."""
        scenario_id = await page.create_scenario()
        long = "Décide des achats de sécurité. " * 48
        commands = [
            await page.intend("cible.add", {"label": f"Cible {n}", "description": long}, scenario_id=scenario_id)
            for n in range(40)
        ]
        commands.append(await page.intend("objectif.add", {"label": "Objectif"}, scenario_id=scenario_id))
        frames = await page.settled(*commands)
        return scenario_id, int(frames[-1]["scenario"]["objectifs"][0]["id"])


def open_and_read_nothing(url: str, page: HeadlessPage) -> socket.socket:
    """A socket of the page's conversation that takes the handshake's answer and nothing after it."""
    address = urlsplit(url)
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.connect((address.hostname, address.port))
    lines = [
        f"GET /ws?conversation_id={page.conversation_id} HTTP/1.1",
        f"Host: {address.netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    raw.sendall("\r\n".join([*lines, "", ""]).encode())
    assert raw.recv(12) == b"HTTP/1.1 101"
    return raw


def closed_for_slowness(url: str) -> float:
    metrics = httpx.get(f"{url}/metrics").text
    found = re.search(r'^websocket_closed_total\{code="1013"\} (\S+)$', metrics, re.MULTILINE)
    return float(found[1]) if found else 0


def megabytes(pid: int) -> float:
    """Resident memory of a process."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) / 1024
