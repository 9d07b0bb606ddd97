"""What a service provides: plain functions, one a command, in one of four shapes.

A service's `handlers.py` ends with its routing table, `ROUTES: Routes`, from command type to one of these shapes.
Handlers refuse by raising a `DomainError`; they never commit, publish or build envelopes.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session

from assistant.contracts.base import Locale
from assistant.contracts.entities import Action, Resultat
from assistant.contracts.proposals import Proposal

Payload = TypeVar("Payload", bound=BaseModel, covariant=True)


@dataclass(frozen=True)
class Command(Generic[Payload]):
    """A command as a handler receives it: the envelope's facts and the payload in its own type."""

    id: UUID
    type: str
    intent: str
    payload: Payload
    locale: Locale
    occurred_at: datetime
    conversation_id: UUID | None = None
    scenario_id: int | None = None
    root_id: UUID | None = None

    @property
    def required_scenario_id(self) -> int:
        """The scenario of a command whose spec says `needs_scenario`: the runtime has checked that it exists."""
        if self.scenario_id is None:
            raise ValueError(f"{self.type} came without a scenario")
        return self.scenario_id


class Transaction(Protocol):
    """What a handler may use while its command's transaction is open."""

    session: Session

    def settle_sibling(self, command_id: UUID, type_: str, payload: BaseModel) -> bool:
        """Marks another, not yet begun command as completed by this one; False when it already has begun or ended.

        "Add all" settles the command of each button it stands for, so that each is shown done and cannot add twice.
        """

    def is_completed(self, command_id: UUID) -> bool:
        """Whether another command is completed."""

    def cancel(self, command_id: UUID) -> str:
        """Settles a command as failed, also before it began: "cancelled", or how it ended if it ended first."""


@dataclass(frozen=True)
class FollowUp:
    """A command to send when this one commits; its id is derived from the root and `step`, so sent twice it is one."""

    step: str
    type: str
    payload: BaseModel


@dataclass(frozen=True)
class Answer:
    """What a handler answers.

    `text` is the assistant's Markdown (None: no message). `actions` are its buttons, None meaning the guiding buttons
    of the scenario as it then is, after `undo` if there is one. `scenario_id` is set when the command turns the
    conversation to another scenario (create, open, import). The runtime gives actions their ids.
    """

    text: str | None
    actions: Sequence[Action] | None = None
    undo: Action | None = None
    scenario_id: int | None = None
    entities_to_create: Sequence[Proposal] = ()
    resultats: Sequence[Resultat] = ()
    errors: Sequence[str] = ()
    created_id: int | None = None


class Stream(Protocol):
    """Where a drafting handler shows its progress; losing any of it does no harm."""

    def write(self, text: str) -> None:
        """Appends to the Markdown the page shows while it waits."""

    def restart(self) -> None:
        """Takes back what was written: the text is written anew."""

    def progress(self, step: str, label: str) -> None:
        """Says which step is under way."""


Context = TypeVar("Context")
Draft = TypeVar("Draft")


@dataclass(frozen=True)
class Edit:
    """Runs in one transaction: `run(command, transaction) -> Answer`."""

    run: Callable[[Command[Any], Transaction], Answer]


@dataclass(frozen=True)
class Drafted(Generic[Context, Draft]):
    """Calls the model between two transactions.

    `prepare` reads what the draft needs, in the claim's transaction; `draft` calls the model, without any; `record`
    turns the draft into an answer, or into the saga's next step, in the transaction that ends the command.
    """

    prepare: Callable[[Command[Any], Transaction], Context]
    draft: Callable[[Command[Any], Context, Stream], Awaitable[Draft]]
    record: Callable[[Command[Any], Transaction, Draft], "Answer | FollowUp"]


@dataclass(frozen=True)
class SagaRoot:
    """Starts a saga: stays running until one of its steps, a refusal, a cancel or its expiry ends it."""

    start: Callable[[Command[Any], Transaction], FollowUp]


@dataclass(frozen=True)
class SagaEnd:
    """The last step: its answer is the root's outcome, and its effects stand only if the root is still running."""

    run: Callable[[Command[Any], Transaction], Answer]


Handler = Edit | Drafted[Any, Any] | SagaRoot | SagaEnd
Routes = Mapping[str, Handler]
