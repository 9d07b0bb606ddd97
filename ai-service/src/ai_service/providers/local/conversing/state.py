"""Where a scenario stands, in words."""

from ai_service.domain import entities, name_of
from ai_service.providers.base import Request
from assistant.contracts.base import KINDS
from assistant.dialogue.actions import next_step
from assistant.dialogue.texts import plural, quoted, text

NAMED = 10
"""So many of each kind are named; the page of the scenario shows them all."""


def is_cut(request: Request) -> bool:
    """Whether the open scenario holds more than is named."""
    return any(len(entities(request, kind)) > NAMED for kind in KINDS)


def describe(request: Request) -> str:
    """What the open scenario holds, and the next sensible step."""
    scenario, locale = request.scenario, request.locale
    if scenario is None:
        return text("ai.local.scenario_first", locale)
    said = [text("ai.local.state", locale, nom=quoted(scenario.nom), thematique=quoted(scenario.thematique))]
    for kind in KINDS:
        held = entities(request, kind)
        names = [quoted(name_of(entity)) for entity in held[:NAMED]]
        named = ", ".join(names)
        if len(held) > NAMED:
            named = text("ai.local.state.more", locale, names=named, count=len(held) - NAMED)
        line = plural(f"ai.local.state.{kind}", len(held), locale)
        said.append(f"- {line}" + (text("ai.local.state.names", locale, names=named) if held else ""))
    if scenario.plan:
        said.append("- " + plural("ai.local.state.plan", len(scenario.plan.items), locale))
    else:
        said.append("- " + text("ai.local.state.no_plan", locale))
    return "\n".join(said) + "\n\n" + text(f"ai.local.next.{next_step(scenario)}", locale)
