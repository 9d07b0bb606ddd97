from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
HELD = {
    "fr": (
        Known("ressource", 31, "Démo du module congés", "video"),
        Known("ressource", 32, "Livre blanc ransomware", "autre"),
        Known("ressource", 33, "Cas client fonderie", "cas_client"),
    ),
    "en": (
        Known("ressource", 31, "Demo of the leave module", "video"),
        Known("ressource", 32, "Ransomware white paper", "autre"),
        Known("ressource", 33, "Foundry case study", "cas_client"),
    ),
}


def told(text: str, locale: Locale) -> list[tuple[str, dict[str, Any]]]:
    situation = Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,), entities=HELD[locale])
    return [(each.intent, each.entities) for each in understand(text, situation).each()]


class TestTheAddressOfAResource:
    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("Je me suis trompée dans l'adresse du cas fonderie, la bonne est https://example.com/f", "fr"),
            ("le lien du cas client est mort, voici le nouveau : https://example.com/f", "fr"),
            ("ajoute un lien https://example.com/f au cas client", "fr"),
            ("the correct URL for the case study is https://example.com/f", "en"),
            ("add a link https://example.com/f to the foundry case study", "en"),
        ],
    )
    def test_is_given_to_the_one_that_is_named(self, text: str, locale: Locale) -> None:
        assert told(text, locale) == [("ressource.update", {"ref": 33, "url": "https://example.com/f"})]


class TestTheSortOfAResource:
    @pytest.mark.parametrize(
        ("text", "locale", "ref", "sort"),
        [
            ("La démo du module congés n'est pas une vidéo mais un webinaire, pardon", "fr", 31, "webinar"),
            ("la démo c'est un webinaire, pas une vidéo", "fr", 31, "webinar"),
            ("le livre blanc est en fait un article", "fr", 32, "article"),
            ("le cas client est une vidéo", "fr", 33, "video"),
            ("the case study is a video", "en", 33, "video"),
            ("passe le livre blanc en article", "fr", 32, "article"),
            ("change le type du livre blanc : vidéo", "fr", 32, "video"),
            ("Le livre blanc devrait être classé en vidéo", "fr", 32, "video"),
            ("the white paper isn't an article, it's a webinar", "en", 32, "webinar"),
            ("I mislabelled the white paper, it's an article", "en", 32, "article"),
        ],
    )
    def test_is_the_one_that_is_said_last_and_not_denied(self, text: str, locale: Locale, ref: int, sort: str) -> None:
        assert told(text, locale) == [("ressource.update", {"ref": ref, "type": sort})]

    def test_may_be_a_new_title_when_that_is_asked(self) -> None:
        assert told("renomme le livre blanc en Guide", "fr") == [("ressource.update", {"ref": 32, "titre": "Guide"})]

    @pytest.mark.parametrize("text", ["ajoute un balado sur les ransomwares", "ajoute une infographie"])
    def test_is_another_than_the_four_where_none_is_named(self, text: str) -> None:
        ((intent, entities),) = told(text, "fr")
        assert (intent, entities.get("type", "autre")) == ("ressource.add", "autre")
