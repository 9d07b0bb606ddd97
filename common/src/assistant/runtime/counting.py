"""What became of commands, counted once the transaction has committed.

A command is not always ended by its own handling: a saga's root is ended by a step, a cancellation or its expiry.
"""

from collections.abc import Sequence
from uuid import UUID

import structlog

from assistant.contracts.envelope import Settled
from assistant.contracts.registry import BY_INTENT
from assistant.observability.metrics import COMMANDS
from assistant.runtime.errors import Cancelled
from assistant.runtime.outbox import Pending

log = structlog.get_logger(__name__)


def count_outcomes(pending: Sequence[Pending], *, besides: UUID | None = None) -> None:
    """Counts, and logs, each command whose terminal event is in `pending`, but not the one that `besides` names."""
    for event in (row.settled for row in pending):
        if event is not None and event.command_id != besides:
            type_, outcome = _type_of(event), _outcome_of(event)
            COMMANDS.labels(type_, outcome).inc()
            log.info(
                "command.settled",
                command_id=str(event.command_id),
                correlation_id=str(event.correlation_id),
                type=type_,
                outcome=outcome,
            )


def _type_of(event: Settled) -> str:
    spec = BY_INTENT.get(event.intent)
    return spec.type if spec else event.intent


def _outcome_of(event: Settled) -> str:
    is_cancelled = event.problem is not None and event.problem.code == Cancelled.code
    return "cancelled" if is_cancelled else event.status
