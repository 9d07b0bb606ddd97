from dataclasses import replace

import pytest

from ai_service.providers.base import ScenarioName
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.rules.answers import AGAIN
from ai_service.providers.local.understanding.situation import Known, Situation
from ai_service.providers.local.understanding.understanding import understand
from assistant.dialogue.actions import button

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

    @pytest.mark.parametrize(
        ("text", "situation", "removed"),
        [
            ("garde les DAF et les responsables d’entrepôt, enlève le reste", OPEN, [11, 12, 14]),
            ("keep the buyers and the warehouse managers, drop the rest", ENGLISH, [11, 12]),
        ],
    )
    def test_is_also_said_in_two_orders(self, text: str, situation: Situation, removed: list[int]) -> None:
        assert gone(understand(text, situation)) == removed


class TestNotOnlySome:
    @pytest.mark.parametrize(
        ("text", "situation"),
        [("on ne vise pas que les DAF", OPEN), ("pas que les DAF", OPEN), ("we don't only target buyers", ENGLISH)],
    )
    def test_neither_adds_nor_removes_them(self, text: str, situation: Situation) -> None:
        assert understand(text, situation).intent == "clarify"


class TestAButtonNamedByWhatItIsNot:
    @pytest.mark.parametrize(
        "text", ["enlève tout sauf les DRH", "je ne veux que les directeurs d’usine", "pas les DRH", "pas que les DAF"]
    )
    def test_is_not_pressed(self, text: str) -> None:
        offered = tuple(button(f"{known.kind}.remove", known.name, {"id": known.id}) for known in HELD)
        assert understand(text, replace(OPEN, offered=offered)).intent != AGAIN


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


class TestSeveralNumbersAfterOneNoun:
    def test_are_all_removed(self) -> None:
        assert gone(understand("vire les objectifs 1 et 2", OPEN)) == [1, 2]
        assert gone(understand("remove targets 1 and 3", ENGLISH)) == [11, 13]


class TestARefusal:
    @pytest.mark.parametrize(
        ("text", "situation", "expected"),
        [
            ("Je ne veux pas du cas client fonderie dans ce scénario", OPEN, [("ressource.remove", 22)]),
            ("Je ne veux plus des DAF ni des DRH", OPEN, [("cible.remove", 13), ("cible.remove", 14)]),
            (
                "on ne veut ni le webinaire ni le cas client",
                OPEN,
                [("ressource.remove", 21), ("ressource.remove", 22)],
            ),
            ("Les DAF, je n’en veux plus", OPEN, [("cible.remove", 13)]),
            ("Finalement pas de DAF", OPEN, [("cible.remove", 13)]),
            ("Le cas client fonderie n’a plus sa place ici", OPEN, [("ressource.remove", 22)]),
            ("on ne veut plus de la deuxième cible", OPEN, [("cible.remove", 12)]),
            ("On ne veut pas des DAF, ils n’ont pas de budget", OPEN, [("cible.remove", 13)]),
            ("we want neither the buyers nor the webinar", ENGLISH, [("cible.remove", 13), ("ressource.remove", 21)]),
            ("no buyers in this scenario please", ENGLISH, [("cible.remove", 13)]),
            ("the NIS2 webinar has no place here", ENGLISH, [("ressource.remove", 21)]),
        ],
    )
    def test_of_what_the_scenario_holds_removes_it(
        self, text: str, situation: Situation, expected: list[tuple[str, int]]
    ) -> None:
        assert [(each.intent, each.entities.get("ref")) for each in understand(text, situation).each()] == expected

    @pytest.mark.parametrize(
        "text",
        [
            "je ne veux pas des DAF de banque",
            "je ne veux pas perdre les DAF",
            "nos prospects ne lisent ni webinaire ni cas client",
            "Je ne veux pas toucher aux DAF",
            "je veux pas les DAF, ajoute plutôt les DPO",
        ],
    )
    def test_of_anything_else_removes_nothing(self, text: str) -> None:
        assert not understand(text, OPEN).intent.endswith(".remove")


class TestWhatIsNotThere:
    @pytest.mark.parametrize("text", ["supprime la vidéo", "retire les DSI", "enlève la brochure"])
    def test_is_no_reason_to_archive_an_empty_scenario(self, text: str) -> None:
        meaning = understand(text, Situation("fr", scenario=SCENARIO, scenarios=(SCENARIO,)))
        assert meaning.intent == "clarify"
        assert "scenario.archive" not in meaning.about
