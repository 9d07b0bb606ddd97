"""What the routes and the sockets of one gateway share. The only place that names concrete adapters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

import structlog
from opentelemetry.trace import SpanKind

from assistant.bus.base import Bus
from assistant.bus.connect import create_bus
from assistant.db.session import Database
from assistant.observability.tracing import span
from gateway.limits import CommandLimits
from gateway.live.hub import Hub
from gateway.metrics import Metrics
from gateway.outcomes import Outcomes
from gateway.publishing import Order, publish
from gateway.refusals import Refused
from gateway.settings import Settings

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Gateway:
    """`instance` is this process's name on the bus; `ai` is what /health tells of the model, where it is known."""

    settings: Settings
    database: Database
    bus: Bus
    outcomes: Outcomes
    hub: Hub
    limits: CommandLimits
    metrics: Metrics
    instance: str
    owns_database: bool
    ai: Mapping[str, object] = field(default_factory=dict)

    async def send(self, order: Order, client: str) -> None:
        """Counts the command against its client's limits and publishes it. Raises Refused (429, 503)."""
        self.limits.take(client, order.spec.rate)
        with span(
            f"send {order.spec.type}",
            SpanKind.PRODUCER,
            traceparent=order.traceparent,
            root_id=order.command_id,
            attributes={"messaging.system": "rabbitmq", "messaging.message.id": str(order.command_id)},
        ):
            try:
                await publish(self.bus, order, self.instance)
            except Refused:
                self.metrics.published.labels(order.spec.type, "failed").inc()
                raise
            self.metrics.published.labels(order.spec.type, "confirmed").inc()
            log.info(
                "command.published",
                type=order.spec.type,
                command_id=str(order.command_id),
                correlation_id=str(order.command_id),
                conversation_id=str(order.conversation_id) if order.conversation_id else None,
                scenario_id=order.scenario_id,
            )


def build(
    settings: Settings,
    *,
    database: Database | None = None,
    bus: Bus | None = None,
    ai: Mapping[str, object] | None = None,
) -> Gateway:
    """A gateway on the database and the broker of `settings`, or on those given. Nothing is connected yet.

    A database given stays its owner's to close; the bus is the gateway's alone, it connects and closes it.
    """
    owns_database = database is None
    database = database or Database(settings.database_url)
    outcomes = Outcomes(database)
    metrics = Metrics()
    return Gateway(
        settings=settings,
        database=database,
        bus=bus or create_bus(settings.rabbitmq_url),
        outcomes=outcomes,
        hub=Hub(outcomes),
        limits=CommandLimits(
            model_per_minute=settings.model_commands_per_minute, edit_per_minute=settings.commands_per_minute
        ),
        metrics=metrics,
        instance=f"gateway.{uuid4().hex}",
        owns_database=owns_database,
        ai=ai or {},
    )
