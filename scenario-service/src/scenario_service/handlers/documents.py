"""Scenarios as files: export and import."""

from assistant.contracts.scenario import ExportScenario, ImportScenario
from assistant.dialogue.texts import quoted, text
from assistant.runtime.handlers import Answer, Command, Edit, Routes, Transaction
from scenario_service import documents
from scenario_service.wording import contents, view_of, with_next_step


def export_scenario(command: Command[ExportScenario], transaction: Transaction) -> Answer:
    """Answers with the address of the file, which the gateway writes when it is asked for, and what it holds."""
    session, locale, scenario_id = transaction.session, command.locale, command.required_scenario_id
    scenario = view_of(session, scenario_id, locale)
    format_ = command.payload.format
    return Answer(
        text(
            "scenario.exported",
            locale,
            nom=quoted(scenario.nom),
            format=format_.upper(),
            link=f"/api/scenarios/{scenario_id}/export/{format_}",
            contents=contents(scenario, locale),
        )
    )


def import_scenario(command: Command[ImportScenario], transaction: Transaction) -> Answer:
    """Creates a scenario with everything an exported document holds, and turns the conversation to it.

    Raises AlreadyExists, LimitReached.
    """
    session, locale = transaction.session, command.locale
    scenario_id = documents.add_document(session, command.payload)
    scenario = view_of(session, scenario_id, locale)
    said = text("scenario.imported", locale, nom=quoted(scenario.nom), contents=contents(scenario, locale))
    return Answer(with_next_step(said, session, scenario_id, locale), scenario_id=scenario_id, created_id=scenario_id)


ROUTES: Routes = {
    "scenario.export_scenario": Edit(export_scenario),
    "scenario.import_scenario": Edit(import_scenario),
}
