"""The curated inspirations the simulated search answers from."""

from collections import Counter
from importlib import resources
from typing import Any

import pytest
import yaml

from assistant.contracts.base import KINDS
from assistant.contracts.entities import Resultat
from assistant.contracts.proposals import PROPOSAL

CATALOGUE: dict[str, Any] = yaml.safe_load(
    resources.files("search_service").joinpath("catalogue.yaml").read_text(encoding="utf-8")
)
THEMES: dict[str, Any] = CATALOGUE["themes"]
INSPIRATIONS: list[dict[str, Any]] = CATALOGUE["inspirations"]
TEXTS = ("titre", "extrait", "recommandation_action", "source")
PAYLOAD_FIELDS = {
    "objectif": {"label", "description"},
    "cible": {"label", "description", "persona", "segment", "maturite"},
    "ressource": {"type", "titre", "note", "usage"},
}
each_inspiration = pytest.mark.parametrize("inspiration", INSPIRATIONS, ids=lambda inspiration: inspiration["id"])


class TestCatalogue:
    def test_names_every_inspiration_once(self) -> None:
        assert len({inspiration["id"] for inspiration in INSPIRATIONS}) == len(INSPIRATIONS)

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_never_shows_the_same_title_or_advice_twice(self, language: str) -> None:
        for field in ("titre", "recommandation_action", "extrait"):
            texts = [_in(language, inspiration)[field] for inspiration in INSPIRATIONS]
            assert len(set(texts)) == len(texts)

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_never_proposes_the_same_entity_twice(self, language: str) -> None:
        payloads = [_in(language, inspiration)["payload"] for inspiration in INSPIRATIONS]
        names = [payload.get("label") or payload["titre"] for payload in payloads]
        assert len(set(names)) == len(names)

    def test_offers_two_choices_of_each_type_in_each_theme(self) -> None:
        """Two, so that a repeated search still finds something new of the wanted type."""
        offered = Counter((theme, entry["type"]) for entry in INSPIRATIONS for theme in entry["themes"])
        assert len(THEMES) == 13
        assert [cell for cell in ((theme, kind) for theme in THEMES for kind in KINDS) if offered[cell] < 2] == []

    def test_holds_enough_general_inspirations_for_any_other_theme(self) -> None:
        assert sum("general" in inspiration["themes"] for inspiration in INSPIRATIONS) >= 15

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_gives_a_word_to_one_theme_only(self, language: str) -> None:
        words = [word.casefold() for theme in THEMES.values() for word in theme["mots"][language]]
        assert [word for word, times in Counter(words).items() if times > 1] == []
        assert all(theme[language] and len(theme["mots"][language]) >= 8 for theme in THEMES.values())


@each_inspiration
class TestInspiration:
    def test_belongs_to_known_themes(self, inspiration: dict[str, Any]) -> None:
        assert inspiration["themes"]
        assert set(inspiration["themes"]) <= set(THEMES)

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_can_be_shown_as_a_result(self, inspiration: dict[str, Any], language: str) -> None:
        content = _in(language, inspiration)
        resultat = Resultat(type=inspiration["type"], **{field: content[field] for field in TEXTS})
        assert all(getattr(resultat, field).strip() for field in TEXTS)
        assert len(resultat.titre) <= 150
        assert resultat.recommandation_action.endswith(".")
        assert 2 <= resultat.extrait.count(". ") + 1 <= 3

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_can_be_added_as_it_is(self, inspiration: dict[str, Any], language: str) -> None:
        payload = _in(language, inspiration)["payload"]
        assert set(payload) == PAYLOAD_FIELDS[inspiration["type"]]
        assert all(payload.values())
        PROPOSAL.validate_python({"kind": inspiration["type"], **payload})

    def test_is_the_same_entity_in_both_languages(self, inspiration: dict[str, Any]) -> None:
        french, english = inspiration["payload"], inspiration["en"]["payload"]
        assert french.get("maturite") == english.get("maturite")
        assert french.get("type") == english.get("type")
        assert french != english

    def test_says_that_its_source_is_made_up(self, inspiration: dict[str, Any]) -> None:
        assert inspiration["source"].startswith("Exemple simulé – ")
        assert inspiration["en"]["source"].startswith("Simulated example – ")

    def test_follows_the_typography_of_each_language(self, inspiration: dict[str, Any]) -> None:
        french = " ".join(_strings({key: value for key, value in inspiration.items() if key != "en"}))
        english = " ".join(_strings(inspiration["en"]))
        assert not [mark for mark in ("'", '"', " :", " ;", " !", " ?", " %", "« ", " »") if mark in french]
        assert not [mark for mark in ("'", '"', " :", " ;", " !", " ?", " %", "«", "»") if mark in english]


def _in(language: str, inspiration: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = inspiration if language == "fr" else inspiration["en"]
    return content


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return [text for item in inner for text in _strings(item)]
