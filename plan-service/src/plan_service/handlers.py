"""What plan-service does for each command; the routing table closes the file."""

from collections.abc import Sequence

from assistant.contracts.ai import DraftPlan, PlanItemDraft
from assistant.contracts.base import Locale
from assistant.contracts.plan import GeneratePlan, RecordPlan, RestorePlan, UpdatePlanItem
from assistant.db.models import PlanItemRow
from assistant.dialogue.actions import undo_action
from assistant.dialogue.texts import errors_told, plural, quoted, text
from assistant.runtime.handlers import Answer, Command, Edit, FollowUp, Routes, SagaEnd, SagaRoot, Transaction
from assistant.runtime.versions import check_version
from plan_service import domain, repository
from plan_service.errors import ItemNotFound, PlanNotFound, PlanReplaced


def generate_plan(command: Command[GeneratePlan], transaction: Transaction) -> FollowUp:
    """Asks ai-service for a draft. A thin scenario is no reason to refuse: the draft makes do with what there is."""
    return FollowUp("draft", "ai.draft_plan", DraftPlan(root_id=command.id, consigne=command.payload.consigne))


def record_plan(command: Command[RecordPlan], transaction: Transaction) -> Answer:
    """Stores the draft as the scenario's new plan, which ends the saga; says what it could not follow.

    Raises DraftTooThin.
    """
    session, scenario_id, locale = transaction.session, command.required_scenario_id, command.locale
    draft = command.payload.draft
    items = domain.distinct_items(draft.items)
    replaces_one = repository.current_plan(session, scenario_id) is not None
    plan = repository.add_plan(session, scenario_id, draft.resume, items)
    said = text(
        "plan.recorded",
        locale,
        resume=domain.listed(draft.resume),
        repartition=_repartition(items, locale),
        made_by=quoted(command.payload.made_by),
        **_sizes(items, locale),
    )
    previous = text("plan.recorded.previous", locale) if replaces_one else ""
    return Answer(said + previous + errors_told(draft.errors, locale), errors=draft.errors, created_id=plan.id)


def update_item(command: Command[UpdatePlanItem], transaction: Transaction) -> Answer:
    """Corrects one line of the current plan and offers to undo it.

    Raises ItemNotFound, PlanReplaced, StaleVersion, MessageRepeated.
    """
    session, scenario_id, locale = transaction.session, command.required_scenario_id, command.locale
    payload = command.payload
    item = repository.find_item(session, scenario_id, payload.id)
    if item is None:
        raise ItemNotFound
    plan = repository.current_plan(session, scenario_id)
    if plan is None or item.plan_id != plan.id:
        raise PlanReplaced
    check_version(payload.version, item.version)
    changes = {field: domain.tidy(field, value) for field, value in payload.changes().items()}
    if "message" in changes:
        others = [other.message for other in repository.items_of(session, plan.id) if other.id != item.id]
        domain.check_message_is_new(changes["message"], others)
    previous = {field: getattr(item, field) for field in changes}
    _apply(item, changes)
    session.flush()
    fields = ", ".join(text(f"plan.field.{field}", locale) for field in changes)
    return Answer(
        text("plan.item_updated", locale, format=quoted(item.format), canal=quoted(item.canal), fields=fields),
        undo=undo_action("plan.update_item", {"id": item.id, "version": item.version, **previous}, locale),
    )


def restore_plan(command: Command[RestorePlan], transaction: Transaction) -> Answer:
    """Makes a copy of an older plan the current one, and offers to go back.

    Raises PlanNotFound, StaleVersion.
    """
    session, scenario_id, locale = transaction.session, command.required_scenario_id, command.locale
    check_version(command.payload.version, repository.version_seen(session, scenario_id))
    plan = repository.find_plan(session, scenario_id, command.payload.plan_id)
    current = repository.current_plan(session, scenario_id)
    if plan is None or current is None:
        raise PlanNotFound
    if plan.id == current.id:
        return Answer(text("plan.already_current", locale))
    restored = repository.copy_plan(session, plan)
    said = text("plan.restored", locale, **_sizes(repository.items_of(session, restored.id), locale))
    # Without a version: going back makes a copy too and loses nothing, whatever else has changed since.
    undo = undo_action("plan.restore", {"plan_id": current.id}, locale)
    return Answer(said, undo=undo, created_id=restored.id)


def _apply(item: PlanItemRow, changes: dict[str, str]) -> None:
    for field, value in changes.items():
        setattr(item, field, value)
    item.version += 1


def _sizes(items: Sequence[PlanItemDraft | PlanItemRow], locale: Locale) -> dict[str, str]:
    canaux = domain.count_by_canal([item.canal for item in items])
    return {
        "actions": plural("plan.actions", len(items), locale),
        "canaux": plural("plan.canaux", len(canaux), locale),
    }


def _repartition(items: Sequence[PlanItemDraft], locale: Locale) -> str:
    """The channels, the most used first, each with how many items it carries when there are several."""
    counts = domain.count_by_canal([item.canal for item in items])
    named = [f"{quoted(canal)} ({count})" if count > 1 else quoted(canal) for canal, count in counts]
    return text("plan.repartition", locale, canaux=" · ".join(named))


ROUTES: Routes = {
    "plan.generate": SagaRoot(generate_plan),
    "plan.record": SagaEnd(record_plan),
    "plan.update_item": Edit(update_item),
    "plan.restore_plan": Edit(restore_plan),
}
