"""The application: the API alone at the root, or the page at `/` and the API under `/api`."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from importlib.metadata import version
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.telemetry import TelemetryConfig
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, Response

from gateway.bootstrap import Gateway
from gateway.callers import base_of
from gateway.middleware import middlewares
from gateway.openapi import describe
from gateway.pages import API, Page
from gateway.problems import add_handlers
from gateway.routes import chat, commands, entities, exports, library, operations, plans, scenarios, search, socket

CONNECT_SECONDS = 5.0
"""How long the start waits for the broker: enough for a wrong topology to be said, not enough to hide /health."""

ROUTERS = (
    scenarios.router,
    exports.router,
    entities.router,
    plans.router,
    library.router,
    search.router,
    chat.router,
    commands.router,
    operations.router,
    socket.router,
)

# A trace is a command's, not a connection's: Gateway.send begins or continues it.
UNTRACED: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}

log = structlog.get_logger(__name__)


def create_app(gateway: Gateway) -> FastAPI:
    """`gateway` as an ASGI application; it connects to its broker when the application starts."""
    settings = gateway.settings
    outermost = {"lifespan": _lifespan(gateway), "middleware": middlewares(settings, gateway.metrics)}
    if settings.page_folder is None:
        return _create_api(gateway, **outermost)
    site = FastAPI(openapi_url=None, redirect_slashes=False, telemetry=UNTRACED, **outermost)
    site.state.gateway = gateway
    add_handlers(site)
    site.mount(f"/{API}", _create_api(gateway))
    # The page alone: it is the same for all, and holds nothing that a size could betray.
    site.mount("/", GZipMiddleware(Page(settings.page_folder)))
    return site


def describe_api() -> dict[str, Any]:
    """The OpenAPI document. No database and no broker is needed."""
    return describe(_create_api(None))


def _create_api(gateway: Gateway | None, **more: Any) -> FastAPI:
    api = FastAPI(
        title="Assistant IA Marketing",
        description="From a scenario to its dissemination plan. Errors are problem documents (RFC 9457).",
        version=version("gateway"),
        openapi_url=None,
        redirect_slashes=False,
        telemetry=UNTRACED,
        **more,
    )
    api.state.gateway = gateway
    add_handlers(api)
    for router in ROUTERS:
        api.include_router(router)

    @api.get("/openapi.json", include_in_schema=False)
    async def openapi(request: Request) -> Response:
        return JSONResponse({**describe(api), "servers": [{"url": base_of(request) or "/"}]})

    return api


def _lifespan(gateway: Gateway) -> Any:
    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        listening = asyncio.create_task(_listen(gateway))
        try:
            await asyncio.wait({listening}, timeout=CONNECT_SECONDS)
            if listening.done():
                listening.result()
            else:
                listening.add_done_callback(_end_if_deaf)
            yield
        finally:
            await _stop(gateway, listening)

    return lifespan


async def _listen(gateway: Gateway) -> None:
    """Raises TopologyMismatch."""
    await gateway.bus.connect()
    await gateway.bus.listen("gateway", gateway.hub.receive, gateway.hub.refresh)
    # Sockets that opened before have heard nothing yet.
    await gateway.hub.refresh()


def _end_if_deaf(listening: asyncio.Task[None]) -> None:
    """A gateway that will hear no event must not look well: it stops, as if it had not started."""
    if not listening.cancelled() and (failure := listening.exception()) is not None:
        log.error("bus.not_listening", reason=repr(failure))
        signal.raise_signal(signal.SIGTERM)


async def _stop(gateway: Gateway, listening: asyncio.Task[None]) -> None:
    await gateway.hub.close()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    await gateway.bus.close()
    if gateway.owns_database:
        gateway.database.close()
