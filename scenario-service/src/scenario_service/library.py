"""What one scenario holds of one kind, and the rules by which it takes more."""

from typing import Any

from sqlalchemy.orm import Session

from assistant.contracts.base import Contract
from scenario_service import domain, repository
from scenario_service.kinds import EntityRow, Kind
from scenario_service.repository import Held


class Holding:
    """The entities of `kind` that a scenario holds, read once and kept up as it takes more."""

    def __init__(self, session: Session, kind: Kind, scenario_id: int) -> None:
        self._session = session
        self._kind = kind
        self._scenario_id = scenario_id
        self._held = repository.held(session, kind, scenario_id)

    def knows(self, title: str) -> bool:
        """Whether an entity held reads the same."""
        return domain.is_known(title, self._titles())

    def check_title(self, title: str, *, but: int) -> None:
        """Raises AlreadyExists when another entity held, not the one with id `but`, reads the same."""
        domain.check_new(title, self._titles(but=but))

    def create(self, fields: Contract) -> EntityRow:
        """Adds a new entity.

        Raises AlreadyExists, LimitReached.
        """
        self._check(self._kind.title_of(fields))
        entity = repository.add_entity(self._session, self._kind, fields)
        self._link(entity, fields)
        return entity

    def take(self, entity: EntityRow, link: Contract) -> None:
        """Adds an entity of the library; `link` says how the scenario holds it.

        Raises AlreadyExists, LimitReached.
        """
        self._check(self._kind.title_of(entity))
        self._link(entity, link)

    def _check(self, title: str) -> None:
        domain.check_new(title, self._titles())
        domain.check_room(len(self._held))

    def _link(self, entity: EntityRow, given: Contract) -> None:
        value: Any = getattr(given, self._kind.link_field)
        if value is None:  # only a priorite may be left open
            value = domain.next_priorite([held.linked for held in self._held])
        repository.link(self._session, self._kind, self._scenario_id, entity.id, value)
        self._held.append(Held(entity.id, self._kind.title_of(entity), value))

    def _titles(self, *, but: int | None = None) -> list[str]:
        return [held.title for held in self._held if held.id != but]
