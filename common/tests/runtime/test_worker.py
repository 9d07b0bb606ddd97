import asyncio
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from assistant.bus.base import Delivery, Outgoing
from assistant.bus.topology import COMMANDS_EXCHANGE, commands_queue, dead_queue
from assistant.contracts.envelope import Progressed, Rejected, Settled, Streamed, child_id
from assistant.contracts.registry import Service
from assistant.db.models import InboxRow, MessageRow, OutboxRow, ScenarioRow
from assistant.db.session import Database
from assistant.runtime.handlers import Command, Stream
from assistant.testing.bus import wait_for_messages
from assistant.testing.harness import Harness, envelope_of
from assistant.testing.small_services import CANCELS, EDITS, PLANS, count_objectifs, count_plans, draft_plan, drafted


async def until(condition: Any, seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is awaited lives in a database
            await asyncio.sleep(0.01)


async def dead_letters(stage: Harness) -> list[Delivery]:
    """The dead letters of scenario-service, once there is one: it is published after the outcome is known."""
    queue = dead_queue(Service.SCENARIO)
    async with asyncio.timeout(30):
        while not (await stage.bus.state(queue)).messages:  # noqa: ASYNC110 - what is awaited is in a queue
            await asyncio.sleep(0.01)
    return await stage.bus.fetch(queue, 10)


def version_of(database: Database, scenario_id: int) -> int:
    return database.query(
        lambda session: session.scalars(select(ScenarioRow.version).where(ScenarioRow.id == scenario_id)).one()
    )


class TestAnEdit:
    async def test_changes_the_scenario_answers_and_says_so_once(
        self, stage: Harness, database: Database, scenario_id: int
    ) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        conversation_id = uuid4()
        event = await stage.send(
            "objectif.add", {"label": "Notoriété"}, scenario_id=scenario_id, conversation_id=conversation_id
        )
        assert event.status == "completed"
        assert event.type == "objectif.added"
        assert event.reply.scenario is not None
        assert [objectif.label for objectif in event.reply.scenario.objectifs] == ["Notoriété"]
        assert event.reply.scenario.version == 2
        assert event.reply.message is not None
        assert event.reply.message.contenu == "ajouté : Notoriété"
        assert event.reply.actions == event.reply.message.actions != []
        await until(lambda: stage.settled_events(event.command_id))
        messages = database.query(lambda session: session.scalars(select(MessageRow).order_by(MessageRow.id)).all())
        assert [(message.auteur, message.conversation_id) for message in messages] == [
            ("user", conversation_id),
            ("assistant", conversation_id),
        ]
        assert all((message.ttl - message.created_at).days == 7 for message in messages)

    @pytest.mark.parametrize("label", ["Notoriété", "refuse"])
    async def test_keeps_the_language_of_what_was_said(
        self, stage: Harness, database: Database, scenario_id: int, label: str
    ) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        event = await stage.send("objectif.add", {"label": label}, scenario_id=scenario_id, locale="en")
        messages = database.query(lambda session: session.scalars(select(MessageRow).order_by(MessageRow.id)).all())
        assert [(message.auteur, message.locale) for message in messages] == [("user", "en"), ("assistant", "en")]
        assert event.reply.user_message is not None
        assert event.reply.message is not None
        assert event.reply.user_message.locale == event.reply.message.locale == "en"

    async def test_sent_twenty_times_to_three_copies_has_one_effect(
        self, stage: Harness, database: Database, scenario_id: int
    ) -> None:
        await stage.start({Service.SCENARIO: EDITS}, copies=3)
        envelope = envelope_of("objectif.add", {"label": "Notoriété"}, scenario_id=scenario_id)
        await stage.publish(*[envelope] * 20)
        await until(lambda: len(stage.settled_events(envelope.command_id)) == 20)
        assert len({event.model_dump_json() for event in stage.settled_events(envelope.command_id)}) == 1
        assert count_objectifs(database) == 1
        assert version_of(database, scenario_id) == 2

    async def test_that_is_refused_keeps_what_the_user_said_and_changes_nothing(
        self, stage: Harness, database: Database, scenario_id: int
    ) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        event = await stage.send("objectif.add", {"label": "refuse"}, scenario_id=scenario_id)
        assert (event.status, event.type) == ("failed", "command.failed")
        assert event.problem is not None
        assert event.problem.status == 409
        assert event.reply.user_message is not None
        assert event.reply.message is not None
        assert count_objectifs(database) == 0
        assert version_of(database, scenario_id) == 1

    async def test_on_an_unknown_scenario_is_a_404(self, stage: Harness) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        event = await stage.send("objectif.add", {"label": "Notoriété"}, scenario_id=999)
        assert event.problem is not None
        assert event.problem.status == 404
        assert event.reply.message is not None
        assert event.reply.message.scenario_id is None

    @pytest.mark.parametrize(
        "other", [{"payload": {"label": "Autre"}}, {"scenario_id": 999}, {"conversation_id": uuid4()}]
    )
    async def test_whose_id_meant_something_else_is_rejected(
        self, stage: Harness, database: Database, scenario_id: int, other: dict[str, Any]
    ) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        envelope = envelope_of("objectif.add", {"label": "Notoriété"}, scenario_id=scenario_id)
        await stage.publish(envelope)
        await stage.outcome(envelope.command_id)
        await stage.publish(envelope.model_copy(update=other))
        await until(lambda: any(isinstance(heard, Rejected) for heard in stage.events))
        assert count_objectifs(database) == 1

    async def test_with_a_bug_is_tried_five_times_more_then_buried(
        self, stage: Harness, database: Database, scenario_id: int
    ) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        event = await stage.send("objectif.add", {"label": "bug"}, scenario_id=scenario_id)
        assert event.problem is not None
        assert event.problem.code == "internal"
        assert [action.intent for action in event.reply.actions] == ["objectif.add"]
        await until(lambda: len(stage.settled_events(event.command_id)) == 1)
        dead = await dead_letters(stage)
        assert [(letter.key, letter.headers["reason"]) for letter in dead] == [
            ("scenario.add_objectif", "given up after 6 tries")
        ]
        assert count_objectifs(database) == 0
        fine = await stage.send("objectif.add", {"label": "Notoriété"}, scenario_id=scenario_id)
        assert fine.status == "completed"

    async def test_leaves_nothing_in_the_outbox(self, stage: Harness, database: Database, scenario_id: int) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        await stage.send("objectif.add", {"label": "Notoriété"}, scenario_id=scenario_id)
        await until(lambda: database.query(lambda session: session.scalars(select(OutboxRow)).first()) is None)


class TestAnUnreadableCommand:
    async def test_goes_to_the_dead_letters_with_the_reason(self, stage: Harness) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        command_id = uuid4()
        body = Outgoing(COMMANDS_EXCHANGE, "scenario.add_objectif", b"{", str(command_id), mandatory=True)
        await stage.bus.publish([body])
        event = await stage.outcome(command_id)
        assert event.status == "failed"
        dead = await dead_letters(stage)
        assert "undecodable body" in dead[0].headers["reason"]

    async def test_of_an_unknown_type_is_failed_and_the_others_flow(self, stage: Harness, scenario_id: int) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        strange = envelope_of("objectif.add", {"label": "x"}, scenario_id=scenario_id).model_copy(
            update={"type": "scenario.fly"}
        )
        await stage.publish(strange)
        assert (await stage.outcome(strange.command_id)).status == "failed"
        assert (await stage.send("objectif.add", {"label": "x"}, scenario_id=scenario_id)).status == "completed"

    @pytest.mark.parametrize(
        "strange",
        [
            {"occurred_at": "0001-01-01T00:00:00+14:00"},
            {"expires_at": "9999-12-31T23:59:59-14:00"},
            {"type": "scenario." + "x" * 100},
            {"reply_to": "x" * 200_000},
            {"scenario_id": 10**30},
        ],
    )
    async def test_with_a_value_that_nothing_can_hold_is_failed_and_buried(
        self, stage: Harness, scenario_id: int, strange: dict[str, Any]
    ) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        envelope = envelope_of("objectif.add", {"label": "x"}, scenario_id=scenario_id)
        body = json.dumps({**envelope.model_dump(mode="json"), **strange}).encode()
        message = Outgoing(COMMANDS_EXCHANGE, "scenario.add_objectif", body, str(envelope.command_id), mandatory=True)
        await stage.bus.publish([message])
        assert (await stage.outcome(envelope.command_id)).status == "failed"
        [letter] = await dead_letters(stage)
        assert "undecodable body" in letter.headers["reason"]

    async def test_that_is_a_step_ends_its_saga(self, stage: Harness, scenario_id: int) -> None:
        await stage.start({Service.PLAN: PLANS})
        root = envelope_of("plan.generate", scenario_id=scenario_id)
        await stage.publish(root)
        await wait_for_messages(stage.bus, commands_queue(Service.AI), 1)
        [step] = await stage.bus.fetch(commands_queue(Service.AI), 1)
        await step.ack()
        later = json.dumps({**json.loads(step.body), "version": 2}).encode()
        await stage.start({Service.AI: draft_plan()})
        await stage.bus.publish(
            [Outgoing(COMMANDS_EXCHANGE, "ai.draft_plan", later, str(step.message_id), mandatory=True)]
        )
        event = await stage.outcome(root.command_id)
        assert event.status == "failed"


class TestADraftedCommand:
    async def test_streams_then_answers(self, stage: Harness, scenario_id: int) -> None:
        async def draft(_command: Command[Any], stream: Stream) -> str:
            for word in ("Trois ", "idées ", "pour vous"):
                stream.write(word)
                await asyncio.sleep(0.06)
            return "Trois idées pour vous"

        await stage.start({Service.AI: drafted(draft)})
        event = await stage.send("objectif.suggest", scenario_id=scenario_id)
        assert event.reply.message is not None
        streamed = [heard for heard in stage.events if isinstance(heard, Streamed)]
        assert "".join(piece.text for piece in streamed) == "Trois idées pour vous"
        assert [piece.offset for piece in streamed] == [0, 6, 12]

    async def test_sent_again_while_it_runs_is_drafted_once(self, stage: Harness, scenario_id: int) -> None:
        calls: list[Any] = []

        async def draft(command: Command[Any], _stream: Stream) -> str:
            calls.append(command.id)
            await asyncio.sleep(0.2)
            return "idées"

        await stage.start({Service.AI: drafted(draft)}, copies=2)
        envelope = envelope_of("objectif.suggest", scenario_id=scenario_id)
        await stage.publish(*[envelope] * 5)
        await until(lambda: len(stage.settled_events(envelope.command_id)) == 5)
        assert len(calls) == 1

    async def test_too_old_is_not_started(self, stage: Harness, scenario_id: int) -> None:
        async def draft(_command: Command[Any], _stream: Stream) -> str:
            raise AssertionError("must not be called")

        await stage.start({Service.AI: drafted(draft)})
        event = await stage.send("objectif.suggest", scenario_id=scenario_id, time_to_live=timedelta(seconds=-1))
        assert event.problem is not None
        assert event.problem.code == "expired"


class TestThePlanSaga:
    async def test_ends_its_root_once_with_the_plan(self, stage: Harness, database: Database, scenario_id: int) -> None:
        await stage.start({Service.PLAN: PLANS, Service.AI: draft_plan()})
        event = await stage.send("plan.generate", scenario_id=scenario_id, locale="en")
        assert event.type == "plan.generated"
        assert event.reply.scenario is not None
        assert event.reply.scenario.plan is not None
        assert len(event.reply.scenario.plan.items) == 6
        assert event.reply.user_message is not None
        assert event.reply.user_message.command_id == event.command_id
        assert event.reply.message is not None
        assert event.reply.message.locale == event.reply.user_message.locale == "en"
        steps = [heard.step for heard in stage.events if isinstance(heard, Progressed)]
        assert steps == ["draft", "record"]
        assert count_plans(database) == 1

    async def test_whose_root_is_sent_again_while_it_runs_makes_one_plan(
        self, stage: Harness, database: Database, scenario_id: int
    ) -> None:
        await stage.start({Service.PLAN: PLANS, Service.AI: draft_plan()}, copies=2)
        envelope = envelope_of("plan.generate", scenario_id=scenario_id)
        await stage.publish(*[envelope] * 6)
        await stage.outcome(envelope.command_id)
        await asyncio.sleep(0.3)
        assert count_plans(database) == 1
        kept = {heard.event_id for heard in stage.settled_events(envelope.command_id)}
        assert len(kept) == 1

    async def test_whose_draft_fails_ends_its_root_as_failed(self, stage: Harness, scenario_id: int) -> None:
        async def draft(_command: Command[Any], _stream: Stream) -> Any:
            raise RuntimeError("a bug")

        await stage.start({Service.PLAN: PLANS, Service.AI: draft_plan(draft)})
        event = await stage.send("plan.generate", scenario_id=scenario_id)
        assert isinstance(event, Settled)
        assert event.problem is not None
        assert event.problem.code == "internal"
        assert event.reply.user_message is not None
        assert [action.intent for action in event.reply.actions] == ["plan.generate"]

    @pytest.mark.parametrize("when", ["before it begins", "while it runs"])
    async def test_whose_step_is_cancelled_ends_as_cancelled(
        self, stage: Harness, database: Database, scenario_id: int, when: str
    ) -> None:
        drafting = asyncio.Event()

        async def draft(_command: Command[Any], _stream: Stream) -> Any:
            drafting.set()
            await asyncio.sleep(60)

        envelope = envelope_of("plan.generate", scenario_id=scenario_id)
        cancel = envelope_of("command.cancel", {"command_id": str(child_id(envelope.command_id, "draft"))})
        await stage.start({Service.SCENARIO: CANCELS, Service.PLAN: PLANS, Service.AI: draft_plan(draft)})
        if when == "before it begins":
            await stage.publish(cancel)
            await stage.outcome(cancel.command_id)
            await stage.publish(envelope)
        else:
            await stage.publish(envelope)
            await drafting.wait()
            await stage.publish(cancel)
        event = await stage.outcome(envelope.command_id)
        assert event.problem is not None
        assert event.problem.code == "cancelled"
        assert count_plans(database) == 0

    async def test_on_an_unknown_scenario_fails_at_once(self, stage: Harness) -> None:
        await stage.start({Service.PLAN: PLANS})
        event = await stage.send("plan.generate", scenario_id=404)
        assert event.problem is not None
        assert event.problem.status == 404


class TestStopping:
    async def test_finishes_what_is_in_flight(self, stage: Harness, database: Database, scenario_id: int) -> None:
        [worker] = await stage.start({Service.SCENARIO: EDITS})
        envelopes = [envelope_of("objectif.add", {"label": f"o{n}"}, scenario_id=scenario_id) for n in range(10)]
        await stage.publish(*envelopes)
        await worker.stop()
        running = database.query(
            lambda session: session.scalars(select(InboxRow).where(InboxRow.state == "running")).all()
        )
        assert list(running) == []
