"""What a typed text asks for: the stages that it goes through, in order."""

from ai_service.providers.local.understanding.meaning import Meaning, Rule
from ai_service.providers.local.understanding.rewriting.read_request import opened, read_request
from ai_service.providers.local.understanding.rule_chain import decide
from ai_service.providers.local.understanding.rules import (
    answers,
    at_once,
    corrections,
    questions,
    ranks,
    removals,
    replacing,
    restated_figures,
    stages,
    weighing,
)
from ai_service.providers.local.understanding.rules.contrasts import kept_side
from ai_service.providers.local.understanding.rules.refusals import left_to_do, turn_down
from ai_service.providers.local.understanding.situation import Situation
from ai_service.providers.local.understanding.splitting.adjusting import adjusted
from ai_service.providers.local.understanding.splitting.lines import lines
from ai_service.providers.local.understanding.splitting.requests import requests
from ai_service.providers.local.understanding.splitting.several import of_lines, of_parts
from ai_service.providers.local.understanding.splitting.stories import told

OF_SEVERAL: tuple[Rule, ...] = (at_once.given, ranks.rank, stages.staged, corrections.of_another_sort)
"""What gives values to several things, or to one by opposing two: read before the sentence is cut."""


def understand(text: str, situation: Situation) -> Meaning:
    """What `text`, typed in `situation`, asks for. Never fails: at worst a question back, or off topic."""
    sure = answers.answer(text, situation) or weighing.weighed(text, situation) or questions.asked(text, situation)
    return sure or answers.complete(text, situation, _asked(text, situation), _asked)


def _asked(text: str, situation: Situation) -> Meaning:
    """What `text` asks for, whatever the assistant asked before it."""
    said = lines(text, situation)
    listed = of_lines(said, situation)
    if listed is not None:
        return listed
    # A heading with the list below it is one sentence.
    text = said[0] if len(said) == 1 else text
    reading = read_request(text, situation)
    # What is contrasted may be told in clauses that look like asides: "40 leads c'est trop, on va dire 30".
    changed = adjusted(reading) or replacing.replace_each(opened(text, situation))
    if changed is not None:
        return changed
    story = next((meaning for rule in OF_SEVERAL if (meaning := rule(reading)) is not None), None)
    story = story or told(reading, _asked)
    if story is not None:
        return story
    sole = removals.drop_the_rest(reading) or removals.not_only(reading)
    if sole is not None:
        return sole
    refused = turn_down(reading)
    if refused is not None:
        return refused
    asked = left_to_do(reading)
    if asked == "":
        return Meaning("leave")
    if asked is not None:
        text, reading = asked, read_request(asked, situation)
    restated = restated_figures.restate(reading)
    if restated is not None:
        return restated
    kept = kept_side(reading)
    return of_parts(requests(kept), situation) or decide(kept, text)
