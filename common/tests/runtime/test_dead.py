from assistant.bus.base import Outgoing
from assistant.bus.topology import DEAD_EXCHANGE, dead_queue
from assistant.contracts.envelope import retry_id
from assistant.contracts.registry import Service
from assistant.db.session import Database
from assistant.runtime.dead import replay
from assistant.runtime.wire import command_message
from assistant.testing.harness import Harness, envelope_of
from assistant.testing.small_services import EDITS, count_objectifs


class TestReplaying:
    async def test_a_dead_letter_twice_has_one_effect(
        self, stage: Harness, database: Database, scenario_id: int
    ) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        envelope = envelope_of("objectif.add", {"label": "Notoriété"}, scenario_id=scenario_id)
        dead = Outgoing(DEAD_EXCHANGE, envelope.type, command_message(envelope).body, "x", mandatory=True)
        await stage.bus.publish([dead, dead])
        letters = await stage.bus.fetch(dead_queue(Service.SCENARIO), 10)
        assert [await replay(stage.bus, letter) for letter in letters] == [True, True]
        assert (await stage.outcome(retry_id(envelope.command_id))).status == "completed"
        assert count_objectifs(database) == 1
        assert await stage.bus.fetch(dead_queue(Service.SCENARIO), 10) == []

    async def test_leaves_a_step_of_a_saga_which_is_no_command_by_itself(
        self, stage: Harness, scenario_id: int
    ) -> None:
        root = envelope_of("plan.generate", scenario_id=scenario_id)
        step = root.model_copy(update={"type": "ai.draft_plan", "payload": {"root_id": str(root.command_id)}})
        await stage.bus.publish([Outgoing(DEAD_EXCHANGE, step.type, command_message(step).body, "x", mandatory=True)])
        [letter] = await stage.bus.fetch(dead_queue(Service.AI), 10)
        assert await replay(stage.bus, letter) is False

    async def test_leaves_what_it_cannot_read(self, stage: Harness) -> None:
        await stage.bus.publish([Outgoing(DEAD_EXCHANGE, "scenario.unknown", b"{", "x", mandatory=True)])
        [letter] = await stage.bus.fetch(dead_queue(Service.SCENARIO), 10)
        assert await replay(stage.bus, letter) is False
