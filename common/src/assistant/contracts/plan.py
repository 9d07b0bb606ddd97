"""Payloads of the commands that plan-service owns."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from assistant.contracts.ai import PlanDraft
from assistant.contracts.base import Consigne, Contract, Kpi, PlanField, PlanMessage
from assistant.contracts.scenario import Change, EntityId, Version


class GeneratePlan(Contract):
    """Generates, or generates again, the plan of a scenario."""

    consigne: Consigne = ""


class RecordPlan(Contract):
    """Step of the plan saga: stores the draft and ends the root command."""

    root_id: UUID
    draft: PlanDraft
    made_by: Annotated[str, Field(max_length=120)]


class UpdatePlanItem(Change):
    id: EntityId
    format: PlanField | None = None
    message: PlanMessage | None = None
    canal: PlanField | None = None
    frequence: PlanField | None = None
    kpi: Kpi | None = None


class RestorePlan(Contract):
    """Makes an older plan the current one again, as a new version; `version` is the scenario's."""

    plan_id: EntityId
    version: Version | None = None
