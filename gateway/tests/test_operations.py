"""What probes and operators ask, beyond /health."""

from uuid import uuid4

from assistant.contracts.registry import Service
from assistant.db.models import PlanRow, ScenarioRow
from assistant.db.session import Database
from gateway.testing import ScriptedServices, World

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class TestReady:
    async def test_takes_requests_also_while_the_broker_is_away(self, world: World) -> None:
        world.broker.is_here.clear()
        try:
            assert (await world.http.get("/ready")).status_code == 200
        finally:
            world.broker.is_here.set()

    async def test_takes_no_more_once_it_is_stopping(self, world: World) -> None:
        await world.gateway.hub.drain()
        answer = await world.http.get("/ready")
        assert answer.status_code == 503
        assert answer.headers["Content-Type"] == "application/problem+json"

    async def test_is_no_part_of_the_documented_api(self, world: World) -> None:
        assert "/ready" not in (await world.http.get("/openapi.json")).json()["paths"]


class TestMetrics:
    async def test_tell_the_plans_that_are_kept(self, world: World, database: Database) -> None:
        def add(session):  # type: ignore[no-untyped-def]
            scenario = ScenarioRow(nom="Lancement", thematique="Cloud", description="")
            session.add(scenario)
            session.flush()
            session.add_all([PlanRow(scenario_id=scenario.id, resume=resume) for resume in ("un", "deux")])

        database.transact(add)
        assert "plans_generes 2.0" in (await world.http.get("/metrics")).text.splitlines()


class TestTrace:
    async def test_of_a_frame_goes_on_in_its_command(self, stage: World, scripted: ScriptedServices) -> None:
        async with stage.page() as page:
            payload = {"nom": "Lancement", "thematique": "Cloud"}
            frame = {"command_id": uuid4(), "intent": "scenario.create", "payload": payload}
            await page.send(type="intent", **frame, traceparent=TRACEPARENT)
            assert (await scripted.take(Service.SCENARIO)).traceparent == TRACEPARENT

    async def test_that_is_none_is_refused(self, world: World) -> None:
        async with world.page() as page:
            frame = {"command_id": uuid4(), "intent": "scenario.list", "payload": {}}
            await page.send(type="intent", **frame, traceparent="00-not-a-trace")
            assert (await page.until("rejected"))["problem"]["errors"][0]["field"] == "traceparent"
