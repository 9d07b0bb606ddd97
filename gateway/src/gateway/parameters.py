"""What routes take from a request, besides its caller: the gateway, ids, pages, bodies."""

from typing import Annotated, Any

from fastapi import Body, Depends, Path, Query
from pydantic import BeforeValidator
from starlette.requests import HTTPConnection, Request

from assistant.contracts.base import Statut
from gateway.bootstrap import Gateway
from gateway.queries import MAX_ID
from gateway.refusals import Refused


def gateway_of(connection: HTTPConnection) -> Gateway:
    gateway: Gateway = connection.app.state.gateway
    return gateway


GatewayOf = Annotated[Gateway, Depends(gateway_of)]


def _scenario_id(scenario_id: Annotated[int, Path(description="Id of a scenario", examples=[1])]) -> int:
    if scenario_id > MAX_ID:
        raise Refused("scenario-not-found")
    return scenario_id


def _entity_id(entity_id: Annotated[int, Path(description="Id of an item of the scenario", examples=[1])]) -> int:
    if entity_id > MAX_ID:
        raise Refused("entity-not-found")
    return entity_id


# Ids are digits (`:int` in the paths): anything else is an address that does not exist, and ids start at 1.
ScenarioId = Annotated[int, Depends(_scenario_id)]
EntityId = Annotated[int, Depends(_entity_id)]

Text = Annotated[str, Query(max_length=150)]
# Left empty, as forms send what was not chosen, it filters no more than an empty text does.
StatutFilter = Annotated[Statut | None, BeforeValidator(lambda value: value or None), Query()]
PageNumber = Annotated[int, Query(ge=1, le=2**31 - 1)]
PageSize = Annotated[int, Query(ge=1, le=100)]
Before = Annotated[int | None, Query(ge=1, le=MAX_ID, description="Only what is older than this id")]
Limit = Annotated[int, Query(ge=1, le=100)]


def json_only(request: Request) -> None:
    """Refuses a body that is not said to be JSON: browsers let foreign pages send the other kinds unasked."""
    has_body = request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    is_json = media_type.startswith("application/") and media_type.endswith(("/json", "+json"))
    if has_body and not is_json:
        raise Refused("unsupported-media-type")


JsonOnly = Depends(json_only)

# The payload's contract is checked in `take_order`, like that of a frame; here it need only be an object.
Fields = Annotated[dict[str, Any], Body()]
OptionalFields = Annotated[dict[str, Any], Body(default_factory=dict)]


def with_version(fields: dict[str, Any], if_match: int | None) -> dict[str, Any]:
    """The fields with the version of If-Match, unless they have one themselves."""
    return fields if if_match is None else {"version": if_match, **fields}
