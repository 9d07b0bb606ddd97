"""From a reply to what the user sees: the text, the proposals and the plan, made harmless; and what a request holds."""

from collections.abc import Sequence

from ai_service.markdown import neutralise, plain
from ai_service.providers.base import Request, ScenarioName
from ai_service.replies import Reply
from ai_service.wording import fold
from assistant.contracts.ai import PlanDraft
from assistant.contracts.base import Kind, Locale
from assistant.contracts.entities import Cible, Objectif, Ressource
from assistant.contracts.proposals import Proposal, ProposedRessource
from assistant.dialogue.texts import errors_told, quoted, text

Entity = Objectif | Cible | Ressource


def proposals_of(reply: Reply, request: Request) -> list[Proposal]:
    """The proposals of a reply, without addresses that nobody gave; none without a scenario to add them to."""
    if request.scenario is None:
        return []
    return [_with_known_address(proposal, request) for proposal in reply.entities_to_create]


def message(reply: Reply, proposals: Sequence[Proposal], locale: Locale, model: str | None) -> str:
    """The assistant's Markdown: what the reply says, what it says went wrong, what we remark, and who says it.

    The cards below say what its proposals are. Our own words come last, whatever a `model` claims. None is the
    demonstration, which claims nothing.
    """
    said = neutralise(reply.message_markdown) + errors_told(errors_of(reply), locale)
    if reply.remarks:
        said += f"\n\n{' '.join(reply.remarks)}"
    if model is not None:
        return f"{said}\n\n{text('ai.made_by.model', locale, model=quoted(model))}"
    return f"{said}\n\n{text('ai.made_by.demonstration', locale)}" if proposals else said


def errors_of(reply: Reply | PlanDraft) -> list[str]:
    """What the reply says went wrong, harmless wherever it is shown."""
    return [plain(error) for error in reply.errors]


def plan_of(draft: PlanDraft) -> PlanDraft:
    """The plan to keep: no address and no markup in it is live in the tables, messages and exports that show it."""
    items = [
        item.model_copy(update={name: plain(value) for name, value in item.model_dump().items()})
        for item in draft.items
    ]
    return draft.model_copy(update={"resume": plain(draft.resume), "items": items, "errors": errors_of(draft)})


def _with_known_address(proposal: Proposal, request: Request) -> Proposal:
    """A resource keeps its address only when the user gave it: one that a model made up leads nowhere, or worse."""
    if isinstance(proposal, ProposedRessource) and proposal.url and not is_given(proposal.url, request):
        return proposal.model_copy(update={"url": ""})
    return proposal


def is_given(url: str, request: Request) -> bool:
    """Whether the user gave an address, or the scenario has it."""
    said = [request.text, *(exchange.contenu for exchange in request.history if exchange.auteur == "user")]
    if request.scenario:
        said += [ressource.url for ressource in request.scenario.ressources]
    return any(url in words for words in said)


def namesakes(scenario: ScenarioName, request: Request) -> list[ScenarioName]:
    """The scenarios of its name, itself first."""
    others = [known for known in request.scenarios if known.id != scenario.id and fold(known.nom) == fold(scenario.nom)]
    return [scenario, *others]


def entities(request: Request, kind: Kind) -> Sequence[Entity]:
    """What the open scenario holds of a kind, in the order shown."""
    scenario = request.scenario
    if scenario is None:
        return ()
    if kind == "objectif":
        return scenario.objectifs
    return scenario.cibles if kind == "cible" else scenario.ressources


def name_of(entity: Entity) -> str:
    return entity.titre if isinstance(entity, Ressource) else entity.label
