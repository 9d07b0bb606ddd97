import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from ai_service.wording import fold, is_said, key, stem
from assistant.contracts.base import Locale


class TestTextsThatSayTheSame:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("DSI d’ETI industrielles", "dsi d'eti industrielle"),
            ("Générer 40 leads", "GENERER 40 LEADS"),
            ("Responsables de la formation", "Responsable formation"),
            ("Cœur de cible", "coeur de cible"),
            ("Conseiller d’OPCO", "Conseillers d’OPCO"),
            ("Manager d’agence", "Managers d’agence"),
            ("Réseau d’essai", "Réseaux d’essais"),
            ("Jeu d’enjeu", "Jeux d’enjeux"),
            ("Directeurs de l’approvisionnement", "Directeur approvisionnements"),
            ("Directeurs de l’approvisionnement", "Directeurs de l’aprovisionnement"),
            ("Responsables de la cybersécurité du secteur privé", "Responsables de la cybersecurrité du secteur privé"),
        ],
    )
    def test_are_recognised_whatever_their_case_accents_and_plurals(self, one: str, other: str) -> None:
        assert is_said(one, [other], "fr")

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Audits de maturité NIS2", "Audits de maturité NIS 2"),
            ("Certification ISO27001", "Certification ISO 27001"),
            ("Chantiers RE2020", "chantier re 2020"),
        ],
    )
    def test_are_recognised_with_or_without_a_space_before_a_figure(self, one: str, other: str) -> None:
        assert is_said(one, [other], "fr")
        assert is_said(other, [one], "fr")

    @pytest.mark.parametrize(("one", "other"), [("SMBs in retail", "SMB in retail"), ("CFOs", "CFO"), ("KPIs", "KPI")])
    def test_are_recognised_by_initials_in_the_plural(self, one: str, other: str) -> None:
        assert is_said(one, [other], "en")

    def test_are_recognised_in_english(self) -> None:
        assert is_said("CIOs of manufacturers", ["cio of manufacturer"], "en")


class TestTextsThatDiffer:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Générer 40 leads en six mois", "Générer 60 leads en six mois"),
            ("DSI d’hôpitaux", "DSI d’ETI industrielles"),
            ("Directeurs financiers", "Directeurs techniques"),
            (
                "Responsables de la sécurité des systèmes d’information du secteur public",
                "Responsables de la sécurité des systèmes d’information du secteur privé",
            ),
            ("Groupe Martin", "Groupe Marin"),
            ("Audits NIS2", "Audits NIS1"),
            ("Certification ISO 27001", "Certification ISO 9001"),
            (
                "Directeurs des achats et de la logistique des groupes industriels",
                "Directeurs des achats et de la logistique des groupes",
            ),
            ("Réunir banques et banques en ligne", "Réunir banques en ligne et assureurs en ligne"),
        ],
    )
    def test_are_told_apart(self, one: str, other: str) -> None:
        assert not is_said(one, [other], "fr")
        assert not is_said(other, [one], "fr")

    @pytest.mark.parametrize(
        ("one", "other", "locale"),
        [("IT directors", "Directors", "en"), ("Responsables SI", "Responsables", "fr")],
    )
    def test_are_told_apart_by_an_acronym_spelt_like_a_small_word(self, one: str, other: str, locale: Locale) -> None:
        assert not is_said(one, [other], locale)
        assert is_said(one, [one.upper()], locale)


class TestStems:
    def test_are_the_same_when_replies_are_written_at_the_same_moment(self) -> None:
        endings = ("ations", "issement", "ivement", "atrices", "euses", "ement", "logies", "ités")
        words = [f"{first}{second}{ending}" for first in "bcdfglmnprst" for second in "aeiou" for ending in endings]
        uncached = stem.__wrapped__
        alone = [uncached(word, "fr") for word in words]
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        try:
            with ThreadPoolExecutor(4) as threads:
                together = list(threads.map(lambda _: [uncached(word, "fr") for word in words], range(8)))
        finally:
            sys.setswitchinterval(interval)
        assert all(found == alone for found in together)


class TestFolding:
    def test_makes_accents_ligatures_and_apostrophes_plain(self) -> None:
        assert fold("L’Œuvre À  VENIR") == "l'oeuvre a venir"

    def test_of_a_text_of_small_words_still_tells_it(self) -> None:
        assert key("de la", "fr") == "de la"
