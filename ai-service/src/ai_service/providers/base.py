"""The port: one request, one raw reply. Reading the reply is the caller's, the same for every provider."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Protocol
from uuid import UUID

from ai_service.errors import ModelRefused, ModelTruncated
from assistant.contracts.base import Auteur, Kind, Locale
from assistant.contracts.entities import Action, Scenario
from assistant.contracts.proposals import Proposal

Task = Literal["suggest", "answer", "plan"]
OnText = Callable[[str], None]
OnRestart = Callable[[], None]


def ignored() -> None:
    """That a reply is written anew is of no interest."""


@dataclass(frozen=True)
class Exchange:
    """One earlier message of the conversation."""

    auteur: Auteur
    contenu: str


@dataclass(frozen=True)
class ScenarioName:
    """An existing scenario, as far as naming it goes; when it was last changed tells it from those of its name."""

    id: int
    nom: str
    thematique: str
    changed_on: date | None = None


@dataclass(frozen=True)
class ShownProposal:
    """A proposal of the assistant's last proposals, with the button it was shown with.

    `dismiss_id` is the command that sets it aside; None for a search result, which cannot be.
    """

    proposal: Proposal
    action: Action
    dismiss_id: UUID | None = None


@dataclass(frozen=True)
class Ask:
    """A request for proposals that is being answered, in another tab or by a second click."""

    locale: Locale
    text: str


@dataclass(frozen=True)
class Repair:
    """A reply that could not be used, and why: what a second attempt is shown."""

    text: str
    errors: tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """All that a provider may know.

    `text` is what the user said: her message, or the wish that goes with a suggestion or a plan. `history` holds the
    earlier messages of the conversation, oldest first. `shown` are the proposals she sees last, in order; `offered`
    the buttons of the last answer that still wait for a click, unless it makes proposals. `asked` is how often this
    scenario was given proposals before, by kind, and `proposed` their labels; `under_way` are the requests for some
    that began earlier and have no answer yet, oldest first.
    """

    task: Task
    locale: Locale
    kind: Kind | None = None
    text: str = ""
    scenario: Scenario | None = None
    scenarios: tuple[ScenarioName, ...] = ()
    history: tuple[Exchange, ...] = ()
    shown: tuple[ShownProposal, ...] = ()
    offered: tuple[Action, ...] = ()
    asked: dict[Kind, int] = field(default_factory=dict)
    proposed: dict[Kind, tuple[str, ...]] = field(default_factory=dict)
    under_way: dict[Kind, tuple[Ask, ...]] = field(default_factory=dict)
    repair: Repair | None = None

    def held(self, kind: Kind) -> list[str]:
        """The names of what the scenario already holds of a kind."""
        if self.scenario is None:
            return []
        if kind == "objectif":
            return [objectif.label for objectif in self.scenario.objectifs]
        if kind == "cible":
            return [cible.label for cible in self.scenario.cibles]
        return [ressource.titre for ressource in self.scenario.ressources]

    def repairing(self, text: str, errors: tuple[str, ...]) -> "Request":
        """The same request, asking for a reply without the mistakes of `text`."""
        return replace(self, repair=Repair(text, errors))


@dataclass(frozen=True)
class RawReply:
    """What came back, to the letter, with what is kept of it for audit. Tokens are None when the server tells none.

    `failure` is what a reply that is not whole ends the command with, once it is kept.
    """

    provider: str
    model: str
    prompt_version: str
    text: str
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    milliseconds: int = 0
    failure: type[ModelRefused | ModelTruncated] | None = None


class Provider(Protocol):
    """A writer of replies."""

    @property
    def mode(self) -> Literal["openai", "local"]:
        """Which of the two providers this is, for health and logs."""

    async def reply(self, request: Request, on_text: OnText, on_restart: OnRestart = ignored) -> RawReply:
        """Writes one reply; `on_text` receives its Markdown part, piece by piece, while it arrives.

        An empty piece says that the Markdown is complete while the rest is still arriving. `on_restart` is called when
        all pieces so far are void, because the reply is asked for again.

        Raises ModelUnavailable and ModelMisconfigured; ModelRefused when nothing came to keep.
        """
