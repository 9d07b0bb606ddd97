"""The bus on RabbitMQ: what survives the loss of connections, channels and queues."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from assistant.bus.base import BusAway, BusError, Consumer, Delivery, Outgoing, QueueState, Receive, TopologyMismatch
from assistant.bus.calls import Calls, OneByOne
from assistant.bus.rabbit import ANSWER_SECONDS, RETRY_SECONDS, RabbitChannel, RabbitLink
from assistant.bus.topology import EVENTS_EXCHANGE, EVENTS_MAX_LENGTH, TOPOLOGY, Topology, event_queue

# Enough not to wait for the broker after each event; small beside the queue, whose bound is then what counts.
LISTENER_PREFETCH = 100
# A quorum queue deleted and made again within milliseconds keeps the old consumer and delivers to it, but takes no
# acknowledgement and says nothing (RabbitMQ 3.10). A consumer that hears nothing for so long subscribes anew.
QUIET_SECONDS = 15.0

Prepare = Callable[[RabbitChannel], Awaitable[str]]
logger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Subscription:
    channel: RabbitChannel
    queue: str
    tag: str


class _RabbitConsumer:
    """Subscriptions one after the other, each on a channel of its own that stays open for its acknowledgements."""

    def __init__(
        self, link: RabbitLink, prepare: Prepare, receive: Receive, *, prefetch: int, quiet_seconds: float | None
    ) -> None:
        """`prepare` makes sure, on a new channel, of the queue to consume, and names it."""
        self._link = link
        self._prepare = prepare
        self._calls = Calls(receive)
        self._prefetch = prefetch
        self._quiet_seconds = quiet_seconds
        self._subscription: _Subscription | None = None
        self._is_renewing = False
        self._turn = asyncio.Lock()
        self._wanted = asyncio.Event()
        self._wanted.set()
        self._begun = asyncio.Event()
        self._keeper = asyncio.create_task(self._keep())

    @property
    def is_consuming(self) -> bool:
        """Also in the moment between two subscriptions of its own will."""
        if self._subscription is None or self._subscription.channel.is_over:
            return self._is_renewing and self._wanted.is_set()
        return True

    async def begin(self) -> None:
        """Returns when the broker delivers.

        Raises:
            BusAway: it does not within the time it has for an answer.
        """
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._begun.wait()
        except TimeoutError:
            raise BusAway("not consuming yet") from None

    async def pause(self) -> None:
        self._wanted.clear()
        async with self._turn:
            await self._end()

    async def resume(self) -> None:
        self._wanted.set()
        with contextlib.suppress(BusAway):
            await self.begin()

    async def stop(self) -> None:
        await self.pause()
        self._keeper.cancel()
        await self._calls.wait()

    async def _keep(self) -> None:
        while True:
            await self._wanted.wait()
            await self._link.wait()
            delay = RETRY_SECONDS
            try:
                await self._begin()
                self._is_renewing = await self._is_quiet()
                if self._is_renewing or self._subscription is None:
                    delay = 0.0
            except (BusAway, TopologyMismatch) as error:
                self._is_renewing = False
                logger.warning("subscription_failed", reason=str(error))
            except Exception:
                self._is_renewing = False
                # Whatever it was, a service that has silently stopped consuming is worse.
                logger.exception("subscription_failed")
            async with self._turn:
                await self._end()
            await asyncio.sleep(delay)

    async def _begin(self) -> None:
        async with self._turn:
            if not self._wanted.is_set():
                return
            channel = await self._link.open_channel()
            try:
                queue = await self._prepare(channel)
                tag = await channel.consume(queue, self._calls.start, self._prefetch)
            except (BusAway, TopologyMismatch):
                self._link.close_soon(channel)
                raise
            self._subscription = _Subscription(channel, queue, tag)
            self._is_renewing = False
            self._begun.set()

    async def _end(self) -> None:
        """Returns when nothing more is delivered; what was delivered can still be acknowledged."""
        self._begun.clear()
        ended, self._subscription = self._subscription, None
        if ended is None:
            return
        try:
            if not ended.channel.is_over:
                await ended.channel.cancel(ended.queue, ended.tag)
        except (BusAway, TopologyMismatch) as error:
            logger.warning("subscription_lost", queue=ended.queue, reason=str(error))
        finally:
            self._link.close_soon(ended.channel)

    async def _is_quiet(self) -> bool:
        """Waits until nothing has been delivered for long and nothing is in hand; false when it is over before."""
        heard = -1
        while (subscription := self._subscription) is not None:
            channel = subscription.channel
            try:
                async with asyncio.timeout(self._quiet_seconds):
                    await channel.over.wait()
                    return False
            except TimeoutError:
                if heard == self._calls.started and channel.settled.is_set():
                    return True
            heard = self._calls.started
        return False


class RabbitBus:
    """Two connections: the broker slows publishers down, and must not slow acknowledgements with them."""

    def __init__(
        self,
        url: str,
        topology: Topology = TOPOLOGY,
        *,
        events_max_length: int = EVENTS_MAX_LENGTH,
        quiet_seconds: float = QUIET_SECONDS,
    ) -> None:
        self._topology = topology
        self._quiet_seconds = quiet_seconds
        self._events_max_length = events_max_length
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

        return await self._begin(
            _RabbitConsumer(self._consuming, prepare, receive, prefetch=prefetch, quiet_seconds=self._quiet_seconds)
        )

    async def listen(self, name: str, receive: Receive, on_gap: Callable[[], Awaitable[None]]) -> Consumer:
        one_by_one = OneByOne(receive, on_gap)
        has_listened = False

        async def prepare(channel: RabbitChannel) -> str:
            nonlocal has_listened
            queue = event_queue(name, self._events_max_length)
            await channel.declare_exclusive(queue, EVENTS_EXCHANGE, "#")
            if has_listened:
                one_by_one.report_gap()
            has_listened = True
            return queue.name

        # Nobody else can delete an exclusive queue.
        consumer = _RabbitConsumer(
            self._consuming, prepare, one_by_one.receive, prefetch=LISTENER_PREFETCH, quiet_seconds=None
        )
        return await self._begin(consumer)

    async def fetch(self, queue: str, limit: int) -> list[Delivery]:
        if self._fetching is None or self._fetching.is_over:
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
        try:
            await consumer.begin()
        except BusAway:
            await consumer.stop()
            raise
        self._consumers.append(consumer)
        return consumer

    async def _publishing_channel(self) -> RabbitChannel:
        try:
            # Bounds also the wait for another who opens it.
            async with asyncio.timeout(ANSWER_SECONDS), self._channel_turn:
                if self._channel is None or self._channel.is_over:
                    self._channel = await self._publishing.open_channel(confirms=True)
                return self._channel
        except TimeoutError:
            raise BusAway(f"no channel within {ANSWER_SECONDS:g} s") from None
