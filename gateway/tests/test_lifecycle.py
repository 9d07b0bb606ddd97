import asyncio
import signal
from typing import Any

import pytest
import websockets

from assistant.bus.base import TopologyMismatch
from assistant.bus.memory import MemoryBus
from assistant.bus.memory_broker import MemoryBroker
from assistant.db.session import Database
from gateway.bootstrap import Gateway, build
from gateway.server import make_server
from gateway.settings import Settings
from gateway.testing import World, running


def gateway_of(database: Database, broker: MemoryBroker, **facts: Any) -> Gateway:
    settings = Settings(database_url=database.url, rabbitmq_url="memory:", gateway_port=0, **facts)
    return build(settings, database=database, bus=MemoryBus(broker))


async def mismatch(*_: Any) -> None:
    raise TopologyMismatch("scenario.commands has other arguments")


class TestStart:
    async def test_fails_loudly_on_a_broker_with_another_topology(
        self, database: Database, broker: MemoryBroker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gateway = gateway_of(database, broker)
        monkeypatch.setattr(gateway.bus, "connect", mismatch)
        with pytest.raises(SystemExit):
            await make_server(gateway).serve()

    async def test_answers_before_the_broker_does_and_tells_sockets_once_it_has(
        self, database: Database, broker: MemoryBroker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("gateway.app.CONNECT_SECONDS", 0.05)
        broker.is_here.clear()
        async with running(gateway_of(database, broker), broker) as world:
            assert (await world.http.get("/health")).status_code == 503
            async with world.page() as page:
                assert (await page.hear())["type"] == "snapshot"
                broker.is_here.set()
                assert (await page.until("snapshot", "scenarios"))["type"] in ("snapshot", "scenarios")
            assert (await world.http.get("/health")).status_code == 200

    async def test_that_turns_out_wrong_later_stops_the_process(
        self, database: Database, broker: MemoryBroker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gateway = gateway_of(database, broker)
        found_out = asyncio.Event()

        async def connect() -> None:
            await found_out.wait()
            await mismatch()

        raised: list[int] = []
        monkeypatch.setattr("gateway.app.CONNECT_SECONDS", 0.05)
        monkeypatch.setattr("gateway.app.signal.raise_signal", raised.append)
        monkeypatch.setattr(gateway.bus, "connect", connect)
        async with running(gateway, broker):
            found_out.set()
            await asyncio.sleep(0.05)
            assert raised == [signal.SIGTERM]


class TestStop:
    async def test_leaves_a_database_that_was_given_to_its_owner(
        self, database: Database, broker: MemoryBroker
    ) -> None:
        async with running(gateway_of(database, broker), broker):
            pass
        assert await database.read(lambda _session: 1) == 1

    async def test_leaves_no_listener_behind(self, database: Database, broker: MemoryBroker) -> None:
        async with running(gateway_of(database, broker), broker) as world, world.page():
            pass
        assert broker.participants == []


class TestSocketBesideThePage:
    async def test_is_under_api(self, serve: Any, tmp_path: Any) -> None:
        (tmp_path / "index.html").write_text("<!doctype html>")
        async with serve(page_folder=tmp_path) as world:
            assert isinstance(world, World)
            url = f"{world.url.replace('http', 'ws', 1)}/api/ws?conversation_id=0f8fad5b-d9cb-469f-a165-70867728950e"
            async with websockets.connect(url) as socket:
                assert '"snapshot"' in str(await socket.recv())
