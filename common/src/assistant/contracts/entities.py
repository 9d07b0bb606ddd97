"""What the product keeps: the scenario and all that hangs from it, in the one shape every answer and frame uses."""

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from assistant.contracts.base import Auteur, Contract, Kind, Locale, Maturite, RessourceType, Statut, UtcDatetime

ActionStyle = Literal["primary", "secondary", "ghost", "danger"]


class Action(Contract):
    """A button: an intent with its payload, chosen by the server.

    `command_id` is set when `once` is true: every click, in any tab, is then the same command. `done` is read from
    that command's outcome whenever the message is read, and so is `edited`: it was done with other fields than those
    of `payload`, as a proposal that was changed before it was added. Neither is ever stored.
    """

    id: str
    label: str
    intent: str
    payload: dict[str, Any] = Field(default_factory=dict)
    style: ActionStyle = "secondary"
    once: bool = False
    command_id: UUID | None = None
    done: bool = False
    edited: bool = False


class Objectif(Contract):
    """An objective of a scenario; `priorite` 1 is the most important."""

    id: int
    label: str
    description: str
    insight: str
    priorite: int
    version: int


class Cible(Contract):
    """A target of a scenario; `maturite` is its stage in the purchase: awareness, consideration or decision."""

    id: int
    label: str
    description: str
    insight: str
    persona: str
    segment: str
    maturite: Maturite
    version: int


class Ressource(Contract):
    """A content the marketer already owns; `usage` says what this scenario does with it. `url` may be empty."""

    id: int
    type: RessourceType
    titre: str
    url: str
    note: str
    insight: str
    usage: str
    version: int


class PlanItem(Contract):
    """One line of the dissemination plan. No text is empty."""

    id: int
    version: int
    format: str
    message: str
    canal: str
    frequence: str
    kpi: str


class Plan(Contract):
    """A dissemination plan of 6 to 14 items. A regenerated plan is another plan: older ones stay readable."""

    id: int
    resume: str
    generated_at: UtcDatetime
    items: list[PlanItem]


class Scenario(Contract):
    """A scenario with all the user kept. `version` grows by one at each change; `actions` are the next buttons."""

    id: int
    nom: str
    thematique: str
    description: str
    statut: Statut
    version: int
    created_at: UtcDatetime
    updated_at: UtcDatetime
    objectifs: list[Objectif]
    cibles: list[Cible]
    ressources: list[Ressource]
    plan: Plan | None
    actions: list[Action]


class Message(Contract):
    """A chat message. `contenu` is Markdown; `role_action` the intent that caused it; id 0 is the unstored welcome.

    `locale` is the language of `contenu` and of the proposals in `actions`: that of the page, or of the caller, when it
    was written. It is null in messages stored before languages were.
    """

    id: int
    conversation_id: UUID | None
    scenario_id: int | None
    auteur: Auteur
    contenu: str
    locale: Locale | None = None
    role_action: str | None
    command_id: UUID | None
    created_at: UtcDatetime
    actions: list[Action]


class Resultat(Contract):
    """One simulated search result; `type` is the kind of entity that using it creates."""

    titre: str
    extrait: str
    recommandation_action: str
    source: str
    type: Kind


class Recherche(Contract):
    """A search that was done for a scenario, with its three results."""

    id: int
    scenario_id: int
    requete: str
    resultats: list[Resultat]
    created_at: UtcDatetime
