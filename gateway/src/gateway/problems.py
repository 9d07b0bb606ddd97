"""Every error as an RFC 9457 problem document in the caller's language."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Mount

from assistant.contracts.problems import Problem
from assistant.db.session import DatabaseAway
from gateway.callers import locale_of
from gateway.refusals import Refused

PROBLEM_JSON = "application/problem+json"
OUTAGE_SECONDS = 5
"""What Retry-After says when the database or the broker is away: about the time of a restart."""

BODY_LIMIT = "gateway.body_limit"
"""Where a request's scope keeps how many bytes its body may have."""

METHODS = ("GET", "POST", "PATCH", "DELETE")
_PLACES = frozenset({"body", "query", "path", "header"})


def problem_response(refusal: Problem, headers: Mapping[str, str] | None = None, **extensions: Any) -> Response:
    """`refusal` as an answer; `extensions` are further members, contracts or lists of them."""
    document = refusal.model_dump(mode="json", exclude_none=True)
    document |= {name: _json(value) for name, value in extensions.items()}
    response = Response(
        # What the caller wrote may be in it, halves of characters included.
        json.dumps(document, ensure_ascii=False).encode(errors="replace"),
        refusal.status,
        dict(headers or {}),
        media_type=PROBLEM_JSON,
    )
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def respond_with(refused: Refused, request: Request) -> Response:
    return problem_response(refused.problem(locale_of(request)))


def too_large(limit: int) -> Refused:
    """`limit` is in bytes."""
    return Refused("too-large", limit=f"{limit / 2**20:g}")


def add_handlers(app: FastAPI) -> None:
    """Makes every exception of `app` a problem document."""

    @app.exception_handler(Refused)
    def _refused(request: Request, refused: Refused) -> Response:
        return respond_with(refused, request)

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, invalid: RequestValidationError) -> Response:
        errors = [_without_place(error) for error in invalid.errors()]
        return respond_with(Refused("validation", errors=errors), request)

    @app.exception_handler(DatabaseAway)
    def _database_away(request: Request, _away: DatabaseAway) -> Response:
        return respond_with(Refused("database-unavailable", retry_after=OUTAGE_SECONDS), request)

    @app.exception_handler(HTTPException)
    def _http_exception(request: Request, error: HTTPException) -> Response:
        response = respond_with(_refusal_of(error, request), request)
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response.headers["Allow"] = ", ".join(_allowed_methods(request) or (error.headers or {}).values())
        return response


def _refusal_of(error: HTTPException, request: Request) -> Refused:
    match error.status_code:
        case HTTPStatus.NOT_FOUND:
            return Refused("not-found")
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return Refused("method-not-allowed")
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return too_large(request.scope[BODY_LIMIT])
        case HTTPStatus.BAD_REQUEST:  # FastAPI's word for a body that cannot be read
            return Refused("validation", errors=[{"type": "json_invalid", "loc": ()}])
        case _:
            return Refused("internal")


def _without_place(error: Mapping[str, Any]) -> dict[str, Any]:
    """The error without the part of the request that FastAPI puts before its path, nor the offset of a JSON error."""
    loc: Sequence[Any] = error["loc"][1:] if error["loc"][:1] and error["loc"][0] in _PLACES else error["loc"]
    return {**error, "loc": () if error["type"] == "json_invalid" else loc}


def _allowed_methods(request: Request) -> list[str]:
    """All the methods of an address: Starlette itself names those of one of its routes."""
    allowed = [
        method
        for method in METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL
            for route in request.app.routes
            if not isinstance(route, Mount)
        )
    ]
    return [*allowed, "HEAD"] if "GET" in allowed else allowed


def _json(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return [_json(item) for item in value] if isinstance(value, list) else value
