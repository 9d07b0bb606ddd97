"""From events to frames."""

from uuid import UUID

from assistant.contracts.base import Locale
from assistant.contracts.entities import Scenario
from assistant.contracts.envelope import Progressed, Settled, Streamed
from assistant.contracts.frames import (
    CompletedFrame,
    DeltaFrame,
    FailedFrame,
    HistoryFrame,
    ProgressFrame,
    RejectedFrame,
    ScenarioFrame,
    ScenariosFrame,
)
from assistant.contracts.problems import Problem
from assistant.dialogue.actions import scenario_actions

SCENARIOS = ScenariosFrame().model_dump_json()


def rejected(problem: Problem, command_id: UUID | None = None) -> str:
    return RejectedFrame(command_id=command_id, problem=problem).model_dump_json()


def delta(event: Streamed) -> str:
    frame = DeltaFrame(command_id=event.correlation_id, attempt=event.attempt, offset=event.offset, text=event.text)
    return frame.model_dump_json()


def progress(event: Progressed) -> str:
    return ProgressFrame(command_id=event.correlation_id, step=event.step, label=event.label).model_dump_json()


def in_language(scenario: Scenario, locale: Locale) -> Scenario:
    """The same scenario with its buttons in that language: an event has those of whoever sent the command."""
    return scenario.model_copy(update={"actions": scenario_actions(scenario, locale)})


def outcome(event: Settled, locale: Locale) -> str:
    """How a command ended, for its conversation."""
    reply = event.reply
    if event.problem is not None:
        return FailedFrame(
            command_id=event.command_id,
            problem=event.problem,
            message=reply.message,
            user_message=reply.user_message,
            actions=reply.actions,
        ).model_dump_json()
    return CompletedFrame(
        command_id=event.command_id,
        message=reply.message,
        user_message=reply.user_message,
        scenario=in_language(reply.scenario, locale) if reply.scenario else None,
        actions=reply.actions,
    ).model_dump_json()


def change(scenario: Scenario, locale: Locale) -> str:
    """A scenario as a command left it, for the others: without the command's id nor its message."""
    return ScenarioFrame(scenario=in_language(scenario, locale)).model_dump_json()


def told_elsewhere(scenario_id: int) -> str:
    """Another conversation has more to tell of a scenario: without what it tells, nor the command's id."""
    return HistoryFrame(scenario_id=scenario_id).model_dump_json()
