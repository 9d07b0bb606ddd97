"""Where a scenario stands, in words."""

from ai_service.domain import entities, name_of
from ai_service.providers.base import Request
from assistant.contracts.base import KINDS
from assistant.dialogue.actions import next_step
from assistant.dialogue.texts import plural, quoted, text

NAMED = 5


def describe(request: Request) -> str:
    """What the open scenario holds, and the next sensible step."""
    scenario, locale = request.scenario, request.locale
    if scenario is None:
        return text("ai.local.scenario_first", locale)
    said = [text("ai.local.state", locale, nom=quoted(scenario.nom), thematique=quoted(scenario.thematique))]
    for kind in KINDS:
        held = entities(request, kind)
        names = [quoted(name_of(entity)) for entity in held[:NAMED]]
        more = "…" if len(held) > NAMED else ""
        line = plural(f"ai.local.state.{kind}", len(held), locale)
        said.append(f"- {line}" + (text("ai.local.state.names", locale, names=", ".join(names) + more) if held else ""))
    if scenario.plan:
        said.append("- " + plural("ai.local.state.plan", len(scenario.plan.items), locale))
    else:
        said.append("- " + text("ai.local.state.no_plan", locale))
    return "\n".join(said) + "\n\n" + text(f"ai.local.next.{next_step(scenario)}", locale)
