"""Which buttons come next, and how each kind of button is built."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID, uuid5

from assistant.contracts.base import KINDS, Kind, Locale
from assistant.contracts.entities import Action, ActionStyle, Scenario
from assistant.contracts.proposals import Proposal, payload_of
from assistant.contracts.registry import CLIENT_INTENT
from assistant.dialogue.texts import text


def button(
    intent: str,
    label: str,
    payload: dict[str, Any] | None = None,
    *,
    style: ActionStyle = "secondary",
    once: bool = False,
) -> Action:
    """An action without its id: `identify` gives it one when its message is known."""
    return Action(id="", label=label, intent=intent, payload=payload or {}, style=style, once=once)


def identify(actions: Sequence[Action], seed: UUID) -> list[Action]:
    """Gives each action its id and, when it may be used once only, its command id, both derived from `seed`.

    `seed` is the command that caused the message: handled twice, it yields the same buttons.
    """
    return [
        action.model_copy(
            update={
                "id": action.id or f"{seed}:{index}",
                "command_id": action.command_id or (uuid5(seed, f"once:{index}") if action.once else None),
            }
        )
        for index, action in enumerate(actions)
    ]


def entry_actions(locale: Locale) -> list[Action]:
    """The three buttons of the welcome."""
    return [
        compose("scenario.create", text("action.scenario.create", locale), style="primary"),
        button("scenario.list", text("action.scenario.work_on", locale)),
        button("scenario.list", text("action.scenario.list", locale), style="ghost"),
    ]


def compose(intent: str, label: str, *, prefill: Any = "", style: ActionStyle = "secondary") -> Action:
    """A button the page handles itself: it opens the form of `intent`, or prefills the chat."""
    return button(CLIENT_INTENT, label, {"intent": intent, "prefill": prefill}, style=style)


def next_actions(scenario: Scenario, locale: Locale) -> list[Action]:
    """The guiding buttons of a scenario; the primary one is the next sensible step.

    What is missing first can also be written by hand.
    """
    step = next_step(scenario)

    def style(name: str) -> ActionStyle:
        return "primary" if step == name else "secondary"

    actions: list[Action] = []
    for kind in KINDS:
        actions.append(button(f"{kind}.suggest", text(f"action.{kind}.suggest", locale), style=style(kind)))
        if kind == step:
            actions.append(_by_hand(kind, locale))
    actions.append(button("search.run", text("action.search.run", locale), {"requete": scenario.thematique}))
    plan_label = text("action.plan.regenerate" if scenario.plan else "action.plan.generate", locale)
    actions.append(button("plan.generate", plan_label, style=style("plan"), once=True))
    if scenario.plan:
        actions.append(export_action("json", locale, style=style("export")))
        actions.append(export_action("csv", locale))
    return actions


def _by_hand(kind: Kind, locale: Locale) -> Action:
    """Opens the form that adds one."""
    return compose(f"{kind}.add", text(f"action.{kind}.compose", locale))


def next_step(scenario: Scenario) -> str:
    """What a scenario lacks first: objectif, cible, ressource, then plan; export when it lacks nothing."""
    entities: dict[Kind, Sequence[object]] = {
        "objectif": scenario.objectifs,
        "cible": scenario.cibles,
        "ressource": scenario.ressources,
    }
    return first_missing({kind for kind, held in entities.items() if held}, has_plan=scenario.plan is not None)


def first_missing(held: Collection[Kind], *, has_plan: bool) -> str:
    """`next_step` for a scenario of which only the kinds it holds are known."""
    missing = [kind for kind in KINDS if kind not in held]
    if missing:
        return missing[0]
    return "export" if has_plan else "plan"


def scenario_actions(scenario: Scenario, locale: Locale) -> list[Action]:
    """The buttons of the scenario itself, at the top of its page: adding by hand, then the guiding ones.

    None of them is tied to one command: each click is a new one.
    """
    adding = [_by_hand(kind, locale) for kind in KINDS]
    guiding = [
        action.model_copy(update={"once": False})
        for action in next_actions(scenario, locale)
        if action.intent != CLIENT_INTENT
    ]
    return [action.model_copy(update={"id": f"scenario:{index}"}) for index, action in enumerate([*adding, *guiding])]


def export_action(format_: str, locale: Locale, *, style: ActionStyle = "secondary") -> Action:
    return button(
        "scenario.export", text(f"action.scenario.export.{format_}", locale), {"format": format_}, style=style
    )


def open_action(scenario_id: int, nom: str, locale: Locale) -> Action:
    """Opens a scenario in the conversation."""
    return button("scenario.open", text("action.scenario.open", locale, nom=nom), {"scenario_id": scenario_id})


def undo_action(intent: str, payload: dict[str, Any], locale: Locale) -> Action:
    """Takes back what was just done, once."""
    return button(intent, text("action.undo", locale), payload, style="ghost", once=True)


def add_action(proposal: Proposal, label: str) -> Action:
    """Adds what a proposal holds, once."""
    return button(f"{proposal.kind}.add", label, payload_of(proposal), style="primary", once=True)


def proposal_actions(proposals: Sequence[Proposal], seed: UUID, locale: Locale, consigne: str = "") -> list[Action]:
    """The buttons under proposals: add each, add all if they are several, set each aside, ask for others.

    Others answer the same wish, `consigne`.
    """
    asking = _asking_again(list(dict.fromkeys(proposal.kind for proposal in proposals)), locale, consigne)
    return identify([*adding_actions(proposals, seed, locale), *asking], seed)


def adding_actions(proposals: Sequence[Proposal], seed: UUID, locale: Locale) -> list[Action]:
    """The buttons that act on proposals: add each, add all if they are several, set each aside.

    "Add all" carries the command ids of each proposal's two buttons: it settles the one that adds, so that used once
    each proposal is done, and leaves out what the other one set aside.
    """
    count = len(proposals)
    adding = identify([add_action(proposal, text("action.proposal.add", locale)) for proposal in proposals], seed)
    dismissing = identify([*adding, *(_dismissing(action, locale) for action in adding)], seed)[count:]
    if count == 1:
        return [*adding, *dismissing]
    added = [
        (proposal, {"command_id": str(own.command_id), "dismiss_id": str(aside.command_id)})
        for proposal, own, aside in zip(proposals, adding, dismissing, strict=True)
    ]
    add_all = add_all_action(added, text("action.proposal.add_all", locale))
    return [*adding, *identify([*adding, *dismissing, add_all], seed)[2 * count :], *dismissing]


def add_all_action(
    proposals: Sequence[tuple[Proposal, dict[str, str]]], label: str, *, style: ActionStyle = "secondary"
) -> Action:
    """Adds all proposals, each with the command ids of its own buttons, once.

    Those of one kind are that kind's; each of several says its own.
    """
    kinds = {proposal.kind for proposal, _ in proposals}
    mixed = len(kinds) > 1
    items = [
        {**ids, "fields": proposal.model_dump(mode="json", exclude_none=True) if mixed else payload_of(proposal)}
        for proposal, ids in proposals
    ]
    intent = "proposal.add_many" if mixed else f"{kinds.pop()}.add_many"
    return button(intent, label, {"items": items}, style=style, once=True)


def _asking_again(kinds: Sequence[Kind], locale: Locale, consigne: str) -> list[Action]:
    """One button a kind that was proposed; of several, each names its own."""
    return [
        button(
            f"{kind}.suggest",
            text("action.proposal.others" if len(kinds) == 1 else f"action.{kind}.suggest", locale),
            {"consigne": consigne} if consigne else None,
            style="ghost",
        )
        for kind in kinds
    ]


def _dismissing(action: Action, locale: Locale) -> Action:
    """The button that sets aside what another one adds."""
    label = text("action.proposal.dismiss", locale)
    return button("proposal.dismiss", label, {"action_id": action.id}, style="ghost", once=True)


def inspiration_actions(proposals: Sequence[Proposal], recherche_id: int, locale: Locale) -> list[Action]:
    """One "use this inspiration" button a result, in their order."""
    return [
        button(
            "inspiration.use",
            text("action.inspiration.use", locale),
            {"recherche_id": recherche_id, "proposal": proposal.model_dump(mode="json", exclude_none=True)},
            style="primary",
            once=True,
        )
        for proposal in proposals
    ]


def retry_action(intent: str, payload: dict[str, Any], command_id: UUID, locale: Locale) -> Action:
    """Tries a failed command again, under the one id that all its retries share."""
    return button(intent, text("action.retry", locale), payload, style="primary", once=True).model_copy(
        update={"command_id": command_id}
    )
