from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ai_service.providers.base import Request
from ai_service.providers.local.library import library, proposals
from ai_service.providers.local.suggestions import suggest
from ai_service.providers.local.topics import topics
from ai_service.wording import is_said
from assistant.contracts.base import KINDS, Kind, Locale
from assistant.contracts.entities import Scenario
from assistant.contracts.proposals import PROPOSAL, title_of

Make = Callable[..., Scenario]
THEMES = {
    "cybersecurite": "Cybersécurité des ETI",
    "cloud": "Migration cloud",
    "rh": "Marque employeur et RH",
    "finance": "Facturation électronique",
    "industrie": "Maintenance industrielle",
    "logistique": "Logistique du froid",
    "sante": "Santé numérique",
    "energie_rse": "Énergie et RSE",
    "saas": "Lancement d’un logiciel SaaS",
    "formation": "Formation professionnelle",
    "btp": "Bâtiment et travaux publics",
    "juridique": "Services juridiques",
    "donnees_ia": "Intelligence artificielle",
}
ANY_TEXT = st.text(min_size=1, max_size=150).filter(str.strip)
NAMES = st.lists(ANY_TEXT.map(lambda text: text[:100]), max_size=6)


def names(request: Request, kind: Kind) -> list[str]:
    return [title_of(proposal) for proposal in suggest(request, kind).proposals]


class TestAnyScenario:
    @given(
        nom=ANY_TEXT,
        thematique=ANY_TEXT,
        held=NAMES,
        wish=st.text(max_size=500),
        asked=st.integers(0, 50),
        kind=st.sampled_from(KINDS),
        locale=st.sampled_from(["fr", "en"]),
    )
    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_gets_exactly_three_valid_new_and_different_proposals(
        self,
        scenario: Make,
        nom: str,
        thematique: str,
        held: list[str],
        wish: str,
        asked: int,
        kind: Kind,
        locale: Locale,
    ) -> None:
        made = scenario(
            nom=nom,
            thematique=thematique,
            objectifs=tuple(held),
            cibles=tuple((name, "awareness") for name in held),
            ressources=tuple((name, "autre") for name in held),
        )
        request = Request(task="suggest", kind=kind, locale=locale, text=wish, scenario=made, asked={kind: asked})
        found = suggest(request, kind).proposals
        assert len(found) == 3
        for proposal in found:
            assert PROPOSAL.validate_python(proposal.model_dump()) == proposal
            assert proposal.pourquoi
            others = [title_of(other) for other in found if other is not proposal]
            assert not is_said(title_of(proposal), [*held, *others], locale)

    def test_gets_the_same_proposals_for_the_same_request(self, suggestion: Request) -> None:
        assert suggest(suggestion, "cible") == suggest(suggestion, "cible")

    def test_gets_others_after_it_was_shown_some(self, suggestion: Request) -> None:
        shown: tuple[str, ...] = ()
        for asked in range(8):
            found = names(replace(suggestion, asked={"cible": asked}, proposed={"cible": shown}), "cible")
            assert not any(is_said(name, shown, "fr") for name in found)
            shown = (*found, *shown)

    @pytest.mark.parametrize("kind", KINDS)
    def test_still_gets_three_when_it_holds_all_that_was_ever_proposed(self, scenario: Make, kind: Kind) -> None:
        held: list[str] = []
        for _ in range(34):
            made = scenario(
                objectifs=tuple(held) if kind == "objectif" else (),
                cibles=tuple((name, "awareness") for name in held) if kind == "cible" else (),
                ressources=tuple((name, "autre") for name in held) if kind == "ressource" else (),
            )
            request = Request(task="suggest", kind=kind, locale="fr", scenario=made)
            found = names(request, kind)
            assert len(found) == 3
            assert not any(is_said(name, held, "fr") for name in found)
            held += found

    def test_may_be_shown_earlier_proposals_again_when_nothing_else_is_left(self, suggestion: Request) -> None:
        general = library("fr").general
        everything = [
            title_of(made) for theme in (*library("fr").themes, general) for made in proposals(theme, "cible", "x")
        ]
        shown = tuple(everything * 2)
        assert len(names(replace(suggestion, proposed={"cible": shown}), "cible")) == 3


class TestAWish:
    def test_is_answered_first(self, suggestion: Request) -> None:
        request = replace(suggestion, kind="ressource", text="plutôt un webinaire")
        found = suggest(request, "ressource").proposals
        assert any(getattr(proposal, "type", "") == "webinar" for proposal in found)
        assert "plutôt un webinaire" in found[0].pourquoi

    def test_of_another_theme_brings_that_theme_in(self, suggestion: Request) -> None:
        request = replace(suggestion, text="pour les hôpitaux et la santé")
        assert "sante" in [topic.theme.id for topic in topics(request)]


class TestThemes:
    @pytest.mark.parametrize(("id_", "thematique"), THEMES.items())
    def test_are_recognised_by_their_words(self, scenario: Make, id_: str, thematique: str) -> None:
        request = Request(
            task="suggest", kind="cible", locale="fr", scenario=scenario(nom="Campagne", thematique=thematique)
        )
        assert id_ in [topic.theme.id for topic in topics(request)]

    def test_are_recognised_in_the_other_language_too(self, scenario: Make) -> None:
        request = Request(
            task="suggest", kind="cible", locale="en", scenario=scenario(nom="Campagne", thematique="Logistique")
        )
        assert [topic.theme.id for topic in topics(request)] == ["logistique"]

    def test_unknown_degrade_to_general_proposals(self, scenario: Make) -> None:
        request = Request(
            task="suggest", kind="objectif", locale="fr", scenario=scenario(nom="Campagne", thematique="Apiculture")
        )
        assert topics(request) == ()
        assert any(
            "Apiculture" in proposal.description
            for proposal in suggest(request, "objectif").proposals
            if proposal.kind == "objectif"
        )

    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_all_hold_valid_proposals_that_differ(self, locale: Locale) -> None:
        book = library(locale)
        assert len(book.themes) >= 12
        for kind in KINDS:
            seen: list[str] = []
            for theme in (*book.themes, book.general):
                for proposal in proposals(theme, kind, "Sécurité cloud"):
                    assert not is_said(title_of(proposal), seen, locale)
                    seen.append(title_of(proposal))

    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_are_the_same_in_both_languages(self, locale: Locale) -> None:
        assert {theme.id for theme in library(locale).themes} == set(THEMES)
