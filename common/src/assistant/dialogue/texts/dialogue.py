"""Texts of the demonstration about itself: answers to answers, to questions about it, and to first sentences."""

TEXTS: dict[str, tuple[str, str]] = {
    "ai.local.answer.one": (
        "Très bien. À confirmer d’un clic :",
        "Very well. One click to confirm:",
    ),
    "ai.local.answer.many": (
        "Volontiers : lequel de ces boutons ?",
        "Gladly: which of these buttons?",
    ),
    "ai.local.leave.alone": (
        "D’accord, je ne fais rien de plus. Voici par où commencer quand vous voudrez.",
        "All right, I leave it at that. Here is where to start when you like.",
    ),
    "ai.local.start": (
        "Commençons par un scénario : comment s’appelle-t-il ?",
        "Let’s start with a scenario: what is it called?",
    ),
    "ai.local.start.kept": (
        "Je reprends dans sa description ce que vous venez de dire.",
        "I put what you just said into its description.",
    ),
    "ai.local.start.theme": (
        "Commençons par un scénario sur le thème « {thematique} » : comment s’appelle-t-il ?",
        "Let’s start with a scenario about “{thematique}”: what is it called?",
    ),
    "ai.local.noted": ("vous l’avez dit : « {said} »", "you said so: “{said}”"),
    "ai.local.topic.ajouter": (
        (
            "Dites-le-moi en une phrase (« ajoute la cible : DSI d’ETI »), ou demandez-moi des propositions : "
            "chacune a son bouton."
        ),
        (
            "Tell me in a sentence (“add the target: CIOs of mid-size firms”), or ask me for suggestions: each "
            "has its own button."
        ),
    ),
    "ai.local.topic.modifier": (
        (
            "Dites-le-moi en une phrase (« renomme le deuxième objectif en… », « passe la cible DSI en "
            "décision »), ou modifiez-le dans le détail du scénario."
        ),
        (
            "Tell me in a sentence (“rename the second objective to…”, “move the CIO target to decision”), or "
            "edit it in the scenario’s details."
        ),
    ),
    "ai.local.topic.retirer": (
        (
            "Dites-le-moi en une phrase (« supprime la cible DSI », « archive ce scénario »), ou retirez-le dans "
            "le détail du scénario. Vous pourrez annuler."
        ),
        (
            "Tell me in a sentence (“remove the CIO target”, “archive this scenario”), or remove it in the "
            "scenario’s details. You can undo it."
        ),
    ),
    "ai.local.topic.pourquoi": (
        (
            "Dépliez « Pourquoi ? » sur une carte, pour lire sur quoi la proposition repose : la thématique, vos "
            "objectifs, vos cibles, vos ressources ou un message précédent."
        ),
        (
            "Unfold “Why?” on a card: it tells what the suggestion rests on, be it the theme, your objectives, "
            "targets or resources, or an earlier message."
        ),
    ),
    "ai.local.topic.maturite": (
        (
            "La maturité d’une cible dit où elle en est dans son achat : **découverte** (elle prend conscience du "
            "besoin), **évaluation** (elle compare des solutions), **décision** (elle est prête à choisir). Le "
            "plan adapte ses contenus à chacune."
        ),
        (
            "The maturity of a target tells how far it is on its way to buying: **awareness** (it becomes aware "
            "of the need), **consideration** (it compares solutions), **decision** (it is ready to choose). The "
            "plan suits its content to each."
        ),
    ),
    "ai.local.topic.acces": (
        (
            "Il n’y a pas de comptes ici : toute personne qui accède à cette page voit les scénarios. Les "
            "conversations, elles, ne sont connues que de ce navigateur."
        ),
        (
            "There are no accounts here: whoever reaches this page sees the scenarios. Conversations are known to "
            "this browser only."
        ),
    ),
    "ai.local.topic.notions": (
        (
            "Un **objectif** est le résultat visé, au mieux SMART : spécifique, mesurable, atteignable, réaliste et "
            "daté. Une **cible** est le public à toucher ; son **persona**, la personne type qui le représente, et "
            "son **segment**, la part du marché où elle se trouve. Une **ressource** est un contenu que le plan "
            "réutilise."
        ),
        (
            "An **objective** is the result aimed for, SMART at best: specific, measurable, achievable, realistic "
            "and dated. A **target** is the audience to reach; its **persona**, the typical person who stands for "
            "it, and its **segment**, the part of the market where it is. A **resource** is content that the plan "
            "uses again."
        ),
    ),
    "ai.local.topic.definition": (
        (
            "Je ne suis pas un dictionnaire : je sais préparer vos scénarios, et rechercher des inspirations sur "
            "un sujet."
        ),
        "I am no dictionary: I can prepare your scenarios, and search for inspiration on a topic.",
    ),
    "ai.local.topic.donnees": (
        (
            "Vos scénarios sont conservés dans la base de cette application ; les échanges du chat sont effacés "
            "au bout de sept jours. Je réponds ici sans modèle d’IA : rien n’est envoyé ailleurs. Et rien n’est "
            "ajouté à un scénario sans votre clic."
        ),
        (
            "Your scenarios are kept in this application’s own database; chat messages are deleted after seven "
            "days. Here I answer without an AI model: nothing is sent anywhere else. And nothing is added to a "
            "scenario without your click."
        ),
    ),
    "ai.local.topic.ia": (
        (
            "Je suis l’assistant de cette application, en mode démonstration : des règles et une bibliothèque de "
            "propositions B2B, sans modèle d’IA. Je ne comprends donc que ce qui touche à vos scénarios."
        ),
        (
            "I am this application’s assistant, in demonstration mode: rules and a library of B2B suggestions, "
            "without an AI model. So I only understand what is about your scenarios."
        ),
    ),
    "ai.local.topic.budget": (
        (
            "Je ne connais ni vos budgets ni les tarifs des canaux, et ne veux pas en inventer. Je peux vous "
            "aider à choisir les actions ; leur coût reste à chiffrer de votre côté."
        ),
        (
            "I know neither your budgets nor what channels cost, and would rather not make figures up. I can help "
            "you choose the actions; costing them is up to you."
        ),
    ),
    "ai.local.topic.avis": (
        (
            "Je ne sais pas juger à votre place. Un scénario solide a un ou deux objectifs chiffrés, des cibles à "
            "différentes maturités et des ressources que le plan réutilise ; chaque action a un KPI mesurable."
        ),
        (
            "I cannot judge for you. A solid scenario has one or two objectives with a figure, targets at several "
            "maturities and resources that the plan reuses; each action has a measurable KPI."
        ),
    ),
    "ai.local.topic.choisir": (
        (
            "Le choix vous revient : partez de votre objectif prioritaire, et gardez ce qui le sert le plus "
            "directement. « Pourquoi ? », sur chaque carte, dit sur quoi elle repose."
        ),
        (
            "The choice is yours: start from your first objective, and keep what serves it most directly. “Why?” "
            "on each card tells what it rests on."
        ),
    ),
    "ai.local.topic.envoyer": (
        (
            "Je ne sais ni envoyer, ni publier, ni programmer un envoi. Vous pouvez exporter le scénario, ou copier le "
            "plan en Markdown depuis sa page, et le partager vous-même."
        ),
        (
            "I cannot send, publish or schedule anything. You can export the scenario, or copy the plan as Markdown "
            "from its page, and share it yourself."
        ),
    ),
    "ai.local.topic.traduire": (
        (
            "Je ne sais pas traduire. Copiez le plan en Markdown depuis la page du scénario pour le faire traduire "
            "ailleurs."
        ),
        "I cannot translate. Copy the plan as Markdown from the scenario’s page to have it translated elsewhere.",
    ),
    "ai.local.topic.rediger": (
        (
            "Je ne rédige pas les contenus : je propose des ressources à produire, et le plan dit pour qui, sur quel "
            "canal et à quel rythme."
        ),
        (
            "I do not write content: I suggest resources to produce, and the plan tells for whom, on which channel "
            "and how often."
        ),
    ),
    "ai.local.topic.anciens_plans": (
        "Les plans précédents sont gardés sur la page du scénario : un clic suffit pour en restaurer un.",
        "Former plans are kept on the scenario’s page: one click restores one of them.",
    ),
    "ai.local.topic.statut": (
        (
            "Le statut ne se change pas à la main : un scénario est un brouillon tant qu’il lui manque un objectif, "
            "une cible ou un plan, puis il est prêt."
        ),
        (
            "The status is not set by hand: a scenario is a draft as long as it lacks an objective, a target or a "
            "plan, then it is ready."
        ),
    ),
    "ai.local.topic.plan_retire": (
        "Un plan ne se supprime pas, mais vous pouvez le générer à nouveau, ou en modifier les lignes sur sa page.",
        "A plan cannot be deleted, but you can generate it again, or edit its lines on its page.",
    ),
    "ai.local.topic.ordre": (
        (
            "Seuls les objectifs se classent, par leur priorité de 1 à 5. Les cibles et les ressources n’ont pas de "
            "rang : elles restent dans l’ordre où elles ont été ajoutées."
        ),
        (
            "Only objectives are ranked, by their priority from 1 to 5. Targets and resources have no rank: they "
            "stay in the order in which they were added."
        ),
    ),
    "ai.local.topic.dupliquer": (
        (
            "Je ne sais pas dupliquer. Pour copier un scénario, exportez-le en JSON, puis importez ce fichier "
            "depuis la liste des scénarios."
        ),
        (
            "I cannot duplicate. To copy a scenario, export it as JSON, then import that file from the list of "
            "scenarios."
        ),
    ),
    "ai.local.topic.annuler": (
        (
            "Un retrait ou une modification se reprend par le bouton « Annuler » de sa réponse ou de sa "
            "notification ; un ajout, en me demandant de le supprimer. Une demande en cours s’arrête par "
            "« Arrêter », sur son message."
        ),
        (
            "A removal or a change is taken back by the “Undo” button of its answer or notification; an "
            "addition by asking me to remove it. A request under way is stopped by “Stop”, on its message."
        ),
    ),
    "ai.local.topic.incompris": (
        (
            "Pardon, je vous ai mal compris. Redites-le-moi plus simplement (« ajoute la cible… », « propose des "
            "objectifs », « génère le plan »), ou choisissez ci-dessous."
        ),
        (
            "Sorry, I misunderstood you. Say it again more simply (“add the target…”, “suggest objectives”, "
            "“generate the plan”), or choose below."
        ),
    ),
    "ai.local.topic.deplaisir": (
        ("Je suis désolé que cela ne vous convienne pas. Dites-moi ce qu’il faut changer, ou choisissez ci-dessous."),
        "I am sorry that this does not suit you. Tell me what should be changed, or choose below.",
    ),
    "ai.local.topic.indecis": (
        "Pas de souci, avançons pas à pas : voici ce que je vous conseille.",
        "No problem, let’s go step by step: here is what I advise.",
    ),
}
