"""The bus on RabbitMQ; the only module that knows aio-pika.

Reconnection is ours, over aio-pika's plain connections: its robust ones wait for the broker where no timeout reaches
and hold what they restore by weak reference. A connection, channel or queue that is lost is simply made again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import aio_pika
import structlog
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage, AbstractQueue
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
    Consumer,
    Delivery,
    Outgoing,
    QueueFull,
    QueueState,
    Receive,
    TopologyMismatch,
    Unroutable,
)
from assistant.bus.calls import Calls, OneByOne
from assistant.bus.topology import EVENTS_EXCHANGE, TOPOLOGY, Topology, event_queue

# aiormq gives a silent broker up after three of them; the default of 60 would take three minutes to notice.
HEARTBEAT_SECONDS = 10
ANSWER_SECONDS = 5.0
RETRY_SECONDS = 1.0
LISTENER_PREFETCH = 100
REFUSALS = (ChannelAccessRefused, ChannelLockedResource, ChannelNotFoundEntity, ChannelPreconditionFailed)

Result = TypeVar("Result")
Prepare = Callable[[AbstractChannel], Awaitable[AbstractQueue]]
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


class _Link:
    """A connection that is made again, for ever, whenever it is lost."""

    def __init__(self, url: str, name: str) -> None:
        self._url = url
        self._name = name
        self._connection: AbstractConnection | None = None
        self._is_up = asyncio.Event()
        self._lost = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def is_up(self) -> bool:
        return self._is_up.is_set()

    def start(self) -> None:
        self._keeper = asyncio.create_task(self._keep())

    async def connection(self) -> AbstractConnection:
        """The connection, waited for as long as it takes."""
        while self._connection is None:
            await self._is_up.wait()
        return self._connection

    def replace(self) -> None:
        """Gives up a connection that does not answer, sooner than missing heartbeats would."""
        self._lost.set()

    def close_soon(self, closable: AbstractConnection | AbstractChannel) -> None:
        """Closes in the background, for the broker may be past answering."""

        async def close() -> None:
            await closable.close()

        async def close_quietly() -> None:
            try:
                await _answer(close())
            except (BusAway, TopologyMismatch) as error:
                logger.debug("closed_without_answer", connection=self._name, reason=str(error))

        task = asyncio.create_task(close_quietly())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def open_channel(self, *, confirms: bool) -> AbstractChannel:
        """A new channel; with `confirms`, for publishing."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                connection = await self.connection()
        except TimeoutError:
            raise BusAway("not connected") from None
        return await _answer(_open_channel(connection, confirms=confirms))

    async def close(self) -> None:
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.wait({self._keeper})
        if self._closing:
            await asyncio.wait(self._closing)

    async def _keep(self) -> None:
        while True:
            try:
                connection = await _answer(self._connect())
            except BusAway as error:
                logger.warning("broker_unreachable", connection=self._name, reason=str(error))
                await asyncio.sleep(RETRY_SECONDS)
                continue
            self._lost = lost = asyncio.Event()
            connection.close_callbacks.add(lambda *_, lost=lost: lost.set())
            self._connection = connection
            self._is_up.set()
            try:
                await lost.wait()
                logger.warning("broker_connection_lost", connection=self._name)
            finally:
                self._is_up.clear()
                self._connection = None
                self.close_soon(connection)

    async def _connect(self) -> AbstractConnection:
        return await aio_pika.connect(
            self._url, heartbeat=HEARTBEAT_SECONDS, client_properties={"connection_name": self._name}
        )


async def _open_channel(connection: AbstractConnection, *, confirms: bool) -> AbstractChannel:
    channel = connection.channel(publisher_confirms=confirms, on_return_raises=confirms)
    await channel.initialize()
    return channel


async def _declare(channel: AbstractChannel, topology: Topology) -> None:
    """Makes what is not there; refused by the broker where it is there with other arguments."""
    for exchange in topology.exchanges:
        await channel.declare_exchange(exchange.name, "topic", durable=True)
    for queue in topology.queues:
        await channel.declare_queue(queue.name, durable=True, arguments=dict(queue.arguments))
    for binding in topology.bindings:
        await (await channel.get_queue(binding.queue, ensure=False)).bind(binding.exchange, binding.pattern)


class _RabbitDelivery:
    """A message as received, to be acknowledged on the channel that delivered it."""

    def __init__(self, message: AbstractIncomingMessage) -> None:
        self.body: bytes = message.body
        self.key: str = message.routing_key or ""
        self.message_id: str | None = message.message_id
        self.headers: Mapping[str, Any] = message.headers
        # A header of quorum queues, absent on a first delivery.
        self.delivery_count: int = int(str(message.headers.get("x-delivery-count", 0)))
        self._message = message

    async def ack(self) -> None:
        # The channel may close while this waits; the message then comes again, which its receiver has to bear anyway.
        [failure] = await asyncio.gather(self._message.ack(), return_exceptions=True)
        if failure is not None:
            logger.warning("ack_lost", message_id=self.message_id, reason=repr(failure))


class _RabbitConsumer:
    """A subscription on a channel of its own, which is opened again, its queue made again, whenever either is lost."""

    def __init__(self, link: _Link, prepare: Prepare, receive: Receive, prefetch: int) -> None:
        self._link = link
        self._prepare = prepare
        self._calls = Calls(receive)
        self._prefetch = prefetch
        self._wanted = True
        self._queue: AbstractQueue | None = None
        self._tag: str | None = None
        self._lost = asyncio.Event()
        self._begun = asyncio.Event()
        self._is_stopped = False
        self._turn = asyncio.Lock()
        self._keeper = asyncio.create_task(self._keep())

    @property
    def is_consuming(self) -> bool:
        return self._tag is not None and not self._lost.is_set()

    async def pause(self) -> None:
        self._wanted = False
        await self._follow_wish()

    async def resume(self) -> None:
        self._wanted = True
        await self._follow_wish()

    async def stop(self) -> None:
        """The channel stays open until the bus closes: what was delivered can still be acknowledged."""
        await self.pause()
        self._is_stopped = True
        self._keeper.cancel()
        await self._calls.wait()

    async def begin(self) -> None:
        """Returns when the broker delivers.

        Raises:
            BusAway: it does not within the time it has for an answer; the consumer is then of no use.
        """
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._begun.wait()
        except TimeoutError:
            self._keeper.cancel()
            raise BusAway("not consuming yet") from None

    async def _keep(self) -> None:
        while True:
            await self._link.connection()
            try:
                channel = await self._link.open_channel(confirms=False)
                await self._serve(channel)
            except (BusAway, TopologyMismatch) as error:
                logger.warning("subscription_failed", reason=str(error))
            await asyncio.sleep(RETRY_SECONDS)

    async def _serve(self, channel: AbstractChannel) -> None:
        """Consumes, as far as wished, until the channel or the queue is lost."""
        self._queue = self._tag = None
        self._lost = lost = asyncio.Event()
        channel.close_callbacks.add(lambda *_: lost.set())
        # Told when the queue is deleted: the channel stays, the consumer is gone.
        (await channel.get_underlay_channel()).on_consumer_cancel_callbacks.add(lambda _: lost.set())
        try:
            await _answer(channel.set_qos(prefetch_count=self._prefetch))
            self._queue = await self._prepare(channel)
            await self._follow_wish()
            await lost.wait()
        finally:
            if not self._is_stopped:
                self._link.close_soon(channel)

    async def _follow_wish(self) -> None:
        """Begins or ends deliveries on the channel there is; a failure makes a new one."""
        async with self._turn:
            if self._queue is None or self._lost.is_set():
                return
            try:
                if self._wanted and self._tag is None:
                    self._tag = await _answer(self._queue.consume(self._on_message))
                    self._begun.set()
                elif self._tag is not None and not self._wanted:
                    tag, self._tag = self._tag, None
                    await _answer(self._queue.cancel(tag))
            except (BusAway, TopologyMismatch) as error:
                logger.warning("subscription_failed", reason=str(error))
                self._lost.set()

    async def _on_message(self, message: AbstractIncomingMessage) -> None:
        # On a channel given up, nothing can be acknowledged any more: the message comes again.
        if not self._lost.is_set():
            self._calls.start(_RabbitDelivery(message))


class RabbitBus:
    """Two connections, for the broker slows publishers down and must not slow acknowledgements with them."""

    def __init__(self, url: str, topology: Topology = TOPOLOGY) -> None:
        self._topology = topology
        self._publishing = _Link(url, "publishing")
        self._consuming = _Link(url, "consuming")
        self._channel: AbstractChannel | None = None
        self._channel_turn = asyncio.Lock()
        self._fetching: AbstractChannel | None = None
        self._consumers: list[_RabbitConsumer] = []
        self._message_turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @property
    def is_connected(self) -> bool:
        return self._publishing.is_up

    async def connect(self) -> None:
        self._publishing.start()
        self._consuming.start()
        while True:
            await self._publishing.connection()
            await self._consuming.connection()
            try:
                channel = await self._consuming.open_channel(confirms=False)
                await _answer(_declare(channel, self._topology))
            except BusAway as error:
                logger.warning("topology_unchecked", reason=str(error))
                await asyncio.sleep(RETRY_SECONDS)
            except TopologyMismatch:
                await self.close()
                raise
            else:
                self._consuming.close_soon(channel)
                return

    async def publish(self, messages: Sequence[Outgoing]) -> list[BusError | None]:
        if not messages:
            return []
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                channel = await self._open_publishing_channel()
        except TimeoutError:
            raise BusAway(f"no channel within {ANSWER_SECONDS:g} s") from None
        tasks = [asyncio.create_task(self._publish(channel, outgoing)) for outgoing in messages]
        if not await _wait(tasks) and self._channel is channel:
            self._channel = None
            self._publishing.replace()
        results = [_outcome(task) for task in tasks]
        if all(isinstance(result, BusAway) for result in results):
            raise BusAway(str(results[0]))
        return results

    async def consume(self, queue: str, receive: Receive, *, prefetch: int) -> Consumer:
        async def prepare(channel: AbstractChannel) -> AbstractQueue:
            await _answer(_declare(channel, self._topology))
            return await channel.get_queue(queue, ensure=False)

        return await self._begin(_RabbitConsumer(self._consuming, prepare, receive, prefetch))

    async def listen(self, name: str, receive: Receive, on_gap: Callable[[], Awaitable[None]]) -> Consumer:
        one_by_one = OneByOne(receive, on_gap)
        has_listened = False

        async def prepare(channel: AbstractChannel) -> AbstractQueue:
            nonlocal has_listened
            spec = event_queue(name)
            declaration = channel.declare_queue(
                spec.name, exclusive=True, auto_delete=True, arguments=dict(spec.arguments)
            )
            queue = await _answer(declaration)
            await _answer(queue.bind(EVENTS_EXCHANGE, "#"))
            if has_listened:
                one_by_one.report_gap()
            has_listened = True
            return queue

        return await self._begin(_RabbitConsumer(self._consuming, prepare, one_by_one.receive, LISTENER_PREFETCH))

    async def fetch(self, queue: str, limit: int) -> list[Delivery]:
        if self._fetching is None or self._fetching.is_closed:
            self._fetching = await self._consuming.open_channel(confirms=False)
        found = await self._fetching.get_queue(queue, ensure=False)
        deliveries: list[Delivery] = []
        while len(deliveries) < limit and (message := await _answer(found.get(fail=False))) is not None:
            deliveries.append(_RabbitDelivery(message))
        return deliveries

    async def state(self, queue: str) -> QueueState:
        channel = await self._consuming.open_channel(confirms=False)
        try:
            found = (await _answer(channel.declare_queue(queue, passive=True))).declaration_result
        finally:
            self._consuming.close_soon(channel)
        return QueueState(messages=found.message_count or 0, consumers=found.consumer_count or 0)

    async def close(self) -> None:
        try:
            await asyncio.gather(*(consumer.stop() for consumer in self._consumers))
        finally:
            await asyncio.gather(self._consuming.close(), self._publishing.close())

    async def _begin(self, consumer: _RabbitConsumer) -> Consumer:
        await consumer.begin()
        self._consumers.append(consumer)
        return consumer

    async def _open_publishing_channel(self) -> AbstractChannel:
        async with self._channel_turn:
            if self._channel is None or self._channel.is_closed:
                self._channel = await self._publishing.open_channel(confirms=True)
            return self._channel

    async def _publish(self, channel: AbstractChannel, outgoing: Outgoing) -> BusError | None:
        message = aio_pika.Message(
            outgoing.body,
            message_id=outgoing.message_id,
            headers=dict(outgoing.headers),
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        )
        exchange = await channel.get_exchange(outgoing.exchange, ensure=False)
        # aiormq finds what a return is about by message id: the same id twice in flight would confirm one of them.
        async with self._message_turns.setdefault(outgoing.message_id, asyncio.Lock()):
            try:
                await exchange.publish(message, outgoing.key, mandatory=outgoing.mandatory)
            except PublishError:
                return Unroutable(f"no queue takes {outgoing.key} of {outgoing.exchange or 'the default exchange'}")
            except DeliveryError:
                return QueueFull(f"{outgoing.key} of {outgoing.exchange or 'the default exchange'}")
        return None


def _outcome(task: asyncio.Task[BusError | None]) -> BusError | None:
    try:
        return _result(task)
    except BusAway as away:
        return away
    except TopologyMismatch as mismatch:
        return Unroutable(str(mismatch))
