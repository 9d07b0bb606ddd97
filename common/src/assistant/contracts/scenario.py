"""Payloads of the commands that scenario-service owns: scenarios, their objectifs, cibles and ressources."""

from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from assistant.contracts.ai import PlanItemDraft
from assistant.contracts.base import (
    MAX_PLAN_ITEMS,
    MIN_PLAN_ITEMS,
    Contract,
    Label,
    LongText,
    Maturite,
    Nom,
    RessourceType,
    Search,
    Segment,
    Thematique,
    Titre,
    Url,
    Usage,
    UtcDatetime,
)
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

Version = Annotated[
    int, Field(ge=1, description="The version the caller saw; another one is a 409. Omitted: last write wins.")
]
EntityId = Annotated[int, Field(ge=1, le=2**53 - 1)]


Fields = TypeVar("Fields", bound=Contract)


class Change(Contract):
    """Base of corrections: at least one field besides `id` and `version` must be given."""

    version: Version | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> "Change":
        if not self.changes():
            raise PydanticCustomError("nothing_to_change", "at least one field to change is required")
        return self

    def changes(self) -> dict[str, Any]:
        """The fields the caller set, without those that only say which row and which version."""
        given = self.model_dump(exclude={"id", "version"}, exclude_unset=True)
        return {name: value for name, value in given.items() if value is not None}


MAX_PROPOSITIONS = 12
"""What one brief may hold: more cards than that are not looked through."""


class CreateScenario(Contract):
    """`propositions` come back as buttons of the new scenario: nothing of them is stored before one is clicked."""

    nom: Nom
    thematique: Thematique
    description: LongText = ""
    propositions: Annotated[list[Proposal], Field(max_length=MAX_PROPOSITIONS)] = Field(default_factory=list)


class UpdateScenario(Change):
    nom: Nom | None = None
    thematique: Thematique | None = None
    description: LongText | None = None


class ArchiveScenario(Contract):
    version: Version | None = None


class RestoreScenario(Contract):
    version: Version | None = None


class OpenScenario(Contract):
    """Which scenario the conversation turns to; omitted, the one the command is about."""

    scenario_id: EntityId | None = None


class ListScenarios(Contract):
    q: Search = ""


class ExportScenario(Contract):
    format: Literal["json", "csv"] = "json"


class ImportedObjectif(ObjectifFields):
    model_config = ConfigDict(extra="ignore")


class ImportedCible(CibleFields):
    model_config = ConfigDict(extra="ignore")


class ImportedRessource(RessourceFields):
    model_config = ConfigDict(extra="ignore")


class ImportedPlanItem(PlanItemDraft):
    model_config = ConfigDict(extra="ignore")


class ImportedPlan(Contract):
    """A plan as the product itself makes them, or none: then `items` is empty."""

    model_config = ConfigDict(extra="ignore")

    resume: LongText = ""
    generated_at: UtcDatetime | None = None
    items: Annotated[list[ImportedPlanItem], Field(max_length=MAX_PLAN_ITEMS)]

    @model_validator(mode="after")
    def _is_like_ours(self) -> "ImportedPlan":
        if 0 < len(self.items) < MIN_PLAN_ITEMS:
            raise PydanticCustomError("plan_size", "a plan has 6 to 14 lines")
        if len({item.message.casefold() for item in self.items}) < len(self.items):
            raise PydanticCustomError("message_repeated", "two lines of the plan have the same message")
        return self


class ImportScenario(Contract):
    """The document that the JSON export wrote, unchanged; ids and versions of the original database are ignored."""

    model_config = ConfigDict(extra="ignore")

    format: Literal["assistant-ia-marketing/scenario"] = "assistant-ia-marketing/scenario"
    format_version: Literal[1] = 1
    nom: Nom
    thematique: Thematique
    description: LongText = ""
    objectifs: Annotated[list[ImportedObjectif], Field(max_length=100)] = Field(default_factory=list)
    cibles: Annotated[list[ImportedCible], Field(max_length=100)] = Field(default_factory=list)
    ressources: Annotated[list[ImportedRessource], Field(max_length=100)] = Field(default_factory=list)
    plan: ImportedPlan | None = None


class ExistingObjectif(Contract):
    """An objective of another scenario, shared with this one."""

    id: EntityId
    priorite: Priorite | None = None


class ExistingCible(Contract):
    id: EntityId
    maturite: Maturite = "awareness"


class ExistingRessource(Contract):
    id: EntityId
    usage: Usage = ""


def _existing_or_new(value: Any) -> str:
    has_id = "id" in value if isinstance(value, dict) else hasattr(value, "id")
    return "existing" if has_id else "new"


PAYLOAD_TAGS = frozenset({"existing", "new"})
AddObjectif = Annotated[
    Annotated[ExistingObjectif, Tag("existing")] | Annotated[ObjectifFields, Tag("new")],
    Discriminator(_existing_or_new),
]
AddCible = Annotated[
    Annotated[ExistingCible, Tag("existing")] | Annotated[CibleFields, Tag("new")], Discriminator(_existing_or_new)
]
AddRessource = Annotated[
    Annotated[ExistingRessource, Tag("existing")] | Annotated[RessourceFields, Tag("new")],
    Discriminator(_existing_or_new),
]


class ProposedItem(Contract, Generic[Fields]):
    """One proposal of an "add all": `command_id` is that of its own button, which it settles too.

    `dismiss_id` is that of the button that sets it aside: once that was used, the proposal is left out.
    """

    command_id: UUID | None = None
    dismiss_id: UUID | None = None
    fields: Fields


class AddMany(Contract, Generic[Fields]):
    items: Annotated[list[ProposedItem[Fields]], Field(min_length=1, max_length=20)]


class UpdateObjectif(Change):
    id: EntityId
    label: Label | None = None
    description: LongText | None = None
    priorite: Priorite | None = None


class UpdateCible(Change):
    id: EntityId
    label: Label | None = None
    description: LongText | None = None
    persona: LongText | None = None
    segment: Segment | None = None
    maturite: Maturite | None = None


class UpdateRessource(Change):
    id: EntityId
    type: RessourceType | None = None
    titre: Titre | None = None
    url: Url | None = None
    note: LongText | None = None
    usage: Usage | None = None


class ReorderObjectifs(Contract):
    """The order that a scenario's objectives are wanted in, the most important first.

    `depuis` is the order that it was made from: only what was moved between the two is then moved, so that what others
    have moved meanwhile stays. Without it, the order wanted replaces whatever there is.
    """

    ids: Annotated[list[EntityId], Field(min_length=1, max_length=50)]
    depuis: Annotated[list[EntityId], Field(min_length=1, max_length=50)] | None = None


class RemoveEntity(Contract):
    id: EntityId
    version: Version | None = None


class RestoreObjectif(Contract):
    """Undoes a removal: the payload the removal's reply offered."""

    id: EntityId
    version: Version | None = None
    priorite: Priorite = 1


class RestoreCible(Contract):
    id: EntityId
    version: Version | None = None
    maturite: Maturite = "awareness"


class RestoreRessource(Contract):
    id: EntityId
    version: Version | None = None
    usage: Usage = ""


class UseInspiration(Contract):
    """Turns a search result into the entity it suggests."""

    recherche_id: EntityId | None = None
    proposal: Annotated[ProposedObjectif | ProposedCible | ProposedRessource, Field(discriminator="kind")]


class DismissProposal(Contract):
    """Sets aside the proposal whose button is `action_id`."""

    action_id: Annotated[str, Field(min_length=1, max_length=120)]


class CancelCommand(Contract):
    command_id: UUID
