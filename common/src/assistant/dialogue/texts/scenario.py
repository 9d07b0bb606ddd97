"""What the assistant says for the commands of scenario-service."""

TEXTS: dict[str, tuple[str, str]] = {
    "scenario.created": (
        "Le scénario **{nom}** est créé, sur le thème **{thematique}**.",
        "The scenario **{nom}** is created, about **{thematique}**.",
    ),
    "scenario.created.propositions": (
        "Voici ce que j’ai relevé pour le remplir : ajoutez ce qui convient, rien n’est enregistré sans votre clic.",
        "Here is what I noted to fill it: add what suits, nothing is stored without your click.",
    ),
    "scenario.updated": ("Scénario **{nom}** modifié : {fields}.", "Scenario **{nom}** changed: {fields}."),
    "scenario.archived": (
        "Le scénario **{nom}** est archivé. Il quitte vos listes, mais rien n’en est perdu.",
        "The scenario **{nom}** is archived. It leaves your lists, but nothing of it is lost.",
    ),
    "scenario.restored": (
        "Le scénario **{nom}** est de retour, tel que vous l’aviez laissé.",
        "The scenario **{nom}** is back, just as you left it.",
    ),
    "scenario.not_archived": (
        "Le scénario **{nom}** n’était pas archivé ; rien n’a changé.",
        "The scenario **{nom}** was not archived; nothing has changed.",
    ),
    "scenario.none": (
        "Vous n’avez pas encore de scénario. Créez le premier : un nom et une thématique suffisent.",
        "You have no scenario yet. Create the first one: a name and a theme will do.",
    ),
    "scenario.none_found": (
        "Aucun scénario ne correspond à « {q} ». Essayez un autre mot, ou créez-le.",
        "No scenario matches “{q}”. Try another word, or create it.",
    ),
    "scenario.listed.one": ("Vous avez **{count} scénario** :", "You have **{count} scenario**:"),
    "scenario.listed.other": ("Vous avez **{count} scénarios** :", "You have **{count} scenarios**:"),
    "scenario.found.one": (
        "**{count} scénario** correspond à « {q} » :",
        "**{count} scenario** matches “{q}”:",
    ),
    "scenario.found.other": (
        "**{count} scénarios** correspondent à « {q} » :",
        "**{count} scenarios** match “{q}”:",
    ),
    "scenario.most_recent": (
        "voici les {shown} derniers modifiés. Un mot du nom ou de la thématique suffit pour trouver les autres.",
        "here are the {shown} last changed. A word of the name or theme is enough to find the others.",
    ),
    "scenario.line": ("- **{nom}** – {thematique} ({statut})", "- **{nom}** – {thematique} ({statut})"),
    "scenario.statut.draft": ("brouillon", "draft"),
    "scenario.statut.ready": ("prêt", "ready"),
    "scenario.opened": (
        "Nous travaillons sur **{nom}** ({thematique}) : {contents}.",
        "We are working on **{nom}** ({thematique}): {contents}.",
    ),
    "scenario.exported": (
        "L’export de **{nom}** est prêt : [télécharger le fichier {format}]({link}). Il contient {contents}.",
        "The export of **{nom}** is ready: [download the {format} file]({link}). It holds {contents}.",
    ),
    "scenario.imported": (
        "Le scénario **{nom}** est importé : {contents}.",
        "The scenario **{nom}** is imported: {contents}.",
    ),
    "scenario.contents": (
        "{objectif}, {cible}, {ressource} et {plan}",
        "{objectif}, {cible}, {ressource} and {plan}",
    ),
    "scenario.count.objectif.one": ("{count} objectif", "{count} objective"),
    "scenario.count.objectif.other": ("{count} objectifs", "{count} objectives"),
    "scenario.count.cible.one": ("{count} cible", "{count} target"),
    "scenario.count.cible.other": ("{count} cibles", "{count} targets"),
    "scenario.count.ressource.one": ("{count} ressource", "{count} resource"),
    "scenario.count.ressource.other": ("{count} ressources", "{count} resources"),
    "scenario.count.plan": ("un plan de diffusion", "a dissemination plan"),
    "scenario.count.no_plan": ("pas encore de plan", "no plan yet"),
    "scenario.and": ("{others} et {last}", "{others} and {last}"),
    # What could come next: said after a change, by what the scenario still lacks.
    "scenario.next.objectif": (
        "Quel but visez-vous ? Je peux vous proposer trois objectifs.",
        "What are you aiming for? I can suggest three objectives.",
    ),
    "scenario.next.cible": (
        "À qui vous adressez-vous ? Je peux vous proposer trois cibles.",
        "Who are you speaking to? I can suggest three targets.",
    ),
    "scenario.next.ressource": (
        "Quels contenus avez-vous déjà ? Ajoutez une ressource, ou demandez-moi des idées.",
        "Which content do you have already? Add a resource, or ask me for ideas.",
    ),
    "scenario.next.plan": (
        "Tout est réuni pour générer le plan marketing.",
        "Everything is there to generate the marketing plan.",
    ),
    "scenario.next.export": (
        "Un plan existe déjà : vous pouvez le régénérer, ou exporter le scénario.",
        "There is a plan already: you can generate it again, or export the scenario.",
    ),
    # What happened to an objectif, a cible or a ressource.
    "scenario.objectif.added": ("Objectif **{nom}** ajouté.", "Objective **{nom}** added."),
    "scenario.cible.added": ("Cible **{nom}** ajoutée.", "Target **{nom}** added."),
    "scenario.ressource.added": ("Ressource **{nom}** ajoutée.", "Resource **{nom}** added."),
    "scenario.objectif.inspired": (
        "L’inspiration devient un objectif : **{nom}**.",
        "The inspiration becomes an objective: **{nom}**.",
    ),
    "scenario.cible.inspired": (
        "L’inspiration devient une cible : **{nom}**.",
        "The inspiration becomes a target: **{nom}**.",
    ),
    "scenario.ressource.inspired": (
        "L’inspiration devient une ressource : **{nom}**.",
        "The inspiration becomes a resource: **{nom}**.",
    ),
    "scenario.objectif.many_added.one": ("{count} objectif ajouté : {noms}.", "{count} objective added: {noms}."),
    "scenario.objectif.many_added.other": ("{count} objectifs ajoutés : {noms}.", "{count} objectives added: {noms}."),
    "scenario.cible.many_added.one": ("{count} cible ajoutée : {noms}.", "{count} target added: {noms}."),
    "scenario.cible.many_added.other": ("{count} cibles ajoutées : {noms}.", "{count} targets added: {noms}."),
    "scenario.ressource.many_added.one": ("{count} ressource ajoutée : {noms}.", "{count} resource added: {noms}."),
    "scenario.ressource.many_added.other": (
        "{count} ressources ajoutées : {noms}.",
        "{count} resources added: {noms}.",
    ),
    "scenario.passed_over": ("C’était déjà fait pour {noms}.", "That was already done for {noms}."),
    "scenario.none_added": (
        "Rien de nouveau à ajouter : c’était déjà fait pour chacune de ces propositions.",
        "Nothing new to add: that was already done for each of these suggestions.",
    ),
    "scenario.objectif.updated": ("Objectif **{nom}** modifié : {fields}.", "Objective **{nom}** changed: {fields}."),
    "scenario.cible.updated": ("Cible **{nom}** modifiée : {fields}.", "Target **{nom}** changed: {fields}."),
    "scenario.ressource.updated": (
        "Ressource **{nom}** modifiée : {fields}.",
        "Resource **{nom}** changed: {fields}.",
    ),
    "scenario.copied": (
        "Les autres scénarios gardent l’ancienne version.",
        "The other scenarios keep the former version.",
    ),
    "scenario.objectif.reordered": ("Priorités : {noms}.", "Priorities: {noms}."),
    "scenario.objectif.removed": ("Objectif **{nom}** retiré du scénario.", "Objective **{nom}** removed."),
    "scenario.cible.removed": ("Cible **{nom}** retirée du scénario.", "Target **{nom}** removed."),
    "scenario.ressource.removed": ("Ressource **{nom}** retirée du scénario.", "Resource **{nom}** removed."),
    "scenario.objectif.restored": (
        "L’objectif **{nom}** est de retour dans le scénario.",
        "The objective **{nom}** is back in the scenario.",
    ),
    "scenario.cible.restored": (
        "La cible **{nom}** est de retour dans le scénario.",
        "The target **{nom}** is back in the scenario.",
    ),
    "scenario.ressource.restored": (
        "La ressource **{nom}** est de retour dans le scénario.",
        "The resource **{nom}** is back in the scenario.",
    ),
    "scenario.field.nom": ("nom", "name"),
    "scenario.field.thematique": ("thématique", "theme"),
    "scenario.field.description": ("description", "description"),
    "scenario.field.label": ("intitulé", "title"),
    "scenario.field.priorite": ("priorité", "priority"),
    "scenario.field.persona": ("persona", "persona"),
    "scenario.field.segment": ("segment", "segment"),
    "scenario.field.maturite": ("maturité", "maturity"),
    "scenario.field.type": ("type", "type"),
    "scenario.field.titre": ("titre", "title"),
    "scenario.field.url": ("lien", "link"),
    "scenario.field.note": ("note", "note"),
    "scenario.field.usage": ("usage", "use"),
}
