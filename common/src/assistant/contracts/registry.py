"""The one table of commands: intent → command type → owner, payload, fact and limits.

A command type is its routing key, `<service>.<verb_noun>`; its queue is `<service>.commands`.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Literal

from pydantic import TypeAdapter

from assistant.contracts import ai, plan, scenario, search
from assistant.contracts.proposals import CibleFields, ObjectifFields, Proposal, RessourceFields

MODEL_TIME_TO_LIVE = timedelta(minutes=10)

Rate = Literal["model", "edit"]


class Service(StrEnum):
    """The services that own commands, as in their queue names."""

    SCENARIO = "scenario"
    AI = "ai"
    PLAN = "plan"
    SEARCH = "search"


@dataclass(frozen=True)
class CommandSpec:
    """What the system knows of a command type.

    `intent` is None for the steps of a saga, which only services send. `event` is the fact published on completion,
    empty for those steps: the saga has one outcome, its root's.
    `needs_scenario`: refused without a scenario id. `changes_scenario`: the runtime locks the scenario and bumps its
    version. `on_archived`: allowed on an archived scenario, which is otherwise not found. `time_to_live` is set only
    for commands that call the model. `rate` names the limit the gateway applies.
    """

    type: str
    intent: str | None
    payload: TypeAdapter[Any]
    event: str
    needs_scenario: bool = True
    changes_scenario: bool = False
    on_archived: bool = False
    time_to_live: timedelta | None = None
    rate: Rate = "edit"

    @property
    def service(self) -> Service:
        return Service(self.type.split(".", 1)[0])


def _spec(command_type: str, intent: str | None, payload: Any, event: str, **more: Any) -> CommandSpec:
    return CommandSpec(command_type, intent, TypeAdapter(payload), event, **more)


def _free(command_type: str, intent: str, payload: Any, event: str) -> CommandSpec:
    """A command that needs no scenario; the conversation's may well be archived."""
    return _spec(command_type, intent, payload, event, needs_scenario=False, on_archived=True)


def _edit(command_type: str, intent: str, payload: Any, event: str) -> CommandSpec:
    return _spec(command_type, intent, payload, event, changes_scenario=True)


def _model(command_type: str, intent: str | None, payload: Any, event: str, **more: Any) -> CommandSpec:
    return _spec(command_type, intent, payload, event, time_to_live=MODEL_TIME_TO_LIVE, rate="model", **more)


COMMANDS: tuple[CommandSpec, ...] = (
    _free("scenario.create_scenario", "scenario.create", scenario.CreateScenario, "scenario.created"),
    _edit("scenario.update_scenario", "scenario.update", scenario.UpdateScenario, "scenario.updated"),
    _edit("scenario.archive_scenario", "scenario.archive", scenario.ArchiveScenario, "scenario.archived"),
    _spec(
        "scenario.restore_scenario",
        "scenario.restore",
        scenario.RestoreScenario,
        "scenario.restored",
        changes_scenario=True,
        on_archived=True,
    ),
    _free("scenario.list_scenarios", "scenario.list", scenario.ListScenarios, "scenario.listed"),
    _free("scenario.open_scenario", "scenario.open", scenario.OpenScenario, "scenario.opened"),
    _spec("scenario.export_scenario", "scenario.export", scenario.ExportScenario, "scenario.exported"),
    _free("scenario.import_scenario", "scenario.import", scenario.ImportScenario, "scenario.imported"),
    _model("ai.suggest_objectifs", "objectif.suggest", ai.Suggest, "objectif.suggested"),
    _edit("scenario.add_objectif", "objectif.add", scenario.AddObjectif, "objectif.added"),
    _edit("scenario.add_objectifs", "objectif.add_many", scenario.AddMany[ObjectifFields], "objectif.many_added"),
    _edit("scenario.update_objectif", "objectif.update", scenario.UpdateObjectif, "objectif.updated"),
    _edit("scenario.reorder_objectifs", "objectif.reorder", scenario.ReorderObjectifs, "objectif.reordered"),
    _edit("scenario.remove_objectif", "objectif.remove", scenario.RemoveEntity, "objectif.removed"),
    _edit("scenario.restore_objectif", "objectif.restore", scenario.RestoreObjectif, "objectif.restored"),
    _model("ai.suggest_cibles", "cible.suggest", ai.Suggest, "cible.suggested"),
    _edit("scenario.add_cible", "cible.add", scenario.AddCible, "cible.added"),
    _edit("scenario.add_cibles", "cible.add_many", scenario.AddMany[CibleFields], "cible.many_added"),
    _edit("scenario.update_cible", "cible.update", scenario.UpdateCible, "cible.updated"),
    _edit("scenario.remove_cible", "cible.remove", scenario.RemoveEntity, "cible.removed"),
    _edit("scenario.restore_cible", "cible.restore", scenario.RestoreCible, "cible.restored"),
    _model("ai.suggest_ressources", "ressource.suggest", ai.Suggest, "ressource.suggested"),
    _edit("scenario.add_ressource", "ressource.add", scenario.AddRessource, "ressource.added"),
    _edit("scenario.add_ressources", "ressource.add_many", scenario.AddMany[RessourceFields], "ressource.many_added"),
    _edit("scenario.update_ressource", "ressource.update", scenario.UpdateRessource, "ressource.updated"),
    _edit("scenario.remove_ressource", "ressource.remove", scenario.RemoveEntity, "ressource.removed"),
    _edit("scenario.restore_ressource", "ressource.restore", scenario.RestoreRessource, "ressource.restored"),
    _edit("scenario.use_inspiration", "inspiration.use", scenario.UseInspiration, "inspiration.used"),
    _edit("scenario.add_proposals", "proposal.add_many", scenario.AddMany[Proposal], "proposal.many_added"),
    _free("scenario.dismiss_proposal", "proposal.dismiss", scenario.DismissProposal, "proposal.dismissed"),
    _free("scenario.cancel_command", "command.cancel", scenario.CancelCommand, "command.cancelled"),
    _spec("search.run", "search.run", search.RunSearch, "recherche.done", rate="model"),
    _spec(
        "plan.generate",
        "plan.generate",
        plan.GeneratePlan,
        "plan.generated",
        time_to_live=MODEL_TIME_TO_LIVE,
        rate="model",
    ),
    _spec("plan.record", None, plan.RecordPlan, "", changes_scenario=True),
    _edit("plan.update_item", "plan.update_item", plan.UpdatePlanItem, "plan.item_updated"),
    _edit("plan.restore_plan", "plan.restore", plan.RestorePlan, "plan.restored"),
    _model("ai.answer_message", "chat.say", ai.Say, "message.answered", needs_scenario=False),
    _model("ai.draft_plan", None, ai.DraftPlan, ""),
)

BY_TYPE: dict[str, CommandSpec] = {spec.type: spec for spec in COMMANDS}
BY_INTENT: dict[str, CommandSpec] = {spec.intent: spec for spec in COMMANDS if spec.intent}
FAILED_EVENT = "command.failed"
CLIENT_INTENT = "ui.compose"
ALL_INTENTS = frozenset(BY_INTENT) | {CLIENT_INTENT}
COMMANDS_OF: dict[Service, tuple[CommandSpec, ...]] = {
    service: tuple(spec for spec in COMMANDS if spec.service is service) for service in Service
}
