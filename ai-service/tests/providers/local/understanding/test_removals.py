import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand

SCENARIO = ScenarioName(1, "Maintenance prédictive", "Industrie")
HELD = (
    Known("objectif", 1, "Convaincre 20 directeurs d’usine"),
    Known("objectif", 2, "Signer 10 DRH"),
    Known("cible", 11, "Directeurs d’usine agroalimentaire"),
    Known("cible", 12, "Responsables maintenance"),
    Known("cible", 13, "DAF d’ETI"),
    Known("cible", 14, "DRH"),
    Known("cible", 15, "Responsables d’entrepôt"),
    Known("ressource", 21, "Webinaire NIS2", type="webinar"),
    Known("ressource", 22, "Cas client fonderie", type="cas_client"),
)
OPEN = Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,), entities=HELD)
ENGLISH = Situation(
    "en",
    scenario=SCENARIO,
    scenarios=(SCENARIO,),
    entities=(
        Known("objectif", 1, "Convince 20 plant managers"),
        Known("cible", 11, "Plant managers"),
        Known("cible", 12, "Maintenance managers"),
        Known("cible", 13, "Buyers"),
        Known("cible", 14, "Warehouse managers"),
        Known("ressource", 21, "NIS2 webinar", type="webinar"),
    ),
)


def gone(meaning: Meaning) -> list[int]:
    """The entities removed, in order; fails when anything else is asked."""
    assert all(each.intent.endswith(".remove") for each in meaning.each()), meaning
    return sorted(each.entities["ref"] for each in meaning.each())


class TestKeepingOnlySome:
    @pytest.mark.parametrize(
        ("text", "removed"),
        [
            ("ne garde que les directeurs et les responsables maintenance", [13, 14, 15]),
            ("ne garde que les DAF et les DRH", [11, 12, 15]),
            ("ne garde que les directeurs d’usine", [12, 13, 14, 15]),
            ("garde seulement les DRH", [11, 12, 13, 15]),
        ],
    )
    def test_keeps_every_target_named_whatever_an_objective_says(self, text: str, removed: list[int]) -> None:
        assert gone(understand(text, OPEN)) == removed

    @pytest.mark.parametrize(
        ("text", "situation"),
        [
            ("ne garde que les directeurs d’usine et les notaires", OPEN),
            ("ne garde que les responsables et les directeurs", OPEN),
            ("keep only the managers and the maintenance managers", ENGLISH),
        ],
    )
    def test_asks_when_one_of_them_is_in_doubt(self, text: str, situation: Situation) -> None:
        assert understand(text, situation).intent == "clarify"


class TestAllButSome:
    @pytest.mark.parametrize(
        ("text", "situation", "spared"),
        [
            ("supprime tout sauf le webinaire", OPEN, {("ressource", 21)}),
            ("enlève tout sauf les DRH", OPEN, {("cible", 14)}),
            ("remove everything except the webinar", ENGLISH, {("ressource", 21)}),
        ],
    )
    def test_asks_about_everything_else(self, text: str, situation: Situation, spared: set[tuple[str, int]]) -> None:
        meaning = understand(text, situation)
        assert meaning.intent == "clarify"
        assert {"objectif.remove", "cible.remove"} <= set(meaning.about)
        assert {(known.kind, known.id) for known in meaning.entities["spared"]} == spared

    def test_of_a_kind_spares_the_one_of_that_kind(self) -> None:
        assert gone(understand("supprime toutes les cibles sauf les DRH", OPEN)) == [11, 12, 13, 15]
