"""Who asks, in which language and how: what the routes and the sockets read from the headers of a request."""

import re
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Depends, Header, Query, Request
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from assistant.contracts.base import Locale
from assistant.contracts.frames import TRACEPARENT
from gateway.refusals import refused_field

FORWARDED_PREFIX = "gateway.forwarded_prefix"
"""Where a request's scope keeps what a trusted proxy has taken off its path."""

LOCALES: dict[str, Locale] = {"fr": "fr", "en": "en"}

_TRACEPARENT = re.compile(TRACEPARENT)
_LANGUAGE = re.compile(r"\s*([a-zA-Z]+|\*)(?:-[\w-]+)?\s*(?:;\s*q\s*=\s*([01](?:\.\d*)?))?\s*")
_VERSION = re.compile(r'(?:W/)?"?([1-9]\d{0,8})"?')


@dataclass(frozen=True)
class Caller:
    """Who sends a command. `key_given`: the command id was the caller's, so this may be a repetition."""

    locale: Locale
    client: str
    base: str
    command_id: UUID
    key_given: bool
    respond_async: bool
    traceparent: str | None


def caller_of(
    request: Request,
    idempotency_key: Annotated[
        UUID | None, Header(description="Id of the command: sent again with the same body, it is the same command")
    ] = None,
    prefer: Annotated[
        list[str] | None, Header(description="`respond-async`: answer 202 once the command is accepted")
    ] = None,
) -> Caller:
    return Caller(
        locale=locale_of(request),
        client=client_of(request),
        base=base_of(request),
        command_id=idempotency_key or uuid4(),
        key_given=idempotency_key is not None,
        respond_async=_prefers_async(prefer or []),
        traceparent=traceparent_of(request.headers),
    )


def locale_of(connection: HTTPConnection) -> Locale:
    """The language asked for by `?locale=`, else by Accept-Language, else French."""
    wanted = connection.query_params.get("locale")
    return LOCALES.get(wanted or "") or accepted_locale(connection.headers)


def accepted_locale(headers: Headers) -> Locale:
    """The best of our languages in Accept-Language (RFC 9110, 12.5.4); French when it names neither."""
    best: Locale = "fr"
    best_quality = 0.0
    for part in headers.get("accept-language", "").split(","):
        match = _LANGUAGE.fullmatch(part)
        quality = float(match[2] or 1) if match else 0.0
        if match is None or quality <= best_quality:
            continue
        language = match[1].lower()
        if language == "en":
            best, best_quality = "en", quality
        elif language in ("fr", "*"):
            best, best_quality = "fr", quality
    return best


def client_of(connection: HTTPConnection) -> str:
    """The address that rate limits count by."""
    return connection.client.host if connection.client else "unknown"


def base_of(connection: HTTPConnection) -> str:
    """The path under which the caller sees the API: empty, or `/api` where the page is served."""
    return f"{connection.scope.get(FORWARDED_PREFIX, '')}{connection.scope.get('root_path', '')}"


def traceparent_of(headers: Headers) -> str | None:
    """The W3C trace context of the caller, when it is well formed."""
    given = headers.get("traceparent", "")
    return given if _TRACEPARENT.fullmatch(given) else None


def version_of(
    if_match: Annotated[str | None, Header(description='The version the caller saw, such as `"3"`')] = None,
    version: Annotated[int | None, Query(ge=1, description="The same, for callers that cannot set headers")] = None,
) -> int | None:
    """The version in If-Match or in the query; None without one or with `*`. Raises Refused for anything else."""
    if if_match is None or if_match.strip() == "*":
        return version
    match = _VERSION.fullmatch(if_match.strip())
    if match is None:
        raise refused_field("if-match", "int_parsing")
    return int(match[1])


def _prefers_async(prefer: list[str]) -> bool:
    preferences = ",".join(prefer).split(",")
    return any(preference.split(";")[0].strip().lower() == "respond-async" for preference in preferences)


CallerOf = Annotated[Caller, Depends(caller_of)]
LocaleOf = Annotated[Locale, Depends(locale_of)]
IfMatch = Annotated[int | None, Depends(version_of)]
