"""plan-service spoken to in commands, through the real runtime; only the model's draft is a stand-in."""

from typing import Any

import pytest
from sqlalchemy import func, select

from assistant.contracts.ai import PlanDraft, PlanItemDraft
from assistant.contracts.entities import Plan
from assistant.contracts.envelope import Settled
from assistant.contracts.registry import Service
from assistant.db.models import PlanItemRow, PlanRow
from assistant.db.session import Database
from assistant.dialogue.texts import text
from assistant.runtime.handlers import Command, Stream
from assistant.testing.harness import Harness
from assistant.testing.small_services import draft_plan

NBSP = "\u00a0"
CANAUX = ["LinkedIn", "E-mail", "LinkedIn", "Blog", "linkedin", "E-mail", "Salon"]


def drafted(resume: str = "Un plan en trois temps.", repeated: int = 0) -> PlanDraft:
    messages = [f"{resume} Message {number}" for number in range(len(CANAUX) - repeated)] + [resume] * repeated
    items = [
        PlanItemDraft(format="Article", message=message, canal=canal, frequence="1 fois par semaine", kpi="Clics")
        for message, canal in zip(messages, CANAUX, strict=True)
    ]
    return PlanDraft(resume=resume, items=items)


class Drafter:
    """ai-service's part of the saga: answers with the drafts it was given, in turn, and keeps what it was asked."""

    def __init__(self, *drafts: PlanDraft) -> None:
        self.drafts = list(drafts)
        self.asked: list[Any] = []

    async def __call__(self, command: Command[Any], stream: Stream) -> PlanDraft:
        self.asked.append(command.payload)
        return self.drafts.pop(0)


async def generate(stage: Harness, scenario_id: int, *drafts: PlanDraft, consigne: str = "") -> list[Settled]:
    """One generation a draft, one after the other."""
    drafter = Drafter(*drafts)
    await stage.start({Service.AI: draft_plan(drafter)})
    return [
        await stage.send("plan.generate", {"consigne": consigne}, scenario_id=scenario_id) for _ in range(len(drafts))
    ]


def plan_of(event: Settled) -> Plan:
    assert event.reply.scenario is not None
    assert event.reply.scenario.plan is not None
    return event.reply.scenario.plan


def said(event: Settled) -> str:
    assert event.reply.message is not None
    return event.reply.message.contenu


def asked(event: Settled) -> str:
    assert event.reply.user_message is not None
    return event.reply.user_message.contenu


def code_of(event: Settled) -> str:
    assert event.status == "failed"
    assert event.problem is not None
    return event.problem.code


def counts(database: Database) -> tuple[int, int]:
    """How many plans and how many items there are."""

    def count(session: Any) -> tuple[int, int]:
        plans = session.scalar(select(func.count()).select_from(PlanRow))
        items = session.scalar(select(func.count()).select_from(PlanItemRow))
        return plans, items

    return database.query(count)


class TestGeneratingAPlan:
    async def test_asks_for_a_draft_with_the_users_words(self, stage: Harness, scenario_id: int) -> None:
        drafter = Drafter(drafted())
        await stage.start({Service.AI: draft_plan(drafter)})
        event = await stage.send("plan.generate", {"consigne": "Petit budget"}, scenario_id=scenario_id)
        assert [asked.consigne for asked in drafter.asked] == ["Petit budget"]
        assert drafter.asked[0].root_id == event.command_id

    async def test_stores_the_draft_and_shows_it_with_the_scenario(self, stage: Harness, scenario_id: int) -> None:
        (event,) = await generate(stage, scenario_id, drafted())
        assert (event.status, event.type) == ("completed", "plan.generated")
        plan = plan_of(event)
        assert plan.id == event.reply.created_id
        assert plan.resume == "Un plan en trois temps."
        assert [item.canal for item in plan.items] == CANAUX
        assert [item.message for item in plan.items] == [item.message for item in drafted().items]

    async def test_says_how_many_items_go_where(self, stage: Harness, scenario_id: int) -> None:
        (event,) = await generate(stage, scenario_id, drafted())
        words = said(event).replace(NBSP, " ")
        assert "**7 actions sur 4 canaux**" in words
        assert "**Canaux :** LinkedIn (3) · E-mail (2) · Blog · Salon." in words
        assert "Un plan en trois temps." in words
        assert "précédent" not in words

    async def test_speaks_the_language_of_the_command(self, stage: Harness, scenario_id: int) -> None:
        await stage.start({Service.AI: draft_plan(Drafter(drafted()))})
        event = await stage.send("plan.generate", {}, scenario_id=scenario_id, locale="en")
        assert "**7 actions on 4 channels**" in said(event)

    async def test_never_refuses_a_thin_scenario_and_guides_on(self, stage: Harness, scenario_id: int) -> None:
        (event,) = await generate(stage, scenario_id, drafted())
        assert event.status == "completed"
        assert "objectif.suggest" in [action.intent for action in event.reply.actions]
        assert "scenario.export" in [action.intent for action in event.reply.actions]

    async def test_keeps_the_plan_it_replaces(self, stage: Harness, database: Database, scenario_id: int) -> None:
        first, second = await generate(stage, scenario_id, drafted("Premier."), drafted("Second."))
        assert plan_of(second).id > plan_of(first).id
        assert plan_of(second).resume == "Second."
        assert counts(database) == (2, 14)
        assert text("plan.recorded.previous", "fr") in said(second)

    async def test_says_what_the_draft_could_not_follow(self, stage: Harness, scenario_id: int) -> None:
        told = drafted().model_copy(update={"errors": ["Aucun budget n’est *connu*."]})
        first, second = await generate(stage, scenario_id, told, drafted("Second."))
        assert said(first).endswith(f"\n\n{text('ai.errors', 'fr')}\n\n- Aucun budget n’est \\*connu\\*.")
        assert first.reply.errors == ["Aucun budget n’est *connu*."]
        assert text("ai.errors", "fr") not in said(second)

    async def test_shows_her_to_have_said_what_the_button_said(self, stage: Harness, scenario_id: int) -> None:
        first, second = await generate(stage, scenario_id, drafted("Premier."), drafted("Second."))
        assert asked(first) == text("action.plan.generate", "fr")
        assert asked(second) == text("action.plan.regenerate", "fr")

    async def test_sets_repeated_messages_aside(self, stage: Harness, scenario_id: int) -> None:
        (event,) = await generate(stage, scenario_id, drafted(repeated=2))
        assert len(plan_of(event).items) == 6

    async def test_fails_without_a_trace_when_too_little_is_left(
        self, stage: Harness, database: Database, scenario_id: int
    ) -> None:
        (event,) = await generate(stage, scenario_id, drafted(repeated=3))
        assert code_of(event) == "model-failed"
        assert counts(database) == (0, 0)
        assert [action.intent for action in event.reply.actions] == ["plan.generate"]

    async def test_is_done_once_however_often_it_is_sent(
        self, stage: Harness, database: Database, scenario_id: int
    ) -> None:
        (event,) = await generate(stage, scenario_id, drafted())
        again = await stage.send("plan.generate", {}, scenario_id=scenario_id, command_id=event.command_id)
        assert again.event_id == event.event_id
        assert counts(database) == (1, 7)


class TestCorrectingAnItem:
    async def test_changes_what_was_given_and_counts_the_change(self, stage: Harness, scenario_id: int) -> None:
        (generated,) = await generate(stage, scenario_id, drafted())
        item = plan_of(generated).items[2]
        payload = {"id": item.id, "version": 1, "message": "Plus  court", "kpi": "Inscriptions"}
        event = await stage.send("plan.update_item", payload, scenario_id=scenario_id)
        assert event.type == "plan.item_updated"
        changed = plan_of(event).items[2]
        assert changed == item.model_copy(update={"message": "Plus court", "kpi": "Inscriptions", "version": 2})
        assert said(event) == f"Ligne du plan modifiée (**Article**, LinkedIn){NBSP}: message, KPI."

    async def test_offers_to_undo_and_the_undo_restores_the_old_values(self, stage: Harness, scenario_id: int) -> None:
        (generated,) = await generate(stage, scenario_id, drafted())
        item = plan_of(generated).items[0]
        payload = {"id": item.id, "version": 1, "canal": "Podcast", "kpi": "Écoutes"}
        event = await stage.send("plan.update_item", payload, scenario_id=scenario_id)
        undo = event.reply.actions[0]
        assert (undo.intent, undo.once) == ("plan.update_item", True)
        undone = await stage.send(undo.intent, undo.payload, scenario_id=scenario_id, command_id=undo.command_id)
        assert plan_of(undone).items[0] == item.model_copy(update={"version": 3})

    async def test_refuses_a_version_that_is_not_the_current_one(self, stage: Harness, scenario_id: int) -> None:
        (generated,) = await generate(stage, scenario_id, drafted())
        item = plan_of(generated).items[0]
        await stage.send("plan.update_item", {"id": item.id, "kpi": "Vues"}, scenario_id=scenario_id)
        late = await stage.send("plan.update_item", {"id": item.id, "version": 1, "kpi": "X"}, scenario_id=scenario_id)
        assert code_of(late) == "stale-version"

    async def test_lets_the_last_write_win_without_a_version(self, stage: Harness, scenario_id: int) -> None:
        (generated,) = await generate(stage, scenario_id, drafted())
        item = plan_of(generated).items[0]
        for kpi in ("Vues", "Clics qualifiés"):
            last = await stage.send("plan.update_item", {"id": item.id, "kpi": kpi}, scenario_id=scenario_id)
            assert plan_of(last).items[0].kpi == kpi

    async def test_refuses_the_item_of_a_plan_that_was_replaced(self, stage: Harness, scenario_id: int) -> None:
        first, _second = await generate(stage, scenario_id, drafted("Premier."), drafted("Second."))
        old = plan_of(first).items[0]
        event = await stage.send("plan.update_item", {"id": old.id, "kpi": "X"}, scenario_id=scenario_id)
        assert code_of(event) == "plan-replaced"

    async def test_refuses_an_item_it_does_not_know(self, stage: Harness, scenario_id: int) -> None:
        await generate(stage, scenario_id, drafted())
        event = await stage.send("plan.update_item", {"id": 999, "kpi": "X"}, scenario_id=scenario_id)
        assert code_of(event) == "entity-not-found"

    async def test_refuses_a_message_that_another_item_already_says(self, stage: Harness, scenario_id: int) -> None:
        (generated,) = await generate(stage, scenario_id, drafted())
        first, second, *_ = plan_of(generated).items
        payload = {"id": first.id, "message": second.message.upper()}
        event = await stage.send("plan.update_item", payload, scenario_id=scenario_id)
        assert code_of(event) == "already-exists"

    async def test_accepts_its_own_message_written_otherwise(self, stage: Harness, scenario_id: int) -> None:
        (generated,) = await generate(stage, scenario_id, drafted())
        item = plan_of(generated).items[0]
        payload = {"id": item.id, "message": f"{item.message} !"}
        assert (await stage.send("plan.update_item", payload, scenario_id=scenario_id)).status == "completed"


class TestRestoringAPlan:
    async def test_makes_a_copy_of_the_older_plan_the_current_one(
        self, stage: Harness, database: Database, scenario_id: int
    ) -> None:
        first, second = await generate(stage, scenario_id, drafted("Premier."), drafted("Second."))
        assert second.reply.scenario is not None
        payload = {"plan_id": plan_of(first).id, "version": second.reply.scenario.version}
        event = await stage.send("plan.restore", payload, scenario_id=scenario_id)
        assert event.type == "plan.restored"
        restored = plan_of(event)
        assert restored.id == event.reply.created_id
        assert restored.id not in (plan_of(first).id, plan_of(second).id)
        assert restored.resume == "Premier."
        assert [item.message for item in restored.items] == [item.message for item in plan_of(first).items]
        assert counts(database) == (3, 21)

    async def test_offers_to_go_back_even_after_other_changes(self, stage: Harness, scenario_id: int) -> None:
        first, _second = await generate(stage, scenario_id, drafted("Premier."), drafted("Second."))
        event = await stage.send("plan.restore", {"plan_id": plan_of(first).id}, scenario_id=scenario_id)
        item = plan_of(event).items[0]
        await stage.send("plan.update_item", {"id": item.id, "kpi": "Vues"}, scenario_id=scenario_id)
        back = event.reply.actions[0]
        undone = await stage.send(back.intent, back.payload, scenario_id=scenario_id, command_id=back.command_id)
        assert plan_of(undone).resume == "Second."

    @pytest.mark.parametrize("offset", [-1, 1])
    async def test_refuses_when_the_scenario_is_not_as_the_user_saw_it(
        self, stage: Harness, scenario_id: int, offset: int
    ) -> None:
        first, second = await generate(stage, scenario_id, drafted("Premier."), drafted("Second."))
        assert second.reply.scenario is not None
        payload = {"plan_id": plan_of(first).id, "version": second.reply.scenario.version + offset}
        event = await stage.send("plan.restore", payload, scenario_id=scenario_id)
        assert code_of(event) == "stale-version"

    async def test_leaves_the_current_plan_alone(self, stage: Harness, database: Database, scenario_id: int) -> None:
        (generated,) = await generate(stage, scenario_id, drafted())
        event = await stage.send("plan.restore", {"plan_id": plan_of(generated).id}, scenario_id=scenario_id)
        assert said(event) == text("plan.already_current", "fr")
        assert counts(database) == (1, 7)

    async def test_refuses_a_plan_it_does_not_know(self, stage: Harness, scenario_id: int) -> None:
        await generate(stage, scenario_id, drafted())
        event = await stage.send("plan.restore", {"plan_id": 999}, scenario_id=scenario_id)
        assert code_of(event) == "entity-not-found"
