"""Where a command stands."""

from uuid import UUID

from fastapi import APIRouter

from assistant.contracts.http import CommandStatus
from gateway.openapi import problems
from gateway.parameters import GatewayOf

router = APIRouter(tags=["commands"])


@router.get("/commands/{command_id:uuid}", responses=problems(404))
async def get_command(gateway: GatewayOf, command_id: UUID) -> CommandStatus:
    """Pending until it is settled, also when nothing is known of it yet. A failed one has its reply as well."""
    outcome = await gateway.outcomes.read(command_id)
    if outcome is None or outcome.state == "running":
        return CommandStatus(command_id=command_id, status="pending")
    return CommandStatus(
        command_id=command_id,
        status="completed" if outcome.state == "completed" else "failed",
        result=outcome.event.reply if outcome.event else None,
        problem=outcome.event.problem if outcome.event else None,
    )
