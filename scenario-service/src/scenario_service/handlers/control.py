"""Commands about other commands and buttons."""

from assistant.contracts.scenario import CancelCommand, DismissProposal
from assistant.runtime.handlers import Answer, Command, Edit, Routes, Transaction
from scenario_service.errors import AlreadySettled


def dismiss_proposal(_command: Command[DismissProposal], _transaction: Transaction) -> Answer:
    """Nothing to do and nothing to say: that the command completed is what marks the button as used."""
    return Answer(None)


def cancel_command(command: Command[CancelCommand], transaction: Transaction) -> Answer:
    """Ends a command that has not ended, begun or not. The message of its end says so; one more would repeat it.

    Raises AlreadySettled.
    """
    if transaction.cancel(command.payload.command_id) != "cancelled":
        raise AlreadySettled
    return Answer(None)


ROUTES: Routes = {
    "scenario.dismiss_proposal": Edit(dismiss_proposal),
    "scenario.cancel_command": Edit(cancel_command),
}
