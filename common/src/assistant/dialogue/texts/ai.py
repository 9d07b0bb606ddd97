"""What the assistant says for the commands of ai-service."""

TEXTS: dict[str, tuple[str, str]] = {
    "ai.demonstration": ("mode démonstration", "demonstration mode"),
    "ai.made_by.demonstration": ("*Proposé par : mode démonstration*", "*Suggested by: demonstration mode*"),
    "ai.made_by.model": (
        "*Proposé par : {model}. Rien n’est enregistré sans votre clic.*",
        "*Suggested by: {model}. Nothing is stored without your click.*",
    ),
    "ai.errors": ("**Points signalés dans cette réponse :**", "**Problems told of in this reply:**"),
    "ai.why.theme": ("Propre à votre thématique « {nom} ».", "Specific to your theme “{nom}”."),
    # What a reply offered and is not offered to her.
    "ai.remark.held": ("« {nom} » figure déjà dans votre scénario.", "“{nom}” is in your scenario already."),
    "ai.remark.unchanged": ("« {nom} » est déjà tel que demandé.", "“{nom}” is already as asked for."),
    "ai.remark.no_buttons": (
        "Des boutons annoncés n’ont pas pu être préparés : reformulez, ou partez de ceux qui suivent.",
        "Some of the buttons spoken of could not be made: say it another way, or start from those that follow.",
    ),
    "ai.remark.no_scenario": (
        "Mes propositions attendent un scénario : créez-en un ou ouvrez-en un, puis redemandez-les.",
        "My suggestions wait for a scenario: create or open one, then ask for them again.",
    ),
    "ai.remark.propositions": (
        "Une fois le scénario créé, je vous proposerai d’y ajouter : {noms}.",
        "Once the scenario is created, I will offer to add: {noms}.",
    ),
    "ai.remark.again": (
        "Déjà proposées auparavant : {count} sur {total}.",
        "Already suggested before: {count} of {total}.",
    ),
    "ai.remark.fewer": (
        "Propositions affichées : {count} sur {total}, les autres n’étant pas utilisables ici.",
        "Suggestions shown: {count} of {total}, as the others cannot be used here.",
    ),
    "ai.step.thinking": ("Je réfléchis…", "Thinking…"),
    "ai.step.drafting": ("Je rédige le plan…", "Drafting the plan…"),
    # Once the text of a reply is there, and the rest of it still coming.
    "ai.step.proposing": ("Je prépare les propositions…", "Preparing the proposals…"),
    "ai.step.completing": ("Je termine ma réponse…", "Finishing my answer…"),
    "ai.step.detailing": ("Je rédige les lignes du plan…", "Writing the lines of the plan…"),
    # What is told to a model besides its prompt.
    "ai.prompt.schema": (
        "Schéma JSON de la réponse (réponds par un seul objet, rien d’autre) :\n{schema}",
        "JSON schema of the reply (answer with a single object, nothing else):\n{schema}",
    ),
    "ai.prompt.repair": (
        "Cette réponse n’est pas utilisable, pour les raisons ci-dessous. Renvoie-la entière et corrigée.",
        "This reply cannot be used, for the reasons below. Send it again, whole and corrected.",
    ),
    # Why a server refuses us for good: the cause, and what to do about the setting that is named between them.
    "ai.misconfigured.quota.cause": (
        "Le compte du service d’IA n’a plus de crédit.",
        "The account at the AI service has no credit left.",
    ),
    "ai.misconfigured.quota.remedy": (
        "Rechargez le compte ou utilisez la clé d’un autre, puis redémarrez ai-service.",
        "Top up the account or use the key of another, then restart ai-service.",
    ),
    "ai.misconfigured.key.cause": (
        "Le service d’IA refuse la clé d’accès.",
        "The AI service refuses the access key.",
    ),
    "ai.misconfigured.key.remedy": (
        "Mettez une clé valide, ou laissez-la vide pour le mode démonstration, puis redémarrez ai-service.",
        "Set a valid key, or leave it empty for the demonstration mode, then restart ai-service.",
    ),
    "ai.misconfigured.model.cause": (
        "Le service d’IA ne connaît pas le modèle demandé.",
        "The AI service does not know the model asked for.",
    ),
    "ai.misconfigured.model.remedy": (
        "Mettez le nom d’un modèle auquel votre clé donne accès, puis redémarrez ai-service.",
        "Set the name of a model your key has access to, then restart ai-service.",
    ),
    "ai.misconfigured.context.cause": (
        "La demande est trop longue pour ce modèle.",
        "The request is too long for this model.",
    ),
    "ai.misconfigured.context.remedy": (
        "Choisissez un modèle au contexte plus grand (16 000 jetons suffisent), puis redémarrez ai-service.",
        "Choose a model with a larger context (16,000 tokens are enough), then restart ai-service.",
    ),
    "ai.misconfigured.address.cause": (
        "Rien ne répond aux demandes d’IA à l’adresse configurée.",
        "Nothing answers AI requests at the configured address.",
    ),
    "ai.misconfigured.address.remedy": (
        "Vérifiez que l’adresse se termine comme l’indique le fournisseur (souvent /v1) et que le modèle existe.",
        "Check that the address ends as the provider says (often /v1) and that the model exists.",
    ),
    "ai.misconfigured.region.cause": (
        "Le service d’IA n’est pas ouvert au pays d’où partent nos demandes.",
        "The AI service is not open to the country our requests come from.",
    ),
    "ai.misconfigured.region.remedy": (
        "Indiquez l’adresse d’un service ouvert à votre pays, puis redémarrez ai-service.",
        "Set the address of a service that is open to your country, then restart ai-service.",
    ),
    "ai.misconfigured.request.cause": (
        "Le service d’IA refuse nos demandes, quelle que soit leur forme.",
        "The AI service refuses our requests, whatever their form.",
    ),
    "ai.misconfigured.request.remedy": (
        "Choisissez un modèle de conversation (chat completions), puis redémarrez ai-service.",
        "Choose a chat completions model, then restart ai-service.",
    ),
    # Buttons that a reply offers: they say in full what they do.
    "ai.action.add": ("Ajouter « {nom} »", "Add “{nom}”"),
    "ai.action.add.changed": ("Ajouter « {nom} » : {changes}", "Add “{nom}”: {changes}"),
    "ai.action.add_many": ("Ajouter les {count}", "Add all {count}"),
    "ai.action.update": ("Modifier « {nom} » : {changes}", "Change “{nom}”: {changes}"),
    "ai.action.remove": ("Retirer « {nom} »", "Remove “{nom}”"),
    "ai.action.archive": ("Archiver « {nom} »", "Archive “{nom}”"),
    "ai.action.open": (
        "Ouvrir « {nom} » ({thematique}, modifié le {jour})",
        "Open “{nom}” ({thematique}, changed on {jour})",
    ),
    "ai.action.open.numbered": (
        "Ouvrir « {nom} » ({thematique}, n° {numero})",
        "Open “{nom}” ({thematique}, no. {numero})",
    ),
    "ai.action.scenario.create": ("Créer « {nom} » : {changes}", "Create “{nom}”: {changes}"),
    "ai.action.search.run": ("Rechercher « {requete} »", "Search for “{requete}”"),
    "ai.compose.scenario.create": ("Compléter et créer le scénario", "Complete and create the scenario"),
    "ai.compose.scenario.open": ("Ouvrir détail", "Open details"),
    "ai.compose.scenario.update": ("Modifier le scénario", "Edit the scenario"),
    "ai.compose.objectif.add": ("Saisir un objectif", "Type an objective"),
    "ai.compose.objectif.update": ("Modifier un objectif", "Edit an objective"),
    "ai.compose.cible.add": ("Saisir une cible", "Type a target"),
    "ai.compose.cible.update": ("Modifier une cible", "Edit a target"),
    "ai.compose.ressource.add": ("Saisir une ressource", "Type a resource"),
    "ai.compose.ressource.update": ("Modifier une ressource", "Edit a resource"),
    "ai.compose.edit": ("Modifier « {nom} »", "Edit “{nom}”"),
    "ai.field.nom": ("nom", "name"),
    "ai.field.thematique": ("thématique", "theme"),
    "ai.field.description": ("description", "description"),
    "ai.field.label": ("intitulé", "title"),
    "ai.field.priorite": ("priorité", "priority"),
    "ai.field.persona": ("persona", "persona"),
    "ai.field.segment": ("segment", "segment"),
    "ai.field.maturite": ("maturité", "maturity"),
    "ai.field.type": ("type", "type"),
    "ai.field.titre": ("titre", "title"),
    "ai.field.url": ("adresse", "address"),
    "ai.field.note": ("note", "note"),
    "ai.field.usage": ("usage", "use"),
    "ai.value.awareness": ("découverte", "awareness"),
    "ai.value.consideration": ("évaluation", "consideration"),
    "ai.value.decision": ("décision", "decision"),
    "ai.value.article": ("article", "article"),
    "ai.value.video": ("vidéo", "video"),
    "ai.value.webinar": ("webinaire", "webinar"),
    "ai.value.cas_client": ("cas client", "customer story"),
    "ai.value.autre": ("autre", "other"),
}
