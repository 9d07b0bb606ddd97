import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIO = ScenarioName(1, "Relance SIRH", "RH")
SHOWN = tuple(
    Known("objectif", place, label)
    for place, label in enumerate(("Réactiver 15 % des comptes dormants", "Signer huit contrats"), 1)
)
PROPOSED = Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,), proposals=SHOWN)


class TestWhatIsSaidOfThemAll:
    @pytest.mark.parametrize(
        "text",
        [
            "c'est pas assez concret",
            "un peu moins ambitieux",
            "plus chiffrés",
            "trop vague",
            "ils sont trop vagues",
            "c'est pas très concret tout ça",
        ],
    )
    def test_asks_for_others(self, text: str) -> None:
        assert understand(text, PROPOSED).intent == "objectif.suggest"

    @pytest.mark.parametrize("text", ["trop bien merci", "trop cool"])
    def test_thanks_where_it_is_praise(self, text: str) -> None:
        assert understand(text, PROPOSED).intent == "thanks"


class TestProposalsOfSeveralKinds:
    MIXED = (
        Known("objectif", 1, "50 essais d’ici juin"),
        Known("cible", 2, "Gérants de cliniques"),
        Known("cible", 3, "Assistantes"),
        Known("ressource", 4, "Vidéo de démo", "video"),
        Known("ressource", 5, "Guide du planning", "autre"),
    )

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("la première ressource", [4]),
            ("la deuxième cible", [3]),
            ("les deux cibles", [2, 3]),
            ("toutes les ressources sauf le guide", [4]),
        ],
    )
    def test_are_counted_among_their_own(self, text: str, numbers: list[int]) -> None:
        meaning = understand(text, Situation("fr", SCENARIO, (SCENARIO,), (), self.MIXED))
        assert meaning.entities["proposals"] == numbers

    def test_leave_what_is_held_to_be_corrected(self) -> None:
        held = (Known("objectif", 9, "Obtenir 50 essais"),)
        meaning = understand("40 essais plutôt que 50", Situation("fr", SCENARIO, (SCENARIO,), held, self.MIXED[1:]))
        assert (meaning.intent, meaning.entities) == ("objectif.update", {"ref": 9, "label": "Obtenir 40 essais"})


class TestAnObjectiveWithAFigureOfItsOwn:
    @pytest.mark.parametrize("words", ["l'objectif signer 20 contrats de maintenance", "l'objectif 20 contrats"])
    def test_is_added_beside_the_proposals_that_have_its_words(self, words: str) -> None:
        meaning = understand(f"ajoute {words}", PROPOSED)
        label = words.removeprefix("l'objectif ")
        assert (meaning.intent, meaning.entities) == ("objectif.add", {"label": label[:1].upper() + label[1:]})
