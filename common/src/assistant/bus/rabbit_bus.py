"""The bus on RabbitMQ: what survives the loss of connections, channels and queues."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from assistant.bus.base import BusAway, BusError, Consumer, Delivery, Outgoing, QueueState, Receive, TopologyMismatch
from assistant.bus.calls import Calls, OneByOne
from assistant.bus.rabbit import ANSWER_SECONDS, RETRY_SECONDS, RabbitChannel, RabbitLink
from assistant.bus.topology import EVENTS_EXCHANGE, TOPOLOGY, Topology, event_queue

# Enough not to wait for the broker after each event; small beside the queue, whose bound is then what counts.
LISTENER_PREFETCH = 100

Prepare = Callable[[RabbitChannel], Awaitable[str]]
logger = structlog.get_logger(__name__)


class _RabbitConsumer:
    """A subscription on a channel of its own, opened again with its queue prepared again, whenever either is lost."""

    def __init__(self, link: RabbitLink, prepare: Prepare, receive: Receive, prefetch: int) -> None:
        """`prepare` makes sure, on a new channel, of the queue to consume, and names it."""
        self._link = link
        self._prepare = prepare
        self._calls = Calls(receive)
        self._prefetch = prefetch
        self._wanted = True
        self._is_stopped = False
        self._channel: RabbitChannel | None = None
        self._queue = ""
        self._tag: str | None = None
        self._turn = asyncio.Lock()
        self._begun = asyncio.Event()
        self._keeper = asyncio.create_task(self._keep())

    @property
    def is_consuming(self) -> bool:
        return self._tag is not None and self._channel is not None and not self._channel.is_lost

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

    async def pause(self) -> None:
        self._wanted = False
        await self._follow_wish()

    async def resume(self) -> None:
        self._wanted = True
        await self._follow_wish()

    async def stop(self) -> None:
        """The channel stays open until the bus closes: what was delivered can still be acknowledged."""
        self._is_stopped = True
        await self.pause()
        self._keeper.cancel()
        await self._calls.wait()

    async def _keep(self) -> None:
        while True:
            await self._link.wait()
            try:
                await self._serve(await self._link.open_channel())
            except (BusAway, TopologyMismatch) as error:
                logger.warning("subscription_failed", reason=str(error))
            except Exception:
                # Whatever it was, a service that has silently stopped consuming is worse.
                logger.exception("subscription_failed")
            await asyncio.sleep(RETRY_SECONDS)

    async def _serve(self, channel: RabbitChannel) -> None:
        """Consumes, as far as wished, until the channel or the queue is lost."""
        try:
            queue = await self._prepare(channel)
            self._channel, self._queue, self._tag = channel, queue, None
            await self._follow_wish()
            await channel.lost.wait()
        finally:
            if not self._is_stopped:
                self._link.close_soon(channel)

    async def _follow_wish(self) -> None:
        """Begins or ends deliveries on the channel there is; a failure gives it up for another."""
        async with self._turn:
            channel = self._channel
            if channel is None or channel.is_lost:
                return
            try:
                if self._wanted and self._tag is None:
                    self._tag = await channel.consume(self._queue, self._calls.start, self._prefetch)
                    self._begun.set()
                elif self._tag is not None and not self._wanted:
                    tag, self._tag = self._tag, None
                    await channel.cancel(self._queue, tag)
            except (BusAway, TopologyMismatch) as error:
                logger.warning("subscription_failed", reason=str(error))
                channel.lost.set()


class RabbitBus:
    """Two connections: the broker slows publishers down, and must not slow acknowledgements with them."""

    def __init__(self, url: str, topology: Topology = TOPOLOGY) -> None:
        self._topology = topology
        self._publishing = RabbitLink(url, "publishing")
        self._consuming = RabbitLink(url, "consuming")
        self._channel: RabbitChannel | None = None
        self._channel_turn = asyncio.Lock()
        self._fetching: RabbitChannel | None = None
        self._consumers: list[_RabbitConsumer] = []

    @property
    def is_connected(self) -> bool:
        return self._publishing.is_up

    async def connect(self) -> None:
        self._publishing.start()
        self._consuming.start()
        while True:
            await self._publishing.wait()
            await self._consuming.wait()
            try:
                channel = await self._consuming.open_channel()
                await channel.declare(self._topology)
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
        results = await (await self._publishing_channel()).publish(messages)
        if all(isinstance(result, BusAway) for result in results):
            raise BusAway(str(results[0]))
        return results

    async def consume(self, queue: str, receive: Receive, *, prefetch: int) -> Consumer:
        async def prepare(channel: RabbitChannel) -> str:
            await channel.declare(self._topology)
            return queue

        return await self._begin(_RabbitConsumer(self._consuming, prepare, receive, prefetch))

    async def listen(self, name: str, receive: Receive, on_gap: Callable[[], Awaitable[None]]) -> Consumer:
        one_by_one = OneByOne(receive, on_gap)
        has_listened = False

        async def prepare(channel: RabbitChannel) -> str:
            nonlocal has_listened
            queue = event_queue(name)
            await channel.declare_exclusive(queue, EVENTS_EXCHANGE, "#")
            if has_listened:
                one_by_one.report_gap()
            has_listened = True
            return queue.name

        return await self._begin(_RabbitConsumer(self._consuming, prepare, one_by_one.receive, LISTENER_PREFETCH))

    async def fetch(self, queue: str, limit: int) -> list[Delivery]:
        if self._fetching is None or self._fetching.is_lost:
            self._fetching = await self._consuming.open_channel()
        deliveries: list[Delivery] = []
        while len(deliveries) < limit and (delivery := await self._fetching.get(queue)) is not None:
            deliveries.append(delivery)
        return deliveries

    async def state(self, queue: str) -> QueueState:
        channel = await self._consuming.open_channel()
        try:
            return await channel.state(queue)
        finally:
            self._consuming.close_soon(channel)

    async def close(self) -> None:
        try:
            await asyncio.gather(*(consumer.stop() for consumer in self._consumers))
        finally:
            await asyncio.gather(self._consuming.close(), self._publishing.close())

    async def _begin(self, consumer: _RabbitConsumer) -> Consumer:
        await consumer.begin()
        self._consumers.append(consumer)
        return consumer

    async def _publishing_channel(self) -> RabbitChannel:
        try:
            # Bounds also the wait for another who opens it.
            async with asyncio.timeout(ANSWER_SECONDS), self._channel_turn:
                if self._channel is None or self._channel.is_lost:
                    self._channel = await self._publishing.open_channel(confirms=True)
                return self._channel
        except TimeoutError:
            raise BusAway(f"no channel within {ANSWER_SECONDS:g} s") from None
