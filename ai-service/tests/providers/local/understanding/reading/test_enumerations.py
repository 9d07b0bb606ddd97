import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = ScenarioName(1, "Offre solaire", "Énergie")


def names(text: str, locale: Locale) -> list[str]:
    """The names of the targets that a text asks to add."""
    asked = understand(text, Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,))).each()
    assert {each.intent for each in asked} == {"cible.add"}
    return [each.entities["label"] for each in asked]


class TestAListOfTargets:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ajoute DAF, DRH et cadres de santé", ["DAF", "DRH", "Cadres de santé"]),
            ("ajoute les CTO et les responsables support comme cibles", ["CTO", "Responsables support"]),
            ("Deux nouvelles cibles : consultants SIRH et juristes", ["Consultants SIRH", "Juristes"]),
            ("Pense à ajouter les DRH et les RRF", ["DRH", "RRF"]),
            ("maires et échevins en cibles", ["Maires", "Échevins"]),
            ("il manque les DPO et les juristes dans nos cibles", ["DPO", "Juristes"]),
            ("ajoute comme cibles : a) les DAF b) les RSSI", ["DAF", "RSSI"]),
            ("voici mes cibles :\n1. DAF de PME\n2. RSSI", ["DAF de PME", "RSSI"]),
        ],
    )
    def test_names_each_in_french(self, text: str, expected: list[str]) -> None:
        assert names(text, "fr") == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("school principals and bursars as targets", ["School principals", "Bursars"]),
            ("we also want to reach mayors and town clerks", ["Mayors", "Town clerks"]),
            ("put mayors then town clerks in the targets", ["Mayors", "Town clerks"]),
            ("add CEOs, CFOs and company secretaries", ["CEOs", "CFOs", "Company secretaries"]),
        ],
    )
    def test_names_each_in_english(self, text: str, expected: list[str]) -> None:
        assert names(text, "en") == expected

    def test_gives_each_its_own_stage(self) -> None:
        text = "add property managers at decision stage and tenants at awareness"
        asked = understand(text, Situation("en", scenario=SCENARIO, scenarios=(SCENARIO,))).each()
        assert [each.entities for each in asked] == [
            {"label": "Property managers", "maturite": "decision"},
            {"label": "Tenants", "maturite": "awareness"},
        ]


class TestANameThatHoldsAnAnd:
    @pytest.mark.parametrize(
        ("text", "locale", "name"),
        [
            (
                "ajoute les directeurs administratifs et financiers en cibles",
                "fr",
                "Directeurs administratifs et financiers",
            ),
            ("responsables achats et services généraux en cibles", "fr", "Responsables achats et services généraux"),
            ("ajoute les dirigeants de TPE et PME", "fr", "Dirigeants de TPE et PME"),
            ("sales and operations managers as targets", "en", "Sales and operations managers"),
            ("add owners of hotels and restaurants as a target", "en", "Owners of hotels and restaurants"),
        ],
    )
    def test_stays_one(self, text: str, locale: Locale, name: str) -> None:
        assert names(text, locale) == [name]


class TestAListOfContents:
    @pytest.mark.parametrize(
        ("text", "locale", "titles"),
        [
            (
                "add three resources: the NIS2 guide, the backup webinar and our pricing sheet",
                "en",
                ["NIS2 guide", "Backup webinar", "Pricing sheet"],
            ),
            (
                "ajoute un livre blanc Zero Trust ainsi qu'une vidéo de présentation",
                "fr",
                ["Livre blanc Zero Trust", "Vidéo de présentation"],
            ),
        ],
    )
    def test_names_each(self, text: str, locale: Locale, titles: list[str]) -> None:
        asked = understand(text, Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,))).each()
        assert [(each.intent, each.entities["titre"]) for each in asked] == [
            ("ressource.add", title) for title in titles
        ]
