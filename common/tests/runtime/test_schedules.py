"""One outcome, for ever, under any schedule: copies, crashes, lost leases, cancellations and expiries in any order.

The world below is the broker and the processes; the runtime's transactions are the real ones, on a real database.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from assistant.bus.topology import COMMANDS_EXCHANGE
from assistant.contracts.envelope import Envelope, Settled, child_id
from assistant.contracts.registry import BY_TYPE
from assistant.contracts.scenario import CancelCommand
from assistant.db.models import Base, InboxRow, MessageRow, ObjectifRow, OutboxRow, PlanRow, ScenarioRow
from assistant.db.session import Database
from assistant.db.types import utc_now
from assistant.runtime import execution
from assistant.runtime.endings import Execution
from assistant.runtime.errors import Internal
from assistant.runtime.handlers import Answer, Command, Drafted, Edit, Routes, SagaEnd, SagaRoot, Transaction
from assistant.runtime.outbox import Pending
from assistant.runtime.wire import Received, command_message, decode_event
from assistant.testing.harness import envelope_of
from assistant.testing.small_services import EDITS, PLANS, REFUSED, Refused, draft_plan, drafted, plan_draft

MAX_ATTEMPTS = 5


class Crash(Exception):
    """The process dies here."""


def cancel_command(command: Command[Any], transaction: Transaction) -> Answer:
    transaction.cancel(command.payload.command_id)
    return Answer(text=None)


async def _never(*_: Any) -> Any:
    raise AssertionError("drafts are made by the world")


ROUTES: Routes = {
    **EDITS,
    **PLANS,
    **draft_plan(_never),
    **drafted(_never),
    "scenario.cancel_command": Edit(cancel_command),
}


@dataclass(frozen=True)
class Message:
    """A command in a queue, and how often it was delivered."""

    envelope: Envelope
    attempt: int = 0


@dataclass
class Drafting:
    """A process between claim and record."""

    message: Message
    owner: str


@dataclass
class World:
    database: Database
    scenario_id: int
    queue: list[Message] = field(default_factory=list)
    drafting: list[Drafting] = field(default_factory=list)
    terminals: dict[UUID, set[str]] = field(default_factory=dict)
    told: dict[UUID, int] = field(default_factory=dict)
    """For each command, the user's message that its outcome tells of."""
    sent: dict[UUID, Envelope] = field(default_factory=dict)

    def publish(self, pending: list[Pending]) -> None:
        for row in pending:
            self.deliver(row.message.exchange, row.message.body)

    def deliver(self, exchange: str, body: bytes) -> None:
        if exchange == COMMANDS_EXCHANGE:
            self.queue.append(Message(Envelope.model_validate_json(body)))
        elif exchange.endswith("events"):
            event = decode_event(body)
            if isinstance(event, Settled):
                same = event.model_copy(update={"reply_to": None}).model_dump_json()
                self.terminals.setdefault(event.command_id, set()).add(same)
                if event.reply.user_message is not None:
                    self.told[event.command_id] = event.reply.user_message.id


def received_of(message: Message) -> Received:
    spec = BY_TYPE[message.envelope.type]
    payload = spec.payload.validate_python(message.envelope.payload)
    return Received(message.envelope, spec, payload, message.attempt)


def started(session: Session, received: Received, owner: str) -> Execution:
    handler = ROUTES[received.envelope.type]
    if received.attempt > MAX_ATTEMPTS:
        message = replace(command_message(received.envelope), exchange="assistant.dead")
        return execution.bury(session, received, Internal(), Pending(uuid4(), message), "test", owner)
    match handler:
        case Edit():
            return execution.edit(session, received, handler, "test")
        case SagaRoot():
            return execution.start_saga(session, received, handler, "test")
        case SagaEnd():
            return execution.end_saga(session, received, handler, "test")
        case Drafted():
            return execution.claim(session, received, handler, "test", owner)


CRASHES = st.sampled_from(["none", "none", "none", "before commit", "before publish", "before ack"])
RESULTS = st.sampled_from(["draft", "draft", "refuse", "refused later", "crash"])


class Schedules(RuleBasedStateMachine):
    commands = Bundle("commands")

    def __init__(self) -> None:
        super().__init__()
        database = Database("sqlite:///:memory:")
        Base.metadata.create_all(database.engine)

        def add(session: Session) -> int:
            row = ScenarioRow(nom="Lancement", thematique="Cloud", description="")
            session.add(row)
            session.flush()
            return row.id

        self.world = World(database, database.transact(add))
        self.first_states: dict[UUID, tuple[str, Any]] = {}

    def teardown(self) -> None:
        self.drain()
        self.check_outcomes()
        self.world.database.close()

    @rule(target=commands, kind=st.sampled_from(["add", "refused", "suggest", "plan", "plan"]))
    def send(self, kind: str) -> UUID:
        facts: dict[str, Any] = {"scenario_id": self.world.scenario_id, "conversation_id": UUID(int=1)}
        envelope = {
            "add": lambda: envelope_of("objectif.add", {"label": "Notoriété"}, **facts),
            "refused": lambda: envelope_of("objectif.add", {"label": "refuse"}, **facts),
            "suggest": lambda: envelope_of("objectif.suggest", **facts),
            "plan": lambda: envelope_of("plan.generate", **facts),
        }[kind]()
        self.world.sent[envelope.command_id] = envelope
        self.world.queue.append(Message(envelope))
        return envelope.command_id

    @rule(command=commands)
    def send_again(self, command: UUID) -> None:
        self.world.queue.append(Message(self.world.sent[command]))

    @rule(command=commands, step=st.sampled_from(["", "draft", "record"]))
    def cancel(self, command: UUID, step: str) -> None:
        """A command, or the step that it has or will have if it is a plan's: its id is no secret."""
        command = child_id(command, step) if step else command
        envelope = envelope_of("command.cancel", CancelCommand(command_id=command), conversation_id=UUID(int=1))
        self.world.sent[envelope.command_id] = envelope
        self.world.queue.append(Message(envelope))

    @precondition(lambda self: self.world.queue)
    @rule(data=st.data(), crash=CRASHES)
    def handle(self, data: st.DataObject, crash: str) -> None:
        index = data.draw(st.integers(0, len(self.world.queue) - 1))
        self._handle(self.world.queue.pop(index), crash)

    @precondition(lambda self: self.world.drafting)
    @rule(data=st.data(), result=RESULTS, crash=CRASHES)
    def finish_draft(self, data: st.DataObject, result: str, crash: str) -> None:
        index = data.draw(st.integers(0, len(self.world.drafting) - 1))
        self._finish(self.world.drafting.pop(index), result, crash)

    @rule(crashes=st.lists(CRASHES, min_size=1, max_size=8))
    def go_on(self, crashes: list[str]) -> None:
        """Handles what waits in its order, drafts as they come: the way sagas get far enough to break."""
        for crash in crashes:
            if self.world.drafting:
                self._finish(self.world.drafting.pop(0), "draft", crash)
            elif self.world.queue:
                self._handle(self.world.queue.pop(0), crash)

    @rule()
    def leases_run_out(self) -> None:
        statement = update(InboxRow).where(InboxRow.lease_until.is_not(None)).values(lease_until=utc_now(-1))
        self.world.database.transact(lambda session: session.execute(statement))

    @rule(command=commands)
    def time_is_over(self, command: UUID) -> None:
        def work(session: Session) -> Execution:
            expired = select(InboxRow.command_id).where(
                InboxRow.command_id == command, InboxRow.state == "running", InboxRow.lease_until.is_(None)
            )
            return execution.expire(session, command) if session.scalar(expired) else Execution()

        self._commit(work, "none")

    @rule()
    def sweep(self) -> None:
        for row in self.world.database.query(lambda session: session.scalars(select(OutboxRow)).all()):
            self.world.deliver(row.exchange, row.body)
        self.world.database.transact(lambda session: session.execute(delete(OutboxRow)))

    @invariant()
    def an_outcome_never_changes(self) -> None:
        rows = self.world.database.query(
            lambda session: session.execute(
                select(InboxRow.command_id, InboxRow.state, InboxRow.terminal).where(InboxRow.state != "running")
            ).all()
        )
        for command_id, state, terminal in rows:
            assert self.first_states.setdefault(command_id, (state, terminal)) == (state, terminal)
            event = (terminal or {}).get("event")
            assert event is None or event["status"] == state

    @invariant()
    def a_command_has_at_most_one_terminal_event(self) -> None:
        assert all(len(events) == 1 for events in self.world.terminals.values())

    def _handle(self, message: Message, crash: str) -> None:
        owner = uuid4().hex
        received = received_of(message)
        done = self._commit(lambda session: started(session, received, owner), crash)
        if done is None:
            self.world.queue.append(replace(message, attempt=message.attempt + 1))
        elif done.claimed:
            self.world.drafting.append(Drafting(message, owner))
        elif done.parked:
            self.world.queue.append(message)

    def _finish(self, drafting: Drafting, result: str, crash: str) -> None:
        received = received_of(drafting.message)
        handler = ROUTES[received.envelope.type]
        assert isinstance(handler, Drafted)
        said = REFUSED if result == "refused later" else "idées"
        draft: Any = plan_draft(said) if received.envelope.type == "ai.draft_plan" else said

        def work(session: Session) -> Execution:
            if result == "refuse":
                return execution.fail(session, received, Refused(nom="x"), owner=drafting.owner)
            return execution.record(session, received, handler, "test", drafting.owner, draft)

        done = None if result == "crash" else self._commit(work, crash)
        if done is None:
            self.world.queue.append(replace(drafting.message, attempt=drafting.message.attempt + 1))

    def _commit(self, work: Callable[[Session], Execution], crash: str) -> Execution | None:
        """One transaction and its publication, or None when the process died before it acknowledged."""

        def guarded(session: Session) -> Execution:
            done = work(session)
            if crash == "before commit":
                raise Crash
            return done

        try:
            done = self.world.database.transact(guarded)
        except Crash:
            return None
        if crash == "before publish":
            return None
        self.world.publish(done.pending)
        for message in done.again:
            self.world.deliver(message.exchange, message.body)
        if crash == "before ack":
            return None
        published = [row.id for row in done.pending]
        self.world.database.transact(
            lambda session: session.execute(delete(OutboxRow).where(OutboxRow.id.in_(published)))
        )
        return done

    def drain(self) -> None:
        """No more faults: everything that waits is handled."""
        for _ in range(200):
            self.leases_run_out()
            while self.world.drafting:
                self._finish(self.world.drafting.pop(), "draft", "none")
            waiting, self.world.queue = self.world.queue, []
            for message in waiting:
                self._handle(message, "none")
            self.sweep()
            if not self.world.queue and not self.world.drafting:
                return
        raise AssertionError("the queues do not drain")

    def check_outcomes(self) -> None:
        statement = select(InboxRow.command_id, InboxRow.state)
        states = dict(self.world.database.query(lambda session: session.execute(statement).all()))
        hers = select(MessageRow.command_id, MessageRow.id).where(MessageRow.auteur == "user")
        said = dict(self.world.database.query(lambda session: session.execute(hers).all()))
        done: dict[str, int] = {}
        for command_id, envelope in self.world.sent.items():
            assert states[command_id] in ("completed", "failed")
            assert len(self.world.terminals[command_id]) == 1
            assert self.world.told.get(command_id) == said.get(command_id)
            if states[command_id] == "completed":
                done[envelope.type] = done.get(envelope.type, 0) + 1
        count = self.world.database.query(
            lambda session: tuple(len(session.scalars(select(table)).all()) for table in (ObjectifRow, PlanRow))
        )
        assert count == (done.get("scenario.add_objectif", 0), done.get("plan.generate", 0))


class TestAnySchedule:
    def test_ends_every_command_once_with_effects_equal_to_completions(self) -> None:
        run_state_machine_as_test(
            Schedules,
            settings=settings(
                max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
