"""Bodies of the HTTP API that are not entities themselves."""

from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import Field

from assistant.contracts.base import ChatText, Contract, Requete, RessourceType, UtcDatetime
from assistant.contracts.entities import Action, Message, Plan, Resultat, Scenario
from assistant.contracts.problems import Problem
from assistant.contracts.proposals import Proposal
from assistant.contracts.replies import Reply
from assistant.contracts.scenario import EntityId

Item = TypeVar("Item")


class Page(Contract, Generic[Item]):
    """A page of a list; `total` counts all pages."""

    items: list[Item]
    total: int
    page: int
    page_size: int


class Listing(Contract, Generic[Item]):
    """A list, newest first, with how many there are in all."""

    items: list[Item]
    total: int


class EditAnswer(Contract):
    """The scenario after a change, and what the assistant says of it."""

    scenario: Scenario
    message: Message | None
    actions: list[Action]


class SuggestAnswer(Contract):
    """Three proposals that nothing keeps until one of their buttons is used."""

    message_markdown: str
    entities_to_create: list[Proposal]
    actions: list[Action]
    errors: list[str]


class PlanAnswer(Contract):
    plan: Plan
    scenario: Scenario
    message: Message | None
    actions: list[Action]


class SearchRequest(Contract):
    scenario_id: EntityId
    requete: Requete


class SearchAnswer(Contract):
    resultats: list[Resultat]
    message: Message | None
    actions: list[Action]


class ChatRequest(Contract):
    """Either `message` (free text) or `intent` with its `payload`."""

    conversation_id: UUID | None = None
    scenario_id: EntityId | None = None
    message: ChatText | None = None
    intent: Annotated[str, Field(max_length=60)] | None = None
    payload: dict[str, Any] = Field(default_factory=dict)


class ChatAnswer(Contract):
    conversation_id: UUID
    message: Message | None
    actions: list[Action]
    scenario: Scenario | None
    errors: list[str]


class CommandStatus(Contract):
    """Where a command stands; no row yet is pending too."""

    command_id: UUID
    status: Literal["pending", "completed", "failed"]
    result: Reply | None = None
    problem: Problem | None = None


class KnownObjectif(Contract):
    """An objective that some scenario holds, to be shared with another one."""

    id: int
    label: str
    description: str
    insight: str
    version: int


class KnownCible(Contract):
    id: int
    label: str
    description: str
    insight: str
    persona: str
    segment: str
    version: int


class KnownRessource(Contract):
    id: int
    type: RessourceType
    titre: str
    url: str
    note: str
    insight: str
    version: int


class Export(Contract):
    """The exported scenario: the scenario's own shape without its buttons, with where it comes from."""

    format: Literal["assistant-ia-marketing/scenario"] = "assistant-ia-marketing/scenario"
    format_version: int = 1
    exported_at: UtcDatetime
    id: int
    nom: str
    thematique: str
    description: str
    statut: str
    version: int
    created_at: UtcDatetime
    updated_at: UtcDatetime
    objectifs: list[Any]
    cibles: list[Any]
    ressources: list[Any]
    plan: Any | None


class Health(Contract):
    """`status` is ok when database and broker answer, every service has a consumer and the purge is not late.

    `ai` is what ai-service's own /health tells of its model and its prompts, where that service is in the same process.
    """

    status: Literal["ok", "degraded"]
    checks: dict[str, str]
    services: dict[str, dict[str, int]]
    counters: dict[str, int]
    version: str
    mode: Literal["openai", "local", "unknown"] = "unknown"
    ai: dict[str, Any] = Field(default_factory=dict)
