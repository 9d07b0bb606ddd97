from pathlib import Path
from typing import Any

import pytest
import yaml

from ai_service.providers.local.library import library
from assistant.contracts.base import Locale

SCENARIOS: dict[str, dict[Locale, list[list[str]]]] = yaml.safe_load(
    (Path(__file__).parent / "themes.yaml").read_text(encoding="utf-8")
)
LOCALES: tuple[Locale, ...] = ("fr", "en")


def told(place: str) -> list[Any]:
    return [pytest.param(locale, *row, id=" / ".join(row)) for locale in LOCALES for row in SCENARIOS[place][locale]]


class TestAScenarioOfNoKnownTheme:
    @pytest.mark.parametrize(("locale", "nom", "thematique"), told("outside"))
    def test_is_claimed_by_none(self, locale: Locale, nom: str, thematique: str) -> None:
        claims = [claim for other in LOCALES for claim in library(other).about(thematique, nom)]
        assert [claim.theme.id for claim in claims] == []


class TestAScenarioOfAKnownTheme:
    @pytest.mark.parametrize(("locale", "nom", "thematique", "theme"), told("inside"))
    def test_is_recognised_as_its_first(self, locale: Locale, nom: str, thematique: str, theme: str) -> None:
        assert library(locale).about(thematique, nom)[0].theme.id == theme


class TestAWordSharedWithOtherTopics:
    def test_tells_a_theme_when_it_is_all_that_is_said(self) -> None:
        assert [claim.theme.id for claim in library("fr").about("Formation")] == ["formation"]

    def test_tells_a_theme_when_another_supports_it(self) -> None:
        assert [claim.theme.id for claim in library("fr").about("Transport et livraison")] == ["logistique"]

    def test_tells_nothing_in_a_long_text_about_something_else(self) -> None:
        text = "Nos ruches, nos contrats avec les fleuristes, le droit de visite, la récolte et les ateliers"
        assert library("fr").about(text) == ()


class TestAClaim:
    def test_says_which_text_tells_the_theme(self) -> None:
        assert [claim.place for claim in library("fr").about("Apiculture", "Webinaire RGPD")] == [1]


class TestTheWordsOfAllThemes:
    @pytest.mark.parametrize("locale", LOCALES)
    def test_are_each_of_one_theme_only(self, locale: Locale) -> None:
        words = [word for theme in library(locale).themes for word in (*theme.mots, *theme.indices)]
        assert sorted(words) == sorted(set(words))
