"""The sentences that several handlers share."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from assistant.contracts.base import KINDS, Locale
from assistant.contracts.entities import Scenario
from assistant.db.views import scenario_view
from assistant.dialogue.actions import first_missing
from assistant.dialogue.texts import plural, quoted, text
from scenario_service import repository


def listed(names: Iterable[str], locale: Locale) -> str:
    """Names in bold, the last one after "and"."""
    *others, last = (f"**{quoted(name)}**" for name in names)
    return text("scenario.and", locale, others=", ".join(others), last=last) if others else last


def fields_said(fields: Iterable[str], locale: Locale) -> str:
    """The names of fields, as people call them."""
    return ", ".join(text(f"scenario.field.{field}", locale) for field in fields)


def with_next_step(said: str, session: Session, scenario_id: int, locale: Locale) -> str:
    """What was said, and what could come next."""
    held, has_plan = repository.held_kinds(session, scenario_id)
    return f"{said} {text(f'scenario.next.{first_missing(held, has_plan=has_plan)}', locale)}"


def contents(scenario: Scenario, locale: Locale) -> str:
    """How much a scenario holds: "2 objectifs, 1 cible, 3 ressources et un plan de diffusion"."""
    counts: dict[str, Sequence[object]] = {
        "objectif": scenario.objectifs,
        "cible": scenario.cibles,
        "ressource": scenario.ressources,
    }
    said = {kind: plural(f"scenario.count.{kind}", len(counts[kind]), locale) for kind in KINDS}
    plan = text("scenario.count.plan" if scenario.plan else "scenario.count.no_plan", locale)
    return text("scenario.contents", locale, plan=plan, **said)


def view_of(session: Session, scenario_id: int, locale: Locale) -> Scenario:
    """The scenario of a command, which is there: the runtime or the handler has made sure."""
    scenario = scenario_view(session, scenario_id, locale)
    assert scenario is not None  # noqa: S101 - see above
    return scenario
