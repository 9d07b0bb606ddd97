"""Handlers that are as small as can be, for the runtime's own tests: an added objectif is the countable effect."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import func, select

from assistant.contracts.ai import DraftPlan, PlanDraft, PlanItemDraft
from assistant.contracts.plan import RecordPlan
from assistant.contracts.problems import DomainError
from assistant.db.models import ObjectifRow, PlanItemRow, PlanRow, ScenarioObjectifRow
from assistant.db.session import Database
from assistant.runtime.handlers import (
    Answer,
    Command,
    Drafted,
    Edit,
    FollowUp,
    Routes,
    SagaEnd,
    SagaRoot,
    Stream,
    Transaction,
)


class Refused(DomainError):
    code = "already-exists"


def add_objectif(command: Command[Any], transaction: Transaction) -> Answer:
    label = command.payload.label
    row = ObjectifRow(label=label)
    transaction.session.add(row)
    transaction.session.flush()
    transaction.session.add(
        ScenarioObjectifRow(scenario_id=command.required_scenario_id, objectif_id=row.id, priorite=1)
    )
    transaction.session.flush()
    if label == "refuse":
        raise Refused(nom=label)
    if label == "bug":
        raise RuntimeError("a bug")
    return Answer(text=f"ajouté : {label}", created_id=row.id)


def cancel_command(command: Command[Any], transaction: Transaction) -> Answer:
    return Answer(text=transaction.cancel(command.payload.command_id))


EDITS: Routes = {"scenario.add_objectif": Edit(add_objectif)}
CANCELS: Routes = {"scenario.cancel_command": Edit(cancel_command)}


REFUSED = "refuse"
"""A draft that its record refuses."""


def record_text(_command: Command[Any], _transaction: Transaction, text: str) -> Answer:
    if text == REFUSED:
        raise Refused(nom=text)
    return Answer(text=text, actions=[])


def drafted(draft: Callable[[Command[Any], Stream], Awaitable[str]]) -> Routes:
    """ai.suggest_objectifs answering with what `draft` returns."""

    async def run(command: Command[Any], _context: None, stream: Stream) -> str:
        return await draft(command, stream)

    return {
        "ai.suggest_objectifs": Drafted(
            prepare=lambda _command, _transaction: None,
            draft=run,
            record=record_text,
        )
    }


def plan_draft(resume: str = "résumé") -> PlanDraft:
    items = [
        PlanItemDraft(format="Article", message=f"message {n}", canal="Blog", frequence="1", kpi="10") for n in range(6)
    ]
    return PlanDraft(resume=resume, items=items)


async def instant_plan(_command: Command[Any], _stream: Stream) -> PlanDraft:
    await asyncio.sleep(0)
    return plan_draft()


def draft_plan(draft: Callable[[Command[Any], Stream], Awaitable[PlanDraft]] = instant_plan) -> Routes:
    async def run(command: Command[Any], _context: None, stream: Stream) -> PlanDraft:
        return await draft(command, stream)

    def record(command: Command[Any], _transaction: Transaction, made: PlanDraft) -> FollowUp:
        return FollowUp(
            "record", "plan.record", RecordPlan(root_id=command.payload.root_id, draft=made, made_by="test")
        )

    return {"ai.draft_plan": Drafted(prepare=lambda _command, _transaction: None, draft=run, record=record)}


def start_plan(command: Command[Any], _transaction: Transaction) -> FollowUp:
    return FollowUp("draft", "ai.draft_plan", DraftPlan(root_id=command.id))


def record_plan(command: Command[Any], transaction: Transaction) -> Answer:
    row = PlanRow(scenario_id=command.required_scenario_id, resume=command.payload.draft.resume)
    transaction.session.add(row)
    transaction.session.flush()
    transaction.session.add_all(
        PlanItemRow(plan_id=row.id, **item.model_dump()) for item in command.payload.draft.items
    )
    transaction.session.flush()
    if row.resume == REFUSED:
        raise Refused(nom=row.resume)
    return Answer(text="plan prêt")


PLANS: Routes = {"plan.generate": SagaRoot(start_plan), "plan.record": SagaEnd(record_plan)}


def count_objectifs(database: Database) -> int:
    return database.query(lambda session: session.scalar(select(func.count()).select_from(ObjectifRow)) or 0)


def count_plans(database: Database) -> int:
    return database.query(lambda session: session.scalar(select(func.count()).select_from(PlanRow)) or 0)
