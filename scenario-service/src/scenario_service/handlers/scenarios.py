"""Commands on scenarios themselves."""

from assistant.contracts.scenario import (
    ArchiveScenario,
    CreateScenario,
    ListScenarios,
    OpenScenario,
    RestoreScenario,
    UpdateScenario,
)
from assistant.db.models import ScenarioRow
from assistant.db.types import utc_now
from assistant.dialogue.actions import adding_actions, button, compose, next_actions, open_action, undo_action
from assistant.dialogue.texts import plural, quoted, text
from assistant.runtime.errors import ScenarioNotFound, ScenarioRequired
from assistant.runtime.handlers import Answer, Command, Edit, Routes, Transaction
from assistant.runtime.versions import check_version
from scenario_service import domain, repository
from scenario_service.wording import contents, fields_said, view_of, with_next_step

LISTED = 10
"""Scenarios that one answer lists: as many as there is room for in a chat."""


def create_scenario(command: Command[CreateScenario], transaction: Transaction) -> Answer:
    """Creates a scenario and turns the conversation to it; what came with it is proposed there, and not added."""
    session, locale, payload = transaction.session, command.locale, command.payload
    row = repository.add_scenario(session, payload.nom, payload.thematique, payload.description)
    said = text("scenario.created", locale, nom=quoted(row.nom), thematique=quoted(row.thematique))
    proposals = domain.of_distinct_names(payload.propositions)
    if not proposals:
        return Answer(with_next_step(said, session, row.id, locale), scenario_id=row.id, created_id=row.id)
    # The next step is to look through these.
    guiding = [
        action.model_copy(update={"style": "secondary"})
        for action in next_actions(view_of(session, row.id, locale), locale)
    ]
    return Answer(
        f"{said} {text('scenario.created.propositions', locale)}",
        actions=[*adding_actions(proposals, command.id, locale), *guiding],
        scenario_id=row.id,
        entities_to_create=proposals,
        created_id=row.id,
    )


def update_scenario(command: Command[UpdateScenario], transaction: Transaction) -> Answer:
    """Corrects the scenario's own texts and offers to undo it.

    Raises StaleVersion.
    """
    locale = command.locale
    row = _checked(command, transaction)
    changes = command.payload.changes()
    previous = {field: getattr(row, field) for field in changes}
    for field, value in changes.items():
        setattr(row, field, value)
    said = text("scenario.updated", locale, nom=quoted(row.nom), fields=fields_said(changes, locale))
    return Answer(said, undo=undo_action("scenario.update", {"version": row.version, **previous}, locale))


def archive_scenario(command: Command[ArchiveScenario], transaction: Transaction) -> Answer:
    """Takes the scenario out of the lists; nothing of it is deleted.

    Raises StaleVersion.
    """
    locale = command.locale
    row = _checked(command, transaction)
    row.archived_at = utc_now()
    return Answer(
        text("scenario.archived", locale, nom=quoted(row.nom)),
        actions=[
            # Without a version: nothing else may change an archived scenario.
            button("scenario.restore", text("action.scenario.restore", locale), style="primary", once=True),
            button("scenario.list", text("action.scenario.list", locale)),
        ],
    )


def restore_scenario(command: Command[RestoreScenario], transaction: Transaction) -> Answer:
    """Undoes an archiving; harmless on a scenario that is not archived.

    Raises StaleVersion.
    """
    session, locale = transaction.session, command.locale
    row = _checked(command, transaction)
    if row.archived_at is None:
        return Answer(text("scenario.not_archived", locale, nom=quoted(row.nom)))
    row.archived_at = None
    return Answer(
        with_next_step(text("scenario.restored", locale, nom=quoted(row.nom)), session, row.id, locale),
        scenario_id=row.id,
    )


def list_scenarios(command: Command[ListScenarios], transaction: Transaction) -> Answer:
    """Lists the scenarios last changed that match, with a button to open each."""
    locale, q = command.locale, command.payload.q.strip()
    rows, total = repository.recent_scenarios(transaction.session, q, LISTED)
    create = compose("scenario.create", text("action.scenario.create", locale), style="ghost" if rows else "primary")
    if not rows:
        return Answer(text("scenario.none_found" if q else "scenario.none", locale, q=quoted(q)), actions=[create])
    said = plural("scenario.found" if q else "scenario.listed", total, locale, q=quoted(q))
    if total > len(rows):
        said = f"{said} {text('scenario.most_recent', locale, shown=len(rows))}"
    lines = "\n".join(
        text(
            "scenario.line",
            locale,
            nom=quoted(row.nom),
            thematique=quoted(row.thematique),
            statut=text(f"scenario.statut.{row.statut}", locale),
        )
        for row in rows
    )
    return Answer(f"{said}\n\n{lines}", actions=[*(open_action(row.id, row.nom, locale) for row in rows), create])


def open_scenario(command: Command[OpenScenario], transaction: Transaction) -> Answer:
    """Turns the conversation to a scenario and says what it holds.

    Raises ScenarioRequired, ScenarioNotFound.
    """
    session, locale = transaction.session, command.locale
    scenario_id = command.payload.scenario_id or command.scenario_id
    if scenario_id is None:
        raise ScenarioRequired
    row = repository.find_scenario(session, scenario_id)
    if row is None or row.archived_at is not None:
        raise ScenarioNotFound
    said = text(
        "scenario.opened",
        locale,
        nom=quoted(row.nom),
        thematique=quoted(row.thematique),
        contents=contents(view_of(session, row.id, locale), locale),
    )
    return Answer(with_next_step(said, session, row.id, locale), scenario_id=row.id)


def _checked(
    command: Command[UpdateScenario] | Command[ArchiveScenario] | Command[RestoreScenario], transaction: Transaction
) -> ScenarioRow:
    row = repository.get_scenario(transaction.session, command.required_scenario_id)
    # The runtime has counted this command already; the caller saw the version before it.
    check_version(command.payload.version, row.version - 1)
    return row


ROUTES: Routes = {
    "scenario.create_scenario": Edit(create_scenario),
    "scenario.update_scenario": Edit(update_scenario),
    "scenario.archive_scenario": Edit(archive_scenario),
    "scenario.restore_scenario": Edit(restore_scenario),
    "scenario.list_scenarios": Edit(list_scenarios),
    "scenario.open_scenario": Edit(open_scenario),
}
