"""What travels on the bus: commands (please do) and events (this happened)."""

from typing import Annotated, Any, Literal
from uuid import UUID, uuid5

from pydantic import Field

from assistant.contracts.base import Contract, Locale, UtcDatetime
from assistant.contracts.problems import Problem
from assistant.contracts.replies import Reply
from assistant.contracts.scenario import EntityId

ENVELOPE_VERSION = 1

# Bounded: they are copied into the headers of messages, and a frame of headers has a size.
TypeName = Annotated[str, Field(max_length=60)]
Instance = Annotated[str, Field(max_length=80)]
Traceparent = Annotated[str, Field(max_length=100)]


class Envelope(Contract):
    """A command. Its id is chosen by the client or carried by the button, so a resend is the same command.

    `payload` is the JSON of the model that the registry names for `type`. `reply_to` is the gateway instance that
    waits. `attempt` counts the tries already used, kept in a header so that the body never changes.
    """

    command_id: UUID
    type: TypeName
    version: int = ENVELOPE_VERSION
    correlation_id: UUID
    causation_id: UUID | None = None
    conversation_id: UUID | None = None
    scenario_id: EntityId | None = None
    reply_to: Instance | None = None
    expires_at: UtcDatetime | None = None
    occurred_at: UtcDatetime
    traceparent: Traceparent | None = None
    locale: Locale = "fr"
    payload: dict[str, Any]


class EventBase(Contract):
    """What all events carry; the routing key is `type`, the audience is repeated in the headers."""

    event_id: UUID
    type: TypeName
    version: int = ENVELOPE_VERSION
    command_id: UUID
    correlation_id: UUID
    conversation_id: UUID | None = None
    scenario_id: EntityId | None = None
    reply_to: Instance | None = None
    occurred_at: UtcDatetime
    traceparent: Traceparent | None = None


class Settled(EventBase):
    """The one outcome of a command: completed (type = the fact) or failed (type `command.failed`)."""

    kind: Literal["settled"] = "settled"
    intent: str
    status: Literal["completed", "failed"]
    reply: Reply
    problem: Problem | None = None
    scenarios_changed: bool = False


class Progressed(EventBase):
    """A long command reached a step; `label` is for people."""

    kind: Literal["progressed"] = "progressed"
    step: str
    label: str


class Streamed(EventBase):
    """A piece of the Markdown being written; `offset` is its place in characters, `attempt` the drafting try."""

    kind: Literal["streamed"] = "streamed"
    attempt: int
    offset: int
    text: str


class Rejected(EventBase):
    """A command that is not this one's first meaning (its id was used for something else): nothing was done."""

    kind: Literal["rejected"] = "rejected"
    problem: Problem


Event = Annotated[Settled | Progressed | Streamed | Rejected, Field(discriminator="kind")]


def child_id(root: UUID, step: str) -> UUID:
    """The id of the command that `step` of `root` sends: always the same, so sent twice it is one command."""
    return uuid5(root, step)


def retry_id(failed: UUID) -> UUID:
    """The id under which a failed command is tried again, however often it is asked."""
    return uuid5(failed, "retry")
