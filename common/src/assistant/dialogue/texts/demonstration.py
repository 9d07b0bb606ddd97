"""What the demonstration mode says, where a model would find its own words."""

TEXTS: dict[str, tuple[str, str]] = {
    "ai.local.any_theme": ("votre activité", "your business"),
    "ai.local.objectif.first.1": (
        "Pour « {nom} », je partirais sur ces trois objectifs. Un ou deux bien choisis suffisent à orienter le plan.",
        "For “{nom}”, I would start from these three objectives. One or two are enough to steer the plan.",
    ),
    "ai.local.objectif.first.2": (
        "Trois façons de mesurer la réussite de « {nom} ». Retenez celle que votre direction suivra vraiment.",
        "Three ways to measure the success of “{nom}”. Keep the one your management will really follow.",
    ),
    "ai.local.objectif.again.1": (
        "Prenons « {nom} » sous un autre angle : d’autres résultats à viser.",
        "Let’s take “{nom}” from another angle: other results to aim for.",
    ),
    "ai.local.objectif.again.2": (
        "Encore trois idées pour « {nom} ». Ajustez les chiffres à vos moyens avec le crayon.",
        "Three more ideas for “{nom}”. Adjust the figures to your means with the pencil.",
    ),
    "ai.local.objectif.again.3": (
        "D’autres objectifs possibles. Le bon est celui que vous saurez suivre chaque mois.",
        "Other possible objectives. The right one is the one you can follow every month.",
    ),
    "ai.local.cible.first.1": (
        "Pour « {nom} », voici à qui je parlerais. À chaque stade de la réflexion, d’autres arguments.",
        "For “{nom}”, here is whom I would talk to. Each stage of their thinking calls for other arguments.",
    ),
    "ai.local.cible.first.2": (
        "Qui peut faire avancer « {nom} » ? Trois profils à réunir autour de la table.",
        "Who can move “{nom}” forward? Three profiles to bring around the table.",
    ),
    "ai.local.cible.again.1": (
        "Élargissons le cercle de « {nom} » : d’autres personnes pèsent sur la décision.",
        "Let’s widen the circle of “{nom}”: other people weigh on the decision.",
    ),
    "ai.local.cible.again.2": (
        "Trois autres profils à considérer. Deux ou trois cibles suffisent pour des messages précis.",
        "Three other profiles to consider. Two or three targets are enough for precise messages.",
    ),
    "ai.local.cible.again.3": (
        "D’autres cibles encore. La meilleure est souvent celle où vous connaissez déjà quelqu’un.",
        "Other targets still. The best is often the one where you already know someone.",
    ),
    "ai.local.ressource.first.1": (
        "De quoi nourrir « {nom} » : à produire, ou à retrouver dans vos archives.",
        "Something to feed “{nom}”: to produce, or to find in your archives.",
    ),
    "ai.local.ressource.first.2": (
        "Trois contenus qui serviraient « {nom} ». Commencez par celui dont vous avez déjà la matière.",
        "Three pieces of content that would serve “{nom}”. Start with the one whose substance you already have.",
    ),
    "ai.local.ressource.again.1": (
        "D’autres formats pour « {nom} », qui se complètent au fil du parcours.",
        "Other formats for “{nom}”, which complete one another along the journey.",
    ),
    "ai.local.ressource.again.2": (
        "Trois autres contenus possibles. Un même sujet peut souvent en nourrir deux.",
        "Three other possible pieces of content. One subject can often feed two of them.",
    ),
    "ai.local.ressource.again.3": (
        "Encore des idées de contenus. Gardez celles que votre équipe peut produire ce trimestre.",
        "More ideas for content. Keep those that your team can produce this quarter.",
    ),
    "ai.local.unanswered": (
        "Je n’ai pas de proposition précise pour « {wish} » : celles-ci sont à y adapter.",
        "I have no precise proposal for “{wish}”: these are to be adapted to it.",
    ),
    "ai.local.unanswered.rest": (
        "Je n’ai pas d’autre proposition précise pour « {wish} » : le reste est plus général.",
        "I have no other precise proposal for “{wish}”: the rest is more general.",
    ),
    "ai.local.three": (
        "J’en propose trois à la fois : demandez-en d’autres ensuite.",
        "I propose three at a time: ask for others next.",
    ),
    "ai.local.uncovered": (
        "Je connais mal la thématique « {theme} » : je pars de ce qui vaut partout, à préciser.",
        "I know little about “{theme}”: I start from what holds everywhere, to be made precise.",
    ),
    "ai.local.mixed": (
        "J’arrive au bout de ce que je sais proposer sur le thème « {theme} » : une partie est plus générale.",
        "I am running out of ideas about “{theme}”: some of these are more general.",
    ),
    "ai.local.general": (
        "J’ai fait le tour de mes idées sur le thème « {theme} » : celles-ci sont générales, à adapter.",
        "I have been through my ideas about “{theme}”: these are general ones, to adapt.",
    ),
    "ai.local.again": (
        "Je n’ai plus d’idée neuve : une partie vous a déjà été montrée. Dites-moi ce que vous cherchez précisément.",
        "I have no new idea left: some of these were shown to you before. Tell me precisely what you are looking for.",
    ),
    "ai.local.quoted": ("« {nom} »", "“{nom}”"),
    "ai.local.and": ("{names} et {last}", "{names} and {last}"),
    "ai.local.more": ("{count} de plus", "{count} more"),
    "ai.local.why.wish": ("répond à votre demande, « {wish} »", "answers your request, “{wish}”"),
    "ai.local.why.general": ("une valeur sûre en marketing B2B", "a safe choice in B2B marketing"),
    "ai.local.why.any_theme": (
        "proposition générale, à adapter à « {theme} »",
        "a general proposal, to adapt to “{theme}”",
    ),
    "ai.local.why.theme.thematique": (
        "propre à votre thématique, « {nom} »",
        "specific to your theme, “{nom}”",
    ),
    "ai.local.why.theme.near": (
        "propre au thème « {theme} », dont relève votre thématique, « {nom} »",
        "specific to “{theme}”, which your theme, “{nom}”, belongs to",
    ),
    "ai.local.why.theme.text": (
        "propre au thème « {theme} », que nomme votre demande",
        "specific to “{theme}”, which your request speaks of",
    ),
    "ai.local.why.theme.nom": (
        "propre au thème « {theme} », que suggère le nom du scénario, « {nom} »",
        "specific to “{theme}”, which the scenario’s name suggests: “{nom}”",
    ),
    "ai.local.why.theme.description": (
        "propre au thème « {theme} », dont parle la description du scénario",
        "specific to “{theme}”, which the scenario’s description speaks of",
    ),
    "ai.local.why.objectif": (
        "parle de {mots}, comme votre objectif « {nom} »",
        "speaks of {mots}, like your objective “{nom}”",
    ),
    "ai.local.why.cible": (
        "parle de {mots}, comme votre cible « {nom} »",
        "speaks of {mots}, like your target “{nom}”",
    ),
    "ai.local.why.ressource": (
        "parle de {mots}, comme votre ressource « {nom} »",
        "speaks of {mots}, like your resource “{nom}”",
    ),
    "ai.local.why.message": (
        "parle de {mots}, comme ce que vous avez écrit, « {nom} »",
        "speaks of {mots}, as you wrote, “{nom}”",
    ),
    "ai.local.why.nom": (
        "parle de {mots}, comme le nom du scénario, « {nom} »",
        "speaks of {mots}, like the scenario’s name, “{nom}”",
    ),
    "ai.local.help": (
        (
            "Je vous accompagne d’une idée à un plan de diffusion. Vous pouvez :\n"
            "- créer ou ouvrir un **scénario** ;\n"
            "- me demander des **objectifs**, des **cibles**, des **ressources**, ou les dicter ;\n"
            "- corriger ou retirer ce qui existe (« renomme le deuxième objectif en… ») ;\n"
            "- **rechercher** des inspirations, **générer** le plan, l’**exporter**.\n\n"
            "Rien n’est enregistré sans votre clic."
        ),
        (
            "I take you from an idea to a dissemination plan. You can:\n"
            "- create or open a **scenario**;\n"
            "- ask me for **objectives**, **targets** or **resources**, or dictate them (“add a target: CIOs”);\n"
            "- correct or remove what is there (“rename the second objective to…”);\n"
            "- **search** for inspiration, **generate** the plan, **export** it.\n\n"
            "Nothing is stored without your click."
        ),
    ),
    "ai.local.leave": (
        "D’accord, je ne change rien : le scénario reste tel quel.",
        "All right, I’m changing nothing: the scenario stays as it is.",
    ),
    "ai.local.thanks": (
        "Avec plaisir ! Voici ce que nous pouvons faire ensuite.",
        "You are welcome! Here is what we can do next.",
    ),
    "ai.local.greeting": (
        "Bonjour ! Par quoi commence‑t‑on ?",
        "Hello! Where shall we start?",
    ),
    "ai.local.off_topic": (
        "Je ne sais parler que de vos scénarios marketing. Voici ce que je peux faire pour vous.",
        "I only know about your marketing scenarios. Here is what I can do for you.",
    ),
    "ai.local.scenario_first": (
        "Avec plaisir, mais d’abord : dans quel scénario ? Créez-en un ou ouvrez un des vôtres.",
        "Gladly, but first: in which scenario? Create one or open one of yours.",
    ),
    "ai.local.create": (
        "Je peux créer le scénario « {nom} » sur le thème « {thematique} ». Vous confirmez ?",
        "I can create the scenario “{nom}” about “{thematique}”. Do you confirm?",
    ),
    "ai.local.create.name": (
        "Comment s’appelle ce scénario, et sur quelle thématique ?",
        "What is this scenario called, and what is it about?",
    ),
    "ai.local.create.theme": (
        "Il ne manque que la thématique.",
        "Only the theme is missing.",
    ),
    "ai.local.open": ("Je peux ouvrir « {nom} ».", "I can open “{nom}”."),
    "ai.local.open.which": (
        "Plusieurs scénarios s’appellent « {nom} » : lequel faut-il ouvrir ?",
        "Several scenarios are called “{nom}”: which one should be opened?",
    ),
    "ai.local.list": ("Voici vos scénarios les plus récents :", "Here are your latest scenarios:"),
    "ai.local.list.none": (
        "Vous n’avez pas encore de scénario : créons le premier.",
        "You have no scenario yet: let’s create the first one.",
    ),
    "ai.local.update": (
        "Voici la modification du scénario, à confirmer.",
        "Here is the change to the scenario, for you to confirm.",
    ),
    "ai.local.fact": (
        "C’est bon à savoir. Je peux le noter dans la description du scénario.",
        "That is good to know. I can note it in the scenario’s description.",
    ),
    "ai.local.update.what": ("Que faut-il modifier ?", "What should be changed?"),
    "ai.local.archive": (
        "Un scénario archivé quitte la liste ; il pourra être restauré. Vous confirmez ?",
        "An archived scenario leaves the list; it can be restored. Do you confirm?",
    ),
    "ai.local.archive.other": (
        "Ouvrez d’abord « {nom} » : vous pourrez alors l’archiver.",
        "Open “{nom}” first: you can archive it then.",
    ),
    "ai.local.export": (
        "Voici l’export du scénario, prêt à télécharger.",
        "Here is the scenario’s export, ready to download.",
    ),
    "ai.local.export.paper": (
        (
            "J’exporte en CSV et en JSON. Pour un PDF ou du papier, ouvrez le détail du scénario et imprimez la "
            "page : le navigateur sait aussi l’enregistrer en PDF."
        ),
        (
            "I export to CSV and JSON. For a PDF or paper, open the scenario’s details and print the page: the "
            "browser can save it as a PDF too."
        ),
    ),
    "ai.local.plan": (
        "Je rédige le plan de diffusion à partir de ce que contient le scénario. On y va ?",
        "I will draft the dissemination plan from what the scenario holds. Shall we?",
    ),
    "ai.local.plan.again": (
        "Je peux rédiger un nouveau plan ; l’actuel restera consultable.",
        "I can draft a new plan; the current one stays readable.",
    ),
    "ai.local.plan.line": (
        "Chaque ligne du plan se modifie sur la page du scénario. Pour une de plus ou de moins, refaites le plan.",
        "Each line of the plan is edited on the scenario’s page. For one more or one less, generate the plan again.",
    ),
    "ai.local.plan.none": ("Ce scénario n’a pas encore de plan.", "This scenario has no plan yet."),
    "ai.local.search": (
        "Je cherche des inspirations sur « {requete} » ?",
        "Shall I search for inspiration on “{requete}”?",
    ),
    "ai.local.several": (
        "Voici ce que j’ai compris, à confirmer bouton par bouton :",
        "Here is what I understood; each has its own button to confirm:",
    ),
    "ai.local.several.more": (
        "Cela fait beaucoup à la fois : voici les {count} premiers, redites-moi le reste ensuite.",
        "That is a lot at once: here are the first {count}, tell me the rest again afterwards.",
    ),
    "ai.local.several.objectif": ("Je peux proposer des objectifs.", "I can suggest objectives."),
    "ai.local.several.cible": ("Je peux proposer des cibles.", "I can suggest targets."),
    "ai.local.several.ressource": ("Je peux proposer des ressources.", "I can suggest resources."),
    "ai.local.several.later": (
        "Redites-moi la suite une fois dans ce scénario.",
        "Tell me the rest again once you are in that scenario.",
    ),
    "ai.local.add.objectif": (
        "Je peux ajouter l’objectif « {nom} ».",
        "I can add the objective “{nom}”.",
    ),
    "ai.local.add.cible": ("Je peux ajouter la cible « {nom} ».", "I can add the target “{nom}”."),
    "ai.local.add.ressource": (
        "Je peux ajouter la ressource « {nom} ».",
        "I can add the resource “{nom}”.",
    ),
    "ai.local.add.objectif.what": (
        "Quel objectif ? Saisissez-le, ou laissez-moi en proposer.",
        "Which objective? Type it, or let me suggest some.",
    ),
    "ai.local.add.cible.what": (
        "Quelle cible ? Décrivez-la, ou laissez-moi en proposer.",
        "Which target? Describe it, or let me suggest some.",
    ),
    "ai.local.add.ressource.what": (
        "Quelle ressource ? Consignez-la, ou laissez-moi en proposer.",
        "Which resource? Record it, or let me suggest some.",
    ),
    "ai.local.add.held": (
        "« {nom} » fait déjà partie du scénario.",
        "“{nom}” is already part of the scenario.",
    ),
    "ai.local.accept.one": ("Bon choix. À confirmer d’un clic :", "Good choice. One click to confirm:"),
    "ai.local.accept.many": ("Très bien. À confirmer d’un clic :", "Very well. One click to confirm:"),
    "ai.local.accept.unmet": (
        "Je n’ai pas su y reporter ce que vous précisez : « {dit} ». Le formulaire permet de l’écrire avant d’ajouter.",
        "I could not put in what you added: “{dit}”. The form lets you write it before adding.",
    ),
    "ai.local.accept.done": ("« {nom} » a déjà été ajouté.", "“{nom}” was already added."),
    "ai.local.correct": (
        "Voici la modification de « {nom} », à confirmer.",
        "Here is the change to “{nom}”, for you to confirm.",
    ),
    "ai.local.correct.what": ("Que faut-il modifier dans « {nom} » ?", "What should be changed in “{nom}”?"),
    "ai.local.remove": (
        "Vous voulez retirer « {nom} » de ce scénario ? Vous pourrez l’annuler.",
        "Remove “{nom}” from this scenario? You will be able to undo it.",
    ),
    "ai.local.clarify": (
        "Je veux être sûr de bien comprendre. Que souhaitez-vous faire ?",
        "I want to be sure I understand. What would you like to do?",
    ),
    "ai.local.told": (
        (
            "« {nom} » est déjà dans ce scénario. Je peux y noter ce que vous m’en dites, ou vous pouvez le corriger ; "
            "sinon, rien ne change."
        ),
        (
            "“{nom}” is in this scenario already. I can note there what you tell me, or you can correct it; "
            "otherwise nothing changes."
        ),
    ),
    "ai.local.absent.place": ("n° {place}", "number {place}"),
    "ai.local.absent.objectif": (
        "Il n’y a pas d’objectif {which} dans ce scénario. Lequel voulez-vous dire ?",
        "There is no objective {which} in this scenario. Which one do you mean?",
    ),
    "ai.local.absent.cible": (
        "Il n’y a pas de cible {which} dans ce scénario. Laquelle voulez-vous dire ?",
        "There is no target {which} in this scenario. Which one do you mean?",
    ),
    "ai.local.absent.ressource": (
        "Il n’y a pas de ressource {which} dans ce scénario. Laquelle voulez-vous dire ?",
        "There is no resource {which} in this scenario. Which one do you mean?",
    ),
    "ai.local.none.objectif": ("Ce scénario n’a encore aucun objectif.", "This scenario has no objective yet."),
    "ai.local.none.cible": ("Ce scénario n’a encore aucune cible.", "This scenario has no target yet."),
    "ai.local.none.ressource": ("Ce scénario n’a encore aucune ressource.", "This scenario has no resource yet."),
    "ai.local.state": (
        "**{nom}** (thématique : {thematique})\n",
        "**{nom}** (theme: {thematique})\n",
    ),
    "ai.local.state.names": (" : {names}", ": {names}"),
    "ai.local.state.more": ("{names} et {count} de plus", "{names} and {count} more"),
    "ai.local.state.objectif.one": ("{count} objectif", "{count} objective"),
    "ai.local.state.objectif.other": ("{count} objectifs", "{count} objectives"),
    "ai.local.state.cible.one": ("{count} cible", "{count} target"),
    "ai.local.state.cible.other": ("{count} cibles", "{count} targets"),
    "ai.local.state.ressource.one": ("{count} ressource", "{count} resource"),
    "ai.local.state.ressource.other": ("{count} ressources", "{count} resources"),
    "ai.local.state.plan.one": ("un plan de {count} action", "a plan of {count} item"),
    "ai.local.state.plan.other": ("un plan de {count} actions", "a plan of {count} items"),
    "ai.local.state.no_plan": ("pas encore de plan", "no plan yet"),
    "ai.local.next.objectif": (
        "Prochaine étape : fixer un objectif.",
        "Next step: set an objective.",
    ),
    "ai.local.next.cible": ("Prochaine étape : définir une cible.", "Next step: define a target."),
    "ai.local.next.ressource": (
        "Prochaine étape : consigner une ressource.",
        "Next step: record a resource.",
    ),
    "ai.local.next.plan": ("Tout est prêt pour générer le plan.", "All is ready to generate the plan."),
    "ai.local.next.export": (
        "Le plan est là : il ne reste qu’à l’exporter, ou à l’affiner.",
        "The plan is there: export it, or refine it.",
    ),
}
