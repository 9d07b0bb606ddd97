"""What the assistant says for the commands of plan-service."""

TEXTS: dict[str, tuple[str, str]] = {
    "plan.recorded": (
        (
            "Votre plan de diffusion est prêt : **{actions} sur {canaux}**.\n\n{resume}\n\n{repartition}\n\n"
            "_Proposé par : {made_by}. À relire avant diffusion._ Le détail du scénario montre le plan entier ; "
            "chaque ligne s’y modifie."
        ),
        (
            "Your dissemination plan is ready: **{actions} on {canaux}**.\n\n{resume}\n\n{repartition}\n\n"
            "_Suggested by: {made_by}. Read it over before publishing._ The scenario’s detail shows the whole plan, "
            "where each line can be edited."
        ),
    ),
    "plan.recorded.previous": (
        " Le plan précédent reste dans l’historique.",
        " The previous plan stays in the history.",
    ),
    "plan.actions.one": ("{count} action", "{count} action"),
    "plan.actions.other": ("{count} actions", "{count} actions"),
    "plan.canaux.one": ("{count} canal", "{count} channel"),
    "plan.canaux.other": ("{count} canaux", "{count} channels"),
    "plan.repartition": ("**Canaux :** {canaux}.", "**Channels:** {canaux}."),
    "plan.item_updated": (
        "Ligne du plan modifiée (**{format}**, {canal}) : {fields}.",
        "Plan line changed (**{format}**, {canal}): {fields}.",
    ),
    "plan.field.format": ("format", "format"),
    "plan.field.message": ("message", "message"),
    "plan.field.canal": ("canal", "channel"),
    "plan.field.frequence": ("fréquence", "frequency"),
    "plan.field.kpi": ("KPI", "KPI"),
    "plan.restored": (
        (
            "L’ancien plan est de nouveau celui du scénario : **{actions} sur {canaux}**. Celui qu’il remplace "
            "reste dans l’historique."
        ),
        (
            "The older plan is the scenario’s plan again: **{actions} on {canaux}**. The one it replaces stays in "
            "the history."
        ),
    ),
    "plan.already_current": (
        "Ce plan est déjà celui du scénario ; rien n’a changé.",
        "This plan is already the scenario’s; nothing has changed.",
    ),
}
