"""How a command ends: the assistant's message, the reply, the terminal event, the rows that publish it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import ScalarSelect, func, select, update
from sqlalchemy.orm import Session

from assistant.contracts.base import Auteur
from assistant.contracts.entities import Action, Message, Scenario
from assistant.contracts.envelope import Envelope, Settled, retry_id
from assistant.contracts.problems import DomainError, Problem
from assistant.contracts.registry import BY_TYPE, FAILED_EVENT
from assistant.contracts.replies import Reply
from assistant.db.models import (
    MessageRow,
    PlanRow,
    ScenarioCibleRow,
    ScenarioObjectifRow,
    ScenarioRow,
)
from assistant.db.views import message_views, scenario_view
from assistant.dialogue.actions import entry_actions, identify, next_actions, retry_action
from assistant.dialogue.problems import problem_of
from assistant.dialogue.statut import statut_of
from assistant.dialogue.texts import text
from assistant.runtime.handlers import Answer
from assistant.runtime.outbox import Pending
from assistant.runtime.wire import event_message

MESSAGE_TIME_TO_LIVE = timedelta(days=7)
CREATING = frozenset({"scenario.create_scenario", "scenario.import_scenario"})


def store_message(
    session: Session,
    envelope: Envelope,
    auteur: Auteur,
    contenu: str,
    *,
    scenario_id: int | None,
    actions: Sequence[Action] = (),
) -> Message:
    """Stores a chat message of the command's conversation; it lives seven days."""
    now = datetime.now(UTC)
    row = MessageRow(
        conversation_id=envelope.conversation_id,
        scenario_id=scenario_id,
        command_id=envelope.command_id,
        auteur=auteur,
        contenu=contenu,
        locale=envelope.locale,
        role_action=intent_of(envelope),
        actions=[action.model_dump(mode="json", exclude={"done", "edited"}) for action in actions],
        created_at=now,
        ttl=now + MESSAGE_TIME_TO_LIVE,
    )
    session.add(row)
    session.flush()
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        scenario_id=row.scenario_id,
        auteur=auteur,
        contenu=contenu,
        locale=row.locale,
        role_action=row.role_action,
        command_id=row.command_id,
        created_at=now,
        actions=list(actions),
    )


def _said(session: Session, envelope: Envelope) -> Message | None:
    """What the user said with a command, stored when it began: now, by another delivery or by an earlier step."""
    command_id = envelope.command_id
    row = session.scalar(
        select(MessageRow).where(MessageRow.command_id == command_id, MessageRow.auteur == "user").limit(1)
    )
    return message_views(session, [row])[0] if row else None


def intent_of(envelope: Envelope) -> str:
    """The intent a command came from; its type when no user could have sent it."""
    spec = BY_TYPE.get(envelope.type)
    return spec.intent if spec and spec.intent else envelope.type


def has_plan(session: Session, scenario_id: int | None) -> bool:
    """Whether a plan was ever made for a scenario."""
    return session.scalar(select(PlanRow.id).where(PlanRow.scenario_id == scenario_id).limit(1)) is not None


def refresh_statut(session: Session, scenario_id: int) -> None:
    """Sets a scenario's statut from what it holds: one statement, and another only when it changes."""

    def count(table: type[ScenarioObjectifRow | ScenarioCibleRow | PlanRow]) -> ScalarSelect[int]:
        return select(func.count()).select_from(table).where(table.scenario_id == scenario_id).scalar_subquery()

    known, objectifs, cibles, plans = session.execute(
        select(ScenarioRow.statut, count(ScenarioObjectifRow), count(ScenarioCibleRow), count(PlanRow)).where(
            ScenarioRow.id == scenario_id
        )
    ).one()
    statut = statut_of(objectifs, cibles, plans)
    if statut != known:
        session.execute(update(ScenarioRow).where(ScenarioRow.id == scenario_id).values(statut=statut))


def completed(session: Session, envelope: Envelope, answer: Answer) -> Settled:
    """The outcome of a command that did what it was asked; stores the assistant's message."""
    scenario_id = answer.scenario_id or envelope.scenario_id
    scenario = scenario_view(session, scenario_id, envelope.locale) if scenario_id else None
    actions = identify(_actions(answer, scenario, envelope), envelope.command_id)
    message = (
        None
        if answer.text is None
        else store_message(session, envelope, "assistant", answer.text, scenario_id=scenario_id, actions=actions)
    )
    spec = BY_TYPE[envelope.type]
    reply = Reply(
        message=message,
        user_message=_said(session, envelope),
        scenario=scenario,
        actions=actions if message else [],
        entities_to_create=list(answer.entities_to_create),
        resultats=list(answer.resultats),
        errors=list(answer.errors),
        created_id=answer.created_id,
    )
    changed = spec.changes_scenario or spec.type in CREATING or spec.intent == "plan.generate"
    return _event(envelope, spec.event, "completed", reply, scenario_id=scenario_id, scenarios_changed=changed)


def _actions(answer: Answer, scenario: Scenario | None, envelope: Envelope) -> Sequence[Action]:
    if answer.actions is not None:
        return answer.actions
    guiding = next_actions(scenario, envelope.locale) if scenario else entry_actions(envelope.locale)
    return [answer.undo, *guiding] if answer.undo else guiding


def failed(session: Session, envelope: Envelope, error: DomainError) -> Settled:
    """The outcome of a command that was refused or could not be done; stores what the assistant says of it."""
    problem = problem_of(error, envelope.locale)
    scenario_id = existing_scenario_id(session, envelope.scenario_id)
    scenario = scenario_view(session, scenario_id, envelope.locale) if scenario_id else None
    actions: list[Action] = []
    spec = BY_TYPE.get(envelope.type)
    if problem.retryable and spec and spec.intent:
        actions.append(retry_action(spec.intent, envelope.payload, retry_id(envelope.command_id), envelope.locale))
    if scenario is None and problem.code in ("scenario-not-found", "scenario-required"):
        actions.extend(entry_actions(envelope.locale))
    actions = identify(actions, envelope.command_id)
    said = text("runtime.refused", envelope.locale, title=problem.title, detail=problem.detail)
    message = store_message(session, envelope, "assistant", said, scenario_id=scenario_id, actions=actions)
    reply = Reply(
        message=message,
        user_message=_said(session, envelope),
        scenario=scenario,
        actions=actions,
        errors=[problem.detail],
    )
    return _event(envelope, FAILED_EVENT, "failed", reply, scenario_id=scenario_id, problem=problem)


def existing_scenario_id(session: Session, scenario_id: int | None) -> int | None:
    """`scenario_id` if there is such a scenario, archived or not; None otherwise."""
    if scenario_id is None:
        return None
    return session.scalar(select(ScenarioRow.id).where(ScenarioRow.id == scenario_id))


def _event(
    envelope: Envelope,
    type_: str,
    status: str,
    reply: Reply,
    *,
    scenario_id: int | None,
    problem: Problem | None = None,
    scenarios_changed: bool = False,
) -> Settled:
    return Settled(
        event_id=settled_event_id(envelope.command_id),
        type=type_,
        command_id=envelope.command_id,
        correlation_id=envelope.correlation_id,
        conversation_id=envelope.conversation_id,
        scenario_id=scenario_id,
        reply_to=envelope.reply_to,
        occurred_at=datetime.now(UTC),
        traceparent=envelope.traceparent,
        intent=intent_of(envelope),
        status=status,  # type: ignore[arg-type]
        reply=reply,
        problem=problem,
        scenarios_changed=scenarios_changed,
    )


def settled_event_id(command_id: UUID) -> UUID:
    """The id of a command's one terminal event."""
    return uuid5(command_id, "settled")


def announcement(event: Settled) -> Pending:
    """The outbox row that publishes a terminal event."""
    return Pending(event.event_id, event_message(event), event)
