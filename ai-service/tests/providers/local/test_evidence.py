import pytest

from ai_service.providers.local.evidence import spoken, telling
from assistant.contracts.base import Locale


class TestTheTellingWordsOfAText:
    @pytest.mark.parametrize(
        ("text", "locale", "words"),
        [
            ("Obtenir 40 audits de maturité NIS2 en six mois", "fr", ["audits", "maturité", "NIS2"]),
            ("Logiciel de paie", "fr", ["Logiciel", "paie"]),
            ("Payer moins", "fr", []),
            ("How to win 10 deals", "fr", ["deals"]),
            ("AI for plants", "en", ["AI", "plants"]),
            ("Conformité NIS 2", "fr", ["Conformité", "NIS"]),
            ("Rendez-vous avec des DSI", "fr", ["Rendez-vous", "DSI"]),
        ],
    )
    def test_are_neither_figures_nor_words_found_everywhere(self, text: str, locale: Locale, words: list[str]) -> None:
        assert list(telling(text, locale).values()) == words


class TestAMark:
    @pytest.mark.parametrize(
        ("mark", "text", "locale"),
        [
            ("formation", "Nouveaux formats", "fr"),
            ("paie", "Solutions de paiement", "fr"),
            ("université", "Univers de la mode", "fr"),
            ("hospital", "Hospitality", "en"),
            ("cabinet d’avocats", "Cabinet de conseil", "fr"),
        ],
    )
    def test_is_not_spoken_by_another_word_of_its_stem(self, mark: str, text: str, locale: Locale) -> None:
        assert spoken([mark], text, locale) == []

    @pytest.mark.parametrize(
        ("mark", "text"),
        [
            ("hôpital", "Hôpitaux"),
            ("CFA", "CFAs"),
            ("bureau", "Bureaux"),
            ("NIS2", "NIS 2"),
            ("ISO 27001", "ISO27001"),
            ("formation", "FORMATIONS"),
            ("santé", "Sante numerique"),
            ("industriel", "Maintenance industrielle"),
        ],
    )
    def test_is_spoken_whatever_its_case_accents_and_endings(self, mark: str, text: str) -> None:
        assert spoken([mark], text, "fr") == [mark]

    @pytest.mark.parametrize(("mark", "text"), [("pharmacy", "Pharmacies"), ("factory", "factories"), ("CFO", "CFOs")])
    def test_is_spoken_by_its_plural_in_english(self, mark: str, text: str) -> None:
        assert spoken([mark], text, "en") == [mark]
