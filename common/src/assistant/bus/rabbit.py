"""Connections and channels to RabbitMQ in the terms of the bus; the only module that knows aio-pika.

Reconnection is ours, over aio-pika's plain connections: its robust ones wait for the broker where no timeout reaches
and hold what they restore by weak reference. A connection, channel or queue that is lost is simply made again.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import aio_pika
import structlog
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage
from aio_pika.exceptions import CONNECTION_EXCEPTIONS, DeliveryError, PublishError
from aiormq.exceptions import (
    ChannelAccessRefused,
    ChannelLockedResource,
    ChannelNotFoundEntity,
    ChannelPreconditionFailed,
)

from assistant.bus.base import (
    BusAway,
    BusError,
    Delivery,
    Outgoing,
    QueueFull,
    QueueState,
    TopologyMismatch,
    Unroutable,
)
from assistant.bus.topology import Queue, Topology

# aiormq gives a silent broker up after three of them; the default of 60 would take three minutes to notice.
HEARTBEAT_SECONDS = 10
ANSWER_SECONDS = 5.0
RETRY_SECONDS = 1.0
REFUSALS = (ChannelAccessRefused, ChannelLockedResource, ChannelNotFoundEntity, ChannelPreconditionFailed)

Result = TypeVar("Result")
logger = structlog.get_logger(__name__)


async def _answer(question: Coroutine[Any, Any, Result]) -> Result:
    """What the broker answers.

    Runs in a task of its own: a lost connection raises CancelledError where aio-pika waits, which must not be taken
    for a cancellation of ours; and what is given up may hang on in aio-pika, which must not hold us.

    Raises:
        BusAway: no answer in time, or no connection any more.
        TopologyMismatch: the broker refused: not there, other arguments, not allowed.
    """
    task = asyncio.create_task(question)
    await _wait([task])
    return _result(task)


async def _wait(tasks: Sequence[asyncio.Task[Any]]) -> bool:
    """Whether all end in time; those that do not are given up."""
    try:
        _, late = await asyncio.wait(tasks, timeout=ANSWER_SECONDS)
    finally:
        for task in tasks:
            if task.cancel():
                # However it ends now, somebody has looked.
                task.add_done_callback(lambda given_up: given_up.cancelled() or given_up.exception())
    return not late


def _result(task: asyncio.Task[Result]) -> Result:
    """What a task that asked the broker came to, in the errors of the bus."""
    if not task.done():
        raise BusAway(f"no answer within {ANSWER_SECONDS:g} s")
    if task.cancelled():
        raise BusAway("connection lost")
    try:
        return task.result()
    except REFUSALS as error:
        raise TopologyMismatch(str(error)) from error
    except (*CONNECTION_EXCEPTIONS, TimeoutError) as error:
        raise BusAway(repr(error)) from error


def _outcome(task: asyncio.Task[BusError | None]) -> BusError | None:
    try:
        return _result(task)
    except BusAway as away:
        return away
    except TopologyMismatch as mismatch:
        return Unroutable(str(mismatch))


class RabbitDelivery:
    """A message as received, to be acknowledged on the channel that delivered it."""

    def __init__(self, message: AbstractIncomingMessage, on_ack: Callable[[], None]) -> None:
        self.body: bytes = message.body
        self.key: str = message.routing_key or ""
        self.message_id: str | None = message.message_id
        self.headers: Mapping[str, Any] = message.headers
        # A header of quorum queues, absent on a first delivery; anyone can publish one that is no number.
        count = message.headers.get("x-delivery-count")
        self.delivery_count: int = count if isinstance(count, int) and count > 0 else 0
        self._message = message
        self._on_ack = on_ack

    async def ack(self) -> None:
        if self._message.processed:
            return
        # The channel may close while this waits; the message then comes again, which its receiver has to bear anyway.
        [failure] = await asyncio.gather(self._message.ack(), return_exceptions=True)
        self._on_ack()
        if failure is not None:
            logger.warning("ack_lost", message_id=self.message_id, reason=repr(failure))


class RabbitChannel:
    """A channel; every call raises BusAway without an answer, TopologyMismatch (and is over) when refused.

    `over` is set when nothing is delivered or published on it any more: it is closed, or its consumer ended by us or by
    the broker. `settled` is set while nothing that it delivered waits for its acknowledgement, or can have one.
    """

    def __init__(self, channel: AbstractChannel, give_up: Callable[[], None]) -> None:
        self.over = asyncio.Event()
        self.settled = asyncio.Event()
        self.settled.set()
        self._channel = channel
        self._give_up = give_up
        self._in_hand = 0
        self._message_turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @property
    def is_over(self) -> bool:
        return self.over.is_set() or self._channel.is_closed

    async def open(self) -> None:
        await self._channel.initialize()
        self._channel.close_callbacks.add(lambda *_: self._on_close())
        underlay = await self._channel.get_underlay_channel()
        # The broker ends a consumer whose queue is deleted, and leaves the channel open.
        underlay.on_consumer_cancel_callbacks.add(lambda _: self.over.set())
        if self._channel.is_closed:
            self._on_close()

    async def close(self) -> None:
        await self._channel.close()

    def _on_close(self) -> None:
        self.over.set()
        self.settled.set()

    def _take(self, message: AbstractIncomingMessage) -> Delivery:
        self._in_hand += 1
        self.settled.clear()
        return RabbitDelivery(message, self._on_ack)

    def _on_ack(self) -> None:
        self._in_hand -= 1
        if self._in_hand == 0:
            self.settled.set()

    async def declare(self, topology: Topology) -> None:
        """Makes what is not there; refused where it is there with other arguments."""

        async def declare() -> None:
            for exchange in topology.exchanges:
                await self._channel.declare_exchange(exchange.name, "topic", durable=True)
            for queue in topology.queues:
                await self._channel.declare_queue(queue.name, durable=True, arguments=dict(queue.arguments))
            for binding in topology.bindings:
                queue_there = await self._channel.get_queue(binding.queue, ensure=False)
                await queue_there.bind(binding.exchange, binding.pattern)

        await _answer(declare())

    async def declare_exclusive(self, queue: Queue, exchange: str, pattern: str) -> None:
        """Makes a bound queue that ends with its consumer."""

        async def declare() -> None:
            declared = await self._channel.declare_queue(
                queue.name, exclusive=True, auto_delete=True, arguments=dict(queue.arguments)
            )
            await declared.bind(exchange, pattern)

        await _answer(declare())

    async def consume(self, queue: str, on_delivery: Callable[[Delivery], None], prefetch: int) -> str:
        """Begins deliveries; the tag to end them by."""

        async def on_message(message: AbstractIncomingMessage) -> None:
            # What comes too late is given back when the channel closes, which it soon does.
            if not self.is_over:
                on_delivery(self._take(message))

        async def consume() -> str:
            await self._channel.set_qos(prefetch_count=prefetch)
            return await (await self._channel.get_queue(queue, ensure=False)).consume(on_message)

        return await _answer(consume())

    async def cancel(self, queue: str, tag: str) -> None:
        async def cancel() -> None:
            await (await self._channel.get_queue(queue, ensure=False)).cancel(tag)

        try:
            await _answer(cancel())
        finally:
            self.over.set()

    async def get(self, queue: str) -> Delivery | None:
        found = await self._channel.get_queue(queue, ensure=False)
        message = await _answer(found.get(fail=False))
        return None if message is None else self._take(message)

    async def state(self, queue: str) -> QueueState:
        found = (await _answer(self._channel.declare_queue(queue, passive=True))).declaration_result
        return QueueState(messages=found.message_count or 0, consumers=found.consumer_count or 0)

    async def publish(self, messages: Sequence[Outgoing]) -> list[BusError | None]:
        """Pipelined: all are sent before the first confirm is waited for. Gives the connection up when any is late."""
        tasks = [asyncio.create_task(self._publish(outgoing)) for outgoing in messages]
        if not await _wait(tasks):
            self.over.set()
            self._give_up()
        return [_outcome(task) for task in tasks]

    async def _publish(self, outgoing: Outgoing) -> BusError | None:
        message = aio_pika.Message(
            outgoing.body,
            message_id=outgoing.message_id,
            headers=dict(outgoing.headers),
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        )
        where = f"{outgoing.key} of {outgoing.exchange or 'the default exchange'}"
        exchange = await self._channel.get_exchange(outgoing.exchange, ensure=False)
        # aiormq finds what a return is about by message id: of the same id twice in flight, one would be confirmed.
        async with self._message_turns.setdefault(outgoing.message_id, asyncio.Lock()):
            try:
                await exchange.publish(message, outgoing.key, mandatory=outgoing.mandatory)
            except PublishError:
                return Unroutable(f"no queue takes {where}")
            except DeliveryError:
                return QueueFull(where)
        return None


class RabbitLink:
    """A connection that is made again, for ever, whenever it is lost."""

    def __init__(self, url: str, name: str) -> None:
        self._url = url
        self._name = name
        self._connection: AbstractConnection | None = None
        self._is_up = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def is_up(self) -> bool:
        return self._is_up.is_set()

    def start(self) -> None:
        self._keeper = asyncio.create_task(self._keep())

    async def wait(self) -> None:
        """Returns when connected, however long it takes."""
        await self._is_up.wait()

    async def open_channel(self, *, confirms: bool = False) -> RabbitChannel:
        """A new channel; with `confirms`, for publishing.

        Raises:
            BusAway: no connection, or no answer, in time.
        """

        async def open_channel() -> RabbitChannel:
            while self._connection is None:
                await self._is_up.wait()
            channel = RabbitChannel(
                self._connection.channel(publisher_confirms=confirms, on_return_raises=confirms),
                self._lost.set,
            )
            await channel.open()
            return channel

        return await _answer(open_channel())

    def close_soon(self, channel: RabbitChannel) -> None:
        """Closes, in the background, once nothing is in hand that could still be acknowledged."""
        self._start_closing(channel, settled=channel.settled)

    async def close(self) -> None:
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.wait({self._keeper})
        if self._closing:
            # A broker that has stopped answering would never let some of them settle.
            _, late = await asyncio.wait(self._closing, timeout=2 * ANSWER_SECONDS)
            for task in late:
                task.cancel()

    def _start_closing(
        self, closable: AbstractConnection | RabbitChannel, *, settled: asyncio.Event | None = None
    ) -> None:
        async def close() -> None:
            await closable.close()

        async def close_quietly() -> None:
            if settled is not None:
                await settled.wait()
            try:
                await _answer(close())
            except (BusAway, TopologyMismatch) as error:
                logger.debug("closed_without_answer", connection=self._name, reason=str(error))

        task = asyncio.create_task(close_quietly())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def _keep(self) -> None:
        while True:
            try:
                connection = await _answer(self._connect())
            except BusAway as error:
                logger.warning("broker_unreachable", connection=self._name, reason=str(error))
                await asyncio.sleep(RETRY_SECONDS)
                continue
            # Of this connection alone: a channel of an earlier one may still give its own up.
            self._lost = lost = asyncio.Event()
            connection.close_callbacks.add(lambda *_, lost=lost: lost.set())
            if not connection.connected.is_set():
                lost.set()
            self._connection = connection
            self._is_up.set()
            try:
                await lost.wait()
                logger.warning("broker_connection_lost", connection=self._name)
            finally:
                self._is_up.clear()
                self._connection = None
                self._start_closing(connection)

    async def _connect(self) -> AbstractConnection:
        properties: dict[str, Any] = {"connection_name": self._name}
        return await aio_pika.connect(self._url, heartbeat=HEARTBEAT_SECONDS, client_properties=properties)
