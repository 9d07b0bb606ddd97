"""Commands on objectifs, cibles and ressources: each written once, for the kind it is given."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from assistant.contracts.proposals import EntityFields, Proposal, fields_of, title_of
from assistant.contracts.scenario import (
    AddMany,
    ExistingCible,
    ExistingObjectif,
    ExistingRessource,
    ProposedItem,
    RemoveEntity,
    ReorderObjectifs,
    RestoreCible,
    RestoreObjectif,
    RestoreRessource,
    UpdateCible,
    UpdateObjectif,
    UpdateRessource,
    UseInspiration,
)
from assistant.dialogue.actions import undo_action
from assistant.dialogue.texts import plural, quoted, text
from assistant.runtime.handlers import Answer, Command, Edit, Routes, Transaction
from assistant.runtime.versions import check_version
from scenario_service import domain, repository
from scenario_service.errors import EntityNotFound
from scenario_service.kinds import KINDS, OBJECTIF, EntityRow, Kind, LinkRow
from scenario_service.library import Holding
from scenario_service.wording import fields_said, listed, with_next_step

Existing = ExistingObjectif | ExistingCible | ExistingRessource
Update = UpdateObjectif | UpdateCible | UpdateRessource
Restore = RestoreObjectif | RestoreCible | RestoreRessource


def add(kind: Kind, command: Command[Any], transaction: Transaction) -> Answer:
    """Adds a new entity, or one of the library by its id.

    Raises AlreadyExists, LimitReached, EntityNotFound.
    """
    payload: Existing | EntityFields = command.payload
    holding = Holding(transaction.session, kind, command.required_scenario_id)
    if isinstance(payload, Existing):
        entity = _in_library(kind, payload.id, transaction)
        holding.take(entity, payload)
    else:
        entity = holding.create(payload)
    return _added(f"scenario.{kind.name}.added", kind, entity, command, transaction)


def add_many(kind: Kind, command: Command[AddMany[Any]], transaction: Transaction) -> Answer:
    """Adds each proposal that was not set aside, whose own button was not used and which the scenario does not hold.

    Raises LimitReached.
    """
    added, passed_over = _add_each(kind, command.payload.items, command, transaction)
    return _many_added({kind: added}, passed_over, command, transaction)


def add_proposals(command: Command[AddMany[Proposal]], transaction: Transaction) -> Answer:
    """The same for proposals of several kinds, kind by kind.

    Raises LimitReached.
    """
    added: dict[Kind, list[str]] = {}
    passed_over: list[str] = []
    for kind in KINDS.values():
        items = [
            ProposedItem(command_id=item.command_id, dismiss_id=item.dismiss_id, fields=fields_of(item.fields))
            for item in command.payload.items
            if item.fields.kind == kind.name
        ]
        added[kind], known = _add_each(kind, items, command, transaction) if items else ([], [])
        passed_over += known
    return _many_added(added, passed_over, command, transaction)


def _add_each(
    kind: Kind, items: Iterable[ProposedItem[Any]], command: Command[Any], transaction: Transaction
) -> tuple[list[str], list[str]]:
    """The names of what was added, and of what was there already; neither tells what had been set aside."""
    holding = Holding(transaction.session, kind, command.required_scenario_id)
    added: list[str] = []
    passed_over: list[str] = []
    for item in items:
        if item.dismiss_id is not None and transaction.is_completed(item.dismiss_id):
            continue
        title = title_of(item.fields)
        is_used = item.command_id is not None and not transaction.settle_sibling(
            item.command_id, f"scenario.add_{kind.name}", item.fields
        )
        if is_used or holding.knows(title):
            passed_over.append(title)
        else:
            holding.create(item.fields)
            added.append(title)
    return added, passed_over


def _many_added(
    added: Mapping[Kind, Sequence[str]], passed_over: Sequence[str], command: Command[Any], transaction: Transaction
) -> Answer:
    locale = command.locale
    said = [
        plural(f"scenario.{kind.name}.many_added", len(names), locale, noms=listed(names, locale))
        for kind, names in added.items()
        if names
    ]
    if not said:
        said = [text("scenario.none_added", locale)]
    elif passed_over:
        said.append(text("scenario.passed_over", locale, noms=listed(passed_over, locale)))
    return Answer(with_next_step(" ".join(said), transaction.session, command.required_scenario_id, locale))


def use_inspiration(command: Command[UseInspiration], transaction: Transaction) -> Answer:
    """Creates the entity that a search result suggests.

    Raises EntityNotFound for a search of another scenario, AlreadyExists, LimitReached.
    """
    session, payload, scenario_id = transaction.session, command.payload, command.required_scenario_id
    if payload.recherche_id and not repository.has_recherche(session, scenario_id, payload.recherche_id):
        raise EntityNotFound
    kind = KINDS[payload.proposal.kind]
    entity = Holding(session, kind, scenario_id).create(payload.proposal)
    return _added(f"scenario.{kind.name}.inspired", kind, entity, command, transaction)


def update(kind: Kind, command: Command[Update], transaction: Transaction) -> Answer:
    """Corrects an entity, in this scenario only, and offers to undo it.

    Raises EntityNotFound, StaleVersion, AlreadyExists.
    """
    session, locale, scenario_id = transaction.session, command.locale, command.required_scenario_id
    payload = command.payload
    entity, link = _held(kind, payload.id, payload.version, command, transaction)
    changes = payload.changes()
    if kind.title_column.key in changes:
        Holding(session, kind, scenario_id).check_title(changes[kind.title_column.key], but=entity.id)
    is_copied = bool(changes.keys() & kind.own_fields) and repository.is_shared(session, kind, scenario_id, entity.id)
    if is_copied:
        entity = repository.replace_by_copy(session, kind, entity, link)
    previous = {}
    for field, value in changes.items():
        target: Any = link if field == kind.link_field else entity
        previous[field] = getattr(target, field)
        setattr(target, field, value)
    entity.version += 1
    session.flush()
    name = quoted(kind.title_of(entity))
    said = text(f"scenario.{kind.name}.updated", locale, nom=name, fields=fields_said(changes, locale))
    if is_copied:
        said = f"{said} {text('scenario.copied', locale)}"
    undo = {"id": entity.id, "version": entity.version, **previous}
    return Answer(said, undo=undo_action(f"{kind.name}.update", undo, locale))


def reorder(command: Command[ReorderObjectifs], transaction: Transaction) -> Answer:
    """Numbers the priorities in the order wanted, and offers the former order back.

    It asks for no version: what others moved, added or removed meanwhile is in nobody's way.
    Raises EntityNotFound when there is nothing to order.
    """
    session, locale, scenario_id = transaction.session, command.locale, command.required_scenario_id
    held = sorted(repository.held(session, OBJECTIF, scenario_id), key=lambda each: (each.linked, each.id))
    if not held:
        raise EntityNotFound
    before = [each.id for each in held]
    titles = {each.id: each.title for each in held}
    order = domain.reordered(before, command.payload.ids, command.payload.depuis)
    repository.number(session, scenario_id, order)
    said = text("scenario.objectif.reordered", locale, noms=listed((titles[id_] for id_ in order), locale))
    return Answer(said, undo=undo_action("objectif.reorder", {"ids": before, "depuis": order}, locale))


def remove(kind: Kind, command: Command[RemoveEntity], transaction: Transaction) -> Answer:
    """Takes an entity out of the scenario and offers to put it back; the library keeps it.

    Raises EntityNotFound, StaleVersion.
    """
    locale = command.locale
    entity, link = _held(kind, command.payload.id, command.payload.version, command, transaction)
    undo = {"id": entity.id, "version": entity.version, kind.link_field: getattr(link, kind.link_field)}
    repository.unlink(transaction.session, link)
    return Answer(
        text(f"scenario.{kind.name}.removed", locale, nom=quoted(kind.title_of(entity))),
        undo=undo_action(f"{kind.name}.restore", undo, locale),
    )


def restore(kind: Kind, command: Command[Restore], transaction: Transaction) -> Answer:
    """Puts an entity back as the scenario held it.

    Raises EntityNotFound, StaleVersion, AlreadyExists, LimitReached.
    """
    payload = command.payload
    entity = _in_library(kind, payload.id, transaction)
    check_version(payload.version, entity.version)
    Holding(transaction.session, kind, command.required_scenario_id).take(entity, payload)
    return _added(f"scenario.{kind.name}.restored", kind, entity, command, transaction)


def _held(
    kind: Kind, entity_id: int, version: int | None, command: Command[Any], transaction: Transaction
) -> tuple[EntityRow, LinkRow]:
    link = repository.find_link(transaction.session, kind, command.required_scenario_id, entity_id)
    if link is None:
        raise EntityNotFound
    entity = _in_library(kind, entity_id, transaction)
    check_version(version, entity.version)
    return entity, link


def _in_library(kind: Kind, entity_id: int, transaction: Transaction) -> EntityRow:
    entity = repository.find_entity(transaction.session, kind, entity_id)
    if entity is None:
        raise EntityNotFound
    return entity


def _added(key: str, kind: Kind, entity: EntityRow, command: Command[Any], transaction: Transaction) -> Answer:
    said = text(key, command.locale, nom=quoted(kind.title_of(entity)))
    return Answer(
        with_next_step(said, transaction.session, command.required_scenario_id, command.locale), created_id=entity.id
    )


def _routes(kind: Kind) -> Routes:
    handlers: dict[str, Callable[..., Answer]] = {
        f"scenario.add_{kind.name}": add,
        f"scenario.add_{kind.name}s": add_many,
        f"scenario.update_{kind.name}": update,
        f"scenario.remove_{kind.name}": remove,
        f"scenario.restore_{kind.name}": restore,
    }
    return {type_: Edit(partial(handler, kind)) for type_, handler in handlers.items()}


ROUTES: Routes = {
    "scenario.use_inspiration": Edit(use_inspiration),
    "scenario.add_proposals": Edit(add_proposals),
    "scenario.reorder_objectifs": Edit(reorder),
    **{type_: edit for kind in KINDS.values() for type_, edit in _routes(kind).items()},
}
