"""What one part writes, another reads."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from pydantic import ValidationError

from assistant.contracts.entities import Cible, Objectif, Plan, PlanItem, Ressource, Scenario
from assistant.contracts.envelope import Envelope, child_id, retry_id
from assistant.contracts.frames import CLIENT_FRAME
from assistant.contracts.http import Export
from assistant.contracts.scenario import ImportScenario

NOW = datetime(2026, 1, 1, 10, tzinfo=UTC)
ID = UUID("6f0c7d9e-3b5a-4a0e-8a9e-1f2d3c4b5a69")
SCENARIO = Scenario(
    id=3,
    nom="Q1",
    thematique="Cloud",
    description="D",
    statut="ready",
    version=12,
    created_at=NOW,
    updated_at=NOW,
    objectifs=[Objectif(id=1, label="O", description="d", insight="i", priorite=2, version=5)],
    cibles=[
        Cible(id=1, label="C", description="", insight="", persona="p", segment="s", maturite="decision", version=1)
    ],
    ressources=[Ressource(id=1, type="video", titre="R", url="", note="", insight="", usage="u", version=1)],
    plan=Plan(
        id=4,
        resume="R",
        generated_at=NOW,
        items=[
            PlanItem(id=9 + n, version=2, format="F", message=f"M{n}", canal="C", frequence="H", kpi="K")
            for n in range(6)
        ],
    ),
    actions=[],
)


class TestExportedScenario:
    def test_is_imported_unchanged(self) -> None:
        exported = Export(exported_at=NOW, **SCENARIO.model_dump(exclude={"actions"}))
        document = ImportScenario.model_validate_json(exported.model_dump_json())
        assert (document.nom, document.description) == ("Q1", "D")
        assert (document.objectifs[0].priorite, document.objectifs[0].insight) == (2, "i")
        assert (document.cibles[0].persona, document.cibles[0].maturite) == ("p", "decision")
        assert (document.ressources[0].type, document.ressources[0].usage) == ("video", "u")
        assert document.plan is not None
        assert (document.plan.generated_at, document.plan.items[0].kpi) == (NOW, "K")

    def test_without_a_zone_is_read_as_utc(self) -> None:
        plan = {"resume": "R", "generated_at": "2026-01-01T10:00:00", "items": []}
        document = ImportScenario.model_validate({"nom": "N", "thematique": "T", "plan": plan})
        assert document.plan is not None
        assert document.plan.generated_at == NOW


class TestDerivedIds:
    def test_are_the_same_however_often_they_are_asked(self) -> None:
        assert child_id(ID, "draft") == child_id(ID, "draft")
        assert retry_id(ID) == retry_id(ID)

    def test_differ_by_root_and_step(self) -> None:
        assert len({ID, child_id(ID, "draft"), child_id(ID, "record"), retry_id(ID), retry_id(retry_id(ID))}) == 5


class TestEnvelope:
    def test_reads_its_own_json(self) -> None:
        envelope = Envelope(command_id=ID, type="scenario.add_cible", correlation_id=ID, occurred_at=NOW, payload={})
        assert Envelope.model_validate_json(envelope.model_dump_json()) == envelope

    def test_refuses_fields_it_does_not_know(self) -> None:
        with pytest.raises(ValidationError):
            Envelope.model_validate(
                {"command_id": ID, "type": "x", "correlation_id": ID, "occurred_at": NOW, "payload": {}, "spare": 1}
            )


class TestClientFrames:
    @pytest.mark.parametrize(
        "frame",
        [
            {"type": "intent", "command_id": str(ID), "intent": "cible.add", "payload": {"label": "DSI"}},
            {"type": "watch", "scenario_id": None},
            {"type": "ping"},
        ],
    )
    def test_are_told_apart_by_their_type(self, frame: dict[str, object]) -> None:
        assert CLIENT_FRAME.validate_python(frame).type == frame["type"]

    @pytest.mark.parametrize("frame", [{"type": "shout"}, {}, {"type": "ping", "spare": 1}, {"type": "watch"}])
    def test_are_refused_when_they_are_none_of_these(self, frame: dict[str, object]) -> None:
        with pytest.raises(ValidationError):
            CLIENT_FRAME.validate_python(frame)
