"""Consumes a service's queue: one command, one outcome, whatever fails in between."""

import asyncio
import contextlib
import os
import socket
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

import structlog
from opentelemetry import trace
from opentelemetry.trace import SpanKind

from assistant.bus.base import Bus, BusError, Consumer, Delivery, Outgoing
from assistant.bus.topology import commands_queue
from assistant.contracts.problems import DomainError
from assistant.contracts.registry import Service
from assistant.db.session import Database, DatabaseAway
from assistant.observability.metrics import (
    COMMAND_SECONDS,
    COMMAND_WAIT_SECONDS,
    COMMANDS,
    COMMANDS_IN_FLIGHT,
    HANDLER_ERRORS,
)
from assistant.observability.tracing import current_traceparent, span
from assistant.runtime import execution, inbox, wire
from assistant.runtime.counting import count_outcomes
from assistant.runtime.drafting import ClaimLost, LiveStream, draft_under_lease
from assistant.runtime.endings import Execution
from assistant.runtime.errors import Internal
from assistant.runtime.gate import Gate
from assistant.runtime.handlers import Drafted, Edit, Routes, SagaEnd, SagaRoot
from assistant.runtime.inbox import LEASE_SECONDS
from assistant.runtime.outages import Outages
from assistant.runtime.outbox import Pending, Publisher
from assistant.runtime.sweeper import Sweeper
from assistant.runtime.wire import Received, Undecodable

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 5
STOP_SECONDS = 20.0


class Worker:
    """One copy of a service: start another one to share its queue."""

    def __init__(
        self,
        service: Service,
        routes: Routes,
        database: Database,
        bus: Bus,
        *,
        prefetch: int = 20,
        lease_seconds: int = LEASE_SECONDS,
    ) -> None:
        self.service = service
        self.owner = f"{service}:{socket.gethostname()[:20]}:{os.getpid()}:{uuid4().hex[:8]}"
        self._routes = routes
        self._database = database
        self._bus = bus
        self._prefetch = prefetch
        self._lease_seconds = lease_seconds
        self._gate = Gate()
        self._publisher = Publisher(bus, database)
        self._sweeper = Sweeper(service, database, bus, self._publisher)
        self._outages = Outages(database, bus)
        self._background: list[asyncio.Task[None]] = []
        self._consumer: Consumer | None = None
        self._in_flight: set[asyncio.Task[Any]] = set()

    @property
    def is_consuming(self) -> bool:
        """Whether commands reach this worker now."""
        return self._consumer is not None and self._consumer.is_consuming

    async def start(self) -> None:
        """Begins to consume. The bus is connected and the database migrated."""
        self._background = [asyncio.create_task(self._publisher.run()), asyncio.create_task(self._sweeper.run())]
        self._consumer = await self._bus.consume(commands_queue(self.service), self.receive, prefetch=self._prefetch)
        self._outages.watch(self._consumer)

    async def stop(self) -> None:
        """Stops consuming, lets what is in flight finish within a bound, and forgets published rows."""
        self._outages.forget_consumer()
        if self._consumer is not None:
            try:
                async with asyncio.timeout(STOP_SECONDS):
                    await self._consumer.stop()
            except TimeoutError:
                log.warning("service.stopped_early", in_flight=len(self._in_flight))
                for handling in self._in_flight:
                    handling.cancel()
                await asyncio.gather(*self._in_flight, return_exceptions=True)
        await self._outages.stop()
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self._sweeper.stop()

    async def receive(self, delivery: Delivery) -> None:
        """Brings one delivery to its end: settled, parked, tried later or buried. Never raises, acknowledges last."""
        handling = asyncio.current_task()
        if handling is not None:
            self._in_flight.add(handling)
            handling.add_done_callback(self._in_flight.discard)
        try:
            received = wire.decode(delivery, self._routes)
        except Undecodable as unreadable:
            error = unreadable
            await self._outages.outlast(lambda: self._bury_unreadable(delivery, error))
            return
        envelope = received.envelope
        if not received.attempt:
            waited = datetime.now(UTC) - envelope.occurred_at
            COMMAND_WAIT_SECONDS.labels(self.service).observe(max(0.0, waited.total_seconds()))
        with (
            span(
                f"process {envelope.type}",
                SpanKind.CONSUMER,
                traceparent=envelope.traceparent,
                root_id=envelope.correlation_id,
                attributes={"messaging.system": "rabbitmq", "messaging.message.id": str(envelope.command_id)},
            ),
            structlog.contextvars.bound_contextvars(
                command_id=str(envelope.command_id), correlation_id=str(envelope.correlation_id), type=envelope.type
            ),
            COMMANDS_IN_FLIGHT.labels(self.service).track_inprogress(),
        ):
            # What the command causes continues from here.
            traced = envelope.model_copy(update={"traceparent": current_traceparent() or envelope.traceparent})
            received = replace(received, envelope=traced)
            if not received.attempt:
                async with self._gate.together():
                    await self._bring_to_its_end(delivery, received)
            else:
                async with self._gate.alone():
                    received = await self._charged(delivery, received)
                    await self._bring_to_its_end(delivery, received)

    async def _charged(self, delivery: Delivery, received: Received) -> Received:
        """Counts a try before it begins, in a copy that comes back whatever becomes of this process.

        The broker's own count would also charge all that waited here, in hand, while another command killed the
        process. A command that will not reach its handler again uses no try, and has no copy.
        """
        if received.tries > MAX_ATTEMPTS:
            return received
        copied = False

        async def charge() -> None:
            nonlocal copied
            if not await self._database.read(lambda session: inbox.may_begin(session, received.envelope.command_id)):
                return
            await self._send(wire.retry_message(delivery, self.service, received.tries + 1))
            await delivery.ack()
            copied = True

        await self._outages.outlast(charge)
        return replace(received, is_copied=copied)

    async def _bring_to_its_end(self, delivery: Delivery, received: Received) -> None:
        try:
            await self._outages.outlast(lambda: self._process(delivery, received))
        except (DatabaseAway, BusError):
            log.exception("command.causes_outage", attempt=received.attempt)
            await self._outages.outlast(lambda: self._try_later(delivery, received))

    async def _try_later(self, delivery: Delivery, received: Received, *, used: int = 1) -> None:
        if not received.is_copied:
            await self._send(wire.retry_message(delivery, self.service, received.tries + used))
        await delivery.ack()

    async def _process(self, delivery: Delivery, received: Received) -> None:
        started = time.monotonic()
        try:
            done = await self._execute(delivery, received)
        except (DatabaseAway, BusError):
            raise
        except ClaimLost:
            done = Execution(outcome="superseded")
        except Exception:
            log.exception("handler.failed", attempt=received.attempt)
            HANDLER_ERRORS.labels(received.envelope.type).inc()
            await self._try_later(delivery, received)
            return
        await self._publisher.publish(done.pending)
        count_outcomes(done.pending, besides=received.envelope.command_id)
        if done.again:
            await self._send(*done.again)
        if done.parked:
            await self._try_later(delivery, received, used=0)
        await delivery.ack()
        elapsed = time.monotonic() - started
        trace.get_current_span().set_attribute("command.outcome", done.outcome)
        COMMANDS.labels(received.envelope.type, done.outcome).inc()
        COMMAND_SECONDS.labels(received.envelope.type).observe(elapsed)
        log.info("command", outcome=done.outcome, milliseconds=round(elapsed * 1000), attempt=received.attempt)

    async def _execute(self, delivery: Delivery, received: Received) -> Execution:
        if received.tries > MAX_ATTEMPTS:
            return await self._bury(delivery, received)
        handler = self._routes[received.envelope.type]
        service = str(self.service)
        match handler:
            case Edit():
                return await self._database.run(lambda session: execution.edit(session, received, handler, service))
            case SagaRoot():
                return await self._database.run(
                    lambda session: execution.start_saga(session, received, handler, service)
                )
            case SagaEnd():
                return await self._database.run(lambda session: execution.end_saga(session, received, handler, service))
            case Drafted():
                return await self._draft(received, handler)

    async def _draft(self, received: Received, handler: Drafted[Any, Any]) -> Execution:
        envelope, service = received.envelope, str(self.service)
        claimed = await self._database.run(
            lambda session: execution.claim(
                session, received, handler, service, self.owner, lease_seconds=self._lease_seconds
            )
        )
        if not claimed.claimed:
            return claimed
        stream = LiveStream(self._bus, envelope, received.attempt)
        streaming = asyncio.create_task(stream.run())
        try:
            draft = await draft_under_lease(
                handler.draft(received.command, claimed.context, stream),
                self._database,
                envelope,
                self.owner,
                self._lease_seconds,
            )
            return await self._database.run(
                lambda session: execution.record(session, received, handler, service, self.owner, draft)
            )
        except DomainError as error:
            return await self._database.run(
                lambda session, error=error: execution.fail(session, received, error, owner=self.owner)  # type: ignore[misc]
            )
        except (ClaimLost, DatabaseAway):
            raise
        except BaseException:
            with contextlib.suppress(DatabaseAway):
                await self._database.run(lambda session: inbox.release(session, envelope.command_id, self.owner))
            raise
        finally:
            streaming.cancel()

    async def _bury(self, delivery: Delivery, received: Received) -> Execution:
        """Settles as failed without calling the handler: one that kills its process must end too."""
        reason = f"given up after {received.tries} tries"
        dead = Pending(
            uuid5(received.envelope.command_id, "dead"),
            wire.dead_message(delivery, self.service, reason, received.tries, command_type=received.envelope.type),
        )
        return await self._database.run(
            lambda session: execution.bury(session, received, Internal(), dead, str(self.service), self.owner)
        )

    async def _bury_unreadable(self, delivery: Delivery, error: Undecodable) -> None:
        log.error("command.undecodable", reason=error.reason, command_id=str(error.command_id))
        command_id = error.command_id
        if command_id is not None:
            await self._settle_unreadable(command_id, delivery.body)
        await self._send(wire.dead_message(delivery, self.service, error.reason, 0))
        await delivery.ack()

    async def _settle_unreadable(self, command_id: UUID, body: bytes) -> None:
        """What cannot even be settled goes to the dead letters all the same."""
        try:
            done = await self._database.run(
                lambda session: execution.reject_unreadable(session, command_id, body, str(self.service))
            )
        except DatabaseAway:
            raise
        except Exception:
            log.exception("command.not_settled")
        else:
            await self._publisher.publish(done.pending)
            count_outcomes(done.pending)

    async def _send(self, *messages: Outgoing) -> None:
        """Publishes what has no outbox row, so the delivery must not be acknowledged before. Raises BusError."""
        for failure in await self._bus.publish(messages):
            if failure is not None:
                raise failure
