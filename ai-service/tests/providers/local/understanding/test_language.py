import pytest

from ai_service.eval import cases
from ai_service.providers.local.understanding.language import spoken
from assistant.contracts.base import Locale


class TestTheLanguageOfASentence:
    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_is_that_of_the_page_for_those_who_write_in_it(self, locale: Locale) -> None:
        told = [spoken(case.text, locale) == locale for case in cases(locale)]
        # Short sentences are made of words that French borrows: "full list of scenarios pls".
        assert sum(told) / len(told) >= 0.99

    @pytest.mark.parametrize(("locale", "page"), [("fr", "en"), ("en", "fr")])
    def test_is_mostly_told_on_a_page_in_the_other_one(self, locale: Locale, page: Locale) -> None:
        told = [spoken(case.text, page) == locale for case in cases(locale)]
        assert sum(told) / len(told) >= 0.95

    @pytest.mark.parametrize("text", ["", "2 + 2", "DSI", "https://example.com/the/white/paper", "日本語"])
    @pytest.mark.parametrize("page", ["fr", "en"])
    def test_is_that_of_the_page_when_the_words_say_nothing_of_it(self, text: str, page: Locale) -> None:
        assert spoken(text, page) == page
