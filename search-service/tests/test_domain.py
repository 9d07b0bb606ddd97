"""Which inspirations suit a request and a scenario."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.contracts.base import KINDS
from assistant.contracts.entities import Cible, Objectif, Ressource, Scenario
from search_service.catalogue import Catalogue, Inspiration
from search_service.domain import (
    Findings,
    Fit,
    Index,
    build_index,
    count_shown,
    find_inspirations,
    normalised,
    words_of,
)


def scenario(nom: str = "Lancement", thematique: str = "Poterie", *held: Objectif | Cible | Ressource) -> Scenario:
    now = datetime.now(UTC)
    return Scenario(
        id=1,
        nom=nom,
        thematique=thematique,
        description="",
        statut="draft",
        version=1,
        created_at=now,
        updated_at=now,
        objectifs=[entity for entity in held if isinstance(entity, Objectif)],
        cibles=[entity for entity in held if isinstance(entity, Cible)],
        ressources=[entity for entity in held if isinstance(entity, Ressource)],
        plan=None,
        actions=[],
    )


def held_as(inspiration: Inspiration, name: str) -> Objectif | Cible | Ressource:
    texts = {"description": "", "insight": ""}
    match inspiration.type:
        case "objectif":
            return Objectif(id=1, label=name, priorite=1, version=1, **texts)
        case "cible":
            return Cible(id=1, label=name, persona="", segment="", maturite="awareness", version=1, **texts)
        case "ressource":
            return Ressource(id=1, titre=name, type="autre", url="", note="", insight="", usage="", version=1)


def name_of(inspiration: Inspiration, *, english: bool = False) -> str:
    payload = inspiration.content("en" if english else "fr").payload
    return str(payload.get("label") or payload["titre"])


def ids(findings: Findings) -> list[str]:
    return [inspiration.id for inspiration in findings.inspirations]


def kinds(findings: Findings) -> list[str]:
    return sorted(inspiration.type for inspiration in findings.inspirations)


def main_themes(findings: Findings) -> set[str]:
    return {inspiration.themes[0] for inspiration in findings.inspirations}


class TestFindingInspirations:
    @pytest.mark.parametrize(
        ("requete", "theme"),
        [
            ("cybersécurité", "cybersecurite"),
            ("cybersecurite", "cybersecurite"),
            ("CYBERSÉCURTIÉ", "cybersecurite"),
            ("logisitque", "logistique"),
            ("ransomware ideas for CISOs", "cybersecurite"),
            ("idées pour toucher les directeurs financiers", "finance"),
            ("supply chain", "logistique"),
            ("recrutement et marque employeur", "rh"),
            ("HR software payroll", "rh"),
            ("hôpitaux et cliniques", "sante"),
            ("rénovation énergétique", "energie-rse"),
            ("cabinets d’avocats", "juridique"),
            ("notoriété", "general"),
        ],
    )
    def test_answers_a_theme_with_one_of_each_type(self, index: Index, requete: str, theme: str) -> None:
        findings = find_inspirations(index, requete, scenario(), {})
        assert kinds(findings) == sorted(KINDS)
        assert main_themes(findings) == {theme}
        assert findings.fit is findings.closest is Fit.REQUEST

    def test_finds_a_word_of_a_title_whatever_its_theme(self, index: Index) -> None:
        findings = find_inspirations(index, "l’autodiagnostic", scenario(), {})
        assert "cyber-autodiagnostic-nis2" in ids(findings)

    def test_puts_the_closest_first(self, index: Index) -> None:
        findings = find_inspirations(index, "autodiagnostic NIS2 pour RSSI", scenario(), {})
        assert ids(findings)[0] == "cyber-autodiagnostic-nis2"

    def test_does_not_take_one_word_in_common_for_the_same_subject(self, index: Index) -> None:
        """Safety on a building site shares its word with cloud security, and nothing else."""
        shown: Counter[str] = Counter()
        for _ in range(4):
            findings = find_inspirations(index, "Sécurité cloud", scenario(), shown)
            assert "btp" not in main_themes(findings)
            shown.update(ids(findings))

    @pytest.mark.parametrize(
        ("thematique", "theme"), [("Hôpitaux", "sante"), ("Logistique", "logistique"), ("Apprentissage", "formation")]
    )
    def test_lets_the_scenario_decide_between_equals(self, index: Index, thematique: str, theme: str) -> None:
        findings = find_inspirations(index, "responsables", scenario(thematique=thematique), {})
        (cible,) = [found for found in findings.inspirations if found.type == "cible"]
        assert theme in cible.themes

    def test_gives_the_same_answer_to_the_same_question(self, index: Index, catalogue: Catalogue) -> None:
        again = build_index(catalogue)
        for requete in ("cloud", "webinaire pour DRH", "zzz"):
            assert find_inspirations(index, requete, scenario(), {}) == find_inspirations(
                again, requete, scenario(), {}
            )


class TestNonsense:
    @pytest.mark.parametrize("requete", ["zzzz qwerty", "🚀", "x", "12 34", "de la et les", "'; --", "한국어"])
    def test_falls_back_on_general_inspirations(self, index: Index, requete: str) -> None:
        findings = find_inspirations(index, requete, scenario(), {})
        assert kinds(findings) == sorted(KINDS)
        assert all("general" in inspiration.themes for inspiration in findings.inspirations)
        assert findings.fit is findings.closest is Fit.GENERAL

    def test_falls_back_on_the_scenarios_theme_when_it_has_one(self, index: Index) -> None:
        findings = find_inspirations(index, "zzzz qwerty", scenario(thematique="Logiciel de paie"), {})
        assert main_themes(findings) <= {"rh", "saas"}
        assert findings.fit is findings.closest is Fit.SCENARIO


class TestAskingAgain:
    @pytest.mark.parametrize("requete", ["cybersécurité", "zzzz"])
    def test_gives_others_as_long_as_there_are(self, index: Index, requete: str) -> None:
        shown: Counter[str] = Counter()
        for _ in range(5):
            found = ids(find_inspirations(index, requete, scenario(), shown))
            assert not shown.keys() & set(found)
            shown.update(found)

    def test_says_when_the_closest_have_all_been_shown(self, index: Index) -> None:
        shown = {entry.inspiration.id: 1 for entry in index.entries if "cybersecurite" in entry.inspiration.themes}
        findings = find_inspirations(index, "cybersécurité", scenario(), shown)
        assert findings.closest is Fit.REQUEST
        assert findings.fit > Fit.REQUEST

    def test_begins_again_when_all_have_been_shown(self, index: Index) -> None:
        everything = {entry.inspiration.id: 1 for entry in index.entries}
        first = find_inspirations(index, "cloud", scenario(), {})
        assert find_inspirations(index, "cloud", scenario(), everything) == first


class TestWhatTheScenarioHolds:
    @pytest.mark.parametrize("english", [False, True])
    def test_is_never_proposed_again(self, index: Index, english: bool) -> None:
        held: list[Objectif | Cible | Ressource] = []
        seen: set[str] = set()
        for _ in range(4):
            findings = find_inspirations(index, "cloud", scenario("Lancement", "Cloud", *held), {})
            assert not seen & set(ids(findings))
            seen |= set(ids(findings))
            held += [held_as(found, name_of(found, english=english).upper()) for found in findings.inspirations]

    def test_is_recognised_when_a_number_was_changed(self, index: Index) -> None:
        audit = next(entry.inspiration for entry in index.entries if entry.inspiration.id == "cyber-audit-express")
        renamed = held_as(audit, name_of(audit).replace("10", "12"))
        findings = find_inspirations(index, "audit express", scenario("Lancement", "Poterie", renamed), {})
        assert audit.id not in ids(findings)

    def test_leaves_the_rest_whatever_its_type_when_a_type_is_used_up(self, index: Index) -> None:
        entries = [entry.inspiration for entry in index.entries]
        held = [held_as(found, name_of(found)) for found in entries if found.type != "cible"]
        findings = find_inspirations(index, "cloud", scenario("Lancement", "Poterie", *held), {})
        assert kinds(findings) == ["cible"] * 3

    def test_leaves_nothing_when_it_is_the_whole_catalogue(self, index: Index) -> None:
        held = [held_as(entry.inspiration, name_of(entry.inspiration)) for entry in index.entries]
        assert find_inspirations(index, "cloud", scenario("Lancement", "Poterie", *held), {}).inspirations == []


class TestAnyRequest:
    @given(requete=st.text(max_size=180), thematique=st.text(max_size=150))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
    def test_gets_one_of_each_type(self, index: Index, requete: str, thematique: str) -> None:
        findings = find_inspirations(index, requete, scenario(thematique=thematique), {})
        assert kinds(findings) == sorted(KINDS)


class TestCountShown:
    def test_counts_what_the_same_request_was_shown_in_either_language(self, index: Index) -> None:
        first, second = (entry.inspiration for entry in index.entries[:2])
        searches = [
            ("Sécurité  CLOUD !", [first.titre, second.titre]),
            ("securite cloud", [first.en.titre]),
            ("autre chose", [second.titre]),
            ("Sécurité cloud", ["Un titre que le catalogue n’a plus"]),
        ]
        assert count_shown(index, "sécurité cloud", searches) == {first.id: 2, second.id: 1}


class TestWords:
    def test_are_the_same_whatever_case_accents_and_endings(self) -> None:
        assert words_of("Hébergements") == words_of("hebergement")
        assert normalised("  L’Été à Nîmes ! ") == "l ete a nimes"

    def test_leave_out_those_that_mean_nothing_here(self) -> None:
        assert words_of("des idées pour 2 de ces exemples") == ()
