"""What the assistant says when a command ends without its handler's own words."""

TEXTS: dict[str, tuple[str, str]] = {
    "runtime.refused": ("**{title}.** {detail}", "**{title}.** {detail}"),
    "progress.draft": ("Rédaction du plan", "Drafting the plan"),
    "progress.record": ("Enregistrement du plan", "Storing the plan"),
    "runtime.welcome": (
        (
            "Bonjour ! Je vous aide à passer d’une idée à un plan de diffusion : un scénario, des objectifs, "
            "des cibles, des ressources, puis le plan. Par quoi commence‑t‑on ?"
        ),
        (
            "Hello! I help you go from an idea to a dissemination plan: a scenario, objectives, targets, "
            "resources, then the plan. Where shall we start?"
        ),
    ),
}
