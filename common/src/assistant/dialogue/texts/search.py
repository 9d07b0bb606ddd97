"""What the assistant says for the commands of search-service."""

TEXTS: dict[str, tuple[str, str]] = {
    "search.found": (
        "Voici {pistes} pour « {requete} ».",
        "Here {pistes} for “{requete}”.",
    ),
    "search.others": (
        "Vous avez déjà vu ce qui répond le mieux à « {requete} » : voici {pistes} de plus.",
        "You have already seen what answers “{requete}” best: here {pistes} more.",
    ),
    "search.close": (
        "Je n’ai rien de précis sur « {requete} ». Voici {pistes} sur le thème de votre scénario.",
        "I have nothing precise about “{requete}”. Here {pistes} on your scenario’s theme.",
    ),
    "search.general": (
        "Je n’ai rien de précis sur « {requete} ». Voici {pistes} de marketing B2B qui valent pour tous les secteurs.",
        "I have nothing precise about “{requete}”. Here {pistes} of B2B marketing that suit any industry.",
    ),
    "search.nothing": (
        "Votre scénario contient déjà toutes les pistes du catalogue : je n’ai rien de neuf sur « {requete} ».",
        "Your scenario already holds every idea of the catalogue: I have nothing new about “{requete}”.",
    ),
    "search.pistes.one": ("{count} piste", "is {count} idea"),
    "search.pistes.other": ("{count} pistes", "are {count} ideas"),
    "search.why": (
        "inspiré de « {titre} » : {extrait} ({source})",
        "inspired by “{titre}”: {extrait} ({source})",
    ),
    "search.simulated": (
        "_Recherche simulée : aucun site n’a été consulté ; exemples et chiffres sont inventés._",
        "_Simulated search: no site was consulted; examples and figures are made up._",
    ),
}
