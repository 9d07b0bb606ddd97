"""What events mean for the sockets of this gateway."""

import asyncio
import contextlib
from collections import defaultdict
from functools import cache, partial
from uuid import UUID

import structlog
from pydantic import ValidationError

from assistant.bus.base import Delivery
from assistant.contracts.entities import Scenario
from assistant.contracts.envelope import Event, Progressed, Rejected, Settled, Streamed
from assistant.runtime.wire import decode_event
from gateway.live.feed import Feed
from gateway.live.frames import SCENARIOS, change, delta, outcome, progress, rejected, told_elsewhere
from gateway.outcomes import Outcomes
from gateway.problems import OUTAGE_SECONDS
from gateway.refusals import Refused

log = structlog.get_logger(__name__)

LIST_SECONDS = 1.0
LEAVING_SECONDS = 5.0


class Hub:
    """Gives every event to the sockets it concerns, and wakes the requests that wait for it."""

    def __init__(self, outcomes: Outcomes) -> None:
        self._is_draining = False
        self._outcomes = outcomes
        self._feeds: defaultdict[UUID, set[Feed]] = defaultdict(set)
        self._left = asyncio.Event()
        self._list_changed = False
        self._announcing: asyncio.Task[None] | None = None

    @property
    def feeds(self) -> list[Feed]:
        return [feed for feeds in self._feeds.values() for feed in feeds]

    def join(self, feed: Feed) -> None:
        self._feeds[feed.conversation_id].add(feed)

    def leave(self, feed: Feed) -> None:
        self._feeds[feed.conversation_id].discard(feed)
        if not self._feeds[feed.conversation_id]:
            del self._feeds[feed.conversation_id]
        self._left.set()

    async def receive(self, delivery: Delivery) -> None:
        """Takes an event from the bus. Never raises: what cannot be read, or told, must not stop what follows."""
        try:
            self.route(decode_event(delivery.body))
        except ValidationError as error:
            log.warning("event.undecodable", key=delivery.key, reason=str(error)[:500])
        except Exception:
            log.exception("event.not_told", key=delivery.key)

    async def refresh(self) -> None:
        """Events may have been missed: whoever waits looks again, every socket gets a snapshot."""
        self._outcomes.wake_all()
        for feed in self.feeds:
            feed.stale.set()
        self.announce_list()

    def route(self, event: Event) -> None:
        own = list(self._feeds.get(event.conversation_id, ())) if event.conversation_id else []
        match event:
            case Streamed():
                self._tell(own, event.correlation_id, delta(event) if own else "")
            case Progressed():
                self._tell(own, event.correlation_id, progress(event) if own else "")
            case Rejected():
                self._outcomes.wake(event.command_id)
                self._reject(own, event)
            case Settled():
                self._outcomes.wake(event.command_id)
                self._settle(own, event)

    def announce_list(self) -> None:
        """Tells every socket that the list of scenarios changed: at once, then at most once a second."""
        self._list_changed = True
        if self._announcing is None or self._announcing.done():
            self._announcing = asyncio.create_task(self._announce_list())

    def check_open(self) -> None:
        """Raises Refused when the process is stopping: another one takes over."""
        if self._is_draining:
            raise Refused("draining", retry_after=OUTAGE_SECONDS)

    async def drain(self) -> None:
        """Ends every feed; returns when their sockets have left, or in 5 s."""
        self._is_draining = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LEAVING_SECONDS):
                for feed in self.feeds:
                    feed.end()
                while self._feeds:
                    self._left.clear()
                    await self._left.wait()

    async def close(self) -> None:
        if self._announcing is not None:
            self._announcing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._announcing

    async def _announce_list(self) -> None:
        while self._list_changed and self._feeds:
            self._list_changed = False
            for feed in self.feeds:
                feed.put(SCENARIOS)
            await asyncio.sleep(LIST_SECONDS)

    def _tell(self, feeds: list[Feed], command_id: UUID, frame: str) -> None:
        for feed in feeds:
            feed.put_of(command_id, frame)

    def _reject(self, own: list[Feed], event: Rejected) -> None:
        """Only to the socket that sent it last: elsewhere the same id is a command that goes its way."""
        last = max(own, key=lambda feed: feed.sending(event.command_id), default=None)
        if last is not None and last.sending(event.command_id):
            last.put_of(event.command_id, rejected(event.problem, event.command_id))

    def _settle(self, own: list[Feed], event: Settled) -> None:
        # Written once for each language, however many sockets hear it.
        told = cache(partial(outcome, event))
        changed = event.reply.scenario if event.status == "completed" else None
        for feed in own:
            # A conversation is about the scenario of its latest message.
            if event.reply.message is not None:
                feed.turn_to(event.reply.message.scenario_id)
            if changed:
                feed.knows(changed.id, changed.version)
            feed.put_of(event.command_id, told(feed.locale))
        self._tell_others(event, changed)
        if event.scenarios_changed:
            self.announce_list()

    def _tell_others(self, event: Settled, changed: Scenario | None) -> None:
        """The scenario as it now is, to who follows it; when it stayed as it was, that something was said about it."""
        told = cache(partial(change, changed)) if changed else None
        # Of a scenario that has just left the list, nothing more can be read.
        is_gone = changed is None and event.scenarios_changed
        about = event.reply.message.scenario_id if event.reply.message and not is_gone else None
        for feed in self.feeds:
            if changed and told and feed.follows(changed.id) and not feed.knows(changed.id, changed.version):
                feed.put(told(feed.locale))
            elif about is not None and feed.follows(about) and feed.conversation_id != event.conversation_id:
                feed.put(told_elsewhere(about))
