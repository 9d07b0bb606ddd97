"""A service as a process: settings, start, signals, stop."""

import asyncio
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import structlog
import uvloop
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.bus.base import Bus
from assistant.bus.connect import create_bus
from assistant.contracts.registry import COMMANDS_OF, Service
from assistant.db.readiness import wait_for_tables
from assistant.db.session import Database
from assistant.observability.health import HealthServer
from assistant.observability.logging import configure_logging
from assistant.observability.tracing import configure_tracing
from assistant.runtime.handlers import Routes
from assistant.runtime.inbox import LEASE_SECONDS
from assistant.runtime.worker import Worker

log = structlog.get_logger(__name__)


class ServiceSettings(BaseSettings):
    """What every service reads from the environment; each adds its own."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore")

    database_url: str = Field(description="SQLAlchemy URL of the shared database")
    rabbitmq_url: str = Field(description="AMQP URL of the broker")
    log_level: str = Field(default="INFO", description="Lowest level of the log lines that are written")
    health_port: int = Field(default=0, description="Port of /health, /ready and /metrics; 0 picks a free one")
    prefetch: int = Field(default=20, ge=1, le=200, description="Commands handled at once")
    database_threads: int = Field(default=8, ge=1, le=64, description="Database transactions run at once")
    lease_seconds: int = Field(
        default=LEASE_SECONDS, ge=3, description="How long a claimed command whose process died waits for another one"
    )


@dataclass(frozen=True)
class ServiceDefinition:
    """What makes a service itself: its name and its routing table, built for a database.

    `about` is what its /health tells of how it is set up, never a secret.
    """

    name: Service
    settings: ServiceSettings
    routes: Callable[[Database], Routes]
    about: Mapping[str, object] = field(default_factory=dict)


def check_routes(name: Service, routes: Routes) -> None:
    """Raises ValueError when a command of the service has no handler, or a handler no command: said at start."""
    expected = {spec.type for spec in COMMANDS_OF[name]}
    if expected != set(routes):
        raise ValueError(f"{name}: handlers and commands differ: {sorted(expected ^ set(routes))}")


def build_worker(definition: ServiceDefinition, database: Database, bus: Bus) -> Worker:
    """The consumer of a service, on any bus and database."""
    routes = definition.routes(database)
    check_routes(definition.name, routes)
    settings = definition.settings
    return Worker(
        definition.name, routes, database, bus, prefetch=settings.prefetch, lease_seconds=settings.lease_seconds
    )


def run(definition: ServiceDefinition) -> None:
    """Runs a service until SIGTERM or SIGINT."""
    configure_logging(f"{definition.name}-service", definition.settings.log_level)
    configure_tracing(f"{definition.name}-service")
    uvloop.run(_serve(definition))


async def _serve(definition: ServiceDefinition) -> None:
    settings = definition.settings
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    database = Database(settings.database_url, threads=settings.database_threads)
    bus = create_bus(settings.rabbitmq_url)
    worker = build_worker(definition, database, bus)
    health = HealthServer(
        str(definition.name), settings.health_port, lambda: _checks(worker, bus, database), about=definition.about
    )
    serving = asyncio.create_task(_start(worker, bus, database))
    await asyncio.wait({serving, asyncio.create_task(stopping.wait())}, return_when=asyncio.FIRST_COMPLETED)
    if serving.done():
        serving.result()
        log.info("service.started", prefetch=settings.prefetch, health_port=health.port, **definition.about)
        await stopping.wait()
    else:
        serving.cancel()
    log.info("service.stopping")
    await worker.stop()
    await bus.close()
    database.close()
    health.close()
    log.info("service.stopped")


async def _start(worker: Worker, bus: Bus, database: Database) -> None:
    await bus.connect()
    await wait_for_tables(database)
    await worker.start()


def _checks(worker: Worker, bus: Bus, database: Database) -> dict[str, bool]:
    return {"database": database.answers(), "broker": bus.is_connected, "consumer": worker.is_consuming}
