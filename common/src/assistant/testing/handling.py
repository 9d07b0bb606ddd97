"""Handlers under test, spoken to in commands, one transaction each: quicker than a harness where no bus matters."""

from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from assistant.contracts.base import Locale
from assistant.contracts.entities import Action, Scenario
from assistant.contracts.envelope import Settled
from assistant.contracts.registry import BY_TYPE
from assistant.db.session import Database
from assistant.runtime import execution, inbox
from assistant.runtime.handlers import Edit, Routes
from assistant.runtime.wire import Received
from assistant.testing.harness import envelope_of

T = TypeVar("T")


class Handling:
    """Speaks to the handlers in commands, each in its own transaction of the real runtime, without a bus."""

    def __init__(self, database: Database, routes: Routes) -> None:
        self.database = database
        self._routes = routes

    def send(
        self,
        intent: str,
        payload: dict[str, Any] | None = None,
        *,
        scenario_id: int | None = None,
        command_id: UUID | None = None,
        locale: Locale = "fr",
    ) -> Settled:
        """The outcome of a command."""
        envelope = envelope_of(intent, payload, scenario_id=scenario_id, command_id=command_id, locale=locale)
        spec = BY_TYPE[envelope.type]
        received = Received(envelope, spec, spec.payload.validate_python(envelope.payload), attempt=0)
        handler = self._routes[envelope.type]
        if not isinstance(handler, Edit):
            raise TypeError(f"{envelope.type} takes more than one transaction: use a harness")

        def work(session: Session) -> None:
            execution.edit(session, received, handler, spec.service)

        self.database.transact(work)
        return self.outcome(envelope.command_id)

    def outcome(self, command_id: UUID) -> Settled:
        """The terminal event of a command that has ended."""
        row = self.database.query(lambda session: inbox.load(session, command_id))
        return _there(_there(row)[1].event)

    def click(self, action: Action, *, scenario_id: int | None = None) -> Settled:
        """What a button does, sent as it is."""
        return self.send(action.intent, action.payload, scenario_id=scenario_id, command_id=action.command_id)


def scenario_of(outcome: Settled) -> Scenario:
    """The scenario as the command left it."""
    return _there(outcome.reply.scenario)


def said(outcome: Settled) -> str:
    """What the assistant answered."""
    return _there(outcome.reply.message).contenu


def code_of(outcome: Settled) -> str:
    """The problem a command was refused with."""
    return _there(outcome.problem).code


def _there(value: T | None) -> T:
    assert value is not None  # noqa: S101 - a test's own expectation
    return value
