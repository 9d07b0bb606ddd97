"""What a command answers, stored in its outcome and given to HTTP callers and pages alike."""

from pydantic import Field

from assistant.contracts.base import Contract
from assistant.contracts.entities import Action, Message, Resultat, Scenario
from assistant.contracts.proposals import Proposal


class Reply(Contract):
    """The result of a command.

    `actions` are those of `message`; `user_message` is what the user said, as stored; `created_id` is the id of what
    was created, if anything.
    """

    message: Message | None = None
    user_message: Message | None = None
    scenario: Scenario | None = None
    actions: list[Action] = Field(default_factory=list)
    entities_to_create: list[Proposal] = Field(default_factory=list)
    resultats: list[Resultat] = Field(default_factory=list)
    errors: list[str] = Field(default_factory=list)
    created_id: int | None = None
