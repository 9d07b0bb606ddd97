import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
WEBINAR = {"fr": Known("ressource", 31, "Webinaire NIS2", "webinar"), "en": Known("ressource", 31, "NIS2 webinar")}
PAPER = {
    "fr": Known("ressource", 32, "Livre blanc ransomware", "autre"),
    "en": Known("ressource", 32, "Ransomware white paper", "autre"),
}
TRAFFIC = Known("objectif", 12, "Augmenter de 30 % le trafic du blog")


def meant(text: str, locale: Locale) -> Meaning:
    held = (TRAFFIC, WEBINAR[locale], PAPER[locale])
    return understand(text, Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,), entities=held))


class TestWhatBecameOfAnEntity:
    @pytest.mark.parametrize(
        ("text", "locale", "known"),
        [
            ("le webinaire a été enregistré", "fr", WEBINAR["fr"]),
            ("le webinaire est reporté au 12 mars", "fr", WEBINAR["fr"]),
            ("on a publié le livre blanc ce matin", "fr", PAPER["fr"]),
            ("la traduction du livre blanc est prête", "fr", PAPER["fr"]),
            ("Bonne nouvelle : le livre blanc est enfin validé par le client", "fr", PAPER["fr"]),
            ("le trafic du blog a augmenté de 12 %", "fr", TRAFFIC),
            ("the webinar has been recorded", "en", WEBINAR["en"]),
            ("we published the white paper this morning", "en", PAPER["en"]),
            ("the white paper got 300 downloads", "en", PAPER["en"]),
        ],
    )
    def test_may_be_noted_there_and_adds_no_second_one(self, text: str, locale: Locale, known: Known) -> None:
        meaning = meant(text, locale)
        assert (meaning.intent, meaning.entities) == ("clarify", {"told": known})

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("on a publié le livre blanc Zero Trust", "ressource.add"),
            ("le webinaire est passé, retire-le", "ressource.remove"),
            ("le webinaire est annulé", "ressource.remove"),
            ("le webinaire est en fait une vidéo", "ressource.update"),
            ("le webinaire s'appelle désormais Réussir NIS2", "ressource.update"),
        ],
    )
    def test_is_no_request_said_of_it(self, text: str, intent: str) -> None:
        assert meant(text, "fr").intent == intent
