"""Scenarios: list, create, read, correct, archive, import."""

from fastapi import APIRouter
from starlette.responses import Response

from assistant.contracts.entities import Message, Recherche, Scenario
from assistant.contracts.http import Listing, Page
from assistant.contracts.replies import Reply
from assistant.contracts.scenario import ArchiveScenario, CreateScenario, ImportScenario, UpdateScenario
from gateway import queries
from gateway.answering import perform, scenario_of
from gateway.callers import CallerOf, IfMatch, LocaleOf
from gateway.openapi import body, command_answers, problems
from gateway.parameters import (
    Before,
    Fields,
    GatewayOf,
    JsonOnly,
    Limit,
    OptionalFields,
    PageNumber,
    PageSize,
    ScenarioId,
    StatutFilter,
    Text,
    with_version,
)

router = APIRouter(tags=["scenarios"], dependencies=[JsonOnly])


@router.get("/scenarios", responses=problems())
async def list_scenarios(
    gateway: GatewayOf,
    locale: LocaleOf,
    q: Text = "",
    thematique: Text = "",
    statut: StatutFilter = None,
    page: PageNumber = 1,
    page_size: PageSize = 20,
) -> Page[Scenario]:
    """Scenarios that are not archived, the last changed first; `q` is searched in nom and thématique."""
    return await queries.read(
        gateway.database,
        lambda session: queries.list_scenarios(
            session, locale, q=q, thematique=thematique, statut=statut, page=page, page_size=page_size
        ),
    )


@router.post(
    "/scenarios",
    status_code=201,
    response_model=Scenario,
    responses=command_answers(location=True),
    openapi_extra=body(CreateScenario, {"nom": "Lancement Q1 cybersécurité", "thematique": "Sécurité cloud"}),
)
async def create_scenario(gateway: GatewayOf, caller: CallerOf, fields: Fields) -> Response:
    return await perform(gateway, caller, "scenario.create", fields, scenario_of, status=201, locate=_address)


@router.post(
    "/scenarios/import",
    status_code=201,
    response_model=Scenario,
    responses=command_answers(location=True),
    openapi_extra=body(ImportScenario, {"nom": "Scénario importé", "thematique": "Sécurité cloud", "objectifs": []}),
)
async def import_scenario(gateway: GatewayOf, caller: CallerOf, fields: Fields) -> Response:
    """Takes the document of the JSON export unchanged and makes a new scenario of it."""
    return await perform(gateway, caller, "scenario.import", fields, scenario_of, status=201, locate=_address)


@router.get("/scenarios/{scenario_id:int}", responses=problems(404))
async def get_scenario(gateway: GatewayOf, locale: LocaleOf, scenario_id: ScenarioId) -> Scenario:
    return await queries.read(gateway.database, lambda session: queries.get_scenario(session, scenario_id, locale))


@router.patch(
    "/scenarios/{scenario_id:int}",
    response_model=Scenario,
    responses=command_answers(404, 409),
    openapi_extra=body(UpdateScenario, {"nom": "Lancement Q2 cybersécurité", "version": 3}),
)
async def update_scenario(
    gateway: GatewayOf, caller: CallerOf, scenario_id: ScenarioId, fields: Fields, version: IfMatch
) -> Response:
    changes = with_version(fields, version)
    return await perform(gateway, caller, "scenario.update", changes, scenario_of, scenario_id=scenario_id)


@router.delete(
    "/scenarios/{scenario_id:int}",
    status_code=204,
    response_class=Response,
    responses=command_answers(404, 409),
    openapi_extra=body(ArchiveScenario, {"version": 3}, required=False),
)
async def archive_scenario(
    gateway: GatewayOf, caller: CallerOf, scenario_id: ScenarioId, version: IfMatch, fields: OptionalFields
) -> Response:
    """Archives: what it holds is kept, the scenario is then not found."""
    asked = with_version(fields, version)
    return await perform(gateway, caller, "scenario.archive", asked, None, status=204, scenario_id=scenario_id)


@router.get("/scenarios/{scenario_id:int}/messages", responses=problems(404))
async def list_scenario_messages(
    gateway: GatewayOf, scenario_id: ScenarioId, before: Before = None, limit: Limit = 50
) -> Listing[Message]:
    """The messages about a scenario, in whatever conversation, newest first."""
    return await queries.read(
        gateway.database,
        lambda session: queries.list_scenario_messages(session, scenario_id, before=before, limit=limit),
    )


@router.get("/scenarios/{scenario_id:int}/recherches", responses=problems(404))
async def list_recherches(
    gateway: GatewayOf, scenario_id: ScenarioId, before: Before = None, limit: Limit = 50
) -> Listing[Recherche]:
    """The searches done for a scenario, newest first."""
    return await queries.read(
        gateway.database, lambda session: queries.list_recherches(session, scenario_id, before=before, limit=limit)
    )


def _address(reply: Reply) -> str:
    return f"/scenarios/{scenario_of(reply).id}"
