"""What operators and probes ask."""

import asyncio
from collections.abc import Mapping
from importlib.metadata import version
from typing import Literal

import structlog
from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assistant.bus.base import BusError
from assistant.bus.topology import commands_queue
from assistant.contracts.http import Health
from assistant.contracts.registry import Service
from assistant.db.session import DatabaseAway
from gateway import queries
from gateway.answering import json_response
from gateway.bootstrap import Gateway
from gateway.openapi import problems
from gateway.parameters import GatewayOf
from gateway.refusals import Refused

CHECK_SECONDS = 3.0
PURGE_LATE_SECONDS = 2 * 3600
"""As for the alert PurgeIsLate: eight runs that should have been, with the default schedule."""
OF_THE_PAGE = "x-forwarded-prefix"
"""Told of what came to the page's own address, by the server before it: whoever reads the page may ask there."""
MODES: dict[str | None, Literal["openai", "local"]] = {"openai": "openai", "local": "local"}

router = APIRouter(tags=["operations"])
log = structlog.get_logger(__name__)


@router.get(
    "/health", response_model=Health, responses={503: {"model": Health, "description": "Database or broker away"}}
)
async def health(gateway: GatewayOf) -> Response:
    """503 only when the gateway's own database or broker does not answer.

    With a service that has no consumer, or a purge that is late, `status` is degraded too, and the answer a 200.
    """
    (counters, provider), services = await asyncio.gather(_read_database(gateway), _read_broker(gateway))
    checks = {
        "database": "ok" if counters is not None else "unavailable",
        "broker": "ok" if services is not None else "unavailable",
    }
    works = counters is not None and services is not None
    is_whole = counters is not None and services is not None and _is_whole(counters, services)
    mode = gateway.settings.ai_mode
    report = Health(
        status="ok" if is_whole else "degraded",
        checks=checks,
        services=services or {},
        counters=counters or {},
        version=version("gateway"),
        mode=mode if mode != "unknown" else MODES.get(provider, "unknown"),
        ai=dict(gateway.ai),
    )
    return json_response(report, 200 if works else 503)


def _is_whole(counters: Mapping[str, int], services: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether all that the gateway does not need itself does its work."""
    all_consume = all(state["consumers"] for state in services.values())
    return all_consume and counters["purge_overdue_seconds"] <= PURGE_LATE_SECONDS


@router.get("/ready", include_in_schema=False)
async def ready(gateway: GatewayOf) -> Response:
    """Whether requests may come here: unless the process is stopping.

    Also while the database or the broker is away: no other copy could do better, and this one says so with a problem.
    """
    gateway.hub.check_open()
    return JSONResponse({"status": "ok"})


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}, **problems(404)})
async def metrics(request: Request, gateway: GatewayOf) -> Response:
    """Prometheus' text format, at the API's own address: what comes to the page's is anybody's."""
    if OF_THE_PAGE in request.headers:
        raise Refused("not-found")
    counters, _ = await _read_database(gateway)
    if counters is not None:
        gateway.metrics.plans.set(counters["plans_generes"])
        gateway.metrics.purge_overdue.set(counters["purge_overdue_seconds"])
    return Response(generate_latest(gateway.metrics.registry), media_type=CONTENT_TYPE_LATEST)


async def _read_database(gateway: Gateway) -> tuple[dict[str, int] | None, str | None]:
    def work(session: Session) -> tuple[dict[str, int], str | None]:
        return queries.count_all(session), queries.latest_provider(session)

    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await gateway.database.read(work)
    except (DatabaseAway, SQLAlchemyError, TimeoutError) as error:
        log.warning("health.database", reason=repr(error))
        return None, None


async def _read_broker(gateway: Gateway) -> dict[str, dict[str, int]] | None:
    """How many consume each service's commands, and how many commands wait."""
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            states = [await gateway.bus.state(commands_queue(service)) for service in Service]
    except (BusError, TimeoutError) as error:
        log.warning("health.broker", reason=repr(error))
        return None
    return {
        str(service): {"consumers": state.consumers, "messages": state.messages}
        for service, state in zip(Service, states, strict=True)
    }
