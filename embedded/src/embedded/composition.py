"""Everything in one process: the same services and handlers on SQLite and a bus in memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import ai_service.bootstrap
import ai_service.settings
import gateway.bootstrap
import gateway.settings
import plan_service.bootstrap
import plan_service.settings
import purge_job.schedule
import purge_job.settings
import scenario_service.bootstrap
import scenario_service.seed
import scenario_service.settings
import search_service.bootstrap
import search_service.settings
from assistant.bus.memory import MemoryBus
from assistant.bus.memory_broker import MemoryBroker
from assistant.contracts.registry import Service
from assistant.db.migrate import migrate
from assistant.db.session import Database
from assistant.runtime.service import ServiceDefinition, build_worker

BUS_URL = "memory:"


@dataclass(frozen=True)
class Embedded:
    """A running system without its HTTP server, which `gateway.app.create_app` makes of `gateway`.

    `model` is the name of the one that writes the replies; None in the demonstration mode.
    """

    database: Database
    gateway: gateway.bootstrap.Gateway
    model: str | None


def definitions(url: str, model: ai_service.settings.Settings) -> list[ServiceDefinition]:
    """Every service that consumes commands, on the database at `url`, with its settings from the environment."""
    bus = BUS_URL
    return [
        scenario_service.bootstrap.build(scenario_service.settings.Settings(database_url=url, rabbitmq_url=bus)),
        ai_service.bootstrap.build(model),
        plan_service.bootstrap.build(plan_service.settings.Settings(database_url=url, rabbitmq_url=bus)),
        search_service.bootstrap.build(search_service.settings.Settings(database_url=url, rabbitmq_url=bus)),
    ]


@asynccontextmanager
async def embedded(folder: Path, page_folder: Path | None, origins: tuple[str, ...]) -> AsyncIterator[Embedded]:
    """Migrates and seeds the database in `folder`, then runs every service until the block ends.

    `page_folder` is served at / with the API under /api; without it the API answers alone, at the root.
    """
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    url = f"sqlite:///{folder / 'assistant.db'}"
    await asyncio.to_thread(migrate, url)
    database = Database(url)
    await database.run(scenario_service.seed.seed)
    broker = MemoryBroker()
    buses, workers = [], []
    model = ai_service.settings.Settings(database_url=url, rabbitmq_url=BUS_URL)
    services = definitions(url, model)
    for definition in services:
        bus = MemoryBus(broker)
        await bus.connect()
        worker = build_worker(definition, database, bus)
        await worker.start()
        buses.append(bus)
        workers.append(worker)
    settings = gateway.settings.Settings(
        database_url=url, rabbitmq_url=BUS_URL, page_folder=page_folder, page_origins=origins, ai_mode=model.mode
    )
    purging = asyncio.create_task(
        purge_job.schedule.run(database, purge_job.settings.Settings(database_url=url), asyncio.Event())
    )
    ai = next(definition.about for definition in services if definition.name is Service.AI)
    try:
        yield Embedded(
            database,
            gateway.bootstrap.build(settings, database=database, bus=MemoryBus(broker), ai=ai),
            None if model.mode == "local" else model.openai_model,
        )
    finally:
        purging.cancel()
        await asyncio.gather(*(worker.stop() for worker in workers), purging, return_exceptions=True)
        await asyncio.gather(*(bus.close() for bus in buses))
        database.close()
