"""WebSocket frames, both ways: discriminated unions on `type`."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from assistant.contracts.base import Contract
from assistant.contracts.entities import Action, Message, Scenario
from assistant.contracts.problems import Problem
from assistant.contracts.scenario import EntityId

TRACEPARENT = "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"


class IntentFrame(Contract):
    """A click or a message. The page keeps it and sends it again, with the same id, until it is settled.

    `traceparent` is the W3C trace it belongs to; without one, it begins a trace named by its command id.
    """

    type: Literal["intent"]
    command_id: UUID
    intent: Annotated[str, Field(max_length=60)]
    scenario_id: EntityId | None = None
    payload: dict[str, Any] = Field(default_factory=dict)
    traceparent: Annotated[str, Field(pattern=TRACEPARENT)] | None = None


class WatchFrame(Contract):
    """Asks for the changes of a scenario, also those made in other conversations; null watches none."""

    type: Literal["watch"]
    scenario_id: EntityId | None


class PingFrame(Contract):
    type: Literal["ping"]


class PendingCommand(Contract):
    """A command of this conversation that has begun and not ended."""

    command_id: UUID
    intent: str
    step: str


class SnapshotFrame(Contract):
    """The truth as stored: sent on each connection, before any live frame."""

    type: Literal["snapshot"] = "snapshot"
    conversation_id: UUID
    messages: list[Message]
    scenario: Scenario | None
    actions: list[Action]
    pending: list[PendingCommand]


class AcceptedFrame(Contract):
    """The broker has the command. Always before any other frame of that command."""

    type: Literal["accepted"] = "accepted"
    command_id: UUID


class RejectedFrame(Contract):
    """Refused before publication: nothing was done, nothing will be. The socket stays open."""

    type: Literal["rejected"] = "rejected"
    command_id: UUID | None = None
    problem: Problem


class DeltaFrame(Contract):
    """A piece of Markdown being written, at `offset` characters; a new `attempt` starts over."""

    type: Literal["delta"] = "delta"
    command_id: UUID
    attempt: int
    offset: int
    text: str


class ProgressFrame(Contract):
    type: Literal["progress"] = "progress"
    command_id: UUID
    step: str
    label: str


class CompletedFrame(Contract):
    """The command's outcome. `user_message` is what the user said, as stored, when the command stored it."""

    type: Literal["completed"] = "completed"
    command_id: UUID
    message: Message | None
    user_message: Message | None = None
    scenario: Scenario | None
    actions: list[Action]


class FailedFrame(Contract):
    type: Literal["failed"] = "failed"
    command_id: UUID
    problem: Problem
    message: Message | None
    user_message: Message | None = None
    actions: list[Action]


class ScenarioFrame(Contract):
    """Someone changed a watched scenario; a version lower than the page's is ignored."""

    type: Literal["scenario"] = "scenario"
    scenario: Scenario


class HistoryFrame(Contract):
    """Something was said about a watched scenario, or searched for it, elsewhere: what it tells of is to be read again.

    Sent when no `scenario` frame says so already.
    """

    type: Literal["history"] = "history"
    scenario_id: EntityId


class ScenariosFrame(Contract):
    """The list of scenarios changed; at most one a second."""

    type: Literal["scenarios"] = "scenarios"


class PongFrame(Contract):
    type: Literal["pong"] = "pong"


ClientFrame = Annotated[IntentFrame | WatchFrame | PingFrame, Field(discriminator="type")]
ServerFrame = Annotated[
    SnapshotFrame
    | AcceptedFrame
    | RejectedFrame
    | DeltaFrame
    | ProgressFrame
    | CompletedFrame
    | FailedFrame
    | ScenarioFrame
    | HistoryFrame
    | ScenariosFrame
    | PongFrame,
    Field(discriminator="type"),
]
CLIENT_FRAME: TypeAdapter[ClientFrame] = TypeAdapter(ClientFrame)
SERVER_FRAME: TypeAdapter[ServerFrame] = TypeAdapter(ServerFrame)
