from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.rewriting.spelling import spelt
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "Managed SOC", "Cybersecurity")
ENGLISH = Situation("en", scenario=SCENARIO, scenarios=(SCENARIO,), entities=(Known("cible", 21, "Hospital CISOs"),))
FRENCH = Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,), entities=(Known("cible", 21, "RSSI de cliniques"),))


class TestShortSpellings:
    def test_are_written_out(self) -> None:
        assert spelt("un article ds les ressources pr qd", "fr") == "un article dans les ressources pour quand"

    def test_get_back_the_apostrophe_that_they_lack(self) -> None:
        assert spelt("met moi larticle, dobjectifs", "fr") == "met moi l'article, d'objectifs"

    def test_leave_words_that_only_look_so(self) -> None:
        assert spelt("lancement, leader, donner, jouer, délais", "fr") == "lancement, leader, donner, jouer, délais"

    def test_stay_in_quotations_and_addresses(self) -> None:
        kept = "« ds le bâtiment » sur https://ds.example/ds"
        assert spelt(kept, "fr") == kept

    def test_are_those_of_the_language(self) -> None:
        assert spelt("CIOs n CFOs, pls", "en") == "CIOs and CFOs, please"


class TestAMisspeltWord:
    @pytest.mark.parametrize(
        ("text", "locale", "expected"),
        [
            ("put them in decison", "en", "put them in decision"),
            ("Resorces please", "en", "Resources please"),
            ("passe en considértion", "fr", "passe en consideration"),
            ("mes obejctifs", "fr", "mes objectifs"),
        ],
    )
    def test_is_spelt_right(self, text: str, locale: Locale, expected: str) -> None:
        assert spelt(text, locale) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "personal discoveries, decisions to discover",
            "evaluating a phrase, a crible, a story",
            "the article “Hard decison” and ‘decison’ at https://www.example.com/resorces",
        ],
    )
    def test_is_left_alone_when_it_may_be_another_one(self, text: str) -> None:
        assert spelt(text, "en") == text

    @pytest.mark.parametrize(
        ("text", "situation", "expected"),
        [
            ("put hospital cisos in decison", ENGLISH, ("cible.update", {"ref": 21, "maturite": "decision"})),
            ("passe les rssi en decison", FRENCH, ("cible.update", {"ref": 21, "maturite": "decision"})),
            ("add CFOs to the tragets", ENGLISH, ("cible.add", {"label": "CFOs"})),
            ("hospital cisos -> decision", ENGLISH, ("cible.update", {"ref": 21, "maturite": "decision"})),
        ],
    )
    def test_gives_its_value(self, text: str, situation: Situation, expected: tuple[str, dict[str, Any]]) -> None:
        meaning = understand(text, situation)

        assert (meaning.intent, meaning.entities) == expected
