"""The least a service can do for a command: one INSERT and its commit, an event, an acknowledgement.

Run as a process of its own, as services are; AMQP address, database address and number of threads are its arguments.
"""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

import aio_pika
import uvloop
from aio_pika.abc import AbstractIncomingMessage
from sqlalchemy import create_engine, text

QUEUE = "bench.commands"
EVENTS = "bench.events"
PREFETCH = 20


async def consume(amqp_url: str, database_url: str, threads: int) -> None:
    engine = create_engine(database_url, pool_size=threads, isolation_level="READ COMMITTED")
    pool = ThreadPoolExecutor(threads)
    loop = asyncio.get_running_loop()

    def insert(body: bytes) -> None:
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO bench (body) VALUES (:body)"), {"body": body})

    connection, publishing = await aio_pika.connect(amqp_url), await aio_pika.connect(amqp_url)
    channel, out = await connection.channel(), await publishing.channel()
    await channel.set_qos(PREFETCH)
    queue = await channel.declare_queue(QUEUE, durable=True, arguments={"x-queue-type": "quorum"})
    events = await out.declare_exchange(EVENTS, "topic", durable=True)
    under_way: set[asyncio.Task[None]] = set()

    async def handle(message: AbstractIncomingMessage) -> None:
        await loop.run_in_executor(pool, insert, message.body)
        event = aio_pika.Message(message.body, delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
        await events.publish(event, "done", mandatory=False)
        await message.ack()

    async def begin(message: AbstractIncomingMessage) -> None:
        task = asyncio.create_task(handle(message))
        under_way.add(task)
        task.add_done_callback(under_way.discard)

    await queue.consume(begin)
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(consume(sys.argv[1], sys.argv[2], int(sys.argv[3])))
