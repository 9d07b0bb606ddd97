import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from assistant.contracts.registry import ALL_INTENTS, CLIENT_INTENT, COMMANDS

ROOT = Path(__file__).parents[2]
SPECIFICATION = ROOT / "frontend" / "node_modules" / "@asyncapi" / "specs" / "schemas" / "3.0.0.json"


@pytest.fixture(scope="module")
def document() -> Any:
    return yaml.safe_load((ROOT / "docs" / "asyncapi.yaml").read_text(encoding="utf-8"))


class TestTheAsyncApiDocument:
    def test_is_valid_asyncapi_3(self, document: Any) -> None:
        schema = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
        assert [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(document)] == []

    def test_refers_only_to_what_it_holds(self, document: Any) -> None:
        assert [reference for reference in references(document) if find(document, reference) is None] == []


class TestTheEventDocument:
    def test_names_every_command_intent_and_fact(self) -> None:
        text = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
        named = [spec.type for spec in COMMANDS] + [spec.event for spec in COMMANDS if spec.event]
        named += [intent for intent in ALL_INTENTS if intent != CLIENT_INTENT]
        assert [name for name in named if f"`{name}`" not in text] == []


def references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [reference for item in node for reference in references(item)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return own + [reference for value in node.values() for reference in references(value)]


def find(document: Any, reference: str) -> Any:
    node = document
    for part in reference.removeprefix("#/").split("/"):
        node = node.get(part) if isinstance(node, dict) else None
    return node
