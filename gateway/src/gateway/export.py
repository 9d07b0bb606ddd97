"""A scenario as a file: the JSON document that can be imported again, and a spreadsheet."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from assistant.contracts.base import Contract, Locale
from assistant.contracts.entities import Scenario
from assistant.contracts.http import Export
from assistant.dialogue.texts import text

COLUMNS = (
    "rubrique",
    "titre",
    "description",
    "thematique",
    "statut",
    "priorite",
    "persona",
    "segment",
    "maturite",
    "type",
    "url",
    "usage",
    "note",
    "insight",
    "format",
    "message",
    "canal",
    "frequence",
    "kpi",
)
TRANSLATED = frozenset({"statut", "maturite", "type"})
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV injection)."""


def export_json(scenario: Scenario) -> Export:
    return Export(exported_at=datetime.now(UTC), **scenario.model_dump(exclude={"actions"}))


def export_csv(scenario: Scenario, locale: Locale) -> str:
    """One row a thing, after a header; `;` and the byte order mark are what French Excel opens by a double click."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS, restval="", delimiter=";", lineterminator="\r\n")
    writer.writerow({column: text(f"export.column.{column}", locale) for column in COLUMNS})
    for rubrique, fields in _rows(scenario, locale):
        named = {"rubrique": text(f"export.rubrique.{rubrique}", locale), **_translated(fields, locale)}
        writer.writerow({column: _harmless(value) for column, value in named.items()})
    return "\ufeff" + written.getvalue()


def attachment(nom: str, extension: str) -> str:
    """A Content-Disposition (RFC 6266) with a file name made of `nom`, in ASCII and as it is written (RFC 8187)."""
    name = _slug(nom)
    ascii_name = _slug(unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode())
    return f"attachment; filename=\"{ascii_name}.{extension}\"; filename*=UTF-8''{quote(name)}.{extension}"


def _rows(scenario: Scenario, locale: Locale) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "scenario", {"titre": scenario.nom, **_fields(scenario, "description", "thematique", "statut")}
    for objectif in scenario.objectifs:
        yield "objectif", {"titre": objectif.label, **_fields(objectif, "description", "priorite", "insight")}
    for cible in scenario.cibles:
        fields = _fields(cible, "description", "persona", "segment", "maturite", "insight")
        yield "cible", {"titre": cible.label, **fields}
    for ressource in scenario.ressources:
        yield "ressource", _fields(ressource, "titre", "type", "url", "usage", "note", "insight")
    if scenario.plan:
        date = scenario.plan.generated_at.strftime("%d/%m/%Y" if locale == "fr" else "%Y-%m-%d")
        yield "plan", {"titre": text("export.plan.titre", locale, date=date), "description": scenario.plan.resume}
        for item in scenario.plan.items:
            fields = _fields(item, "format", "message", "canal", "frequence", "kpi")
            yield "plan_item", {"titre": f"{item.format} – {item.canal}", **fields}


def _fields(source: Contract, *names: str) -> dict[str, Any]:
    return {name: getattr(source, name) for name in names}


def _translated(fields: dict[str, Any], locale: Locale) -> dict[str, Any]:
    return {
        name: text(f"export.{name}.{value}", locale) if name in TRANSLATED else value for name, value in fields.items()
    }


def _harmless(value: Any) -> str:
    cell = str(value)
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _slug(nom: str) -> str:
    return re.sub(r"[\W_]+", "-", nom.lower()).strip("-")[:80] or "scenario"
