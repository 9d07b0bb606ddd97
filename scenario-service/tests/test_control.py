"""Setting proposals aside and cancelling commands."""

from collections.abc import Callable
from uuid import uuid4

from assistant.contracts.entities import Scenario
from assistant.testing.handling import Handling, code_of, scenario_of

Create = Callable[..., Scenario]


class TestDismissProposal:
    def test_completes_without_a_word(self, handling: Handling, create: Create) -> None:
        outcome = handling.send("proposal.dismiss", {"action_id": "seed:0"}, scenario_id=create().id)
        assert outcome.status == "completed"
        assert outcome.reply.message is None

    def test_changes_no_version(self, handling: Handling, create: Create) -> None:
        scenario = create()
        outcome = handling.send("proposal.dismiss", {"action_id": "seed:0"}, scenario_id=scenario.id)
        assert scenario_of(outcome).version == scenario.version


class TestCancelCommand:
    def test_ends_a_command_that_has_not_begun(self, handling: Handling, create: Create) -> None:
        scenario, command_id = create(), uuid4()
        outcome = handling.send("command.cancel", {"command_id": str(command_id)}, scenario_id=scenario.id)
        assert outcome.status == "completed"
        assert outcome.reply.message is None
        late = handling.send("cible.add", {"label": "DSI"}, scenario_id=scenario.id, command_id=command_id)
        assert code_of(late) == "cancelled"
        assert scenario_of(handling.send("scenario.open", scenario_id=scenario.id)).cibles == []

    def test_refuses_one_that_has_ended(self, handling: Handling, create: Create) -> None:
        scenario, command_id = create(), uuid4()
        handling.send("cible.add", {"label": "DSI"}, scenario_id=scenario.id, command_id=command_id)
        outcome = handling.send("command.cancel", {"command_id": str(command_id)}, scenario_id=scenario.id)
        assert code_of(outcome) == "already-settled"

    def test_refuses_to_cancel_itself(self, handling: Handling) -> None:
        command_id = uuid4()
        outcome = handling.send("command.cancel", {"command_id": str(command_id)}, command_id=command_id)
        assert code_of(outcome) == "already-settled"

    def test_refuses_to_cancel_twice(self, handling: Handling) -> None:
        payload = {"command_id": str(uuid4())}
        handling.send("command.cancel", payload)
        assert code_of(handling.send("command.cancel", payload)) == "already-settled"
