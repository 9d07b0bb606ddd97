"""The buttons under a reply, whose ids, names and addresses have been checked: each says what a click does."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from pydantic import BaseModel

from ai_service.domain import _with_known_address, entities, is_given, name_of, namesakes
from ai_service.labels import SHORT_NAME, label_of, telling_label, told
from ai_service.providers.base import Request, ScenarioName, ShownProposal
from ai_service.providers.local.wishes import asked_for, refused
from ai_service.replies import MAX_ACTIONS, Accept, Again, Compose, NewScenario, Reply, ReplyAction
from ai_service.wording import shorten
from assistant.contracts.base import KINDS, Kind, Locale
from assistant.contracts.entities import Action, ActionStyle
from assistant.contracts.proposals import Proposal, title_of
from assistant.contracts.registry import CLIENT_INTENT
from assistant.contracts.scenario import Change, OpenScenario
from assistant.dialogue.actions import add_all_action, button, compose, entry_actions, open_action, proposal_actions
from assistant.dialogue.texts import text

MAX_WISH = 500
LONGEST_CARRIED = 600
"""Characters of each text of what waits for its scenario: a dozen of them go through a socket in one frame."""

DAYS: dict[Locale, str] = {"fr": "%d/%m/%Y", "en": "%Y-%m-%d"}


def buttons(reply: Reply, proposals: Sequence[Proposal], request: Request, seed: UUID) -> list[Action] | None:
    """The buttons under a reply; None leaves the guiding buttons of the scenario. `seed` is the command answered."""
    if proposals:
        return proposal_actions(proposals, seed, request.locale, _wish(request))
    made: list[Action] = []
    for offered in reply.actions:
        made += [action for action in buttons_of(offered, request) if action not in made]
    if request.scenario:
        return made or None
    carried = [_with_known_address(proposal, request) for proposal in reply.entities_to_create]
    made = made or entry_actions(request.locale)
    return [_carrying(action, carried) for action in made] if carried else made


def _carrying(action: Action, proposals: Sequence[Proposal]) -> Action:
    """A button that creates a scenario, with what is proposed for it; another one as it is."""
    held = {
        "propositions": [
            {name: shorten(value, LONGEST_CARRIED) if isinstance(value, str) else value for name, value in fields}
            for fields in (proposal.model_dump(mode="json", exclude_none=True).items() for proposal in proposals)
        ]
    }
    if action.intent == "scenario.create":
        return action.model_copy(update={"payload": {**action.payload, **held}})
    if action.intent == CLIENT_INTENT and action.payload["intent"] == "scenario.create":
        known = action.payload["prefill"] or {}
        return action.model_copy(update={"payload": {**action.payload, "prefill": {**known, **held}}})
    return action


def _wish(request: Request) -> str:
    """What the proposals answer, for others to answer it too; empty when they were only asked for."""
    is_told = asked_for(request) or refused(request.text, request.locale)
    return shorten(request.text, MAX_WISH) if is_told else ""


def buttons_of(offered: ReplyAction, request: Request) -> list[Action]:
    """The buttons of one action of a reply; none when it speaks of something that is not there."""
    intent, payload = offered.intent, offered.payload
    if isinstance(payload, Accept):
        return _accepting(payload, request)
    if isinstance(payload, Again):
        return _again(payload.numbers, request)
    if isinstance(payload, Compose):
        return _composing(payload, request)
    if isinstance(payload, OpenScenario):
        return _opening(payload, request)
    kind, _, verb = intent.partition(".")
    if kind in ("scenario", "search", "plan") or verb == "suggest":
        return _on_scenario(intent, payload, request)
    if request.scenario is None:
        return []
    if verb == "add":
        return [_adding(cast("Kind", kind), payload, request)]
    return _on_entity(cast("Kind", kind), intent, payload, request)


def _composing(payload: Compose, request: Request) -> list[Action]:
    """A form to open, without an address that nobody gave; when it is about one entity, the button names it.

    Of a scenario to open, its page: there is one when a scenario is open. None for the correction of what is not there:
    it would open nothing.
    """
    if payload.intent == "scenario.open":
        opening = compose(payload.intent, text("ai.compose.scenario.open", request.locale))
        return [opening] if request.scenario else []
    kind = payload.intent.partition(".")[0]
    held = entities(request, kind) if kind in KINDS else ()
    prefill = dict(payload.prefill)
    named = next((name_of(entity) for entity in held if entity.id == prefill.get("id")), None)
    if named is None:
        prefill.pop("id", None)
        if payload.intent.endswith(".update") and (kind in KINDS or request.scenario is None):
            return []
    if "url" in prefill and not is_given(prefill["url"], request):
        del prefill["url"]
    label = (
        label_of("ai.compose.edit", request.locale, nom=named)
        if named
        else text(f"ai.compose.{payload.intent}", request.locale)
    )
    return [compose(payload.intent, label, prefill=prefill or "")]


def _adding(kind: Kind, payload: BaseModel, request: Request) -> Action:
    fields = _json(payload)
    if fields.get("url") and not is_given(fields["url"], request):
        fields["url"] = ""
    name = fields.get("label") or fields["titre"]
    return _once(f"{kind}.add", request.locale, fields, "primary", nom=name)


def _accepting(accepted: Accept, request: Request) -> list[Action]:
    """The buttons of proposals already shown: their own commands, so that clicked here or there they are one."""
    chosen = chosen_of(accepted, request)
    locale = request.locale
    adding = [
        shown.action.model_copy(
            update={"id": "", "label": _adding_label(shown, accepted, locale), "done": False, "edited": False}
        )
        for shown in chosen
    ]
    if len(chosen) <= 1 or any(shown.action.intent != f"{shown.proposal.kind}.add" for shown in chosen):
        return adding
    return [_adding_all(chosen, locale), *(action.model_copy(update={"style": "secondary"}) for action in adding)]


def chosen_of(accepted: Accept, request: Request) -> list[ShownProposal]:
    """The proposals agreed to, in the order said, with what is to be otherwise in them."""
    numbers = [number for number in dict.fromkeys(accepted.numbers) if number <= len(request.shown)]
    return [_otherwise(request.shown[number - 1], accepted.changes(), request) for number in numbers]


def _otherwise(shown: ShownProposal, changes: dict[str, Any], request: Request) -> ShownProposal:
    """A proposal with the fields that its kind has of `changes`, in its button too."""
    known = {name: value for name, value in changes.items() if name in type(shown.proposal).model_fields}
    if "url" in known and not is_given(known["url"], request):
        del known["url"]
    payload = shown.action.payload
    if shown.action.intent == "inspiration.use":
        payload = {**payload, "proposal": {**payload["proposal"], **known}}
    else:
        payload = {**payload, **known}
    return replace(
        shown,
        proposal=shown.proposal.model_copy(update=known),
        action=shown.action.model_copy(update={"payload": payload}),
    )


def _adding_label(shown: ShownProposal, accepted: Accept, locale: Locale) -> str:
    name, changes = title_of(shown.proposal), _changes(shown, accepted)
    label = telling_label("ai.action.add.changed", locale, name, changes) if changes else None
    return label or label_of("ai.action.add", locale, nom=name)


def changes_told(shown: ShownProposal, accepted: Accept, locale: Locale) -> str:
    """What is to be otherwise in a proposal besides its name, in words."""
    return told(_changes(shown, accepted), locale)


def _changes(shown: ShownProposal, accepted: Accept) -> dict[str, Any]:
    fields = set(type(shown.proposal).model_fields) - {"label", "titre"}
    return {name: value for name, value in accepted.changes().items() if name in fields}


def _again(numbers: Sequence[int], request: Request) -> list[Action]:
    """The buttons of the answer before, with their own commands, so that clicked here or there they are one."""
    chosen = [request.offered[number - 1] for number in dict.fromkeys(numbers) if number <= len(request.offered)]
    return [action.model_copy(update={"id": ""}) for action in chosen]


def _adding_all(chosen: Sequence[ShownProposal], locale: Locale) -> Action:
    """One button for several proposals; those set aside before it is used are left out."""
    asides = [{"dismiss_id": str(shown.dismiss_id)} if shown.dismiss_id else {} for shown in chosen]
    added = [
        (shown.proposal, {"command_id": str(shown.action.command_id), **aside})
        for shown, aside in zip(chosen, asides, strict=True)
    ]
    return add_all_action(added, text("ai.action.add_many", locale, count=len(chosen)), style="primary")


def _opening(payload: OpenScenario, request: Request) -> list[Action]:
    """The button of the scenario meant and, as its name is all that was said, of each other one of that name."""
    meant = next((known for known in request.scenarios if known.id == payload.scenario_id), None)
    named = namesakes(meant, request)[:MAX_ACTIONS] if meant else []
    labels = [_opening_label(known, request.locale, alone=len(named) == 1) for known in named]
    return [
        open_action(known.id, known.nom, request.locale).model_copy(
            update={
                "label": _numbered_label(known, request.locale) if labels.count(label) > 1 else label,
                "style": "primary",
            }
        )
        for known, label in zip(named, labels, strict=True)
    ]


def _opening_label(scenario: ScenarioName, locale: Locale, *, alone: bool) -> str:
    """What tells a scenario from those of its name: its theme and its day."""
    if alone or scenario.changed_on is None:
        return label_of("action.scenario.open", locale, nom=scenario.nom)
    named = {"nom": shorten(scenario.nom, SHORT_NAME), "thematique": shorten(scenario.thematique, SHORT_NAME)}
    return label_of("ai.action.open", locale, **named, jour=scenario.changed_on.strftime(DAYS[locale]))


def _numbered_label(scenario: ScenarioName, locale: Locale) -> str:
    """What tells a scenario from one of its name, theme and day: the number that its page has."""
    named = {"nom": shorten(scenario.nom, SHORT_NAME), "thematique": shorten(scenario.thematique, SHORT_NAME)}
    return label_of("ai.action.open.numbered", locale, **named, numero=scenario.id)


def _on_scenario(intent: str, payload: BaseModel, request: Request) -> list[Action]:
    """What is done to a scenario as a whole. Only creating and listing go without one."""
    fields, locale = _json(payload), request.locale
    if isinstance(payload, NewScenario):
        return [_creating(payload, locale)]
    if intent == "scenario.list":
        return [button(intent, text("action.scenario.list", locale), fields)]
    if request.scenario is None:
        return []
    if isinstance(payload, Change):
        return [_correcting(intent, payload, request.scenario.nom, request.scenario.version, locale)]
    if intent == "scenario.archive":
        fields["version"] = request.scenario.version
        return [_once(intent, locale, fields, "danger", nom=request.scenario.nom)]
    if intent == "scenario.export":
        return [button(intent, text(f"action.scenario.export.{fields['format']}", locale), fields)]
    if intent == "search.run":
        return [button(intent, label_of("ai.action.search.run", locale, requete=fields["requete"]), fields)]
    if intent == "plan.generate":
        label = text("action.plan.regenerate" if request.scenario.plan else "action.plan.generate", locale)
        return [button(intent, label, fields, style="primary", once=True)]
    again = intent.partition(".")[0] in {shown.proposal.kind for shown in request.shown}
    return [button(intent, text("action.proposal.others" if again else f"action.{intent}", locale), fields)]


def _on_entity(kind: Kind, intent: str, payload: BaseModel, request: Request) -> list[Action]:
    """Correcting or removing: the id must be one of the scenario's, the version is the one she sees."""
    fields, locale = _json(payload), request.locale
    entity = next((held for held in entities(request, kind) if held.id == fields["id"]), None)
    if entity is None:
        return []
    if fields.get("url") and not is_given(fields["url"], request):
        return []
    if isinstance(payload, Change):
        return [_correcting(intent, payload, name_of(entity), entity.version, locale)]
    return [_once(intent, locale, {**fields, "version": entity.version}, "danger", nom=name_of(entity))]


def _once(intent: str, locale: Locale, fields: dict[str, Any], style: ActionStyle, nom: str) -> Action:
    verb = intent.partition(".")[2]
    return button(intent, label_of(f"ai.action.{verb}", locale, nom=nom), fields, style=style, once=True)


def _creating(payload: NewScenario, locale: Locale) -> Action:
    """The button of a new scenario, with all that would be stored."""
    fields = _json(payload)
    beside = {name: value for name, value in fields.items() if name != "nom" and value}
    label = telling_label("ai.action.scenario.create", locale, payload.nom, beside)
    assert label is not None  # noqa: S101 - its three fields always find room
    return button("scenario.create", label, fields, style="primary", once=True)


def _correcting(intent: str, payload: Change, nom: str, version: int, locale: Locale) -> Action:
    """The button of a correction, or the form filled in with it when the button has no room for all its fields."""
    label = telling_label("ai.action.update", locale, nom, payload.changes())
    fields = _json(payload)
    if label is None:
        fields.pop("version", None)
        return compose(intent, label_of("ai.compose.edit", locale, nom=nom), prefill=fields)
    return button(intent, label, {**fields, "version": version}, style="primary", once=True)


def _json(payload: BaseModel) -> dict[str, Any]:
    return payload.model_dump(mode="json", exclude_none=True, exclude_unset=isinstance(payload, Change))
