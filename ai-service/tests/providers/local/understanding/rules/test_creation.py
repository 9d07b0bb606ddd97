import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale


class TestTheNameAndTheTheme:
    @pytest.mark.parametrize(
        ("text", "nom"),
        [
            ("Campagne de rentrée pour notre CRM : 100 leads, cibles DAF et DSI", None),
            ("nouveau scénario nommé 100 leads, thème CRM", "100 leads"),
            ("nouveau scénario 2027 en fête, thème CRM", "2027 en fête"),
        ],
    )
    def test_take_no_count_that_nothing_announces(self, text: str, nom: str | None) -> None:
        meaning = understand(text, Situation("fr"))
        assert (meaning.intent, meaning.entities.get("nom")) == ("scenario.create", nom)

    @pytest.mark.parametrize(
        ("text", "locale", "nom", "thematique"),
        [
            ("Crée un scénario pour le salon FIC 2027, thème cybersécurité", "fr", "Salon FIC 2027", "Cybersécurité"),
            ("nouveau scénario Été 2027 : hydrogène", "fr", "Été 2027", "Hydrogène"),
            ("lance une campagne LinkedIn sur la paie", "fr", "Campagne LinkedIn", "Paie"),
            ("scénario : Audit flash / thème : cybersécurité", "fr", "Audit flash", "Cybersécurité"),
            ("crée un scénario Les Rendez-vous du Cloud, thématique cloud", "fr", "Rendez-vous du Cloud", "Cloud"),
            ("nouvelle campagne Pharma 2027, secteur santé", "fr", "Pharma 2027", "Santé"),
            ("crée un scénario Webinaires Q1 / thème : SaaS", "fr", "Webinaires Q1", "SaaS"),
            ("on démarre un scénario thème assurance qu'on appellera TNS 2027", "fr", "TNS 2027", "Assurance"),
            ("Thématique : BTP, nom : Chantiers propres, crée le scénario", "fr", "Chantiers propres", "BTP"),
            ("Create a scenario for the FIC 2027 fair, theme cybersecurity", "en", "FIC 2027 fair", "Cybersecurity"),
            ("create a scenario The Cloud Meetups, theme cloud", "en", "Cloud Meetups", "Cloud"),
            ("start a scenario named Fleet 2028 in the field of mobility", "en", "Fleet 2028", "Mobility"),
            ("theme: insurance, name: Broker Days, create a scenario", "en", "Broker Days", "Insurance"),
        ],
    )
    def test_are_told_apart(self, text: str, locale: Locale, nom: str, thematique: str) -> None:
        meaning = understand(text, Situation(locale))
        assert (meaning.intent, meaning.entities) == ("scenario.create", {"nom": nom, "thematique": thematique})

    @pytest.mark.parametrize(
        ("text", "locale", "thematique"),
        [
            ("j'aimerais démarrer un scénario, thématique : logistique urbaine", "fr", "Logistique urbaine"),
            ("commençons un nouveau scénario, domaine : immobilier", "fr", "Immobilier"),
            ("crée un scénario sans nom pour l'instant, thème cloud", "fr", "Cloud"),
            ("I'd like to start a scenario, theme: urban logistics", "en", "Urban logistics"),
        ],
    )
    def test_take_no_theme_for_a_name(self, text: str, locale: Locale, thematique: str) -> None:
        assert understand(text, Situation(locale)).entities == {"thematique": thematique}

    def test_leave_out_a_destination_that_is_no_name(self) -> None:
        assert "nom" not in understand("crée un scénario pour mes clients, thème cloud", Situation("fr")).entities


class TestTheScenarioSpokenOf:
    SOLAR = (ScenarioName(6, "Lancement offre solaire", "Énergie et RSE"),)

    @pytest.mark.parametrize(
        "text", ["on lance une offre d'audit pour les mairies", "je prépare le lancement d'une offre SOC"]
    )
    def test_is_none_that_only_shares_what_all_are_about(self, text: str) -> None:
        assert understand(text, Situation("fr", scenarios=self.SOLAR)).intent != "scenario.open"

    @pytest.mark.parametrize("text", ["l'offre solaire", "le lancement solaire", "on bosse sur le lancemment"])
    def test_is_the_one_of_that_name(self, text: str) -> None:
        assert understand(text, Situation("fr", scenarios=self.SOLAR)).intent == "scenario.open"
