"""Payloads of the commands that ai-service owns: everything that asks the model."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from assistant.contracts.base import (
    MAX_PLAN_ITEMS,
    MIN_PLAN_ITEMS,
    ChatText,
    Consigne,
    Contract,
    Kpi,
    PlanField,
    PlanMessage,
)


class Suggest(Contract):
    """Asks for three proposals. `consigne` narrows them in the user's words."""

    consigne: Consigne = ""


class Say(Contract):
    message: ChatText


class DraftPlan(Contract):
    """Step of the plan saga: drafts the plan of the root command's scenario."""

    root_id: UUID
    consigne: Consigne = ""


class PlanItemDraft(Contract):
    """One line of a drafted plan, not stored yet."""

    format: PlanField
    message: PlanMessage
    canal: PlanField
    frequence: PlanField
    kpi: Kpi


MAX_ERRORS = 8

Told = Annotated[str, Field(max_length=200)]
"""What a reply says that it could not do."""


class PlanDraft(Contract):
    """A drafted plan: 6 to 14 items with distinct messages, and what of the request it could not follow."""

    resume: Annotated[str, Field(min_length=1, max_length=4000)]
    items: Annotated[list[PlanItemDraft], Field(min_length=MIN_PLAN_ITEMS, max_length=MAX_PLAN_ITEMS)]
    errors: Annotated[list[Told], Field(max_length=MAX_ERRORS)] = Field(default_factory=list)
