"""A scenario as a file."""

from fastapi import APIRouter
from starlette.responses import Response

from assistant.contracts.http import Export
from gateway import queries
from gateway.answering import json_response
from gateway.callers import LocaleOf
from gateway.export import attachment, export_csv, export_json
from gateway.openapi import problems
from gateway.parameters import GatewayOf, ScenarioId

router = APIRouter(prefix="/scenarios/{scenario_id:int}/export", tags=["scenarios"], responses=problems(404))


@router.get("/json", response_model=Export)
async def export_as_json(gateway: GatewayOf, locale: LocaleOf, scenario_id: ScenarioId) -> Response:
    """The document that `POST /scenarios/import` takes unchanged."""
    scenario = await queries.read(gateway.database, lambda session: queries.get_scenario(session, scenario_id, locale))
    return json_response(export_json(scenario), headers={"Content-Disposition": attachment(scenario.nom, "json")})


@router.get("/csv", response_class=Response, responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}})
async def export_as_csv(gateway: GatewayOf, locale: LocaleOf, scenario_id: ScenarioId) -> Response:
    """One row a thing, UTF-8 with a byte order mark, `;` between the cells: opens in French Excel."""
    scenario = await queries.read(gateway.database, lambda session: queries.get_scenario(session, scenario_id, locale))
    headers = {"Content-Disposition": attachment(scenario.nom, "csv")}
    return Response(export_csv(scenario, locale), headers=headers, media_type="text/csv")
