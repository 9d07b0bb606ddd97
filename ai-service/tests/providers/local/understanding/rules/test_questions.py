import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
SHOWN = (Known("cible", 1, "DAF d’ETI"), Known("cible", 2, "DRH de PME"))


class TestATopic:
    @pytest.mark.parametrize("proposals", [(), SHOWN])
    @pytest.mark.parametrize(
        ("text", "locale", "topic"),
        [
            ("passe le scénario en prêt", "fr", "statut"),
            ("marque le scénario comme prêt", "fr", "statut"),
            ("mets le statut à prêt", "fr", "statut"),
            ("mark the scenario as ready", "en", "statut"),
            ("pourquoi LinkedIn ?", "fr", "pourquoi"),
            ("why did you suggest that?", "en", "pourquoi"),
            ("comment supprimer une cible ?", "fr", "retirer"),
            ("how do I rename an objective?", "en", "modifier"),
            ("c'est quoi la maturité ?", "fr", "maturite"),
            ("que veut dire NIS2 ?", "fr", "definition"),
            ("c'est quoi un persona ?", "fr", "definition"),
            ("what is a KPI?", "en", "definition"),
            ("est-ce que mes données sont enregistrées ?", "fr", "donnees"),
            ("where does my data go?", "en", "donnees"),
            ("tu es une IA ?", "fr", "ia"),
            ("are you a robot?", "en", "ia"),
            ("quel budget prévoir ?", "fr", "budget"),
            ("est-ce que mon plan est bon ?", "fr", "avis"),
            ("which one is best?", "en", "choisir"),
            ("envoie le plan à paul@x.fr", "fr", "envoyer"),
            ("publie le plan sur LinkedIn", "fr", "envoyer"),
            ("programme l'envoi de la newsletter", "fr", "envoyer"),
            ("relance le client Dupont demain", "fr", "envoyer"),
            ("schedule the newsletter", "en", "envoyer"),
            ("traduis le plan en anglais", "fr", "traduire"),
            ("translate the plan into French", "en", "traduire"),
            ("écris le message de la newsletter", "fr", "rediger"),
            ("write me a LinkedIn post", "en", "rediger"),
            ("restaure l'ancien plan", "fr", "anciens_plans"),
            ("je préfère l'ancien plan", "fr", "anciens_plans"),
            ("bring back the previous plan", "en", "anciens_plans"),
            ("supprime le plan", "fr", "plan_retire"),
            ("remets la cible que j'ai supprimée", "fr", "annuler"),
            ("restaure l'objectif supprimé", "fr", "annuler"),
            ("j'ai effacé le webinaire sans faire exprès", "fr", "annuler"),
            ("annule la suppression de la cible DAF", "fr", "annuler"),
            ("restore the target I deleted", "en", "annuler"),
            ("delete the plan", "en", "plan_retire"),
            ("c'est quoi la différence entre cible et persona ?", "fr", "notions"),
            ("qu'est-ce qu'un objectif SMART ?", "fr", "notions"),
            ("what is a SMART goal?", "en", "notions"),
            ("est-ce que les DAF sont une bonne cible ?", "fr", "avis"),
            ("which objective matters most?", "en", "avis"),
            ("qui t'a fait ?", "fr", "ia"),
            ("est-ce que mes collègues voient mes scénarios ?", "fr", "acces"),
            ("who can see my scenarios?", "en", "acces"),
            ("duplique ce scénario", "fr", "dupliquer"),
            ("duplicate this scenario", "en", "dupliquer"),
            ("annule la dernière action", "fr", "annuler"),
            ("c'est nul", "fr", "deplaisir"),
            ("this is useless", "en", "deplaisir"),
            ("tu n'as pas compris", "fr", "incompris"),
            ("that's not what I asked", "en", "incompris"),
            ("je ne sais pas", "fr", "indecis"),
            ("up to you", "en", "indecis"),
        ],
    )
    def test_is_told_by_its_words(self, text: str, locale: Locale, topic: str, proposals: tuple[Known, ...]) -> None:
        meaning = understand(text, Situation(locale, SCENARIO, (SCENARIO,), proposals=proposals))
        assert (meaning.intent, meaning.entities["topic"]) == ("topic", topic)

    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("quel contenu envoyer aux DSI ?", "fr"),
            ("quels messages partager avec nos clients ?", "fr"),
            ("quels objectifs pour baisser le coût d'acquisition ?", "fr"),
            ("quelles sont les cibles pertinentes ?", "fr"),
            ("c'est quoi la maturité de la cible DSI ?", "fr"),
            ("tu as pas mieux ?", "fr"),
            ("c'est quoi un bon objectif ?", "fr"),
            ("what messages should be sent to CIOs?", "en"),
            ("which targets are in consideration?", "en"),
            ("this works", "en"),
            ("that's what I wanted", "en"),
        ],
    )
    def test_is_none_of_what_is_said_of_a_scenario(self, text: str, locale: Locale) -> None:
        assert understand(text, Situation(locale, SCENARIO, (SCENARIO,))).intent != "topic"

    def test_tells_what_is_to_be_looked_for(self) -> None:
        assert understand("que veut dire NIS2 ?", Situation("fr", SCENARIO)).entities["sujet"] == "NIS2"

    def test_tells_of_what_kind_it_is(self) -> None:
        assert understand("comment modifier un objectif ?", Situation("fr", SCENARIO)).about == ("objectif.update",)

    def test_of_adding_asks_what(self) -> None:
        meaning = understand("comment ajouter une cible ?", Situation("fr", SCENARIO))
        assert (meaning.intent, meaning.entities) == ("cible.add", {})

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("pourquoi les chats ronronnent ?", "off_topic"),
            ("combien coûte un vol pour Marrakech ?", "off_topic"),
            ("ajoute une cible responsables des données", "cible.add"),
            ("ajoute l'objectif réduire le budget publicité", "objectif.add"),
            ("pourquoi ne pas ajouter la cible DRH ?", "cible.add"),
        ],
    )
    def test_is_none_of_what_only_shares_a_word(self, text: str, intent: str) -> None:
        assert understand(text, Situation("fr", SCENARIO)).intent == intent
