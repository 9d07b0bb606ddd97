from collections.abc import Iterator
from typing import Any

import pytest

from ai_service.providers.base import Request
from ai_service.providers.openai.schemas import counted, schema_of

REQUESTS = [
    Request(task="suggest", kind="objectif", locale="fr"),
    Request(task="suggest", kind="cible", locale="fr"),
    Request(task="suggest", kind="ressource", locale="en"),
    Request(task="answer", locale="fr"),
    Request(task="plan", locale="en"),
]
KNOWN = {"type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "description"}


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema, itself first."""
    yield schema
    for child in [
        *schema.get("properties", {}).values(),
        *schema.get("anyOf", []),
        *([schema["items"]] if "items" in schema else []),
    ]:
        yield from parts(child)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: f"{request.task}-{request.kind}")
class TestTheSchemaOfAReply:
    def test_uses_only_what_strict_output_knows(self, request_: Request) -> None:
        assert {name for part in parts(schema_of(request_)) for name in part} <= KNOWN

    def test_requires_every_property_of_every_object_and_allows_no_other(self, request_: Request) -> None:
        objects = [part for part in parts(schema_of(request_)) if part.get("type") == "object"]
        assert objects
        assert all(part["required"] == list(part["properties"]) for part in objects)
        assert all(part["additionalProperties"] is False for part in objects)

    def test_begins_with_what_can_be_streamed(self, request_: Request) -> None:
        first = next(iter(schema_of(request_)["properties"]))
        assert first == ("resume" if request_.task == "plan" else "message_markdown")

    def test_never_asks_for_a_version(self, request_: Request) -> None:
        assert not any("version" in part.get("properties", {}) for part in parts(schema_of(request_)))

    def test_tells_variants_apart_by_their_first_property(self, request_: Request) -> None:
        for part in parts(schema_of(request_)):
            objects = [each for each in part.get("anyOf", []) if each.get("type") == "object"]
            firsts = [next(iter(each["properties"].items())) for each in objects]
            assert all(len(first["enum"]) == 1 for _, first in firsts)
            assert len({(name, *first["enum"]) for name, first in firsts}) == len(objects)


class TestTheSchemaOfAForm:
    def test_says_which_one_a_correction_is_about_or_none(self) -> None:
        schema = schema_of(Request(task="answer", locale="fr"))
        actions = {
            each["properties"]["intent"]["enum"][0]: each["properties"]["payload"]
            for each in schema["properties"]["actions"]["items"]["anyOf"]
        }
        assert actions["ui.compose"]["properties"]["id"] == {"anyOf": [{"type": "integer"}, {"type": "null"}]}
        assert actions["ui.compose"]["required"] == ["intent", "id"]


class TestTheSchemaForServersOfOtherKinds:
    @pytest.mark.parametrize(
        ("request_", "name", "counts"),
        [
            (REQUESTS[0], "entities_to_create", (3, 3)),
            (REQUESTS[3], "entities_to_create", (0, 3)),
            (REQUESTS[4], "items", (6, 14)),
        ],
    )
    def test_tells_how_many_there_must_be_and_streams_the_same(
        self, request_: Request, name: str, counts: tuple[int, int]
    ) -> None:
        schema = counted(request_)
        listed = schema["properties"][name]
        assert (listed["minItems"], listed["maxItems"]) == counts
        assert list(schema["properties"]) == list(schema_of(request_)["properties"])


class TestTheSchemaOfASuggestion:
    def test_admits_the_kind_asked_for_alone(self) -> None:
        schema = schema_of(Request(task="suggest", kind="cible", locale="fr"))
        assert schema["properties"]["entities_to_create"]["items"]["properties"]["kind"]["enum"] == ["cible"]
