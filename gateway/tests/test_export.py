import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.contracts.base import Locale
from assistant.contracts.entities import Scenario
from assistant.contracts.scenario import ImportScenario
from gateway.examples import EXAMPLES
from gateway.export import attachment, export_csv, export_json
from gateway.testing import World

RESSOURCE = {
    "id": 9,
    "type": "cas_client",
    "titre": "Cas client Acme",
    "url": "https://exemple.fr/acme",
    "note": "Ligne 1\nLigne 2",
    "insight": "",
    "usage": "Relance",
    "version": 1,
}


def scenario(**changed: Any) -> Scenario:
    """A scenario with one of each thing."""
    return Scenario.model_validate({**EXAMPLES["Scenario"], "ressources": [RESSOURCE], **changed})


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


class TestCsv:
    def test_opens_in_french_excel(self) -> None:
        text = export_csv(scenario(), "fr")
        assert text.startswith("\ufeffRubrique;Titre;Description;")
        assert text.endswith("\r\n")
        assert text.encode("utf-8").startswith(b"\xef\xbb\xbf")

    def test_has_one_row_a_thing(self) -> None:
        assert [(row["Rubrique"], row["Titre"]) for row in rows(export_csv(scenario(), "fr"))] == [
            ("Scénario", "Lancement Q1 cybersécurité"),
            ("Objectif", "Générer 50 leads qualifiés"),
            ("Cible", "RSSI d’ETI industrielles"),
            ("Ressource", "Cas client Acme"),
            ("Plan de diffusion", "Plan du 05/01/2026"),
            ("Action du plan", "Webinaire – LinkedIn"),
        ]

    def test_loses_nothing_of_a_thing(self) -> None:
        by_kind = {row["Rubrique"]: row for row in rows(export_csv(scenario(), "fr"))}
        assert by_kind["Scénario"]["Thématique"] == "Sécurité cloud"
        assert by_kind["Objectif"]["Priorité"] == "1"
        assert by_kind["Cible"]["Persona"] == "Claire, 45 ans, RSSI"
        assert by_kind["Ressource"]["Lien"] == "https://exemple.fr/acme"
        assert by_kind["Ressource"]["Note"] == "Ligne 1\nLigne 2"
        assert by_kind["Plan de diffusion"]["Description"] == "Un trimestre centré sur la preuve"
        assert by_kind["Action du plan"]["KPI"] == "40 inscrits qualifiés"
        assert by_kind["Action du plan"]["Fréquence"] == "1 fois par mois"

    def test_speaks_the_readers_language(self) -> None:
        french, english = rows(export_csv(scenario(), "fr")), rows(export_csv(scenario(), "en"))
        assert (french[0]["Statut"], french[2]["Maturité"], french[3]["Type"]) == (
            "Prêt",
            "Considération",
            "Cas client",
        )
        assert (english[0]["Status"], english[2]["Stage"], english[3]["Type"]) == (
            "Ready",
            "Consideration",
            "Customer case",
        )

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
    def test_starts_no_formula(self, start: str) -> None:
        exported = rows(export_csv(scenario(description=f"{start}CMD()|' /C calc'!A0"), "fr"))
        assert exported[0]["Description"] == f"'{start}CMD()|' /C calc'!A0"

    def test_leaves_other_texts_as_they_are(self) -> None:
        for text in ("5 = 2 + 3", 'Il dit "oui"; puis non', "a'b", "’=1"):
            assert rows(export_csv(scenario(description=text), "fr"))[0]["Description"] == text

    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_of_a_scenario_without_a_plan_ends_with_its_entities(self, locale: Locale) -> None:
        assert len(rows(export_csv(scenario(plan=None), locale))) == 4


class TestJson:
    def test_is_what_the_import_takes(self) -> None:
        plan = EXAMPLES["Scenario"]["plan"]
        items = [{**plan["items"][0], "message": f"Message {number}"} for number in range(6)]
        document = export_json(scenario(plan={**plan, "items": items}))
        assert "actions" not in document.model_dump()
        assert document.exported_at <= datetime.now(UTC)
        imported = ImportScenario.model_validate_json(document.model_dump_json())
        assert imported.nom == "Lancement Q1 cybersécurité"
        assert imported.plan is not None
        assert imported.plan.items[0].kpi == "40 inscrits qualifiés"


class TestFileName:
    @pytest.mark.parametrize(
        ("nom", "header"),
        [
            (
                "Lancement : Q1",
                "attachment; filename=\"lancement-q1.csv\"; filename*=UTF-8''lancement-q1.csv",
            ),
            ("Été", "attachment; filename=\"ete.csv\"; filename*=UTF-8''%C3%A9t%C3%A9.csv"),
            ('../"a"; \r\nX: 1', "attachment; filename=\"a-x-1.csv\"; filename*=UTF-8''a-x-1.csv"),
            ("日本", "attachment; filename=\"scenario.csv\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.csv"),
            ("!!!", "attachment; filename=\"scenario.csv\"; filename*=UTF-8''scenario.csv"),
        ],
    )
    def test_is_made_of_the_nom(self, nom: str, header: str) -> None:
        assert attachment(nom, "csv") == header


class TestRoutes:
    async def test_answer_with_attachments(self, world: World) -> None:
        path = (await world.http.post("/scenarios", json={"nom": "Été 2026", "thematique": "t"})).headers["Location"]
        as_json = await world.http.get(f"{path}/export/json")
        assert as_json.headers["Content-Type"] == "application/json"
        assert 'filename="ete-2026.json"' in as_json.headers["Content-Disposition"]
        assert as_json.json()["nom"] == "Été 2026"
        as_csv = await world.http.get(f"{path}/export/csv?locale=en")
        assert as_csv.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert 'filename="ete-2026.csv"' in as_csv.headers["Content-Disposition"]
        assert as_csv.content.startswith(b"\xef\xbb\xbfSection;")
        assert (await world.http.get(f"{path}/export/pdf")).status_code == 404
