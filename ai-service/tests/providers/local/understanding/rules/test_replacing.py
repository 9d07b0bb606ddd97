from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

SCENARIO = {
    "fr": ScenarioName(1, "Offre SOC managé ETI", "Cybersécurité"),
    "en": ScenarioName(1, "Managed SOC for mid-market", "Cybersecurity"),
}
HELD = {
    "fr": (
        Known("objectif", 11, "Générer 40 leads qualifiés par trimestre"),
        Known("objectif", 12, "Augmenter de 30 % le trafic du blog"),
        Known("objectif", 13, "Recruter cinq partenaires intégrateurs"),
        Known("cible", 21, "DSI d’ETI industrielles", segment="Industrie"),
        Known("cible", 22, "RSSI d’établissements de santé", segment="Santé"),
        Known("ressource", 32, "Livre blanc ransomware", type="autre"),
        Known("ressource", 34, "Comparatif des offres EDR", type="article"),
    ),
    "en": (
        Known("objectif", 11, "Generate 40 qualified leads per quarter"),
        Known("objectif", 12, "Grow blog traffic by 30%"),
        Known("objectif", 13, "Recruit five reseller partners"),
        Known("cible", 21, "CIOs of mid-sized manufacturers"),
        Known("cible", 22, "Hospital CISOs"),
        Known("ressource", 33, "Foundry case study", type="cas_client"),
    ),
}


def told(text: str, locale: Locale = "fr") -> tuple[str, dict[str, Any]]:
    scenario = SCENARIO[locale]
    situation = Situation(locale, scenario=scenario, scenarios=(scenario,), entities=HELD[locale])
    meaning = understand(text, situation)
    assert not meaning.also
    return meaning.intent, meaning.entities


class TestAFigureSetAgainstTheOldOne:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("il serait plus raisonnable de viser 25 leads plutôt que 40", "Générer 25 leads qualifiés par trimestre"),
            (
                "Rectification : 8 partenaires intégrateurs à recruter et non cinq.",
                "Recruter 8 partenaires intégrateurs",
            ),
            ("mieux vaut 30 leads que 40", "Générer 30 leads qualifiés par trimestre"),
            ("au lieu de 40 leads, vise 50", "Générer 50 leads qualifiés par trimestre"),
            ("40 leads c'est trop ambitieux, 25 suffiraient", "Générer 25 leads qualifiés par trimestre"),
            ("vise 30 leads, 40 c'est vraiment trop", "Générer 30 leads qualifiés par trimestre"),
            ("j'ai écrit 40 leads mais c'est 400", "Générer 400 leads qualifiés par trimestre"),
            ("20 % de trafic en plus sur le blog, pas 30", "Augmenter de 20 % le trafic du blog"),
            ("merci de noter 50 leads et pas 40", "Générer 50 leads qualifiés par trimestre"),
            ("25 leads suffiraient", "Générer 25 leads qualifiés par trimestre"),
            ("trente leads au lieu de quarante", "Générer trente leads qualifiés par trimestre"),
            ("passe de 5 à 10 partenaires", "Recruter 10 partenaires intégrateurs"),
            ("45 leads par mois plutôt que 40 par trimestre", "Générer 45 leads qualifiés par mois"),
        ],
    )
    def test_takes_its_place(self, text: str, label: str) -> None:
        assert told(text)[1]["label"] == label

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("swap five reseller partners for eight", "Recruit eight reseller partners"),
            ("Sorry, I mistyped: it's 35% blog traffic growth, not 30%.", "Grow blog traffic by 35%"),
            ("it's not 40 leads anymore, it's 50", "Generate 50 qualified leads per quarter"),
            ("five resellers sounds low, make it ten", "Recruit ten reseller partners"),
            ("I'd rather aim for 30 leads than 40", "Generate 30 qualified leads per quarter"),
            ("can we go from forty to sixty leads?", "Generate sixty qualified leads per quarter"),
            ("make it 80 leads", "Generate 80 qualified leads per quarter"),
        ],
    )
    def test_takes_its_place_in_english(self, text: str, label: str) -> None:
        assert told(text, "en")[1]["label"] == label

    def test_may_be_one_of_two(self) -> None:
        scenario = SCENARIO["fr"]
        situation = Situation("fr", scenario=scenario, scenarios=(scenario,), entities=HELD["fr"])
        asked = understand("passe les leads de 40 à 50 et le blog de 30 à 35 %", situation).each()
        assert [each.entities["label"] for each in asked] == [
            "Générer 50 leads qualifiés par trimestre",
            "Augmenter de 35 % le trafic du blog",
        ]

    def test_of_something_that_is_not_there_is_asked_about(self) -> None:
        intent, entities = told("12 audits c'est trop, mets 8")
        assert intent == "clarify"
        assert entities["absent"].name == "12 audits"

    @pytest.mark.parametrize(
        "text",
        [
            "rappelle-moi dans 30 minutes et non 40",
            "on est 40 dans l'équipe, pas 30",
            "40 commerciaux, pas 30",
            "notre salon est le 12 et pas le 30",
            "on a fait 25 leads au lieu de 40 le trimestre dernier",
        ],
    )
    def test_counts_something_else_when_it_says_so(self, text: str) -> None:
        intent, entities = told(text)
        assert intent != "objectif.update" or "label" not in entities


class TestWordsSetAgainstOthers:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            (
                "Dans l'objectif sur les intégrateurs, remplacez intégrateurs par revendeurs.",
                "Recruter cinq partenaires revendeurs",
            ),
            ("dans l'objectif 2, remplacer « blog » par « site »", "Augmenter de 30 % le trafic du site"),
            ("dans le 1er objectif c'est par mois et pas par trimestre", "Générer 40 leads qualifiés par mois"),
            ("change trimestre en semestre dans l'objectif 1", "Générer 40 leads qualifiés par semestre"),
            (
                "cinq partenaires revendeurs plutôt que cinq partenaires intégrateurs",
                "Recruter cinq partenaires revendeurs",
            ),
            ("les DSI de PME industrielles plutôt que d'ETI", "DSI de PME industrielles"),
            ("remplace le trafic par l'audience dans l'objectif 2", "Augmenter de 30 % l'audience du blog"),
            ("on parle de partenaires revendeurs et non intégrateurs", "Recruter cinq partenaires revendeurs"),
            ("des rendez-vous plutôt que des leads", "Générer 40 rendez-vous qualifiés par trimestre"),
            ("DSI d'ETI industrielles → Directeurs d'usine", "Directeurs d'usine"),
            ("remplace RSSI par DPO dans la cible santé", "DPO d’établissements de santé"),
            ("remplace établissements de santé par collectivités dans la cible RSSI", "RSSI de collectivités"),
            ("finalement les DAF plutôt que les RSSI", "DAF"),
        ],
    )
    def test_take_their_place_in_the_name(self, text: str, label: str) -> None:
        intent, entities = told(text)
        assert intent in ("objectif.update", "cible.update")
        assert entities["label"] == label

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("CFOs rather than CISOs", "CFOs"),
            ("the audience is clinic CISOs, not hospital CISOs", "Clinic CISOs"),
            ("CIOs of large manufacturers instead of mid-sized manufacturers", "CIOs of large manufacturers"),
            ("swap quarter for month in the leads objective", "Generate 40 qualified leads per month"),
        ],
    )
    def test_take_their_place_in_english(self, text: str, label: str) -> None:
        assert told(text, "en")[1]["label"] == label

    def test_take_their_place_in_a_title(self) -> None:
        assert told("le comparatif porte sur les offres XDR et non EDR")[1]["titre"] == "Comparatif des offres XDR"
        assert told("it's the Steelworks case study, not the Foundry case study", "en")[1] == {
            "ref": 33,
            "titre": "Steelworks case study",
        }

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("supprime les RSSI plutôt que les DSI", "cible.remove"),
            ("ajoute une cible DAF plutôt que RSSI", "cible.add"),
            ("montre les objectifs et non les cibles", "scenario.show"),
            ("cherche des articles sur NIS2 plutôt que sur le ransomware", "search.run"),
        ],
    )
    def test_are_left_to_the_verb_that_asks_something_else(self, text: str, intent: str) -> None:
        assert told(text)[0] == intent


class TestTheScenarioSaidOtherwise:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("Le scénario ne s'appelle plus Offre SOC managé ETI mais SOC 2027.", {"nom": "SOC 2027"}),
            ("renomme le scénario en SOC pour tous plutôt que Offre SOC managé ETI", {"nom": "SOC pour tous"}),
            ("dans le nom du scénario, remplace ETI par PME", {"nom": "Offre SOC managé PME"}),
            (
                "la thématique du scénario devrait être Cybersécurité industrielle plutôt que Cybersécurité",
                {"thematique": "Cybersécurité industrielle"},
            ),
            (
                "la thématique n'est plus Cybersécurité mais Résilience numérique",
                {"thematique": "Résilience numérique"},
            ),
            ("le nom c'est SOC Europe et pas Offre SOC managé ETI", {"nom": "SOC Europe"}),
            ("Pour coller à notre livre blanc, renommons ce scénario « Cap ETI »", {"nom": "Cap ETI"}),
        ],
    )
    def test_has_its_new_name_or_theme(self, text: str, value: dict[str, str]) -> None:
        assert told(text) == ("scenario.update", value)

    def test_is_understood_in_english(self) -> None:
        assert told("the theme should be OT security rather than Cybersecurity", "en")[1] == {
            "thematique": "OT security"
        }


class TestAFieldSetAgainstItsOldValue:
    @pytest.mark.parametrize(
        "text",
        ["passe les RSSI en considération plutôt qu'en découverte", "les RSSI en considération, pas en découverte"],
    )
    def test_has_the_new_one(self, text: str) -> None:
        assert told(text) == ("cible.update", {"ref": 22, "maturite": "consideration"})
