import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ai_service.providers.base import Ask, Request
from ai_service.providers.local.chance import seeded
from ai_service.providers.local.library import combined, library, proposals
from ai_service.providers.local.proposing.likeness import is_alike
from ai_service.providers.local.proposing.proposing import propose
from ai_service.providers.local.proposing.suggestions import suggest
from ai_service.providers.local.topics import topics
from ai_service.wording import fold, is_said
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
FIGURES: dict[Locale, str] = {
    "fr": r"\d|doubler|\b(?:deux|trois|quatre|cinq|six|huit|dix|douze|quinze|vingt)\b",
    "en": r"\d|double|\b(?:two|three|four|five|six|eight|ten|twelve|fifteen|twenty)\b",
}
DELAYS: dict[Locale, str] = {
    "fr": r"\b(?:jours|mois|trimestres?|semestre|ans?|année|exercice|échéance)\b",
    "en": r"\b(?:days|months?|quarters?|years?|deadline|year-end)\b",
}
TYPOGRAPHY: dict[Locale, str] = {
    "fr": (
        r"(?:[^\u00a0\w»][:;!?%€]|\w[;!?%€]|\w:|«[^\u00a0]|[^\u00a0]»|'|\.\.\.|\bde (?:le|les)\b"
        r"|\bde (?=[aeiouéèêâîôûœ])|\bd’[^aeiouyhéèêâîôûàœAEIOUYÉÈÊÂÎÔÛÀŒH«\W])"
    ),
    "en": r"[«»']|\u00a0|\s[:;!?%]|\.\.\.",
}
KNOWLEDGE = Path(str(files("ai_service.providers.local"))) / "knowledge"
ANY_TEXT = st.text(min_size=1, max_size=150).filter(str.strip)
NAMES = st.lists(ANY_TEXT.map(lambda text: text[:100]), max_size=6)


def told(folder: Path, locale: Locale) -> Iterator[str]:
    """Every text of the files of a folder in one language."""

    def walk(node: object) -> Iterator[str]:
        if isinstance(node, str):
            yield node
        elif isinstance(node, list | dict):
            for inner in node.values() if isinstance(node, dict) else node:
                yield from walk(inner)

    for file in folder.glob(f"{locale}.yaml" if folder.name == "plan" else "*.yaml"):
        yield from walk(yaml.safe_load(file.read_text(encoding="utf-8")))


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

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("thematique", ["Sécurité cloud", "Apiculture"])
    def test_gets_others_each_of_ten_times_and_never_what_it_holds(
        self, scenario: Make, kind: Kind, thematique: str
    ) -> None:
        held = names(Request(task="suggest", kind=kind, locale="fr", scenario=scenario(thematique=thematique)), kind)
        made = scenario(
            thematique=thematique,
            objectifs=tuple(held) if kind == "objectif" else (),
            cibles=tuple((name, "awareness") for name in held) if kind == "cible" else (),
            ressources=tuple((name, "autre") for name in held) if kind == "ressource" else (),
        )
        shown: tuple[str, ...] = ()
        for asked in range(10):
            request = Request(
                task="suggest", kind=kind, locale="fr", scenario=made, asked={kind: asked}, proposed={kind: shown}
            )
            found = names(request, kind)
            assert not any(is_said(name, [*held, *shown], "fr") for name in found)
            shown = (*found, *shown)

    @pytest.mark.parametrize("kind", KINDS)
    def test_gets_another_idea_each_time_as_long_as_there_are_some(self, scenario: Make, kind: Kind) -> None:
        shown: tuple[str, ...] = ()
        for asked in range(7):
            request = Request(
                task="suggest",
                kind=kind,
                locale="fr",
                scenario=scenario(thematique="Apiculture"),
                asked={kind: asked},
                proposed={kind: shown},
            )
            shown = (*names(request, kind), *shown)
        ideas = [idea for idea, _ in combined(library("fr").general, kind, "Apiculture", seeded())]
        for idea in set(ideas):
            assert sum(fold(idea) in fold(name) for name in shown) <= 1

    @pytest.mark.parametrize("locale", ["fr", "en"])
    @pytest.mark.parametrize(("thematique", "rounds"), [("Apiculture", 17), ("Maintenance industrielle", 20)])
    def test_gets_other_objectives_than_the_same_with_another_deadline_and_is_told_when_none_is_left(
        self, scenario: Make, thematique: str, rounds: int, locale: Locale
    ) -> None:
        shown: tuple[str, ...] = ()
        extents = list[str]()
        for asked in range(rounds + 5):
            request = Request(
                task="suggest",
                kind="objectif",
                locale=locale,
                scenario=scenario(nom="Campagne", thematique=thematique),
                asked={"objectif": asked},
                proposed={"objectif": shown},
            )
            made = suggest(request, "objectif")
            found = [title_of(proposal) for proposal in made.proposals]
            assert any(is_alike(name, shown, locale) for name in found) == (made.extent == "again")
            assert made.extent != "again" or asked >= rounds
            shown = (*found, *shown)
            extents.append(made.extent)
        assert extents[-1] == "again"

    @pytest.mark.parametrize(
        ("kind", "held", "refused"),
        [
            ("objectif", "lancer 12 pilotes en usine", "Lancer douze pilotes"),
            ("cible", "directeur d’usine agro-alimentaire", "Directeurs d’usine agroalimentaire"),
        ],
    )
    def test_is_never_proposed_what_it_holds_in_other_figures_or_with_a_hyphen(
        self, scenario: Make, kind: Kind, held: str, refused: str
    ) -> None:
        made = scenario(
            thematique="Maintenance industrielle",
            objectifs=(held,) if kind == "objectif" else (),
            cibles=((held, "consideration"),) if kind == "cible" else (),
        )
        shown: tuple[str, ...] = ()
        for asked in range(8):
            request = Request(
                task="suggest", kind=kind, locale="fr", scenario=made, asked={kind: asked}, proposed={kind: shown}
            )
            shown = (*names(request, kind), *shown)
        assert not [name for name in shown if name.startswith(refused)]

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

    @pytest.mark.parametrize(
        ("held", "is_proposed"),
        [
            ("Obtenir 40 audits de maturité NIS2", False),
            ("Décrocher 40 audits de maturité NIS2", False),
            # Another figure, or too short a name, is another thing.
            ("Obtenir 30 audits de maturité NIS2", True),
            ("Audits", True),
        ],
    )
    def test_is_not_proposed_what_it_holds_at_greater_length(
        self, scenario: Make, held: str, is_proposed: bool
    ) -> None:
        made = scenario(thematique="Cybersécurité", objectifs=(held,))
        request = Request(task="suggest", kind="objectif", locale="fr", text="des audits NIS2", scenario=made)
        found = [title_of(proposal) for proposal in suggest(request, "objectif").proposals]
        assert ("Obtenir 40 audits de maturité NIS2 en six mois" in found) == is_proposed

    def test_may_be_shown_earlier_proposals_again_when_nothing_else_is_left(self, suggestion: Request) -> None:
        general = library("fr").general
        everything = [
            title_of(made) for theme in (*library("fr").themes, general) for made in proposals(theme, "cible", "x")
        ]
        shown = tuple(everything * 2)
        assert len(names(replace(suggestion, proposed={"cible": shown}), "cible")) == 3


class TestTheProposalsOfAReply:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(
        ("locale", "thematique"),
        [("fr", "Apiculture"), ("fr", "immobilier"), ("fr", "Paie et RH"), ("en", "Beekeeping"), ("en", "Payroll")],
    )
    def test_read_well_and_none_like_another(self, scenario: Make, kind: Kind, locale: Locale, thematique: str) -> None:
        made = scenario(
            nom="Campagne",
            thematique=thematique,
            objectifs=("Audits «\u00a0NIS2\u00a0»\u00a0!",),
            cibles=(("DSI de groupes 🚀", "decision"),),
            ressources=(("GUIDE\u00a0: LE GRAND TEST", "autre"),),
        )
        shown: tuple[str, ...] = ()
        wrong = re.compile(TYPOGRAPHY[locale])
        for asked in range(7):
            request = Request(
                task="suggest", kind=kind, locale=locale, scenario=made, asked={kind: asked}, proposed={kind: shown}
            )
            found = suggest(request, kind).proposals
            details = [proposal.model_dump(include={"description", "note"}) for proposal in found]
            assert all(details.count(one) == 1 for one in details)
            names_of = [title_of(proposal) for proposal in found]
            assert all(name[0].isupper() for name in names_of)
            said = [text for proposal in found for text in (title_of(proposal), proposal.insight, proposal.pourquoi)]
            given = [text.replace("\u00a0", " ") if locale == "en" else text for text in said]
            assert [text for text in given if wrong.search(text.replace(" :", ":") if locale == "en" else text)] == []
            shown = (*names_of, *shown)


class TestARequestBesideOthers:
    """Asked in two tabs at the same moment: what the other is being answered is not proposed twice."""

    def proposed(self, request: Request, kind: Kind) -> list[str]:
        return [made.get("label", made.get("titre")) for made in propose(request, kind)["entities_to_create"]]

    @pytest.mark.parametrize("kind", KINDS)
    def test_gets_what_it_would_once_they_are_answered(self, suggestion: Request, kind: Kind) -> None:
        request = replace(suggestion, kind=kind, text="")
        beside = replace(request, under_way={kind: (Ask("fr", ""), Ask("fr", "pour les PME"))})
        first = self.proposed(request, kind)
        second = self.proposed(
            replace(request, text="pour les PME", asked={kind: 1}, proposed={kind: tuple(first)}), kind
        )
        after = replace(request, asked={kind: 2}, proposed={kind: (*second, *first)})
        assert propose(beside, kind) == propose(after, kind)
        assert not {*first, *second} & {*self.proposed(beside, kind)}

    def test_is_untouched_by_those_for_another_kind(self, suggestion: Request) -> None:
        beside = replace(suggestion, under_way={"objectif": (Ask("fr", ""),)})
        assert propose(beside, "cible") == propose(suggestion, "cible")


class TestProposalsInOneLanguageAfterTheOther:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("thematique", ["Cybersécurité", "Apiculture"])
    def test_are_not_the_same_things_said_again(self, scenario: Make, kind: Kind, thematique: str) -> None:
        french = [
            title_of(made)
            for theme in (*library("fr").themes, library("fr").general)
            for made in proposals(theme, kind, thematique)
        ]
        english = [
            title_of(made)
            for theme in (*library("fr").themes, library("fr").general)
            for made in proposals(library("en").theme(theme.id), kind, thematique)
        ]
        made = scenario(nom="Campagne", thematique=thematique)
        shown: tuple[str, ...] = ()
        for asked in range(4):
            locale: Locale = "fr" if asked % 2 == 0 else "en"
            request = Request(
                task="suggest", kind=kind, locale=locale, scenario=made, asked={kind: asked}, proposed={kind: shown}
            )
            shown = (*names(request, kind), *shown)
        places = [(french if name in french else english).index(name) for name in shown if name in [*french, *english]]
        assert len(places) >= 9
        assert len(set(places)) == len(places)

    def test_are_not_what_the_scenario_holds(self, scenario: Make) -> None:
        made = scenario(thematique="Cybersécurité", objectifs=("Obtenir 40 audits de maturité NIS2 en six mois",))
        request = Request(task="suggest", kind="objectif", locale="en", text="NIS2 maturity assessments", scenario=made)
        assert "Obtain 40 NIS2 maturity assessments in six months" not in names(request, "objectif")

    def test_quote_what_she_wrote_as_she_wrote_it(self, scenario: Make) -> None:
        made = scenario(
            nom="Ruches", thematique="Apiculture", cibles=(("Pour «\u00a0DSI\u00a0» et RSSI", "awareness"),)
        )
        request = Request(task="suggest", kind="objectif", locale="en", scenario=made)
        found = [title_of(one) for one in suggest(request, "objectif").proposals]
        assert any("“Pour ‘DSI’ et RSSI”" in name for name in found)


class TestTitlesAboutWhatTheScenarioHolds:
    @pytest.mark.parametrize(
        ("locale", "cible", "within"),
        [
            ("fr", "Directeurs d’usine agroalimentaire", "pour directeurs d’usine agroalimentaire"),
            ("fr", "DAF", "pour DAF"),
            ("en", "Plant managers in food", "for plant managers in food"),
            ("en", "Airbus", "for Airbus"),
        ],
    )
    def test_speak_of_the_audience_and_the_subject_and_quote_nothing(
        self, scenario: Make, locale: Locale, cible: str, within: str
    ) -> None:
        made = scenario(
            nom="Miel",
            thematique="Apiculture",
            objectifs=("Passer de 200 à 350 clients d’ici décembre, et réduire le départ des meilleurs",),
            cibles=((cible, "decision"),),
        )
        found = names(Request(task="suggest", kind="ressource", locale=locale, scenario=made), "ressource")
        about = [name for name in found if within in name]
        assert about
        assert all(name.startswith(f"Apiculture {within}") for name in about)
        assert not [name for name in found if re.search("[«“…]|350", name)]

    def test_hold_no_name_that_is_cut(self, scenario: Make) -> None:
        cible = "Responsables des achats et des approvisionnements de groupes agroalimentaires coopératifs"
        made = scenario(nom="Miel", thematique="Apiculture", cibles=((cible, "decision"),))
        found = names(Request(task="suggest", kind="ressource", locale="fr", scenario=made), "ressource")
        assert not [name for name in found if "…" in name]

    def test_send_nobody_through_an_audience(self, scenario: Make) -> None:
        made = scenario(
            nom="Miel",
            thematique="Apiculture",
            ressources=(("Base de 3 000 contacts", "autre"), ("Stand au salon", "autre"), ("Guide du miel", "autre")),
        )
        found = [
            name
            for kind in KINDS
            for name in names(Request(task="suggest", kind=kind, locale="fr", scenario=made), kind)
        ]
        assert any("Guide du miel" in name for name in found)
        assert not [name for name in found if "Base de" in name or "Stand" in name]


class TestTheExtent:
    """How far the knowledge had to be searched."""

    def after(self, scenario: Make, thematique: str, asked: int) -> str:
        request = Request(task="suggest", kind="objectif", locale="fr", scenario=scenario(thematique=thematique))
        shown: tuple[str, ...] = ()
        for count in range(asked):
            shown = (
                *names(replace(request, asked={"objectif": count}, proposed={"objectif": shown}), "objectif"),
                *shown,
            )
        return suggest(replace(request, asked={"objectif": asked}, proposed={"objectif": shown}), "objectif").extent

    def test_is_the_theme_while_it_lasts_then_general(self, scenario: Make) -> None:
        found = [self.after(scenario, "Paie et RH", asked) for asked in range(5)]
        assert found == ["own"] * 4 + ["general"]

    def test_is_general_at_once_without_a_known_theme(self, scenario: Make) -> None:
        request = Request(
            task="suggest", kind="cible", locale="fr", scenario=scenario(nom="Ruches", thematique="Apiculture")
        )
        assert suggest(request, "cible").extent == "general"

    def test_is_the_scenario_s_own_when_the_wish_is_answered(self, scenario: Make) -> None:
        request = Request(
            task="suggest",
            kind="cible",
            locale="fr",
            text="des associations, des acheteurs, des filiales",
            scenario=scenario(nom="Ruches", thematique="Apiculture"),
        )
        assert suggest(request, "cible").extent == "own"

    def test_says_when_something_is_shown_again(self, suggestion: Request) -> None:
        general = library("fr").general
        everything = [
            *(title_of(made) for theme in (*library("fr").themes, general) for made in proposals(theme, "cible", "x")),
            *(title_of(made) for _, made in combined(general, "cible", "x", seeded())),
        ]
        assert suggest(replace(suggestion, proposed={"cible": tuple(everything)}), "cible").extent == "again"


class TestAWish:
    def test_is_answered_first(self, suggestion: Request) -> None:
        request = replace(suggestion, kind="ressource", text="plutôt un webinaire")
        found = suggest(request, "ressource").proposals
        assert any(getattr(proposal, "type", "") == "webinar" for proposal in found)
        assert "plutôt un webinaire" in found[0].pourquoi

    @pytest.mark.parametrize(
        ("text", "type_", "count"),
        [
            ("propose des ressources, plutôt des vidéos", "video", 2),
            ("des contenus, de préférence un webinaire pour les dirigeants", "webinar", 1),
        ],
    )
    def test_for_a_sort_rather_than_another_is_answered_first(
        self, suggestion: Request, text: str, type_: str, count: int
    ) -> None:
        request = replace(suggestion, kind="ressource", text=text)
        types = [getattr(proposal, "type", "") for proposal in suggest(request, "ressource").proposals]
        assert types[:count] == [type_] * count

    def test_of_another_theme_brings_that_theme_in(self, suggestion: Request) -> None:
        request = replace(suggestion, text="pour les hôpitaux et la santé")
        assert "sante" in [topic.theme.id for topic in topics(request)]


class TestAThemeThatTheRequestNames:
    """In a scenario about logistics."""

    def found(self, scenario: Make, said: str, locale: Locale) -> list[str]:
        made = scenario(nom="Campagne", thematique="Logistique du froid")
        return [
            topic.theme.id
            for topic in topics(Request(task="suggest", kind="cible", locale=locale, text=said, scenario=made))
        ]

    @pytest.mark.parametrize(
        ("said", "locale", "theme"),
        [
            ("des cibles dans la santé", "fr", "sante"),
            ("des cibles pour les hôpitaux", "fr", "sante"),
            ("cibles dans l’industrie", "fr", "industrie"),
            ("cibles dans l’industrie", "en", "industrie"),
            ("plutôt santé", "fr", "sante"),
            ("des DRH et des responsables paie", "fr", "rh"),
            ("targets in healthcare", "en", "sante"),
        ],
    )
    def test_comes_first_when_it_is_what_is_wanted(self, scenario: Make, said: str, locale: Locale, theme: str) -> None:
        assert self.found(scenario, said, locale) == [theme, "logistique"]

    @pytest.mark.parametrize(
        ("said", "theme"),
        [
            ("propose des cibles qui ont déjà un logiciel", "saas"),
            ("des ressources pour le webinaire avec notre avocat", "juridique"),
        ],
    )
    def test_comes_after_the_scenario_s_own_when_it_is_named_in_passing(
        self, scenario: Make, said: str, theme: str
    ) -> None:
        assert self.found(scenario, said, "fr") == ["logistique", theme]

    @pytest.mark.parametrize("said", ["J’ai besoin de cibles", "j'ai trois idées de cibles"])
    def test_is_none_that_only_the_other_language_s_words_would_name(self, scenario: Make, said: str) -> None:
        assert self.found(scenario, said, "fr") == ["logistique"]


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

    @pytest.mark.parametrize("wish", ["j’ai besoin de cibles", "J'ai pas d'idée d'objectifs", "il y a du temps ?"])
    def test_is_not_read_in_the_small_words_of_the_other_language(self, scenario: Make, wish: str) -> None:
        made = scenario(nom="Campagne", thematique="Apiculture")
        assert topics(Request(task="suggest", kind="cible", locale="fr", text=wish, scenario=made)) == ()

    def test_is_read_in_the_other_language_all_the_same(self, scenario: Make) -> None:
        made = scenario(nom="Campagne", thematique="AI for banks")
        found = topics(Request(task="suggest", kind="cible", locale="fr", scenario=made))
        assert "donnees_ia" in [topic.theme.id for topic in found]

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
    def test_hold_enough_of_each_kind_for_four_rounds(self, locale: Locale) -> None:
        counts = {(theme.id, kind): len(theme.entries(kind)) for theme in library(locale).themes for kind in KINDS}
        assert set(counts.values()) == {12}

    def test_hold_the_same_things_in_the_same_order_in_each_language(self) -> None:
        def sort(entry: Mapping[str, str]) -> object:
            figures = re.findall(r"\d+", re.sub(r"(?<=\d)[\u00a0 ,](?=\d{3})", "", entry.get("label", "")))
            return entry.get("type") or entry.get("maturite") or sorted(figures)

        for theme in (*library("fr").themes, library("fr").general):
            for kind in KINDS:
                other = library("en").theme(theme.id).entries(kind)
                assert [sort(entry) for entry in theme.entries(kind)] == [sort(entry) for entry in other]

    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_hold_objectives_with_a_figure_and_a_delay(self, locale: Locale) -> None:
        figure = re.compile(FIGURES[locale], re.IGNORECASE)
        delay = re.compile(DELAYS[locale], re.IGNORECASE)
        book = library(locale)
        found = [made for theme in (*book.themes, book.general) for made in proposals(theme, "objectif", "Cloud")]
        found += [made for _, made in combined(book.general, "objectif", "Cloud", seeded())]
        labels = [title_of(made) for made in found]
        assert [label for label in labels if not (figure.search(label) and delay.search(label))] == []

    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_are_written_with_their_language_s_typography(self, locale: Locale) -> None:
        wrong = re.compile(TYPOGRAPHY[locale])
        said = [text for file in (KNOWLEDGE / locale, KNOWLEDGE / "plan") for text in told(file, locale)]
        assert [text for text in said if wrong.search(text)] == []

    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_are_the_same_in_both_languages(self, locale: Locale) -> None:
        assert {theme.id for theme in library(locale).themes} == set(THEMES)
