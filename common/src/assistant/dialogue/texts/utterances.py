"""What the user is shown to have said when she clicked."""

TEXTS: dict[str, tuple[str, str]] = {
    "utterance.scenario.create": (
        "Créer le scénario « {nom} » sur le thème « {thematique} »",
        "Create the scenario “{nom}” about “{thematique}”",
    ),
    "utterance.scenario.list": ("Voir mes scénarios", "See my scenarios"),
    "utterance.scenario.open": ("Ouvrir ce scénario", "Open this scenario"),
    "utterance.scenario.import": ("Importer un scénario", "Import a scenario"),
    "utterance.scenario.export": ("Exporter le scénario en {format}", "Export the scenario as {format}"),
    "utterance.objectif.suggest": ("Proposer des objectifs", "Suggest objectives"),
    "utterance.cible.suggest": ("Proposer des cibles", "Suggest targets"),
    "utterance.ressource.suggest": ("Proposer des ressources", "Suggest resources"),
    "utterance.objectif.add": ("Ajouter l’objectif « {nom} »", "Add the objective “{nom}”"),
    "utterance.cible.add": ("Ajouter la cible « {nom} »", "Add the target “{nom}”"),
    "utterance.ressource.add": ("Ajouter la ressource « {nom} »", "Add the resource “{nom}”"),
    "utterance.objectif.add_many": ("Ajouter tous ces objectifs", "Add all these objectives"),
    "utterance.cible.add_many": ("Ajouter toutes ces cibles", "Add all these targets"),
    "utterance.ressource.add_many": ("Ajouter toutes ces ressources", "Add all these resources"),
    "utterance.proposal.add_many": ("Ajouter toutes ces propositions", "Add all these suggestions"),
    "utterance.search.run": ("Rechercher des inspirations : {requete}", "Search for inspiration: {requete}"),
    "utterance.inspiration.use": ("Utiliser l’inspiration « {nom} »", "Use the inspiration “{nom}”"),
    "utterance.plan.generate": ("Générer le plan marketing", "Generate the marketing plan"),
    "utterance.plan.regenerate": ("Régénérer le plan", "Generate the plan again"),
}
