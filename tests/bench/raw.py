"""What broker and database can do at best, measured from a client like the others."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import aio_pika
from aio_pika.abc import AbstractExchange, AbstractIncomingMessage
from bench.raw_consumer import EVENTS, QUEUE
from sqlalchemy import create_engine, text

from assistant.testing.process import OwnedProcess
from embedded.stack import DATABASE, Stack

THREADS = 8


class RawClient:
    """`command` goes through the raw consumer; `hop` through one exchange and one queue, and back."""

    def __init__(self, commands: AbstractExchange, events: AbstractExchange) -> None:
        self._commands = commands
        self._events = events
        self._waiting: dict[bytes, asyncio.Future[None]] = {}

    async def command(self, _number: int) -> None:
        await self._round_trip(self._commands, QUEUE)

    async def hop(self, _number: int) -> None:
        await self._round_trip(self._events, "hop")

    async def hear(self, message: AbstractIncomingMessage) -> None:
        future = self._waiting.pop(message.body, None)
        if future is not None:
            future.set_result(None)

    async def _round_trip(self, exchange: AbstractExchange, key: str) -> None:
        body = str(uuid4()).encode()
        self._waiting[body] = future = asyncio.get_running_loop().create_future()
        await exchange.publish(aio_pika.Message(body, delivery_mode=aio_pika.DeliveryMode.PERSISTENT), key)
        await future


@asynccontextmanager
async def raw_client(system: Stack) -> AsyncIterator[RawClient]:
    """A client of a raw consumer that runs in a process of its own, on the system's own broker and database."""
    url = system.mariadb.database_url(DATABASE)
    engine = create_engine(url)
    with engine.begin() as administration:
        administration.execute(text("CREATE TABLE bench (id BIGINT AUTO_INCREMENT PRIMARY KEY, body VARBINARY(100))"))
    engine.dispose()
    program = str(Path(__file__).parent / "raw_consumer.py")
    consumer = OwnedProcess([sys.executable, program, system.rabbitmq.url, url, str(THREADS)], log=system.log_of("raw"))
    connection, publishing = await aio_pika.connect(system.rabbitmq.url), await aio_pika.connect(system.rabbitmq.url)
    async with connection, publishing:
        channel, out = await connection.channel(), await publishing.channel()
        await out.declare_queue(QUEUE, durable=True, arguments={"x-queue-type": "quorum"})
        events = await out.declare_exchange(EVENTS, "topic", durable=True)
        heard = await channel.declare_queue(exclusive=True)
        await heard.bind(EVENTS, "#")
        client = RawClient(out.default_exchange, events)
        await heard.consume(client.hear, no_ack=True)
        try:
            yield client
        finally:
            consumer.kill()
