from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from pydantic import SecretStr

import ai_service.bootstrap
import ai_service.settings
import plan_service.bootstrap
import plan_service.settings
import scenario_service.bootstrap
import scenario_service.settings
import search_service.bootstrap
import search_service.settings
from assistant.bus.memory import MemoryBus
from assistant.bus.memory_broker import MemoryBroker
from assistant.db.session import Database
from assistant.runtime.service import ServiceDefinition, build_worker
from assistant.testing.harness import memory_broker
from gateway.bootstrap import build
from gateway.settings import Settings
from gateway.testing import ScriptedServices, World, running

Serve = Callable[..., AbstractAsyncContextManager[World]]


@pytest.fixture
def broker() -> MemoryBroker:
    return memory_broker()


@pytest.fixture(scope="session")
def service_definitions() -> list[ServiceDefinition]:
    """The real services, offline and quick, built once; each test gives them its own database."""
    facts: dict[str, Any] = {"database_url": "sqlite://", "rabbitmq_url": "memory:"}
    model = ai_service.settings.Settings(openai_api_key=SecretStr(""), local_stream_delay=0, **facts)
    return [
        scenario_service.bootstrap.build(scenario_service.settings.Settings(**facts)),
        ai_service.bootstrap.build(model),
        plan_service.bootstrap.build(plan_service.settings.Settings(**facts)),
        search_service.bootstrap.build(search_service.settings.Settings(**facts)),
    ]


@pytest.fixture
async def services(
    database: Database, broker: MemoryBroker, service_definitions: list[ServiceDefinition]
) -> AsyncIterator[None]:
    """The real services at work."""
    async with AsyncExitStack() as stack:
        for definition in service_definitions:
            bus = MemoryBus(broker)
            await bus.connect()
            stack.push_async_callback(bus.close)
            worker = build_worker(definition, database, bus)
            await worker.start()
            stack.push_async_callback(worker.stop)
        yield


@pytest.fixture
async def scripted(database: Database, broker: MemoryBroker) -> AsyncIterator[ScriptedServices]:
    """Services that do what the test says."""
    bus = MemoryBus(broker)
    await bus.connect()
    yield ScriptedServices(database, bus)
    await bus.close()


@pytest.fixture
def serve(database: Database, broker: MemoryBroker) -> Serve:
    """Runs a gateway on the test's database and broker; its settings are those given."""

    @asynccontextmanager
    async def serve(**given: Any) -> AsyncIterator[World]:
        facts = {"gateway_host": "127.0.0.1", "gateway_port": 0, "drain_seconds": 1, **given}
        settings = Settings(database_url=database.url, rabbitmq_url="memory:", **facts)
        gateway = build(settings, database=database, bus=MemoryBus(broker))
        async with running(gateway, broker) as world:
            yield world

    return serve


@pytest.fixture
async def world(serve: Serve, services: None) -> AsyncIterator[World]:
    """A gateway in front of the real services, with limits that no test reaches."""
    async with serve(model_commands_per_minute=10_000, commands_per_minute=10_000) as world:
        yield world


@pytest.fixture
async def stage(serve: Serve, scripted: ScriptedServices) -> AsyncIterator[World]:
    """A gateway in front of scripted services."""
    async with serve() as world:
        yield world
