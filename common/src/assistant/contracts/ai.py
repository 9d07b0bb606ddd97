"""Payloads of the commands that ai-service owns: everything that asks the model."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from assistant.contracts.base import ChatText, Contract, Kpi, PlanField, PlanMessage


class Suggest(Contract):
    """Asks for three proposals. `consigne` narrows them in the user's words."""

    consigne: Annotated[str, Field(max_length=500)] = ""


class Say(Contract):
    message: ChatText


class DraftPlan(Contract):
    """Step of the plan saga: drafts the plan of the root command's scenario."""

    root_id: UUID
    consigne: Annotated[str, Field(max_length=500)] = ""


class PlanItemDraft(Contract):
    """One line of a drafted plan, not stored yet."""

    format: PlanField
    message: PlanMessage
    canal: PlanField
    frequence: PlanField
    kpi: Kpi


class PlanDraft(Contract):
    """A drafted plan: 6 to 14 items with distinct messages."""

    resume: Annotated[str, Field(min_length=1, max_length=4000)]
    items: Annotated[list[PlanItemDraft], Field(min_length=6, max_length=14)]
