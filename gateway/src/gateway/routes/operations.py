"""What operators and probes ask."""

import asyncio
from importlib.metadata import version
from typing import Literal

import structlog
from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse, Response

from assistant.bus.base import BusError
from assistant.bus.topology import commands_queue
from assistant.contracts.http import Health
from assistant.contracts.registry import Service
from assistant.db.session import DatabaseAway
from gateway import queries
from gateway.answering import json_response
from gateway.bootstrap import Gateway
from gateway.parameters import GatewayOf

CHECK_SECONDS = 3.0
MODES: dict[str | None, Literal["openai", "local"]] = {"openai": "openai", "local": "local"}

router = APIRouter(tags=["operations"])
log = structlog.get_logger(__name__)


@router.get(
    "/health", response_model=Health, responses={503: {"model": Health, "description": "Database or broker away"}}
)
async def health(gateway: GatewayOf) -> Response:
    """503 only when the gateway's own database or broker does not answer; services without a consumer are told."""
    (counters, provider), services = await asyncio.gather(_read_database(gateway), _read_broker(gateway))
    checks = {
        "database": "ok" if counters is not None else "unavailable",
        "broker": "ok" if services is not None else "unavailable",
    }
    works = counters is not None and services is not None
    mode = gateway.settings.ai_mode
    report = Health(
        status="ok" if works else "degraded",
        checks=checks,
        services=services or {},
        counters=counters or {},
        version=version("gateway"),
        mode=mode if mode != "unknown" else MODES.get(provider, "unknown"),
    )
    return json_response(report, 200 if works else 503)


@router.get("/ready", include_in_schema=False)
async def ready(gateway: GatewayOf) -> Response:
    """Whether requests may come here: unless the process is stopping.

    Also while the database or the broker is away: no other copy could do better, and this one says so with a problem.
    """
    gateway.hub.check_open()
    return JSONResponse({"status": "ok"})


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
async def metrics(gateway: GatewayOf) -> Response:
    """Prometheus' text format."""
    counters, _ = await _read_database(gateway)
    if counters is not None:
        gateway.metrics.plans.set(counters["plans_generes"])
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
