"""Plans of a scenario: generate, list, correct an item, take an older one again."""

from fastapi import APIRouter
from starlette.responses import Response

from assistant.contracts.entities import Plan
from assistant.contracts.http import Listing, PlanAnswer
from assistant.contracts.plan import GeneratePlan, RestorePlan, UpdatePlanItem
from assistant.contracts.replies import Reply
from gateway import queries
from gateway.answering import perform, scenario_of
from gateway.callers import CallerOf, IfMatch
from gateway.openapi import body, command_answers, problems
from gateway.parameters import (
    Before,
    EntityId,
    Fields,
    GatewayOf,
    JsonOnly,
    Limit,
    OptionalFields,
    ScenarioId,
    with_version,
)

router = APIRouter(tags=["plans"], dependencies=[JsonOnly])


@router.post(
    "/scenarios/{scenario_id:int}/plan",
    status_code=201,
    response_model=PlanAnswer,
    responses=command_answers(404, 502),
    openapi_extra=body(GeneratePlan, {"consigne": "Budget limité, surtout LinkedIn"}, required=False),
)
async def generate_plan(
    gateway: GatewayOf, caller: CallerOf, scenario_id: ScenarioId, fields: OptionalFields
) -> Response:
    """Generates the plan, or generates it again; earlier plans are kept."""
    return await perform(gateway, caller, "plan.generate", fields, plan_answer, status=201, scenario_id=scenario_id)


@router.get("/scenarios/{scenario_id:int}/plans", responses=problems(404))
async def list_plans(
    gateway: GatewayOf, scenario_id: ScenarioId, before: Before = None, limit: Limit = 50
) -> Listing[Plan]:
    """All plans of a scenario, newest first; the first one is the current one."""
    return await queries.read(
        gateway.database, lambda session: queries.list_plans(session, scenario_id, before=before, limit=limit)
    )


@router.patch(
    "/scenarios/{scenario_id:int}/plan/items/{entity_id:int}",
    response_model=PlanAnswer,
    responses=command_answers(404, 409),
    openapi_extra=body(UpdatePlanItem, {"kpi": "40 inscriptions", "version": 1}, without=("id",)),
)
async def update_item(
    gateway: GatewayOf,
    caller: CallerOf,
    scenario_id: ScenarioId,
    entity_id: EntityId,
    fields: Fields,
    version: IfMatch,
) -> Response:
    changes = {**with_version(fields, version), "id": entity_id}
    return await perform(gateway, caller, "plan.update_item", changes, plan_answer, scenario_id=scenario_id)


@router.post(
    "/scenarios/{scenario_id:int}/plans/{entity_id:int}/restore",
    status_code=201,
    response_model=PlanAnswer,
    responses=command_answers(404, 409),
    openapi_extra=body(RestorePlan, {"version": 4}, without=("plan_id",), required=False),
)
async def restore_plan(
    gateway: GatewayOf,
    caller: CallerOf,
    scenario_id: ScenarioId,
    entity_id: EntityId,
    version: IfMatch,
    fields: OptionalFields,
) -> Response:
    """Makes an older plan the current one, as a new plan; `version` is the scenario's."""
    asked = {**with_version(fields, version), "plan_id": entity_id}
    return await perform(gateway, caller, "plan.restore", asked, plan_answer, status=201, scenario_id=scenario_id)


def plan_answer(reply: Reply) -> PlanAnswer:
    scenario = scenario_of(reply)
    if scenario.plan is None:
        raise ValueError("a reply without its plan")
    return PlanAnswer(plan=scenario.plan, scenario=scenario, message=reply.message, actions=reply.actions)
