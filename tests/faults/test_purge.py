"""Fault 18: two purges at once, and under load."""

import asyncio
import re
import statistics
import time

import pytest

from assistant.testing.headless_page import headless_page
from assistant.testing.inspection import Inspection
from embedded.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.integration]
OLD_MESSAGES = 20_000
SLOWEST_SECONDS = 2.0
"""What a command may take while both purges run: the specification's bound for any answer."""


class TestTwoPurgesAtOnce:
    async def test_delete_each_row_once_and_hold_up_no_command(self, system: Stack, inspection: Inspection) -> None:
        async with headless_page(system.api_url) as page:
            scenario_id = await page.create_scenario()
            await asyncio.to_thread(inspection.execute, expired_messages(scenario_id))
            kept = inspection.count("messages WHERE ttl > UTC_TIMESTAMP()")
            jobs = [system.launch(f"purge.{n}", program=["-m", "purge_job", "--once"]) for n in (2, 3)]
            times = []
            number = 0
            while any(job.alive for job in jobs) and number < 50:
                number += 1
                began = time.monotonic()
                command_id = await page.intend("cible.add", {"label": f"Cible {number}"}, scenario_id=scenario_id)
                await page.settled(command_id)
                times.append(time.monotonic() - began)
            codes = [await asyncio.to_thread(job.wait, 60) for job in jobs]
        assert codes == [0, 0]
        assert sum(self.deleted(system, f"purge.{n}") for n in (2, 3)) == OLD_MESSAGES
        assert all(self.deleted(system, f"purge.{n}") > 0 for n in (2, 3))
        assert inspection.count("messages WHERE ttl < UTC_TIMESTAMP()") == 0
        assert inspection.count("messages WHERE ttl > UTC_TIMESTAMP()") == kept + 2 * number
        assert max(times) < SLOWEST_SECONDS, statistics.quantiles(times)

    def deleted(self, system: Stack, name: str) -> int:
        found = re.search(r"^messages: (\d+)$", system.log_of(name).read_text(), re.MULTILINE)
        return int(found[1]) if found else 0


def expired_messages(scenario_id: int) -> str:
    return f"""
        INSERT INTO messages (scenario_id, auteur, contenu, actions, created_at, ttl)
        SELECT {scenario_id}, 'user', 'ancien', '[]', UTC_TIMESTAMP() - INTERVAL 8 DAY, UTC_TIMESTAMP() - INTERVAL 1 DAY
        FROM seq_1_to_{OLD_MESSAGES}
    """
