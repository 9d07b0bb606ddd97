"""The reply contract: what any provider must write, and the only actions it may propose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from assistant.contracts.ai import Suggest
from assistant.contracts.base import (
    Contract,
    Kind,
    Label,
    LongText,
    Maturite,
    Nom,
    RessourceType,
    Segment,
    Thematique,
    Titre,
    Url,
)
from assistant.contracts.plan import GeneratePlan
from assistant.contracts.proposals import (
    CibleFields,
    ObjectifFields,
    Priorite,
    Proposal,
    ProposedCible,
    ProposedObjectif,
    ProposedRessource,
    RessourceFields,
)
from assistant.contracts.scenario import (
    ArchiveScenario,
    ExportScenario,
    ListScenarios,
    OpenScenario,
    RemoveEntity,
    UpdateCible,
    UpdateObjectif,
    UpdateRessource,
    UpdateScenario,
)
from assistant.contracts.search import RunSearch

PROPOSALS = 3
MAX_ACTIONS = 6

ACCEPT = "proposal.accept"
"""In a reply only: the proposals last shown that the user agrees to, by number. It becomes their own buttons."""


AGAIN = "action.again"
"""In a reply without a model only: buttons of the answer before, by number, that are meant by what was said."""

Numbers = Annotated[list[Annotated[int, Field(ge=1, le=20)]], Field(min_length=1, max_length=20)]


class Accept(Contract):
    """Proposals agreed to, and what is to be otherwise in each of them; a name only in one."""

    numbers: Numbers
    label: Label | None = None
    titre: Titre | None = None
    priorite: Priorite | None = None
    maturite: Maturite | None = None
    segment: Segment | None = None
    type: RessourceType | None = None
    url: Url | None = None

    def changes(self) -> dict[str, Any]:
        """The fields that are to be otherwise: what is empty is left as it was proposed."""
        told = self.model_dump(mode="json", exclude={"numbers"}, exclude_none=True)
        return {name: value for name, value in told.items() if value != ""}


class Again(Contract):
    numbers: Numbers


class NewScenario(Contract):
    """A scenario to create. What is proposed for it stands in the reply, where it is checked: its button carries it."""

    nom: Nom
    thematique: Thematique
    description: LongText = ""


class Compose(Contract):
    """A form to open, because something is missing; `prefill` holds the fields that are known.

    `scenario.open` opens the page of the open scenario, where all that it holds is read and printed.
    """

    intent: Literal[
        "scenario.create",
        "scenario.open",
        "scenario.update",
        "objectif.add",
        "objectif.update",
        "cible.add",
        "cible.update",
        "ressource.add",
        "ressource.update",
    ]
    prefill: dict[str, Any] = Field(default_factory=dict)


ALLOWED: dict[str, type[BaseModel]] = {
    "scenario.create": NewScenario,
    "scenario.open": OpenScenario,
    "scenario.list": ListScenarios,
    "scenario.update": UpdateScenario,
    "scenario.archive": ArchiveScenario,
    "scenario.export": ExportScenario,
    "objectif.suggest": Suggest,
    "objectif.add": ObjectifFields,
    "objectif.update": UpdateObjectif,
    "objectif.remove": RemoveEntity,
    "cible.suggest": Suggest,
    "cible.add": CibleFields,
    "cible.update": UpdateCible,
    "cible.remove": RemoveEntity,
    "ressource.suggest": Suggest,
    "ressource.add": RessourceFields,
    "ressource.update": UpdateRessource,
    "ressource.remove": RemoveEntity,
    "search.run": RunSearch,
    "plan.generate": GeneratePlan,
    ACCEPT: Accept,
    AGAIN: Again,
    "ui.compose": Compose,
}
"""The only actions a reply may propose, whoever wrote it."""

PROPOSED: dict[Kind, type[ProposedObjectif | ProposedCible | ProposedRessource]] = {
    "objectif": ProposedObjectif,
    "cible": ProposedCible,
    "ressource": ProposedRessource,
}


@dataclass(frozen=True)
class ReplyAction:
    """An action of `ALLOWED` with its payload in the intent's own type."""

    intent: str
    payload: BaseModel

    @property
    def creates(self) -> bool:
        """Whether it creates a scenario, at once or by its form."""
        form = self.payload.intent if isinstance(self.payload, Compose) else self.intent
        return form == "scenario.create"


@dataclass(frozen=True)
class Reply:
    """A reply that holds what it must: some Markdown, allowed actions, valid proposals that are new to the scenario.

    Proposals without a scenario are for the one that it offers to create.

    `remarks` are our own sentences, in Markdown, about what it offered and is not offered to her.
    """

    message_markdown: str
    actions: Sequence[ReplyAction] = ()
    entities_to_create: Sequence[Proposal] = ()
    errors: Sequence[str] = ()
    remarks: Sequence[str] = ()
