from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIO = ScenarioName(2, "Relance base clients", "RH et SaaS")
HELD = (Known("objectif", 14, "Réduire le churn de 10 %"), Known("cible", 24, "Responsables paie"))


def situation(locale: Any, *proposals: Known) -> Situation:
    return Situation(locale, scenario=SCENARIO, scenarios=(SCENARIO,), entities=HELD, proposals=proposals)


OBJECTIFS = situation(
    "fr",
    Known("objectif", 1, "Réactiver 15 % des comptes dormants en six mois"),
    Known("objectif", 2, "Porter le taux d’ouverture des e-mails à 35 %"),
    Known("objectif", 3, "Signer huit contrats par trimestre"),
)
CIBLES = situation(
    "fr",
    Known("cible", 1, "DAF d’entreprises multisites"),
    Known("cible", 2, "Responsables conformité des assurances"),
    Known("cible", 3, "Directeurs d’usine agroalimentaire"),
)
RESSOURCES = situation(
    "fr",
    Known("ressource", 1, "Dix questions à un prestataire", type="article"),
    Known("ressource", 2, "Une nuit d’alerte", type="video"),
)
OBJECTIVES = situation(
    "en",
    Known("objectif", 1, "Win back 15% of dormant accounts in six months"),
    Known("objectif", 2, "Lift email open rate to 35%"),
    Known("objectif", 3, "Book 20 demos a month"),
)
TARGETS = situation("en", Known("cible", 1, "CFOs of multi-site companies"), Known("cible", 2, "Compliance officers"))


def understood(text: str, situation: Situation) -> dict[str, Any]:
    meaning = understand(text, situation)
    assert meaning.intent.partition(".")[2] in ("add", "add_many")
    return meaning.entities


class TestAFieldSaidBesideAChoice:
    @pytest.mark.parametrize(
        ("text", "situation", "taken"),
        [
            ("Le 2 me plaît, ajoute-le en priorité 3", OBJECTIFS, {"proposals": [2], "priorite": 3}),
            ("Parfait pour les huit contrats, à mettre en priorité 1", OBJECTIFS, {"proposals": [3], "priorite": 1}),
            ("la 3 me va, tu peux la mettre en priorité 1 ?", OBJECTIFS, {"proposals": [3], "priorite": 1}),
            ("Les trois, en priorité 2", OBJECTIFS, {"proposals": [1, 2, 3], "priorite": 2}),
            ("Les DAF, oui, mais mettez-les en décision", CIBLES, {"proposals": [1], "maturite": "decision"}),
            ("on prend les DAF, ils sont en décision chez nous", CIBLES, {"proposals": [1], "maturite": "decision"}),
            ("Je prends la 3 avec le segment Agro", CIBLES, {"proposals": [3], "segment": "Agro"}),
            ("number 1 with priority 3", OBJECTIVES, {"proposals": [1], "priorite": 3}),
            ("Let's go with the demos, but as priority 4", OBJECTIVES, {"proposals": [3], "priorite": 4}),
            ("I like the open rate one, make it priority 1", OBJECTIVES, {"proposals": [2], "priorite": 1}),
            ("number two, but they're at the decision stage", TARGETS, {"proposals": [2], "maturite": "decision"}),
            ("add all of them as consideration", TARGETS, {"proposals": [1, 2], "maturite": "consideration"}),
            (
                "l'article, avec le lien https://www.example.com/dix",
                RESSOURCES,
                {"proposals": [1], "url": "https://www.example.com/dix"},
            ),
        ],
    )
    def test_is_taken_with_it(self, text: str, situation: Situation, taken: dict[str, Any]) -> None:
        assert understood(text, situation) == taken

    def test_is_each_ones_own(self) -> None:
        meaning = understand("la 1 en priorité 1 et la 3 en priorité 2", OBJECTIFS)
        assert [each.entities for each in meaning.each()] == [
            {"proposals": [1], "priorite": 1},
            {"proposals": [3], "priorite": 2},
        ]

    def test_of_what_is_held_is_a_correction(self) -> None:
        meaning = understand("mets le churn en priorité 2", OBJECTIFS)
        assert (meaning.intent, meaning.entities) == ("objectif.update", {"ref": 14, "priorite": 2})


class TestAnotherFigure:
    @pytest.mark.parametrize(
        ("text", "situation", "number", "label"),
        [
            (
                "Réactiver les comptes dormants, très bien, mais 10 % me semble plus réaliste que 15",
                OBJECTIFS,
                1,
                "Réactiver 10 % des comptes dormants en six mois",
            ),
            ("la troisième avec 10 contrats au lieu de 8", OBJECTIFS, 3, "Signer 10 contrats par trimestre"),
            ("le dernier est bien mais six contrats suffiront", OBJECTIFS, 3, "Signer six contrats par trimestre"),
            ("la 1, en douze mois plutôt", OBJECTIFS, 1, "Réactiver 15 % des comptes dormants en douze mois"),
            (
                "Je garde l'ouverture des mails, mais 35 % c'est trop, mets 30",
                OBJECTIFS,
                2,
                "Porter le taux d’ouverture des e-mails à 30 %",
            ),
            ("Number 2 is fine, though let's say 30% rather than 35%", OBJECTIVES, 2, "Lift email open rate to 30%"),
            ("Yes to the demos, but make it 25 a month", OBJECTIVES, 3, "Book 25 demos a month"),
            ("plutôt 40 % pour l'ouverture", OBJECTIFS, 2, "Porter le taux d’ouverture des e-mails à 40 %"),
            ("pour les e-mails je dirais 40 %", OBJECTIFS, 2, "Porter le taux d’ouverture des e-mails à 40 %"),
            ("10 contrats plutôt que 8", OBJECTIFS, 3, "Signer 10 contrats par trimestre"),
            (
                "the first one, but in three months",
                OBJECTIVES,
                1,
                "Win back 15% of dormant accounts in three months",
            ),
        ],
    )
    def test_stands_in_the_name_of_what_is_taken(
        self, text: str, situation: Situation, number: int, label: str
    ) -> None:
        assert understood(text, situation) == {"proposals": [number], "label": label}

    @pytest.mark.parametrize("text", ["la 1, la 3", "1 et 3", "la 1 et puis la 3"])
    def test_is_no_place_of_another(self, text: str) -> None:
        assert understood(text, OBJECTIFS) == {"proposals": [1, 3]}


class TestAnotherTitle:
    def test_is_that_of_what_is_taken(self) -> None:
        text = "La vidéo me va, mais le titre ce serait plutôt « Une nuit au SOC »"
        assert understood(text, RESSOURCES) == {"proposals": [2], "titre": "Une nuit au SOC"}


class TestWhatCannotBePutInAChoice:
    @pytest.mark.parametrize(
        ("text", "situation", "taken"),
        [
            (
                "les DAF mais uniquement en Île-de-France",
                CIBLES,
                {"proposals": [1], "unmet": "uniquement en Île-de-France"},
            ),
            (
                "la 3 mais par semestre et pas par trimestre",
                OBJECTIFS,
                {"proposals": [3], "unmet": "par semestre et pas par trimestre"},
            ),
            ("la troisième plutôt à 60 %", OBJECTIFS, {"proposals": [3], "unmet": "60 %"}),
            ("ok pour la 2 en 2027", OBJECTIFS, {"proposals": [2], "unmet": "2027"}),
            ("la 1 et la 2 à 40 %", OBJECTIFS, {"proposals": [1, 2], "unmet": "40 %"}),
            ("la 3, on a déjà 4 contrats signés", OBJECTIFS, {"proposals": [3], "unmet": "4 contrats signés"}),
            ("the demos but 15 a quarter", OBJECTIVES, {"proposals": [3], "unmet": "15 a quarter"}),
        ],
    )
    def test_is_kept_beside_it(self, text: str, situation: Situation, taken: dict[str, Any]) -> None:
        assert understood(text, situation) == taken

    @pytest.mark.parametrize("text", ["la 1 mais pas la 2", "ok pour la 1 mais oui"])
    def test_is_no_refusal_and_nothing_told(self, text: str) -> None:
        assert understood(text, CIBLES) == {"proposals": [1]}


class TestAChoiceWithSomethingMore:
    @pytest.mark.parametrize(
        ("text", "added"),
        [
            ("L'article, parfait, et ajoutez aussi notre webinaire « SOC en direct »", "SOC en direct"),
            ("ok pour la 1, et ajoute aussi notre livre blanc NIS2", "Livre blanc NIS2"),
        ],
    )
    def test_asks_both(self, text: str, added: str) -> None:
        picked, other = understand(text, RESSOURCES).each()
        assert (picked.entities, other.entities["titre"]) == ({"proposals": [1]}, added)
