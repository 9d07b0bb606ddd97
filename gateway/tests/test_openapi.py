from typing import Any

import jsonschema
import pytest
from fastapi import FastAPI

from gateway.app import describe_api
from gateway.examples import EXAMPLES
from gateway.openapi import BODY, frame_schemas
from gateway.testing import World

DOCUMENT = describe_api()
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]


def check(instance: Any, schema: dict[str, Any]) -> None:
    """Raises where `instance` is not what a schema of the document says."""
    jsonschema.Draft202012Validator({**schema, "components": DOCUMENT["components"]}).validate(instance)


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
    ]


def bare(node: Any) -> Any:
    """A schema without examples, and without the defaults that are null: FastAPI leaves those out."""
    if isinstance(node, dict):
        kept = {key: value for key, value in node.items() if key != "examples" and (key, value) != ("default", None)}
        return {key: bare(value) for key, value in kept.items()}
    return [bare(item) for item in node] if isinstance(node, list) else node


class TestDocument:
    def test_says_that_it_is_openapi_3_1_and_has_every_line_of_the_api(self) -> None:
        assert DOCUMENT["openapi"].startswith("3.1")
        assert {(path, method) for path, method, _ in operations()} >= {
            ("/scenarios", "get"),
            ("/scenarios", "post"),
            ("/scenarios/{scenario_id}", "patch"),
            ("/scenarios/{scenario_id}/cibles/suggestions", "post"),
            ("/scenarios/{scenario_id}/plan/items/{entity_id}", "patch"),
            ("/chat", "post"),
            ("/commands/{command_id}", "get"),
        }

    def test_has_no_dangling_reference(self) -> None:
        def references(node: Any) -> set[str]:
            if isinstance(node, dict):
                own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
                return own.union(*(references(value) for value in node.values()))
            return set().union(*(references(item) for item in node)) if isinstance(node, list) else set()

        assert {reference.removeprefix("#/components/schemas/") for reference in references(DOCUMENT)} <= set(SCHEMAS)

    def test_describes_the_frames_as_the_routes_describe_the_same_things(self) -> None:
        for name, schema in frame_schemas().items():
            assert bare(SCHEMAS[name]) == bare(schema), name

    def test_gives_every_body_an_example_that_is_valid(self) -> None:
        bodies = [operation["requestBody"] for _, _, operation in operations() if "requestBody" in operation]
        assert len(bodies) > 15
        for described in bodies:
            content = described["content"]["application/json"]
            if "example" in content:
                check(content["example"], content["schema"])
            else:
                assert SCHEMAS[content["schema"]["$ref"].rsplit("/", 1)[1]]["examples"]

    @pytest.mark.parametrize("name", sorted(EXAMPLES))
    def test_has_examples_that_are_valid(self, name: str) -> None:
        check(EXAMPLES[name], {"$ref": f"#/components/schemas/{name}"})

    def test_says_that_errors_are_problem_documents(self) -> None:
        for path, method, operation in operations():
            assert BODY not in operation
            for status, response in operation["responses"].items():
                if status.startswith(("4", "5")) and path != "/health":
                    assert list(response["content"]) == ["application/problem+json"], (path, method, status)

    async def test_is_served(self, stage: World) -> None:
        served = (await stage.http.get("/openapi.json")).json()
        assert served["servers"] == [{"url": "/"}]
        assert served["paths"] == DOCUMENT["paths"]


class TestIndependence:
    def test_of_other_applications(self) -> None:
        assert describe_api() is not DOCUMENT
        assert describe_api() == DOCUMENT
        assert FastAPI().openapi()["paths"] == {}
