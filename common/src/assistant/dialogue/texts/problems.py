"""Titles and details of problems. A detail says what happened and what to do."""


def _problem(code: str, titles: tuple[str, str], details: tuple[str, str]) -> dict[str, tuple[str, str]]:
    return {f"problem.{code}.title": titles, f"problem.{code}.detail": details}


TEXTS: dict[str, tuple[str, str]] = {
    # When to try again, at the end of a detail.
    "wait.moment": ("dans un instant", "in a moment"),
    "wait.seconds.one": ("dans {count} seconde", "in {count} second"),
    "wait.seconds.other": ("dans {count} secondes", "in {count} seconds"),
    "wait.minutes.one": ("dans {count} minute", "in {count} minute"),
    "wait.minutes.other": ("dans {count} minutes", "in {count} minutes"),
    **_problem(
        "validation",
        ("Saisie à corriger", "Please correct your input"),
        ("Certains champs ne sont pas valides.", "Some fields are not valid."),
    ),
    **_problem(
        "command-id-reused",
        ("Identifiant déjà utilisé", "Identifier already used"),
        (
            "Cet identifiant de commande a déjà servi à une autre demande. Renvoyez la vôtre sous un autre.",
            "This command identifier was used for another request. Send yours again with a new one.",
        ),
    ),
    **_problem(
        "unknown-intent",
        ("Action inconnue", "Unknown action"),
        ("L’action « {intent} » n’existe pas.", "The action “{intent}” does not exist."),
    ),
    **_problem(
        "scenario-required",
        ("Aucun scénario choisi", "No scenario chosen"),
        (
            "Cette action demande un scénario : ouvrez-en un ou créez-en un.",
            "This action needs a scenario: open or create one.",
        ),
    ),
    **_problem(
        "scenario-not-found",
        ("Scénario introuvable", "Scenario not found"),
        ("Ce scénario n’existe pas ou a été archivé.", "This scenario does not exist or was archived."),
    ),
    **_problem(
        "entity-not-found",
        ("Élément introuvable", "Item not found"),
        (
            "Cet élément ne fait pas (ou plus) partie du scénario.",
            "This item is not, or no longer, part of the scenario.",
        ),
    ),
    **_problem(
        "not-found",
        ("Adresse inconnue", "Unknown address"),
        ("Rien n’existe à cette adresse.", "There is nothing at this address."),
    ),
    **_problem(
        "method-not-allowed",
        ("Méthode refusée", "Method not allowed"),
        ("Cette adresse n’accepte pas cette méthode.", "This address does not accept this method."),
    ),
    **_problem(
        "stale-version",
        ("Modifié entre-temps", "Changed in the meantime"),
        (
            "Cet élément a été modifié depuis que vous l’avez affiché. Regardez ce qu’il est devenu, puis recommencez.",
            "This item was changed since you opened it. Look at what it has become, then try again.",
        ),
    ),
    **_problem(
        "plan-replaced",
        ("Plan remplacé", "Plan replaced"),
        (
            "Cette ligne appartient à un plan qui a été remplacé. Corrigez le plan actuel, ou restaurez l’ancien.",
            "This line belongs to a plan that was replaced. Correct the current plan, or restore the old one.",
        ),
    ),
    **_problem(
        "already-exists",
        ("Déjà présent", "Already there"),
        ("« {nom} » fait déjà partie de ce scénario.", "“{nom}” is already part of this scenario."),
    ),
    **_problem(
        "already-settled",
        ("Déjà terminée", "Already finished"),
        ("Cette commande est déjà terminée.", "This command is already finished."),
    ),
    **_problem(
        "limit-reached",
        ("Limite atteinte", "Limit reached"),
        (
            "Un scénario contient au plus {limit} éléments de chaque sorte. Retirez-en avant d’en ajouter.",
            "A scenario holds at most {limit} items of each kind. Remove some before adding.",
        ),
    ),
    **_problem(
        "cancelled",
        ("Demande annulée", "Request cancelled"),
        ("Vous pouvez la relancer quand vous voulez.", "You can ask for it again at any time."),
    ),
    **_problem(
        "too-large",
        ("Envoi trop volumineux", "Too large"),
        ("L’envoi dépasse la taille permise ({limit} Mio).", "The request exceeds the allowed size ({limit} MiB)."),
    ),
    **_problem(
        "origin-refused",
        ("Origine refusée", "Origin refused"),
        (
            "Ce service ne répond qu’à sa propre page : votre adresse n’en fait pas partie.",
            "This service only answers its own page: your address is not one of them.",
        ),
    ),
    **_problem(
        "unsupported-media-type",
        ("Format d’envoi refusé", "Format not accepted"),
        (
            "Envoyez du JSON, avec l’en-tête Content-Type : application/json.",
            "Send JSON, with the header Content-Type: application/json.",
        ),
    ),
    **_problem(
        "rate-limited",
        ("Trop de demandes", "Too many requests"),
        (
            "Patientez {retry_after} s puis réessayez.",
            "Wait {retry_after} s, then try again.",
        ),
    ),
    **_problem(
        "internal",
        ("Erreur interne", "Internal error"),
        (
            "Une erreur inattendue s’est produite ; la demande a été mise de côté. Vous pouvez réessayer.",
            "Something unexpected happened; the request was set aside. You can try again.",
        ),
    ),
    **_problem(
        "model-failed",
        ("Réponse inexploitable", "Unusable reply"),
        (
            "Le modèle n’a pas donné de réponse exploitable. Rien n’a été enregistré ; vous pouvez réessayer.",
            "The model gave no usable reply. Nothing was stored; you can try again.",
        ),
    ),
    **_problem(
        "model-refused",
        ("Demande refusée par le modèle", "Refused by the model"),
        (
            "Le modèle a refusé de répondre. Reformulez votre demande.",
            "The model declined to answer. Please rephrase your request.",
        ),
    ),
    **_problem(
        "model-truncated",
        ("Réponse incomplète", "Incomplete reply"),
        (
            "La réponse du modèle a été coupée avant la fin. Vous pouvez réessayer.",
            "The model’s reply was cut before its end. You can try again.",
        ),
    ),
    **_problem(
        "model-unavailable",
        ("Service d’IA indisponible", "AI service unavailable"),
        (
            "Le service d’IA ne répond pas. Vos données sont intactes ; réessayez {wait}.",
            "The AI service does not answer. Your data is safe; try again {wait}.",
        ),
    ),
    **_problem(
        "model-busy",
        ("Service d’IA très sollicité", "AI service busy"),
        (
            "Le service d’IA a reçu trop de demandes. Vos données sont intactes ; réessayez {wait}.",
            "The AI service received too many requests. Your data is safe; try again {wait}.",
        ),
    ),
    **_problem(
        "model-misconfigured",
        ("Service d’IA mal configuré", "AI service misconfigured"),
        ("{cause} Réglage à vérifier : {setting}. {remedy}", "{cause} Setting to check: {setting}. {remedy}"),
    ),
    **_problem(
        "broker-unavailable",
        ("Service momentanément indisponible", "Service temporarily unavailable"),
        (
            "La demande n’a pas pu être transmise. Rien n’a été fait ; réessayez dans quelques secondes.",
            "The request could not be passed on. Nothing was done; try again in a few seconds.",
        ),
    ),
    **_problem(
        "database-unavailable",
        ("Base de données indisponible", "Database unavailable"),
        (
            "La base de données ne répond pas. Réessayez dans quelques secondes.",
            "The database does not answer. Try again in a few seconds.",
        ),
    ),
    **_problem(
        "queue-full",
        ("Service saturé", "Service busy"),
        (
            "Trop de demandes sont en attente. Rien n’a été fait ; réessayez dans quelques secondes.",
            "Too many requests are waiting. Nothing was done; try again in a few seconds.",
        ),
    ),
    **_problem(
        "draining",
        ("Redémarrage en cours", "Restarting"),
        (
            "Le service redémarre. Réessayez dans quelques secondes.",
            "The service is restarting. Try again in a few seconds.",
        ),
    ),
    **_problem(
        "expired",
        ("Demande expirée", "Request expired"),
        (
            "La demande a attendu trop longtemps et n’a pas été exécutée. Vous pouvez réessayer.",
            "The request waited too long and was not run. You can try again.",
        ),
    ),
    **_problem(
        "timeout",
        ("Toujours en cours", "Still running"),
        (
            "La demande continue. Suivez-la à l’adresse {location}.",
            "The request goes on. Follow it at {location}.",
        ),
    ),
}
