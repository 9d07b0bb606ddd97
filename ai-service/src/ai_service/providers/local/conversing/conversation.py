"""What is answered to free text without a model: what was understood becomes buttons, never an effect."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from ai_service.domain import entities, name_of, namesakes
from ai_service.providers.base import Request, ScenarioName
from ai_service.providers.local.conversing.doubts import clarified
from ai_service.providers.local.conversing.explaining import explained, following
from ai_service.providers.local.conversing.replying import Document, document, form, offer, say
from ai_service.providers.local.conversing.starting import started
from ai_service.providers.local.conversing.state import describe, is_cut
from ai_service.providers.local.proposing.proposing import propose
from ai_service.providers.local.understanding.language import spoken
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.reading.values import literal
from ai_service.providers.local.understanding.rules.answers import AGAIN as ANSWERED
from ai_service.providers.local.understanding.situation import Situation, situation_of
from ai_service.providers.local.understanding.understanding import understand
from ai_service.providers.local.wishes import is_particular
from ai_service.replies import ACCEPT, AGAIN, MAX_ACTIONS
from ai_service.wording import fold, is_said, shorten
from assistant.contracts.base import KINDS, Kind
from assistant.contracts.entities import Action
from assistant.contracts.proposals import title_of
from assistant.contracts.registry import CLIENT_INTENT
from assistant.dialogue.texts import quoted, text

LONGEST_CONSIGNE = 500
LONGEST_DESCRIPTION = 4000

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
    meaning = _with_what_was_told(request, meaning, situation)
    return _answer_each(request, meaning.each()) if meaning.also else _answer(request, meaning)


def _with_what_was_told(request: Request, meaning: Meaning, situation: Situation) -> Meaning:
    """A scenario that is given its name alone: its theme and description are in what she said just before."""
    if meaning.intent != "scenario.create" or request.scenario is not None or "thematique" in meaning.entities:
        return meaning
    said = next((exchange.contenu for exchange in reversed(request.history) if exchange.auteur == "user"), "")
    start = started(replace(request, text=said), understand(said, situation), situation) if said else None
    known = start["actions"][0]["payload"]["prefill"] if start else {}
    return replace(meaning, entities={**known, **meaning.entities})


def _one_of_each_name(request: Request) -> tuple[ScenarioName, ...]:
    """The scenarios to tell apart: of those that share a name the first, which stands for all; the open one aside."""
    held = request.scenario.id if request.scenario else None
    known = {(fold(each.nom), each.id == held): each for each in reversed(request.scenarios)}
    return tuple(each for each in request.scenarios if each in known.values())


def _answer_each(request: Request, meanings: Sequence[Meaning]) -> Document:
    """The replies to all that one sentence asks, in one: a line and its own button for each.

    What is asked of a scenario that is to be created or opened first waits until it is: the buttons of this reply are
    about the scenario on screen.
    """
    entering = next((place for place, meaning in enumerate(meanings) if meaning.intent in ENTERING), len(meanings))
    later = len(meanings) > entering + 1
    meanings = meanings[: entering + 1]
    shown = "".join(f"\n\n{describe(request)}" for meaning in meanings if meaning.intent == "scenario.show")
    answers = [_answer_beside(request, meaning) for meaning in meanings if meaning.intent != "scenario.show"]
    if not answers:
        return document(shown.strip())
    after = shown + (f"\n\n{text(LATER, request.locale)}" if later else "")
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
        return _ENTITY_REPLIES[verb](request, family, meaning)
    return _REPLIES[meaning.intent](request, meaning)


# --- Scenarios


def _create(request: Request, meaning: Meaning) -> Document:
    nom, thematique = meaning.entities.get("nom"), meaning.entities.get("thematique")
    if nom and thematique:
        known = {"nom": shorten(nom, 150), "thematique": shorten(thematique, 150)}
        said = {name: quoted(value) for name, value in known.items()}
        return say("ai.local.create", request, [offer("scenario.create", **{**meaning.entities, **known})], **said)
    missing = "theme" if nom else "name"
    return say(f"ai.local.create.{missing}", request, [form("scenario.create", **meaning.entities)])


def _open(request: Request, meaning: Meaning) -> Document:
    found = next((known for known in request.scenarios if known.nom == meaning.entities.get("nom")), None)
    if found is None:
        return _list(request, meaning)
    if len(namesakes(found, request)) > 1:
        return say(
            "ai.local.open.which", request, [offer("scenario.open", scenario_id=found.id)], nom=quoted(found.nom)
        )
    opening = [offer("scenario.open", scenario_id=found.id)]
    if request.scenario is None and any(_asks_a_name(action) for action in request.offered):
        # The name was asked: it may be given to another one all the same.
        opening.append(form("scenario.create", nom=found.nom))
    return say("ai.local.open", request, opening, nom=quoted(found.nom))


def _asks_a_name(action: Action) -> bool:
    return action.intent == CLIENT_INTENT and action.payload.get("intent") == "scenario.create"


def _list(request: Request, _meaning: Meaning) -> Document:
    names = "".join(f"\n- {quoted(known.nom)} ({quoted(known.thematique)})" for known in request.scenarios[:5])
    if not names:
        return say("ai.local.list.none", request)
    opening = [offer("scenario.open", scenario_id=known.id) for known in request.scenarios[: MAX_ACTIONS - 1]]
    return document(text("ai.local.list", request.locale) + names, [*opening, offer("scenario.list")])


def _update(request: Request, meaning: Meaning) -> Document:
    if not meaning.entities:
        return say("ai.local.update.what", request, [form("scenario.update")])
    if "fait" in meaning.entities:
        kept = request.scenario.description if request.scenario else ""
        described = "\n".join(part for part in (kept, literal(meaning.entities["fait"])) if part)
        if len(described) <= LONGEST_DESCRIPTION:
            return say("ai.local.fact", request, [offer("scenario.update", description=described)])
        return say("ai.local.update.what", request, [form("scenario.update")])
    return say("ai.local.update", request, [offer("scenario.update", **meaning.entities)])


def _archive(request: Request, meaning: Meaning) -> Document:
    other = next((known for known in request.scenarios if known.nom == meaning.entities.get("nom")), None)
    if other is not None:
        opening = offer("scenario.open", scenario_id=other.id)
        return say("ai.local.archive.other", request, [opening], nom=quoted(other.nom))
    return say("ai.local.archive", request, [offer("scenario.archive")])


def _export(request: Request, meaning: Meaning) -> Document:
    if _PAPER.search(request.text):
        files = [offer("scenario.export", format=format_) for format_ in ("csv", "json")]
        return say("ai.local.export.paper", request, [form("scenario.open"), *files])
    wanted = meaning.entities.get("format")
    formats = [wanted] if wanted else ["csv", "json"]
    return say("ai.local.export", request, [offer("scenario.export", format=format_) for format_ in formats])


def _show(request: Request, _meaning: Meaning) -> Document:
    if request.scenario is None or not is_cut(request):
        return document(describe(request))
    next_ = following(request)
    return document(describe(request), [form("scenario.open"), *([next_] if next_ else [])])


def _plan(request: Request, meaning: Meaning) -> Document:
    again = request.scenario is not None and request.scenario.plan is not None
    said = meaning.entities.get("consigne", request.text)
    wish = {"consigne": shorten(said, LONGEST_CONSIGNE)} if is_particular(said) else {}
    return say("ai.local.plan.again" if again else "ai.local.plan", request, [offer("plan.generate", **wish)])


def _correct_plan(request: Request, _meaning: Meaning) -> Document:
    if request.scenario is None or request.scenario.plan is None:
        return say("ai.local.plan.none", request, [offer("plan.generate")])
    return say("ai.local.plan.line", request, [form("scenario.open")])


def _search(request: Request, meaning: Meaning) -> Document:
    default = request.scenario.thematique if request.scenario else ""
    requete = shorten(meaning.entities.get("requete") or default, 180)
    return say("ai.local.search", request, [offer("search.run", requete=requete)], requete=quoted(requete))


# --- Entities


def _add(request: Request, kind: Kind, meaning: Meaning) -> Document:
    if "proposals" in meaning.entities:
        return _accept(request, meaning)
    name_field = "titre" if kind == "ressource" else "label"
    name = meaning.entities.get(name_field)
    if not name:
        known = {field: value for field, value in meaning.entities.items() if field != name_field}
        offers = [form(f"{kind}.add", **known), offer(f"{kind}.suggest")]
        return say(f"ai.local.add.{kind}.what", request, offers)
    if is_said(name, [name_of(held) for held in entities(request, kind)], request.locale):
        return say("ai.local.add.held", request, nom=quoted(name))
    return say(f"ai.local.add.{kind}", request, [offer(f"{kind}.add", **meaning.entities)], nom=quoted(name))


def _accept(request: Request, meaning: Meaning) -> Document:
    numbers: list[int] = meaning.entities["proposals"]
    chosen = [request.shown[number - 1] for number in numbers if number <= len(request.shown)]
    if chosen and all(shown.action.done for shown in chosen):
        return say("ai.local.accept.done", request, nom=quoted(title_of(chosen[0].proposal)))
    names = "".join(f"\n- {quoted(title_of(shown.proposal))}" for shown in chosen)
    key = "ai.local.accept.one" if len(chosen) == 1 else "ai.local.accept.many"
    return document(text(key, request.locale) + names, [offer(ACCEPT, numbers=numbers)])


def _correct(request: Request, kind: Kind, meaning: Meaning) -> Document:
    values = dict(meaning.entities)
    ref = values.pop("ref")
    entity = next(held for held in entities(request, kind) if held.id == ref)
    if not values:
        blank = form(f"{kind}.update", id=entity.id)
        return say("ai.local.correct.what", request, [blank], nom=quoted(name_of(entity)))
    if all(value and getattr(entity, name) == value for name, value in values.items()):
        return say("ai.remark.unchanged", request, nom=quoted(name_of(entity)))
    filled = offer(f"{kind}.update", id=entity.id, **values)
    return say("ai.local.correct", request, [filled], nom=quoted(name_of(entity)))


def _remove(request: Request, kind: Kind, meaning: Meaning) -> Document:
    found = next(held for held in entities(request, kind) if held.id == meaning.entities["ref"])
    return say("ai.local.remove", request, [offer(f"{kind}.remove", id=found.id)], nom=quoted(name_of(found)))


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


_PAPER = re.compile(r"\bpdf\b|\b(imprim|print|papier|paper)", re.IGNORECASE)

_ENTITY_REPLIES: dict[str, Callable[[Request, Kind, Meaning], Document]] = {
    "add": _add,
    "add_many": _add,
    "update": _correct,
    "remove": _remove,
}
_REPLIES: dict[str, Callable[[Request, Meaning], Document]] = {
    "scenario.create": _create,
    "scenario.open": _open,
    "scenario.list": _list,
    "scenario.update": _update,
    "scenario.archive": _archive,
    "scenario.export": _export,
    "scenario.show": _show,
    "plan.generate": _plan,
    "plan.update_item": _correct_plan,
    "search.run": _search,
    "clarify": clarified,
    "topic": explained,
    ANSWERED: _again,
    "leave": _leave,
    "help": _sentence("ai.local.help"),
    "thanks": _sentence("ai.local.thanks"),
    "greeting": _sentence("ai.local.greeting"),
    "off_topic": _sentence("ai.local.off_topic"),
}
