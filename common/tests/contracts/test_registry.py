"""The one table of commands."""

import pytest

from assistant.contracts.base import KINDS
from assistant.contracts.registry import (
    ALL_INTENTS,
    BY_INTENT,
    BY_TYPE,
    CLIENT_INTENT,
    COMMANDS,
    COMMANDS_OF,
    MODEL_TIME_TO_LIVE,
    CommandSpec,
    Service,
)

INTENTS = {
    *(f"scenario.{verb}" for verb in ("create", "update", "archive", "restore", "list", "open", "export", "import")),
    *(
        f"{kind}.{verb}"
        for kind in ("objectif", "cible", "ressource")
        for verb in ("suggest", "add", "add_many", "update", "remove", "restore")
    ),
    "objectif.reorder",
    "search.run",
    "inspiration.use",
    "proposal.add_many",
    "proposal.dismiss",
    "plan.generate",
    "plan.update_item",
    "plan.restore",
    "chat.say",
    "command.cancel",
    "ui.compose",
}
each_command = pytest.mark.parametrize("spec", COMMANDS, ids=lambda spec: spec.type)


class TestRegistry:
    def test_knows_every_intent_of_the_product_and_no_other(self) -> None:
        assert ALL_INTENTS == INTENTS

    def test_names_each_type_intent_and_fact_once(self) -> None:
        assert len(BY_TYPE) == len(COMMANDS)
        assert len(BY_INTENT) == sum(spec.intent is not None for spec in COMMANDS)
        facts = [spec.event for spec in COMMANDS if spec.intent]
        assert len(set(facts)) == len(facts)

    def test_leaves_what_the_page_does_itself_without_a_command(self) -> None:
        assert CLIENT_INTENT not in BY_INTENT

    def test_gives_each_command_to_one_service(self) -> None:
        assert sorted(spec.type for service in Service for spec in COMMANDS_OF[service]) == sorted(BY_TYPE)
        assert all(COMMANDS_OF[service] for service in Service)

    @pytest.mark.parametrize("kind", KINDS)
    def test_treats_every_kind_alike(self, kind: str) -> None:
        def shape(name: str) -> dict[str, object]:
            verbs = ("suggest", "add", "add_many", "update", "remove", "restore")
            specs = {verb: BY_INTENT[f"{name}.{verb}"] for verb in verbs}
            return {
                verb: (spec.type.replace(name, "kind"), spec.changes_scenario, spec.rate, spec.time_to_live)
                for verb, spec in specs.items()
            }

        assert shape(kind) == shape("objectif")


@each_command
class TestEachCommand:
    def test_is_routed_to_its_service_by_its_type(self, spec: CommandSpec) -> None:
        service, _, name = spec.type.partition(".")
        assert service == spec.service == Service(service)
        assert name.replace("_", "").isalpha()
        assert name == name.lower()

    def test_needs_a_scenario_when_it_changes_one(self, spec: CommandSpec) -> None:
        assert spec.needs_scenario or not spec.changes_scenario

    def test_expires_only_when_it_calls_the_model(self, spec: CommandSpec) -> None:
        calls_the_model = spec.service is Service.AI or spec.type == "plan.generate"
        assert spec.time_to_live == (MODEL_TIME_TO_LIVE if calls_the_model else None)

    def test_is_limited_like_the_model_when_it_reaches_it_or_the_search(self, spec: CommandSpec) -> None:
        reaches = spec.service in (Service.AI, Service.SEARCH) or spec.type == "plan.generate"
        assert spec.rate == ("model" if reaches else "edit")

    def test_publishes_a_fact_named_for_what_it_concerns_unless_it_is_a_step(self, spec: CommandSpec) -> None:
        assert spec.event.count(".") == (1 if spec.intent else 0)
        assert spec.event != "command.failed"


class TestArchivedScenarios:
    def test_accept_only_being_restored_and_what_needs_no_scenario(self) -> None:
        allowed = {spec.intent for spec in COMMANDS if spec.on_archived}
        assert allowed == {
            "scenario.restore",
            "scenario.create",
            "scenario.list",
            "scenario.open",
            "scenario.import",
            "proposal.dismiss",
            "command.cancel",
        }
