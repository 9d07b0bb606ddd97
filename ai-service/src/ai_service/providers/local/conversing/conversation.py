"""What is answered to free text without a model: what was understood becomes buttons, never an effect."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from ai_service.providers.base import Request, ScenarioName
from ai_service.providers.local.conversing.briefing import propositions
from ai_service.providers.local.conversing.doubts import clarified
from ai_service.providers.local.conversing.entity_replies import ENTITY_REPLIES
from ai_service.providers.local.conversing.explaining import explained
from ai_service.providers.local.conversing.scenario_replies import SCENARIO_REPLIES
from ai_service.providers.local.conversing.starting import started
from ai_service.providers.local.conversing.state import describe
from ai_service.providers.local.proposing.proposing import propose
from ai_service.providers.local.replying import Document, document, offer, say
from ai_service.providers.local.understanding.language import spoken
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.rules.answers import AGAIN as ANSWERED
from ai_service.providers.local.understanding.situation import Situation, situation_of
from ai_service.providers.local.understanding.understanding import understand
from ai_service.replies import AGAIN, MAX_ACTIONS
from ai_service.wording import fold
from assistant.contracts.base import KINDS, Kind
from assistant.dialogue.texts import text

LATER = "ai.local.several.later"
ENTERING = ("scenario.create", "scenario.open")
"""Requests after which another scenario is on screen."""

WITHOUT_SCENARIO = frozenset(
    {"scenario.create", "scenario.open", "scenario.list", "leave", "help", "thanks", "greeting", "off_topic"}
    | {"topic", ANSWERED}
)


def converse(request: Request) -> Document:
    """The reply to what the user typed."""
    situation = replace(
        situation_of(request), locale=spoken(request.text, request.locale), scenarios=_one_of_each_name(request)
    )
    meaning = understand(request.text, situation)
    start = started(request, meaning, situation)
    if start is not None:
        return start
    before = _told_before(request, meaning, situation)
    if before is not None:
        known = before["actions"][0]["payload"]["prefill"]
        named = _answer(request, replace(meaning, entities={**known, **meaning.entities}))
        return {**named, "entities_to_create": before["entities_to_create"]}
    answer = _answer_each(request, meaning.each()) if meaning.also else _answer(request, meaning)
    if not _is_first(request, meaning):
        return answer
    return {**answer, "entities_to_create": propositions(request, situation.locale)}


def _is_first(request: Request, meaning: Meaning) -> bool:
    """Whether a scenario is to be created while none is open: what else is told of it is proposed there."""
    return request.scenario is None and meaning.intent == "scenario.create"


def _told_before(request: Request, meaning: Meaning, situation: Situation) -> Document | None:
    """Of a scenario that is given its name alone, what was answered to what she said just before: it tells the rest."""
    if not _is_first(request, meaning) or "thematique" in meaning.entities:
        return None
    said = next((exchange.contenu for exchange in reversed(request.history) if exchange.auteur == "user"), "")
    return started(replace(request, text=said), understand(said, situation), situation) if said else None


def _one_of_each_name(request: Request) -> tuple[ScenarioName, ...]:
    """The scenarios to tell apart: of those that share a name the first, which stands for all; the open one aside."""
    held = request.scenario.id if request.scenario else None
    known = {(fold(each.nom), each.id == held): each for each in reversed(request.scenarios)}
    return tuple(each for each in request.scenarios if each in known.values())


def _answer_each(request: Request, meanings: Sequence[Meaning]) -> Document:
    """The replies to all that one sentence asks, in one: a line and its own button for each.

    What is asked of a scenario that is to be created or opened first waits until it is: the buttons of this reply are
    about the scenario on screen. What is to be added to the first of all comes with it.
    """
    entering = next((place for place, meaning in enumerate(meanings) if meaning.intent in ENTERING), len(meanings))
    waiting = [
        meaning
        for meaning in meanings[entering + 1 :]
        if not (_is_first(request, meanings[0]) and meaning.intent.endswith(".add"))
    ]
    meanings = meanings[: entering + 1]
    shown = "".join(f"\n\n{describe(request)}" for meaning in meanings if meaning.intent == "scenario.show")
    answers = [_answer_beside(request, meaning) for meaning in meanings if meaning.intent != "scenario.show"]
    if not answers:
        return document(shown.strip())
    after = shown + (f"\n\n{text(LATER, request.locale)}" if waiting else "")
    if len(answers) == 1:
        return {**answers[0], "message_markdown": answers[0]["message_markdown"] + after}
    lines = "".join(
        f"\n- {line}" for line in dict.fromkeys(answer["message_markdown"] for answer in answers[:MAX_ACTIONS])
    )
    offers = [made for answer in answers for made in answer["actions"]]
    key = "ai.local.several.more" if len(offers) > MAX_ACTIONS else "ai.local.several"
    return document(text(key, request.locale, count=MAX_ACTIONS) + lines + after, offers)


def _answer_beside(request: Request, meaning: Meaning) -> Document:
    """The reply to one of several requests; proposals wait for a click, as they have buttons of their own."""
    kind, _, verb = meaning.intent.partition(".")
    if verb == "suggest" and request.scenario is not None:
        return say(f"ai.local.several.{kind}", request, [offer(meaning.intent)])
    return _answer(request, meaning)


def _answer(request: Request, meaning: Meaning) -> Document:
    if request.scenario is None and meaning.intent not in WITHOUT_SCENARIO:
        return say("ai.local.scenario_first", request)
    family, _, verb = meaning.intent.partition(".")
    if verb == "suggest":
        return propose(request, cast("Kind", family))
    if family in KINDS:
        return ENTITY_REPLIES[verb](request, family, meaning)
    return _REPLIES[meaning.intent](request, meaning)


def _sentence(key: str) -> Callable[[Request, Meaning], Document]:
    return lambda request, _meaning: say(key, request)


def _again(request: Request, meaning: Meaning) -> Document:
    """The buttons of the answer before that are meant: nothing is done without a click."""
    numbers: list[int] = meaning.entities["numbers"][:MAX_ACTIONS]
    key = "ai.local.answer.one" if len(numbers) == 1 else "ai.local.answer.many"
    return say(key, request, [offer(AGAIN, numbers=numbers)])


def _leave(request: Request, _meaning: Meaning) -> Document:
    if request.scenario is None:
        return say("ai.local.leave.alone", request)
    others = [offer(f"{request.shown[0].proposal.kind}.suggest")] if request.shown else []
    return say("ai.local.leave", request, others)


_REPLIES: dict[str, Callable[[Request, Meaning], Document]] = {
    **SCENARIO_REPLIES,
    "clarify": clarified,
    "topic": explained,
    ANSWERED: _again,
    "leave": _leave,
    "help": _sentence("ai.local.help"),
    "thanks": _sentence("ai.local.thanks"),
    "greeting": _sentence("ai.local.greeting"),
    "off_topic": _sentence("ai.local.off_topic"),
}
