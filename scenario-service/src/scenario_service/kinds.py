"""What tells objectifs, cibles and ressources apart. All that is done with them is written once, for any kind."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from assistant.contracts.base import Contract
from assistant.contracts.base import Kind as KindName
from assistant.db.models import (
    CibleRow,
    ObjectifRow,
    RessourceRow,
    ScenarioCibleRow,
    ScenarioObjectifRow,
    ScenarioRessourceRow,
)

EntityRow = ObjectifRow | CibleRow | RessourceRow
LinkRow = ScenarioObjectifRow | ScenarioCibleRow | ScenarioRessourceRow


@dataclass(frozen=True)
class Kind:
    """One kind of entity: its tables, the column people know it by, and the one field that a scenario's link holds.

    `row` makes an `EntityRow`, `link` a `LinkRow`.
    """

    name: KindName
    row: type[Any]
    link: type[Any]
    entity_id: InstrumentedAttribute[int]
    title_column: InstrumentedAttribute[str]
    link_column: InstrumentedAttribute[Any]

    @property
    def link_field(self) -> str:
        return self.link_column.key

    @property
    def own_fields(self) -> frozenset[str]:
        """The columns of the entity itself that people fill in."""
        return frozenset(column.key for column in self.row.__table__.columns) - {"id", "version"}

    def title_of(self, source: EntityRow | Contract) -> str:
        title: str = getattr(source, self.title_column.key)
        return title


OBJECTIF = Kind(
    "objectif",
    ObjectifRow,
    ScenarioObjectifRow,
    ScenarioObjectifRow.objectif_id,
    ObjectifRow.label,
    ScenarioObjectifRow.priorite,
)
CIBLE = Kind("cible", CibleRow, ScenarioCibleRow, ScenarioCibleRow.cible_id, CibleRow.label, ScenarioCibleRow.maturite)
RESSOURCE = Kind(
    "ressource",
    RessourceRow,
    ScenarioRessourceRow,
    ScenarioRessourceRow.ressource_id,
    RessourceRow.titre,
    ScenarioRessourceRow.usage,
)
KINDS: dict[KindName, Kind] = {kind.name: kind for kind in (OBJECTIF, CIBLE, RESSOURCE)}
