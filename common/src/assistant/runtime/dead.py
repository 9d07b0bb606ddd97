"""Reads the dead letters of every service, and replays or discards them.

python -m assistant.runtime.dead              lists them
python -m assistant.runtime.dead replay       sends each again, under the retry id of its command
python -m assistant.runtime.dead discard      removes those that cannot be sent again

A step of a saga cannot be sent again by itself: its saga has failed, and begins anew by the button that this offers.
"""

import argparse
import asyncio
import sys
from datetime import UTC, datetime

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings

from assistant.bus.base import Bus, BusError, Delivery
from assistant.bus.connect import create_bus
from assistant.bus.topology import dead_queue
from assistant.contracts.envelope import Envelope, retry_id
from assistant.contracts.registry import BY_TYPE, Service
from assistant.runtime.wire import REASON, command_message

BATCH = 1000


class DeadSettings(BaseSettings):
    rabbitmq_url: str = Field(description="AMQP URL of the broker")


def read(delivery: Delivery) -> Envelope | None:
    """The command in a dead letter, None when it is not one that could be handled, or was a step of a saga."""
    try:
        envelope = Envelope.model_validate_json(delivery.body)
        spec = BY_TYPE[envelope.type]
        spec.payload.validate_python(envelope.payload)
    except (ValidationError, KeyError):
        return None
    return envelope if spec.intent else None


def retried(envelope: Envelope) -> Envelope:
    """The same command under its retry id: replayed twice, or also retried by its button, it is one command."""
    spec = BY_TYPE[envelope.type]
    again = retry_id(envelope.command_id)
    now = datetime.now(UTC)
    return envelope.model_copy(
        update={
            "command_id": again,
            "correlation_id": again,
            "causation_id": envelope.command_id,
            "occurred_at": now,
            "expires_at": now + spec.time_to_live if spec.time_to_live else None,
        }
    )


async def replay(bus: Bus, delivery: Delivery) -> bool:
    """Sends a dead letter again, then takes it off its queue; False when it cannot be sent again. Raises BusError."""
    envelope = read(delivery)
    if envelope is None:
        return False
    [failure] = await bus.publish([command_message(retried(envelope))])
    if failure is not None:
        raise failure
    await delivery.ack()
    return True


async def run(bus: Bus, action: str) -> list[str]:
    """Does `action` on every dead letter; one line each, saying what it was and what was done."""
    await bus.connect()
    lines = []
    for service in Service:
        letters = await bus.fetch(dead_queue(service), BATCH)
        lines += [f"{await _act(bus, letter, action)} {_describe(letter)}" for letter in letters]
    await bus.close()
    return lines


async def _act(bus: Bus, delivery: Delivery, action: str) -> str:
    if action == "replay":
        return "replayed  " if await replay(bus, delivery) else "kept      "
    if action == "discard" and read(delivery) is None:
        await delivery.ack()
        return "discarded "
    return "kept      "


def _describe(delivery: Delivery) -> str:
    reason = delivery.headers.get(REASON, "given back too often")
    return f"{delivery.message_id or '(no id)':36}  {delivery.key:28}  {reason}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="make dead ARGS="
    )
    parser.add_argument("action", nargs="?", default="list", choices=["list", "replay", "discard"])
    action = parser.parse_args().action
    try:
        settings = DeadSettings()
        lines = asyncio.run(run(create_bus(settings.rabbitmq_url), action))
    except (ValidationError, BusError) as error:
        sys.stderr.write(f"{error}\nRABBITMQ_URL must be the address of a running broker.\n")
        return 1
    sys.stdout.write("\n".join([*lines, f"{len(lines)} dead letters"]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
