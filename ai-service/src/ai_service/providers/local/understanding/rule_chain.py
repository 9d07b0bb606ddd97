"""What one request means: the rules in the order in which they speak, the first that applies decides."""

from collections.abc import Sequence

from ai_service.providers.local.understanding.likeness.analogy import reconsider
from ai_service.providers.local.understanding.meaning import Meaning, Rule
from ai_service.providers.local.understanding.reading.reading import Reading, read
from ai_service.providers.local.understanding.rules import (
    additions,
    corrections,
    creation,
    emptied_fields,
    overviews,
    plans,
    proposals,
    ranks,
    refusals,
    removals,
    replacing,
    restated_figures,
    scenarios,
    searches,
    small_talk,
    states,
    suggestions,
    wanted_results,
)

SURE: tuple[Rule, ...] = (
    refusals.turn_down,
    proposals.told_apart,
    scenarios.on_paper,
    replacing.replace,
    ranks.rank,
    restated_figures.restate,
    wanted_results.intend,
    plans.line,
    plans.made,
    searches.errand,
    states.told,
)
"""Those that say all of a sentence: no second opinion is asked. What is refused comes first, for it names the same."""

RULES: tuple[Rule, ...] = (
    proposals.point,
    suggestions.go_on,
    removals.keep_only,
    emptied_fields.clear,
    scenarios.export,
    scenarios.update,
    scenarios.archive,
    creation.create,
    scenarios.list_all,
    plans.plan,
    suggestions.advise,
    corrections.update,
    removals.remove,
    scenarios.open_one,
    overviews.show,
    searches.search,
    suggestions.suggest,
    additions.add,
    small_talk.socialise,
    scenarios.mention,
)
"""From what points at something on the screen to what says little; each leaves to the next what is not its own."""


def decide(reading: Reading, text: str) -> Meaning:
    """What one request means; `text` is the same before anything was put right in it."""
    sure = _first(SURE, reading)
    sure = sure or corrections.something(reading)
    if sure is not None:
        return sure
    whole = " ".join(text.split())
    by_rule = _first(RULES, reading) or small_talk.socialise(read(whole, reading.situation))
    told = small_talk.fact(reading) if by_rule is None else None
    return told or reconsider(reading, by_rule or small_talk.doubt(reading))


def _first(rules: Sequence[Rule], reading: Reading) -> Meaning | None:
    return next((meaning for rule in rules if (meaning := rule(reading)) is not None), None)
