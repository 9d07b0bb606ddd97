"""Calls of a receiver under way: the same for every adapter."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from assistant.bus.base import Delivery, Receive

logger = structlog.get_logger(__name__)


class Calls:
    """Runs `receive` in tasks of its own: held strongly, not ended by a lost connection, waited for at the end."""

    def __init__(self, receive: Receive) -> None:
        self.started = 0
        self._receive = receive
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, delivery: Delivery) -> None:
        self.started += 1
        task = asyncio.create_task(self._run(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def wait(self) -> None:
        """Returns when no call is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def cancel(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _run(self, delivery: Delivery) -> None:
        try:
            await self._receive(delivery)
        except Exception:
            # A broken promise of the receiver: the message is delivered again once its channel is gone.
            logger.exception("receive_raised", key=delivery.key, message_id=delivery.message_id)


class OneByOne:
    """A listener's receiver: one event after the other, `on_gap` between the last before a gap and the first after it.

    Rests on two facts: tasks start in the order they were made, and an asyncio.Lock is taken in the order it is asked.
    """

    def __init__(self, receive: Receive, on_gap: Callable[[], Awaitable[None]]) -> None:
        self._receive = receive
        self._on_gap = on_gap
        self._turn = asyncio.Lock()
        self._gaps: set[asyncio.Task[None]] = set()

    async def receive(self, delivery: Delivery) -> None:
        """Calls the receiver, then acknowledges whatever came of it: an event is not worth a second try."""
        async with self._turn:
            try:
                await self._receive(delivery)
            finally:
                await delivery.ack()

    def report_gap(self) -> None:
        task = asyncio.create_task(self._gap())
        self._gaps.add(task)
        task.add_done_callback(self._gaps.discard)

    async def _gap(self) -> None:
        async with self._turn:
            try:
                await self._on_gap()
            except Exception:
                logger.exception("on_gap_raised")
