"""What search-service reads and writes."""

from sqlalchemy.orm import Session

from assistant.contracts.base import Locale
from assistant.contracts.entities import Resultat
from assistant.db.views import recherche_view
from search_service import repository
from search_service.catalogue import Catalogue

MAX_BYTES = 60_000
"""Below the 65,535 bytes that a TEXT column holds."""


def resultat(titre: str) -> Resultat:
    return Resultat(titre=titre, extrait="e", recommandation_action="r", source="s", type="cible")


class TestAddRecherche:
    def test_keeps_the_results_as_they_are_shown_later(self, session: Session, scenario_id: int) -> None:
        resultats = [resultat("L’été « cyber »"), resultat("b"), resultat("c")]
        row = repository.add_recherche(session, scenario_id, "cloud", resultats)
        shown = recherche_view(row)
        assert (shown.scenario_id, shown.requete, shown.resultats) == (scenario_id, "cloud", resultats)

    def test_fits_the_column_even_with_the_longest_results(
        self, session: Session, scenario_id: int, catalogue: Catalogue
    ) -> None:
        locales: tuple[Locale, ...] = ("fr", "en")
        for locale in locales:
            resultats = [inspiration.resultat(locale) for inspiration in catalogue.inspirations]
            longest = sorted(resultats, key=lambda found: len(found.model_dump_json().encode()))[-3:]
            row = repository.add_recherche(session, scenario_id, "r" * 180, longest)
            assert len(row.resultat.encode()) < MAX_BYTES


class TestLatestSearches:
    def test_gives_requests_with_their_titles_newest_first(self, session: Session, scenario_id: int) -> None:
        repository.add_recherche(session, scenario_id, "un", [resultat("a"), resultat("b")])
        repository.add_recherche(session, scenario_id, "deux", [resultat("c")])
        assert repository.latest_searches(session, scenario_id) == [("deux", ["c"]), ("un", ["a", "b"])]

    def test_leaves_other_scenarios_out(self, session: Session, scenario_id: int) -> None:
        repository.add_recherche(session, scenario_id, "un", [resultat("a")])
        assert repository.latest_searches(session, scenario_id + 1) == []

    def test_remembers_only_so_many(self, session: Session, scenario_id: int) -> None:
        for number in range(repository.REMEMBERED + 1):
            repository.add_recherche(session, scenario_id, str(number), [])
        remembered = repository.latest_searches(session, scenario_id)
        assert len(remembered) == repository.REMEMBERED
        assert "0" not in dict(remembered)
