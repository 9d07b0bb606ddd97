"""Faults 8 and 9: the database killed and away; deadlocks and lock waits forced."""

import asyncio
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pymysql
import pytest
from sqlalchemy.engine import make_url

from assistant.testing.headless_page import HeadlessPage
from assistant.testing.inspection import Inspection
from assistant.testing.proxy import tcp_proxy
from assistant.testing.waiting import until
from embedded.stack import DATABASE, Stack

pytestmark = [pytest.mark.faults, pytest.mark.integration]

OUTAGE_SECONDS = float(os.environ.get("FAULTS_OUTAGE_SECONDS", "6"))
"""How long the database stays away; the table of faults asks for 60, which every run would have to wait for."""
COMMIT = b"\x03COMMIT"
"""A COM_QUERY packet's body, as PyMySQL sends it."""


@contextmanager
def lock_held(system: Stack, scenario_id: int) -> "Iterator[pymysql.connections.Connection[Any]]":
    """A transaction of ours that has a scenario's row; it is rolled back at the end."""
    connection = pymysql.connect(host="127.0.0.1", port=system.mariadb.port, user="root", database=DATABASE)
    try:
        with connection.cursor() as cursor:
            cursor.execute("START TRANSACTION")
            cursor.execute("SELECT id FROM scenarios WHERE id = %s FOR UPDATE", (scenario_id,))
        yield connection
    finally:
        if connection.open:
            connection.close()


def lines_of(system: Stack, service: str, command_id: str) -> list[dict[str, Any]]:
    """What a service wrote about a command."""
    lines = system.log_of(service).read_text().splitlines()
    return [json.loads(line) for line in lines if line.startswith("{") and command_id in line]


async def retried(system: Stack, code: int, seen: int) -> None:
    await until(lambda: count_retries(system, code) > seen, f"a transaction is run again for {code}")


def count_retries(system: Stack, code: int) -> int:
    lines = system.log_of("scenario").read_text().splitlines()
    return sum('"transaction.retried"' in line and f'"code": {code}' in line for line in lines)


class TestKillingTheDatabase:
    async def test_in_the_middle_of_transactions_is_waited_out_without_using_up_an_attempt(
        self, system: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        scenarios = [await page.create_scenario() for _ in range(2)]
        with lock_held(system, scenarios[0]):
            commands = [
                await page.intend("cible.add", {"label": f"Cible {n}"}, scenario_id=scenarios[n % 2]) for n in range(80)
            ]
            await asyncio.to_thread(system.mariadb.kill)
        await asyncio.sleep(OUTAGE_SECONDS)
        await asyncio.to_thread(system.mariadb.start)
        frames = await page.settled(*commands, seconds=40)
        assert {frame["type"] for frame in frames} == {"completed"}
        assert inspection.cibles(*scenarios) == 80
        tried = [line for command_id in commands for line in lines_of(system, "scenario", command_id)]
        assert {line.get("attempt", 0) for line in tried} == {0}

    async def test_during_a_draft_ends_it_once(self, system: Stack, page: HeadlessPage, inspection: Inspection) -> None:
        scenario_id = await page.create_scenario()
        command_id = await page.intend("plan.generate", {}, scenario_id=scenario_id)
        await inspection.until("inbox WHERE type = 'ai.draft_plan' AND state = 'running'")
        await asyncio.to_thread(system.mariadb.kill)
        await asyncio.to_thread(system.mariadb.start)
        [frame] = await page.settled(command_id)
        assert frame["type"] == "completed"
        assert inspection.count(f"plans WHERE scenario_id = {scenario_id}") == 1


class TestLosingTheConnection:
    @pytest.mark.parametrize("let_through", [True, False], ids=["committed", "not_committed"])
    async def test_at_commit_has_one_effect_whether_it_was_committed_or_not(
        self, system: Stack, page: HeadlessPage, inspection: Inspection, *, let_through: bool
    ) -> None:
        scenario_id = await page.create_scenario()
        with tcp_proxy(system.mariadb.port) as proxy:
            await asyncio.to_thread(system.processes["scenario"].stop)
            own = system.environment_of("scenario")["DATABASE_URL"]
            url = make_url(own).set(port=proxy.port).render_as_string(hide_password=False)
            await asyncio.to_thread(system.start, "scenario", settings={"DATABASE_URL": url})
            proxy.cut_at(COMMIT, let_through=let_through)
            command_id = await page.intend("cible.add", {"label": "DSI"}, scenario_id=scenario_id)
            assert await asyncio.to_thread(proxy.wait_until_sprung, 10)
            [frame] = await page.settled(command_id)
            assert frame["type"] == "completed"
            await asyncio.to_thread(system.processes["scenario"].stop)
        await asyncio.to_thread(system.start, "scenario")
        assert inspection.cibles(scenario_id) == 1


class TestATransactionThatCannotHaveItsLocks:
    async def test_is_run_again_after_a_lock_wait_timeout(
        self, system: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        scenario_id = await page.create_scenario()
        seen = count_retries(system, 1205)
        with lock_held(system, scenario_id):
            command_id = await page.intend("cible.add", {"label": "DSI"}, scenario_id=scenario_id)
            await retried(system, 1205, seen)
        [frame] = await page.settled(command_id)
        assert frame["type"] == "completed"
        assert inspection.cibles(scenario_id) == 1

    async def test_is_run_again_when_chosen_as_the_victim_of_a_deadlock(
        self, system: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        scenario_id = await page.create_scenario()
        seen = count_retries(system, 1213)
        command_id = str(uuid4())
        with lock_held(system, scenario_id) as ours, ours.cursor() as cursor:
            # The transaction that has changed less is the victim.
            cursor.executemany(
                "INSERT INTO objectifs (label, description, insight, version) VALUES (%s, '', '', 1)",
                [(f"lourd {n}",) for n in range(500)],
            )
            await page.intend("cible.add", {"label": "DSI"}, scenario_id=scenario_id, command_id=command_id)
            await asyncio.sleep(1)
            await asyncio.to_thread(
                cursor.execute, "SELECT state FROM inbox WHERE command_id = %s FOR UPDATE", (command_id,)
            )
            await retried(system, 1213, seen)
        [frame] = await page.settled(command_id)
        assert frame["type"] == "completed"
        assert inspection.cibles(scenario_id) == 1

    async def test_is_run_again_when_the_deadlock_came_inside_its_savepoint(
        self, system: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        """There a deadlock undoes the savepoint too, and shows as its absence (1305)."""
        scenario_id = await page.create_scenario()
        [added] = await page.settled(await page.intend("cible.add", {"label": "DSI"}, scenario_id=scenario_id))
        cible_id = added["scenario"]["cibles"][0]["id"]
        seen = count_retries(system, 1305) + count_retries(system, 1213)
        command_id = str(uuid4())
        connection = pymysql.connect(host="127.0.0.1", port=system.mariadb.port, user="root", database=DATABASE)
        with connection, connection.cursor() as cursor:
            cursor.execute("START TRANSACTION")
            cursor.execute("SELECT id FROM cibles WHERE id = %s FOR UPDATE", (cible_id,))
            cursor.executemany(
                "INSERT INTO objectifs (label, description, insight, version) VALUES (%s, '', '', 1)",
                [(f"lourd {n}",) for n in range(500)],
            )
            correction = {"id": cible_id, "label": "DSI d’ETI"}
            await page.intend("cible.update", correction, scenario_id=scenario_id, command_id=command_id)
            await asyncio.sleep(1)
            await asyncio.to_thread(
                cursor.execute, "SELECT state FROM inbox WHERE command_id = %s FOR UPDATE", (command_id,)
            )
            await until(
                lambda: count_retries(system, 1305) + count_retries(system, 1213) > seen, "the whole is run again"
            )
        [frame] = await page.settled(command_id)
        assert frame["type"] == "completed"
        assert not [line for line in lines_of(system, "scenario", command_id) if line["event"] == "handler.failed"]


class TestADatabaseThatTakesNoWrites:
    async def test_for_a_while_is_waited_out_without_using_up_an_attempt(
        self, system: Stack, page: HeadlessPage, inspection: Inspection
    ) -> None:
        """As in a failover or a maintenance."""
        scenario_id = await page.create_scenario()
        connection = pymysql.connect(host="127.0.0.1", port=system.mariadb.port, user="root", database=DATABASE)
        with connection, connection.cursor() as cursor:
            cursor.execute("SET GLOBAL read_only = 1")
            try:
                commands = [
                    await page.intend("cible.add", {"label": f"Cible {n}"}, scenario_id=scenario_id) for n in range(5)
                ]
                await asyncio.sleep(OUTAGE_SECONDS)
                assert not page.outcomes.keys() & set(commands)
            finally:
                cursor.execute("SET GLOBAL read_only = 0")
        frames = await page.settled(*commands)
        assert {frame["type"] for frame in frames} == {"completed"}
        assert inspection.cibles(scenario_id) == 5
        assert not [line for one in commands for line in lines_of(system, "scenario", one) if line.get("attempt")]
