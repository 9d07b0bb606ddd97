import pytest

from ai_service.providers.local.proposing.likeness import counts_alike, is_alike
from assistant.contracts.base import Locale


class TestTwoNames:
    @pytest.mark.parametrize(
        ("one", "other", "locale"),
        [
            ("Nouer quatre partenariats en trois mois", "Nouer quatre partenariats en quatre mois", "fr"),
            ("Nouer quatre partenariats", "Nouer 4 partenariats d’ici décembre", "fr"),
            ("Lancer douze pilotes en un an", "lancer 12 pilotes", "fr"),
            ("Directeurs d’usine agroalimentaire", "directeur d’usine agro-alimentaire", "fr"),
            ("Obtenir 15 rendez-vous", "Obtenir 15 rendez-vous avant le 31 mars 2027", "fr"),
            ("Sign ten new accounts within a year", "Sign 10 new accounts by June", "en"),
        ],
    )
    def test_are_alike_whatever_their_deadline_figures_in_words_and_hyphens(
        self, one: str, other: str, locale: Locale
    ) -> None:
        assert is_alike(one, [other], locale)
        assert is_alike(other, [one], locale)

    @pytest.mark.parametrize(
        ("one", "other", "locale"),
        [
            ("Nouer quatre partenariats", "Nouer cinq partenariats", "fr"),
            ("Obtenir 20 rendez-vous avec des acheteurs", "Obtenir 20 rendez-vous avec des filiales", "fr"),
            ("Sign ten new accounts", "Sign ten new partners", "en"),
            ("En six mois", "En trois mois", "fr"),
        ],
    )
    def test_differ_by_their_figures_and_their_words(self, one: str, other: str, locale: Locale) -> None:
        assert not is_alike(one, [other], locale)


class TestTwoObjectives:
    def test_count_alike_when_they_do_the_same_to_as_many_things(self) -> None:
        assert counts_alike("Lancer douze pilotes de huit semaines sur site", ["lancer 12 pilotes en usine"], "fr")
        assert not counts_alike("Lancer douze pilotes", ["Étendre 12 pilotes", "Lancer 8 pilotes"], "fr")
        assert not counts_alike("Gagner en notoriété", ["Gagner en notoriété"], "fr")
