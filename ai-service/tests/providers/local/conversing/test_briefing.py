"""Briefs as people type them, and what each tells of a scenario."""

import pytest

from ai_service.providers.base import Request
from ai_service.providers.local.conversing.briefing import propositions
from assistant.contracts.base import Locale

Told = list[tuple[str, str]]


def told(text: str, locale: Locale = "fr") -> Told:
    found = propositions(Request(task="answer", locale=locale, text=text), locale)
    return [(each["kind"], each.get("label") or each["titre"]) for each in found]


class TestABrief:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            (
                "Je lance une offre cyber pour les DSI d'ETI, objectif 40 leads, on a un webinaire et un livre blanc",
                [
                    ("cible", "DSI d'ETI"),
                    ("objectif", "40 leads"),
                    ("ressource", "Webinaire"),
                    ("ressource", "Livre blanc"),
                ],
            ),
            (
                "On lance un TMS pour les transporteurs. Le but est d'avoir 15 rendez-vous. On n'a aucun contenu.",
                [("cible", "Transporteurs"), ("objectif", "Avoir 15 rendez-vous")],
            ),
            (
                "Je dois lancer une offre d'audit auprès des industriels ; on vise 20 rendez-vous d'ici juin",
                [("cible", "Industriels"), ("objectif", "20 rendez-vous d'ici juin")],
            ),
            (
                "Lancement d'une offre SOC managé\nObjectifs :\n- 40 leads\n- 3 témoignages\nCibles : RSSI, DSI",
                [("objectif", "40 leads"), ("objectif", "3 témoignages"), ("cible", "RSSI"), ("cible", "DSI")],
            ),
            (
                "On lance notre logiciel auprès des architectes et des promoteurs immobiliers",
                [("cible", "Architectes"), ("cible", "Promoteurs immobiliers")],
            ),
            (
                "Je veux promouvoir notre solution RH auprès des DRH avec un objectif de 25 démos et on a une vidéo",
                [("cible", "DRH"), ("objectif", "25 démos"), ("ressource", "Vidéo")],
            ),
        ],
    )
    def test_is_taken_apart(self, text: str, parts: Told) -> None:
        assert told(text) == parts

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            (
                "Launching an ERP for CIOs of mid-sized companies, goal 40 leads, we have a webinar and a case study",
                [
                    ("cible", "CIOs of mid-sized companies"),
                    ("objectif", "40 leads"),
                    ("ressource", "Webinar"),
                    ("ressource", "Case study"),
                ],
            ),
            (
                "We sell a payroll app to accounting firms, goal 20 demos",
                [("cible", "Accounting firms"), ("objectif", "20 demos")],
            ),
            (
                "Launching our ERP: targets: CIOs, plant managers; goal: 20 demos; resources: webinar",
                [
                    ("cible", "CIOs"),
                    ("cible", "Plant managers"),
                    ("objectif", "20 demos"),
                    ("ressource", "Webinar"),
                ],
            ),
        ],
    )
    def test_is_taken_apart_in_english(self, text: str, parts: Told) -> None:
        assert told(text, "en") == parts

    @pytest.mark.parametrize(
        "text",
        [
            "Je lance une offre de cybersécurité",
            "Salut ! je démarre une campagne sur le télétravail pour la rentrée, il me faut un plan",
            "On lance une offre cloud et on n'a pas encore de webinaire",
            "On lance une solution pour ascenseurs",
        ],
    )
    def test_is_given_no_part_that_it_does_not_tell(self, text: str) -> None:
        assert told(text) == []

    def test_says_of_each_part_which_words_tell_it(self) -> None:
        request = Request(task="answer", locale="fr", text="On lance un ERP pour les DSI, objectif 20 démos")
        (cible, objectif) = propositions(request, "fr")
        assert cible["pourquoi"] == "vous l’avez dit\u00a0: «\u00a0On lance un ERP pour les DSI\u00a0»"
        assert "objectif 20 démos" in objectif["pourquoi"]

    def test_says_so_in_the_language_of_the_page(self) -> None:
        request = Request(task="answer", locale="en", text="On lance un ERP pour les DSI")
        (cible,) = propositions(request, "fr")
        assert cible["pourquoi"] == "you said so: “On lance un ERP pour les DSI”"

    def test_is_bounded(self) -> None:
        assert len(told("On lance un ERP. " + " ".join(f"Objectif : {n} démos." for n in range(1, 99)))) == 12
