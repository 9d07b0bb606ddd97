import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from prometheus_client import REGISTRY

from assistant.bus.topology import commands_queue
from assistant.contracts.envelope import Progressed, Settled, Streamed
from assistant.contracts.registry import Service
from assistant.db.models import OutboxRow
from assistant.db.session import Database
from assistant.runtime import outbox
from assistant.runtime.handlers import Command, Stream
from assistant.runtime.wire import command_message
from assistant.testing.harness import Harness, envelope_of
from assistant.testing.small_services import CANCELS, EDITS, PLANS, Refused, draft_plan
from assistant.testing.waiting import until

TRACE = "0af7651916cd43dd8448eb211c80319c"
TRACEPARENT = f"00-{TRACE}-b7ad6b7169203331-01"


class TestATrace:
    async def test_is_on_every_event_of_a_saga_from_the_first_to_the_last(
        self, stage: Harness, scenario_id: int
    ) -> None:
        await stage.start({Service.PLAN: PLANS, Service.AI: draft_plan()})
        envelope = envelope_of("plan.generate", scenario_id=scenario_id, conversation_id=uuid4())
        await stage.publish(envelope.model_copy(update={"traceparent": TRACEPARENT}))
        await stage.outcome(envelope.command_id)
        kinds = {type(event) for event in stage.events}
        assert kinds >= {Progressed, Settled}
        assert kinds <= {Progressed, Settled, Streamed}
        assert {(event.traceparent or "")[3:35] for event in stage.events} == {TRACE}

    async def test_travels_in_a_header_as_well(self, stage: Harness, scenario_id: int) -> None:
        envelope = envelope_of("objectif.add", {"label": "Notoriété"}, scenario_id=scenario_id)
        await stage.publish(envelope.model_copy(update={"traceparent": TRACEPARENT}))
        (delivery,) = await stage.bus.fetch(commands_queue(Service.SCENARIO), 1)
        assert delivery.headers["traceparent"] == TRACEPARENT
        assert "traceparent" not in command_message(envelope).headers


def count(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0


class TestMetrics:
    async def test_tell_how_long_commands_waited_and_how_they_ended(self, stage: Harness, scenario_id: int) -> None:
        waited = count("command_wait_seconds_count", service="scenario")
        ended = count("commands_total", type="scenario.add_objectif", outcome="completed")
        await stage.start({Service.SCENARIO: EDITS})
        await stage.send("objectif.add", {"label": "Notoriété"}, scenario_id=scenario_id)
        await stage.workers[0].stop()
        stage.workers.clear()
        assert count("command_wait_seconds_count", service="scenario") == waited + 1
        assert count("commands_total", type="scenario.add_objectif", outcome="completed") == ended + 1
        assert count("commands_in_flight", service="scenario") == 0

    @pytest.mark.parametrize("outcome", ["completed", "failed", "cancelled", "expired"])
    async def test_tell_how_a_saga_ended_once_whatever_ended_it(
        self, stage: Harness, scenario_id: int, outcome: str
    ) -> None:
        drafting = asyncio.Event()

        async def draft(_command: Command[Any], _stream: Stream) -> Any:
            drafting.set()
            if outcome == "failed":
                raise Refused(nom="")
            await asyncio.sleep(60)

        def ended() -> dict[str, float]:
            outcomes = ("completed", "failed", "cancelled")
            return {name: count("commands_total", type="plan.generate", outcome=name) for name in outcomes}

        before = ended()
        routes = draft_plan() if outcome == "completed" else draft_plan(draft)
        services = {Service.PLAN: PLANS, Service.SCENARIO: CANCELS}
        # Expired: nobody drafts, and the sweeper of plan-service ends what it began.
        await stage.start(services if outcome == "expired" else {**services, Service.AI: routes})
        lifetime = timedelta(seconds=1) if outcome == "expired" else None
        envelope = envelope_of("plan.generate", scenario_id=scenario_id, time_to_live=lifetime)
        await stage.publish(envelope)
        if outcome == "cancelled":
            await drafting.wait()
            await stage.publish(envelope_of("command.cancel", {"command_id": str(envelope.command_id)}))
        await stage.outcome(envelope.command_id)
        counted = {**before}
        counted["failed" if outcome == "expired" else outcome] += 1
        await until(lambda: ended() != before, "the end is counted")
        assert ended() == counted

    def test_tell_how_much_waits_in_the_outbox_and_since_when(self, database: Database) -> None:
        assert database.query(outbox.measure) == (0, 0.0)
        row = OutboxRow(id=uuid4(), exchange="assistant.events", key="cible.added", headers={}, body=b"{}")
        database.transact(lambda session: session.add(row))
        rows, age = database.query(outbox.measure)
        assert rows == 1
        assert 0 <= age < 60
