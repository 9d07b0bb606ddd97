"""Scenarios as files."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from assistant.contracts.entities import Scenario
from assistant.db.models import PlanItemRow, PlanRow
from assistant.testing.handling import Handling, code_of, said, scenario_of

Create = Callable[..., Scenario]

DOCUMENT: dict[str, Any] = {
    "format": "assistant-ia-marketing/scenario",
    "format_version": 1,
    "exported_at": "2026-01-02T03:04:05Z",
    "id": 77,
    "nom": "Lancement Q1",
    "thematique": "Cloud",
    "description": "D",
    "statut": "ready",
    "version": 12,
    "created_at": "2026-01-01T00:00:00Z",
    "updated_at": "2026-01-01T00:00:00Z",
    "objectifs": [
        {"id": 5, "label": "Second", "description": "", "insight": "", "priorite": 2, "version": 3},
        {"id": 6, "label": "Premier", "description": "", "insight": "I", "priorite": 1, "version": 1},
    ],
    "cibles": [{"id": 5, "label": "DSI", "persona": "P", "segment": "S", "maturite": "decision", "version": 1}],
    "ressources": [{"id": 5, "titre": "Guide", "type": "video", "url": "", "usage": "U", "version": 1}],
    "plan": {
        "id": 3,
        "resume": "Résumé",
        "generated_at": "2026-01-01T10:00:00+02:00",
        "items": [
            {"id": 9, "version": 2, "format": "F", "message": message, "canal": "C", "frequence": "H", "kpi": "K"}
            for message in ("b", "a", "c", "f", "e", "d")
        ],
    },
}


class TestExport:
    def test_answers_the_address_of_the_file_and_what_it_holds(self, handling: Handling, create: Create) -> None:
        scenario = create()
        handling.send("cible.add", {"label": "DSI"}, scenario_id=scenario.id)
        outcome = handling.send("scenario.export", {"format": "csv"}, scenario_id=scenario.id)
        assert f"[télécharger le fichier CSV](/api/scenarios/{scenario.id}/export/csv)" in said(outcome)
        assert "1 cible" in said(outcome)

    def test_leaves_the_version_as_it_is(self, handling: Handling, create: Create) -> None:
        scenario = create()
        outcome = handling.send("scenario.export", scenario_id=scenario.id)
        assert scenario_of(outcome).version == scenario.version

    def test_needs_a_scenario_that_is_there(self, handling: Handling) -> None:
        assert code_of(handling.send("scenario.export", scenario_id=404)) == "scenario-not-found"


class TestImport:
    def test_brings_back_everything_the_document_holds(self, handling: Handling) -> None:
        outcome = handling.send("scenario.import", DOCUMENT)
        scenario = scenario_of(outcome)
        assert (scenario.nom, scenario.thematique, scenario.description) == ("Lancement Q1", "Cloud", "D")
        assert [(objectif.label, objectif.priorite) for objectif in scenario.objectifs] == [
            ("Premier", 1),
            ("Second", 2),
        ]
        assert [(cible.persona, cible.segment, cible.maturite) for cible in scenario.cibles] == [("P", "S", "decision")]
        assert [(ressource.type, ressource.usage) for ressource in scenario.ressources] == [("video", "U")]
        assert scenario.plan is not None
        assert scenario.plan.resume == "Résumé"
        assert scenario.plan.generated_at.isoformat() == "2026-01-01T08:00:00+00:00"
        assert [item.message for item in scenario.plan.items] == ["b", "a", "c", "f", "e", "d"]

    def test_makes_a_new_scenario_each_time(self, handling: Handling) -> None:
        first, second = (handling.send("scenario.import", DOCUMENT) for _ in range(2))
        assert first.reply.created_id == scenario_of(first).id == first.scenario_id
        assert scenario_of(second).id != scenario_of(first).id
        assert scenario_of(second).cibles[0].id != scenario_of(first).cibles[0].id

    def test_starts_anew_at_version_1_and_is_ready_when_complete(self, handling: Handling) -> None:
        scenario = scenario_of(handling.send("scenario.import", DOCUMENT))
        assert (scenario.version, scenario.statut) == (1, "ready")
        assert {scenario.objectifs[0].version, scenario.plan.items[0].version if scenario.plan else 0} == {1}

    def test_says_what_came_in(self, handling: Handling) -> None:
        expected = "2 objectifs, 1 cible, 1 ressource et un plan de diffusion"
        assert expected in said(handling.send("scenario.import", DOCUMENT))

    def test_accepts_a_document_with_names_only(self, handling: Handling) -> None:
        scenario = scenario_of(handling.send("scenario.import", {"nom": "N", "thematique": "T", "plan": None}))
        assert (scenario.cibles, scenario.plan, scenario.statut) == ([], None, "draft")

    def test_takes_an_empty_plan_for_none(self, handling: Handling) -> None:
        document = {**DOCUMENT, "plan": {"resume": "Vide", "items": []}}
        assert scenario_of(handling.send("scenario.import", document)).plan is None

    def test_leaves_nothing_behind_when_it_is_refused(self, handling: Handling) -> None:
        document = {**DOCUMENT, "cibles": [{"label": "DSI"}, {"label": "dsi"}]}
        assert code_of(handling.send("scenario.import", document)) == "already-exists"
        assert "pas encore de scénario" in said(handling.send("scenario.list"))

    def test_refuses_more_than_a_scenario_holds(self, handling: Handling) -> None:
        document = {**DOCUMENT, "ressources": [{"titre": f"R{number}"} for number in range(51)]}
        assert code_of(handling.send("scenario.import", document)) == "limit-reached"

    def test_keeps_every_item_of_the_plan_in_one_plan(self, handling: Handling) -> None:
        handling.send("scenario.import", DOCUMENT)

        def count(session: Session) -> tuple[int, int]:
            return session.query(PlanRow).count(), session.query(PlanItemRow).count()

        assert handling.database.query(count) == (1, 6)
