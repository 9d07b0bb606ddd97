"""Objectifs, cibles and ressources of a scenario: the same routes for the three of them."""

from enum import Enum
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from assistant.contracts.ai import Suggest
from assistant.contracts.base import KINDS, Kind
from assistant.contracts.http import EditAnswer, SuggestAnswer
from assistant.contracts.registry import BY_INTENT
from assistant.contracts.replies import Reply
from assistant.contracts.scenario import RemoveEntity
from gateway.answering import edit_answer, perform
from gateway.callers import CallerOf, IfMatch
from gateway.openapi import body, command_answers
from gateway.parameters import EntityId, Fields, GatewayOf, JsonOnly, OptionalFields, ScenarioId, with_version

EXAMPLES: dict[Kind, dict[str, Any]] = {
    "objectif": {"label": "Générer 50 leads qualifiés", "description": "D’ici la fin du trimestre", "priorite": 1},
    "cible": {"label": "RSSI d’ETI", "segment": "ETI industrielles", "maturite": "consideration"},
    "ressource": {"titre": "Livre blanc Zero Trust", "type": "article", "url": "https://exemple.fr/livre-blanc"},
}
CORRECTIONS: dict[Kind, dict[str, Any]] = {
    "objectif": {"label": "Générer 80 leads qualifiés", "version": 1},
    "cible": {"maturite": "decision", "version": 1},
    "ressource": {"usage": "Relance des inscrits au webinaire", "version": 1},
}

router = APIRouter(dependencies=[JsonOnly])


def _add_routes(kind: Kind) -> None:
    path = f"/scenarios/{{scenario_id:int}}/{kind}s"
    tags: list[str | Enum] = [f"{kind}s"]

    @router.post(
        path,
        name=f"add_{kind}",
        tags=tags,
        status_code=201,
        response_model=EditAnswer,
        responses=command_answers(404, 409),
        openapi_extra=body(BY_INTENT[f"{kind}.add"].payload, EXAMPLES[kind]),
    )
    async def add(gateway: GatewayOf, caller: CallerOf, scenario_id: ScenarioId, fields: Fields) -> Response:
        """Creates it, or, given only the `id` of one that another scenario holds, shares that one."""
        return await perform(gateway, caller, f"{kind}.add", fields, edit_answer, status=201, scenario_id=scenario_id)

    @router.patch(
        f"{path}/{{entity_id:int}}",
        name=f"update_{kind}",
        tags=tags,
        response_model=EditAnswer,
        responses=command_answers(404, 409),
        openapi_extra=body(BY_INTENT[f"{kind}.update"].payload, CORRECTIONS[kind], without=("id",)),
    )
    async def update(
        gateway: GatewayOf,
        caller: CallerOf,
        scenario_id: ScenarioId,
        entity_id: EntityId,
        fields: Fields,
        version: IfMatch,
    ) -> Response:
        changes = {**with_version(fields, version), "id": entity_id}
        return await perform(gateway, caller, f"{kind}.update", changes, edit_answer, scenario_id=scenario_id)

    @router.delete(
        f"{path}/{{entity_id:int}}",
        name=f"remove_{kind}",
        tags=tags,
        response_model=EditAnswer,
        responses=command_answers(404, 409),
        openapi_extra=body(RemoveEntity, {"version": 1}, without=("id",), required=False),
    )
    async def remove(
        gateway: GatewayOf,
        caller: CallerOf,
        scenario_id: ScenarioId,
        entity_id: EntityId,
        version: IfMatch,
        fields: OptionalFields,
    ) -> Response:
        asked = {**with_version(fields, version), "id": entity_id}
        return await perform(gateway, caller, f"{kind}.remove", asked, edit_answer, scenario_id=scenario_id)

    @router.post(
        f"{path}/suggestions",
        name=f"suggest_{kind}s",
        tags=tags,
        response_model=SuggestAnswer,
        responses=command_answers(404, 502),
        openapi_extra=body(Suggest, {"consigne": "Pour des PME du secteur public"}, required=False),
    )
    async def suggest(
        gateway: GatewayOf, caller: CallerOf, scenario_id: ScenarioId, fields: OptionalFields
    ) -> Response:
        """Three proposals; nothing keeps them until one is added."""
        return await perform(gateway, caller, f"{kind}.suggest", fields, suggest_answer, scenario_id=scenario_id)


def suggest_answer(reply: Reply) -> SuggestAnswer:
    return SuggestAnswer(
        message_markdown=reply.message.contenu if reply.message else "",
        entities_to_create=reply.entities_to_create,
        actions=reply.actions,
        errors=reply.errors,
    )


for _kind in KINDS:
    _add_routes(_kind)
