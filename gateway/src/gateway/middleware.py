"""What every request goes through, from the outside in: proxies, log and headers, origins, body size."""

import ipaddress
import re
import time
from collections.abc import Sequence
from http import HTTPStatus

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.observability.tracing import trace_id_for
from gateway.callers import FORWARDED_PREFIX, accepted_locale, locale_of, traceparent_of
from gateway.metrics import Metrics
from gateway.problems import BODY_LIMIT, METHODS, problem_response, respond_with, too_large
from gateway.refusals import Refused
from gateway.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
PATH_LIMIT = 1000
"""Characters; the longest address of ours has a quarter of them."""
DISCARD_LIMIT = 16 * 2**20
"""Bytes of a refused body that are still read, so that its sender lives to read the answer."""
QUIET_PATHS = frozenset({"/health", "/metrics", "/ready"})
API_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
READ_BY_THE_PAGE = ("Content-Disposition", "Content-Language", "Location", "Preference-Applied", "Retry-After")
SENT_BY_THE_PAGE = ("Content-Type", "Idempotency-Key", "If-Match", "Prefer", "traceparent")

_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")

log = structlog.get_logger(__name__)


def middlewares(settings: Settings, metrics: Metrics) -> list[Middleware]:
    return [
        Middleware(ForwardedPrefix, trusted=settings.trusted_proxies),
        # uvicorn's own is switched off: it trusts another setting.
        Middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies)),
        Middleware(Edge, metrics=metrics),
        Middleware(
            PageOnly,
            allow_origins=settings.page_origins,
            allow_methods=METHODS,
            allow_headers=SENT_BY_THE_PAGE,
            expose_headers=READ_BY_THE_PAGE,
        ),
        Middleware(BodyLimit, limit=settings.body_limit, import_limit=settings.import_limit),
    ]


class ForwardedPrefix:
    """Remembers the path a trusted proxy has taken off, so that every Location works as received."""

    def __init__(self, app: ASGIApp, trusted: Sequence[str]) -> None:
        self._app = app
        self._trusted = [ipaddress.ip_network(network, strict=False) for network in trusted]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and self._is_trusted(scope):
            prefix = Headers(scope=scope).get("x-forwarded-prefix", "").rstrip("/")
            if _PREFIX.fullmatch(prefix):
                scope[FORWARDED_PREFIX] = prefix
        await self._app(scope, receive, send)

    def _is_trusted(self, scope: Scope) -> bool:
        try:
            peer = ipaddress.ip_address(scope["client"][0])
        except (TypeError, ValueError):
            return False
        return any(peer in network for network in self._trusted)


class Edge:
    """One log line and one count for each request, the headers all answers share, a problem where code failed."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        # HEAD is GET without the body, which the server leaves out by itself.
        scope = {**scope, "method": "GET" if method == "HEAD" else method}
        request = Request(scope)
        started = time.perf_counter()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(MutableHeaders(scope=message), request)
            await send(message)

        trace_id = trace_id_for(None, traceparent_of(request.headers))
        with structlog.contextvars.bound_contextvars(**({"trace_id": trace_id} if trace_id else {})):
            try:
                if len(scope["path"]) > PATH_LIMIT:
                    await respond_with(Refused("not-found"), request)(scope, receive, send_with_headers)
                else:
                    await self._app(scope, receive, send_with_headers)
            except Exception:
                log.exception("http.failed", method=request.method, path=request.url.path)
                if not status:
                    await respond_with(Refused("internal"), request)(scope, receive, send_with_headers)
            finally:
                self._record(request, status, time.perf_counter() - started)

    def _record(self, request: Request, status: int, seconds: float) -> None:
        route = getattr(request.scope.get("route"), "path_format", "unknown")
        self._metrics.requests.labels(request.method, route, status).inc()
        self._metrics.request_seconds.labels(request.method, route).observe(seconds)
        level = log.debug if route in QUIET_PATHS else log.info
        level(
            "http.request",
            method=request.method,
            path=request.url.path,
            route=route,
            status=status,
            milliseconds=round(seconds * 1000, 1),
            client=request.client.host if request.client else None,
        )


def _add_headers(headers: MutableHeaders, request: Request) -> None:
    for name, value in API_HEADERS.items():
        headers.setdefault(name, value)
    headers["Content-Language"] = locale_of(request)
    headers.add_vary_header("Accept-Language")


class PageOnly(CORSMiddleware):
    """CORS for the page's origins. What changes something is refused from any other, preflight or not."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            origin = Headers(scope=scope).get("origin")
            if origin is not None and not self.is_allowed_origin(origin):
                await respond_with(Refused("origin-refused"), Request(scope))(scope, receive, send)
                return
        await super().__call__(scope, receive, send)

    def preflight_response(self, request_headers: Headers) -> Response:
        response = super().preflight_response(request_headers)
        if response.status_code != HTTPStatus.BAD_REQUEST:
            return response
        return problem_response(Refused("origin-refused").problem(accepted_locale(request_headers)))


class BodyLimit:
    """Refuses a body that says or turns out to be too large, without keeping more of it than allowed."""

    def __init__(self, app: ASGIApp, limit: int, import_limit: int) -> None:
        self._app = app
        self._limit = limit
        self._import_limit = import_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._import_limit if scope["path"].endswith("/scenarios/import") else self._limit
        scope[BODY_LIMIT] = limit
        announced = Headers(scope=scope).get("content-length", "0")
        received = 0

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        if announced.isdigit() and int(announced) > limit:
            if int(announced) <= DISCARD_LIMIT:
                await _discard(receive)
            await respond_with(too_large(limit), Request(scope))(scope, receive, send)
        else:
            await self._app(scope, receive_counted, send)


async def _discard(receive: Receive) -> None:
    while (message := await receive())["type"] == "http.request" and message.get("more_body", False):
        pass
