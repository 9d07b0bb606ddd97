"""Faults 10 and 11: what cannot be read, what always fails, what kills its process; dead letters replayed."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from assistant.bus.rabbit_bus import RabbitBus
from assistant.contracts.envelope import retry_id
from assistant.runtime import dead
from assistant.testing.harness import envelope_of
from assistant.testing.headless_page import HeadlessPage
from assistant.testing.inspection import Inspection
from assistant.testing.waiting import until
from embedded.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.integration]
FAULTY = Path(__file__).parent / "faulty_scenario_service.py"


@pytest_asyncio.fixture
async def faulty(system: Stack) -> AsyncIterator[Stack]:
    """scenario-service with a handler that fails as the label of an objectif says."""
    await asyncio.to_thread(system.processes["scenario"].stop)
    system.launch("scenario", program=[FAULTY])
    yield system
    # Not killed: what it has just published would be published again, and be another test's dead letter.
    await asyncio.to_thread(system.processes["scenario"].stop)
    await asyncio.to_thread(system.start, "scenario")


def publish(system: Stack, body: bytes, message_id: str | None) -> None:
    """A message for scenario-service that none of our own programs would write."""
    properties = {"delivery_mode": 2, **({"message_id": message_id} if message_id else {})}
    system.rabbitmq.management.call(
        "POST",
        "/exchanges/%2F/assistant.commands/publish",
        {
            "properties": properties,
            "routing_key": "scenario.add_objectif",
            "payload": base64.b64encode(body).decode(),
            "payload_encoding": "base64",
        },
    )


async def buried(inspection: Inspection, number: int) -> list[dict[str, Any]]:
    """The dead letters of scenario-service, taken, once there are so many."""
    await until(lambda: inspection.waiting("scenario.dead") >= number, "the dead letters are there", seconds=30)
    return inspection.dead_letters("scenario")


def reasons(letters: list[dict[str, Any]]) -> list[str]:
    return [letter["properties"]["headers"]["reason"] for letter in letters]


class TestACommandThatCannotBeRead:
    async def test_is_buried_with_its_reason_failed_where_its_id_is_readable_and_holds_up_no_other(
        self, system: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        scenario_id = await page.create_scenario()
        envelope = envelope_of("objectif.add", {"label": "x"}, scenario_id=scenario_id).model_dump(mode="json")
        unreadable = {
            "undecodable body": b"\xff not JSON",
            "unknown type": json.dumps({**envelope, "command_id": str(uuid4()), "type": "scenario.fly"}).encode(),
            "unknown version": json.dumps({**envelope, "command_id": str(uuid4()), "version": 99}).encode(),
            "invalid payload": json.dumps({**envelope, "command_id": str(uuid4()), "payload": {"label": ""}}).encode(),
        }
        ids = [str(uuid4()) for _ in unreadable]
        for message_id, body in zip(ids, unreadable.values(), strict=True):
            await asyncio.to_thread(publish, system, body, message_id)
        await asyncio.to_thread(publish, system, b"\xff and no id", None)
        command_id = await page.intend("cible.add", {"label": "DSI"}, scenario_id=scenario_id)
        [frame] = await page.settled(command_id, seconds=10)
        assert frame["type"] == "completed"
        assert sorted(reason.split(":")[0] for reason in reasons(await buried(inspection, 5))) == [
            "invalid payload",
            "undecodable body",
            "undecodable body",
            "unknown type scenario.fly",
            "unknown version 99",
        ]
        known = {ids[0], *(json.loads(body)["command_id"] for body in list(unreadable.values())[1:])}
        among = ",".join(f"'{command_id}'" for command_id in known)
        assert inspection.count(f"inbox WHERE command_id IN ({among}) AND state = 'failed'") == 4


class TestAHandlerThatAlwaysRaises:
    async def test_fails_its_command_with_a_retry_that_works_once_mended(
        self, faulty: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        scenario_id = await page.create_scenario()
        broken = await page.intend("objectif.add", {"label": "raise"}, scenario_id=scenario_id)
        fine = [await page.intend("cible.add", {"label": f"Cible {n}"}, scenario_id=scenario_id) for n in range(10)]
        assert {frame["type"] for frame in await page.settled(*fine, seconds=20)} == {"completed"}
        [frame] = await page.settled(broken, seconds=30)
        assert frame["type"] == "failed"
        assert frame["problem"]["code"] == "internal"
        [retry] = [action for action in frame["actions"] if action["intent"] == "objectif.add"]
        assert reasons(await buried(inspection, 1)) == ["given up after 6 tries"]
        await asyncio.to_thread(faulty.processes["scenario"].stop)
        await asyncio.to_thread(faulty.start, "scenario")
        again = await page.intend(
            "objectif.add", retry["payload"], scenario_id=scenario_id, command_id=retry["command_id"]
        )
        [frame] = await page.settled(again)
        assert frame["type"] == "completed"


class TestAHandlerThatKillsItsProcess:
    async def test_is_given_up_while_the_others_it_shared_the_process_with_are_done(
        self, faulty: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        await asyncio.to_thread(faulty.processes["scenario"].wait_until, lambda: faulty.is_ready("scenario"))
        scenario_id = await page.create_scenario()
        with faulty.processes["scenario"].suspended():
            killer = await page.intend("objectif.add", {"label": "kill"}, scenario_id=scenario_id)
            others = [
                await page.intend("cible.add", {"label": f"Cible {n}"}, scenario_id=scenario_id) for n in range(15)
            ]
            await page.until_accepted(others[-1])
        deaths = await self.keep_alive(faulty, page, killer)
        assert page.outcomes[killer]["type"] == "failed"
        assert page.outcomes[killer]["problem"]["code"] == "internal"
        frames = await page.settled(*others)
        assert {frame["type"] for frame in frames} == {"completed"}
        assert inspection.cibles(scenario_id) == 15
        assert reasons(await buried(inspection, 1)) == ["given up after 6 tries"]
        assert deaths == 6

    async def keep_alive(self, system: Stack, page: HeadlessPage, command_id: str) -> int:
        """Starts the process again each time it dies, as a supervisor would, until the command has its outcome."""
        deaths = 0
        async with asyncio.timeout(90):
            while command_id not in page.outcomes:
                if not system.processes["scenario"].alive:
                    system.processes["scenario"].wait()
                    deaths += 1
                    system.launch("scenario", program=[FAULTY])
                await asyncio.sleep(0.05)
        return deaths


class TestDeadLetters:
    async def test_replayed_twice_have_one_effect(
        self, faulty: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        scenario_id = await page.create_scenario()
        command_id = await page.intend("objectif.add", {"label": "raise"}, scenario_id=scenario_id)
        [frame] = await page.settled(command_id, seconds=30)
        assert frame["type"] == "failed"
        [letter] = await buried(inspection, 1)
        await asyncio.to_thread(faulty.processes["scenario"].stop)
        await asyncio.to_thread(faulty.start, "scenario")
        management = faulty.rabbitmq.management
        for _ in range(2):
            copy = {name: letter[name] for name in ("properties", "routing_key", "payload", "payload_encoding")}
            await asyncio.to_thread(management.call, "POST", "/exchanges/%2F/assistant.dead/publish", copy)
            assert "replayed" in (await dead.run(RabbitBus(faulty.rabbitmq.url), "replay"))[0]
        again = retry_id(UUID(command_id))
        await inspection.until(f"inbox WHERE command_id = '{again}' AND state = 'completed'")
        assert inspection.count(f"scenario_objectifs WHERE scenario_id = {scenario_id}") == 1
