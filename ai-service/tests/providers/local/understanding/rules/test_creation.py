import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale


class TestTheNameAndTheTheme:
    @pytest.mark.parametrize(
        ("text", "locale", "nom", "thematique"),
        [
            ("Crée un scénario pour le salon FIC 2027, thème cybersécurité", "fr", "Salon FIC 2027", "Cybersécurité"),
            ("nouveau scénario Été 2027 : hydrogène", "fr", "Été 2027", "Hydrogène"),
            ("lance une campagne LinkedIn sur la paie", "fr", "Campagne LinkedIn", "Paie"),
            ("scénario : Audit flash / thème : cybersécurité", "fr", "Audit flash", "Cybersécurité"),
            ("crée un scénario Les Rendez-vous du Cloud, thématique cloud", "fr", "Rendez-vous du Cloud", "Cloud"),
            ("Create a scenario for the FIC 2027 fair, theme cybersecurity", "en", "FIC 2027 fair", "Cybersecurity"),
            ("create a scenario The Cloud Meetups, theme cloud", "en", "Cloud Meetups", "Cloud"),
        ],
    )
    def test_are_told_apart(self, text: str, locale: Locale, nom: str, thematique: str) -> None:
        meaning = understand(text, Situation(locale))
        assert (meaning.intent, meaning.entities) == ("scenario.create", {"nom": nom, "thematique": thematique})

    def test_leave_out_a_destination_that_is_no_name(self) -> None:
        assert "nom" not in understand("crée un scénario pour mes clients, thème cloud", Situation("fr")).entities


class TestTheScenarioSpokenOf:
    SOLAR = (ScenarioName(6, "Lancement offre solaire", "Énergie et RSE"),)

    @pytest.mark.parametrize(
        "text", ["on lance une offre d'audit pour les mairies", "je prépare le lancement d'une offre SOC"]
    )
    def test_is_none_that_only_shares_what_all_are_about(self, text: str) -> None:
        assert understand(text, Situation("fr", scenarios=self.SOLAR)).intent != "scenario.open"

    @pytest.mark.parametrize("text", ["l'offre solaire", "le lancement solaire"])
    def test_is_the_one_of_that_name(self, text: str) -> None:
        assert understand(text, Situation("fr", scenarios=self.SOLAR)).intent == "scenario.open"
