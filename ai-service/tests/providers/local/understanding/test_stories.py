from typing import Any

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIO = ScenarioName(1, "Offre SOC managé", "Cybersécurité")
HELD = (
    Known("objectif", 11, "Générer 40 leads qualifiés"),
    Known("objectif", 12, "Recruter des revendeurs"),
    Known("cible", 21, "DSI d’ETI industrielles"),
    Known("cible", 22, "Pharmaciens indépendants"),
    Known("ressource", 31, "NIS2 sans jargon", type="webinar"),
)
OPEN = Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,), entities=HELD)
PROPOSED = Situation(
    "fr",
    scenario=SCENARIO,
    scenarios=(SCENARIO,),
    entities=HELD,
    proposals=(
        Known("objectif", 1, "Réactiver les comptes dormants"),
        Known("objectif", 2, "Signer huit contrats cadres"),
    ),
)
ENGLISH = Situation("en", scenario=SCENARIO, scenarios=(SCENARIO,), entities=(Known("cible", 22, "Pharmacists"),))


class TestARequestAtTheEndOfAStory:
    @pytest.mark.parametrize(
        ("text", "situation", "intent", "entities"),
        [
            (
                "Les revendeurs, on verra au printemps, personne n’est disponible. Passe ça en priorité 5.",
                OPEN,
                "objectif.update",
                {"ref": 12, "priorite": 5},
            ),
            (
                "Le webinaire sera rejoué par un confrère. C’est dommage, mais il faut l’enlever des ressources.",
                OPEN,
                "ressource.remove",
                {"ref": 31},
            ),
            (
                "Petite correction : les pharmaciens passent en décision. Bonne soirée",
                OPEN,
                "cible.update",
                {"ref": 22, "maturite": "decision"},
            ),
            (
                "Les comptes dormants me rappellent une belle réussite ; retenons-le, si vous voulez bien.",
                PROPOSED,
                "objectif.add",
                {"proposals": [1]},
            ),
            ("Pharmacists never pick up the phone. Get rid of them.", ENGLISH, "cible.remove", {"ref": 22}),
        ],
    )
    def test_is_about_what_was_spoken_of(
        self, text: str, situation: Situation, intent: str, entities: dict[str, Any]
    ) -> None:
        meaning = understand(text, situation)

        assert (meaning.intent, meaning.entities) == (intent, entities)

    def test_is_left_to_be_read_as_several_when_each_sentence_asks(self) -> None:
        meaning = understand("Supprime la cible DSI. Ajoute la cible notaires.", OPEN)

        assert [each.intent for each in meaning.each()] == ["cible.remove", "cible.add"]


class TestACorrection:
    @pytest.mark.parametrize(
        ("text", "entities"),
        [
            ("Les pharmaciens sont en considération, pas en découverte", {"ref": 22, "maturite": "consideration"}),
            ("mets 60 leads qualifiés à la place", {"ref": 11, "label": "60 leads qualifiés"}),
            (
                "La cible DSI, ce n’est plus segment PME mais segment Agroalimentaire. Bonne fin de journée",
                {"ref": 21, "segment": "Agroalimentaire"},
            ),
        ],
    )
    def test_gives_what_is_to_be_and_not_what_was(self, text: str, entities: dict[str, Any]) -> None:
        assert understand(text, OPEN).entities == entities
