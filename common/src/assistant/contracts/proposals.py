"""Complete payloads that create an entity. A proposal of the assistant is one of these, tagged with its kind."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from assistant.contracts.base import (
    Contract,
    Kind,
    Label,
    LongText,
    Maturite,
    RessourceType,
    Segment,
    Titre,
    Url,
    Usage,
)

Priorite = Annotated[int, Field(ge=1, le=99, strict=True)]


class ObjectifFields(Contract):
    """An objective to create. `pourquoi` says what the proposal rests on; it is shown, not kept."""

    label: Label
    description: LongText = ""
    insight: LongText = ""
    priorite: Priorite | None = None
    pourquoi: LongText = ""


class CibleFields(Contract):
    """A target to create; maturité defaults to awareness."""

    label: Label
    description: LongText = ""
    insight: LongText = ""
    persona: LongText = ""
    segment: Segment = ""
    maturite: Maturite = "awareness"
    pourquoi: LongText = ""


class RessourceFields(Contract):
    """A resource to create; `url` is http(s) or empty."""

    titre: Titre
    type: RessourceType = "autre"
    url: Url = ""
    note: LongText = ""
    insight: LongText = ""
    usage: Usage = ""
    pourquoi: LongText = ""


class ProposedObjectif(ObjectifFields):
    kind: Literal["objectif"] = "objectif"


class ProposedCible(CibleFields):
    kind: Literal["cible"] = "cible"


class ProposedRessource(RessourceFields):
    kind: Literal["ressource"] = "ressource"


EntityFields = ObjectifFields | CibleFields | RessourceFields
Proposal = Annotated[ProposedObjectif | ProposedCible | ProposedRessource, Field(discriminator="kind")]
PROPOSAL: TypeAdapter[Proposal] = TypeAdapter(Proposal)


def title_of(fields: EntityFields) -> str:
    """The name a person reads: the titre of a ressource, the label of the others."""
    return fields.titre if isinstance(fields, RessourceFields) else fields.label


_FIELDS: dict[Kind, type[EntityFields]] = {
    "objectif": ObjectifFields,
    "cible": CibleFields,
    "ressource": RessourceFields,
}


def fields_of(proposal: ProposedObjectif | ProposedCible | ProposedRessource) -> EntityFields:
    """What the command of the proposal's own button carries."""
    return _FIELDS[proposal.kind].model_validate(payload_of(proposal))


def payload_of(proposal: ProposedObjectif | ProposedCible | ProposedRessource) -> dict[str, object]:
    """The payload of the `<kind>.add` action for a proposal: its fields without the tag."""
    return proposal.model_dump(mode="json", exclude={"kind"}, exclude_none=True)
