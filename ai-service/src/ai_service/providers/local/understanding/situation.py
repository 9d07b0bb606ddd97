"""What a sentence may refer to: the scenarios, what the open one holds, and the proposals last shown."""

from dataclasses import dataclass

from ai_service.domain import entities, name_of
from ai_service.providers.base import Request, ScenarioName
from assistant.contracts.base import KINDS, Kind, Locale
from assistant.contracts.entities import Action, Cible, Objectif, Ressource
from assistant.contracts.proposals import Proposal, title_of


@dataclass(frozen=True)
class Known:
    """Something with a name. `id` is that of an entity, or the number of a proposal, from 1.

    `priorite` is the rank of an objective of the scenario, 1 to 5; 0 is none.
    """

    kind: Kind
    id: int
    name: str
    type: str = ""
    segment: str = ""
    priorite: int = 0


@dataclass(frozen=True)
class Situation:
    """What surrounds a sentence, and the language that it is in. Entities and proposals are in the order shown.

    `topic` is what the sentences before it in the same text speak of, an entity or a proposal. `offered` are the
    buttons of the answer before that still wait for a click.
    """

    locale: Locale
    scenario: ScenarioName | None = None
    scenarios: tuple[ScenarioName, ...] = ()
    entities: tuple[Known, ...] = ()
    proposals: tuple[Known, ...] = ()
    topic: Known | None = None
    offered: tuple[Action, ...] = ()

    def held(self, kind: Kind | None) -> tuple[Known, ...]:
        return tuple(known for known in self.entities if kind in (None, known.kind))


def situation_of(request: Request) -> Situation:
    """The situation in which a request was made."""
    scenario = request.scenario
    return Situation(
        locale=request.locale,
        scenario=ScenarioName(scenario.id, scenario.nom, scenario.thematique) if scenario else None,
        scenarios=request.scenarios,
        entities=tuple(
            Known(
                kind,
                entity.id,
                name_of(entity),
                entity.type if isinstance(entity, Ressource) else "",
                entity.segment if isinstance(entity, Cible) else "",
                entity.priorite if isinstance(entity, Objectif) else 0,
            )
            for kind in KINDS
            for entity in entities(request, kind)
        ),
        proposals=tuple(_proposed(number, shown.proposal) for number, shown in enumerate(request.shown, 1)),
        offered=request.offered,
    )


def _proposed(number: int, proposal: Proposal) -> Known:
    return Known(
        proposal.kind, number, title_of(proposal), getattr(proposal, "type", ""), getattr(proposal, "segment", "")
    )
