"""The OpenAPI document: what FastAPI finds in the routes, the payloads of commands, the frames, examples."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from assistant.contracts.frames import CLIENT_FRAME, SERVER_FRAME
from assistant.contracts.http import CommandStatus
from assistant.contracts.problems import Problem
from gateway.examples import EXAMPLES

REF = "#/components/schemas/{model}"
BODY = "x-body"
"""Where a route's own schema of its body waits until it replaces FastAPI's, which is only "an object"."""

PROBLEM_DOCUMENT = "ProblemDocument"

Responses = dict[int | str, dict[str, Any]]


def body(
    payload: type[BaseModel] | TypeAdapter[Any],
    example: dict[str, Any],
    *,
    without: Sequence[str] = (),
    required: bool = True,
) -> dict[str, Any]:
    """The body of a route whose payload is checked as a command's, less the fields that its path gives."""
    adapter = payload if isinstance(payload, TypeAdapter) else TypeAdapter(payload)
    schema = adapter.json_schema(ref_template=REF)
    for field in without:
        del schema["properties"][field]
    schema["required"] = [field for field in schema.get("required", []) if field not in without]
    content = {"application/json": {"schema": schema, "example": example}}
    return {BODY: {"content": content, "required": required}}


def problems(*statuses: int) -> Responses:
    """Problem documents a route may answer with, besides 422 and 503."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {"application/problem+json": {"schema": {"$ref": REF.format(model=PROBLEM_DOCUMENT)}}},
        }
        for status in sorted({*statuses, 422, 503})
    }


def command_answers(*statuses: int, location: bool = False) -> Responses:
    """What any command may answer besides its result; `location`: the result is something new with an address."""
    answers: Responses = {
        202: {
            "model": CommandStatus,
            "description": "Accepted, on `Prefer: respond-async`",
            "headers": {"Location": {"schema": {"type": "string"}, "description": "Where the command stands"}},
        }
    }
    if location:
        header = {"schema": {"type": "string"}, "description": "Address of what was created"}
        answers[201] = {"headers": {"Location": header}, "description": "Created"}
    return answers | problems(*statuses, 413, 415, 429, 504)


def frame_schemas() -> dict[str, Any]:
    """The socket's frames as component schemas: `ServerFrame` as sent, `ClientFrame` as accepted, and all they hold."""
    inputs: list[tuple[str, JsonSchemaMode, Any]] = [
        ("ServerFrame", "serialization", SERVER_FRAME.core_schema),
        ("ClientFrame", "validation", CLIENT_FRAME.core_schema),
        ("Problem", "serialization", TypeAdapter(Problem).core_schema),
    ]
    roots, definitions = GenerateJsonSchema(ref_template=REF).generate_definitions(inputs)
    unions = {name: roots[name, mode] for name, mode, _ in inputs if name != "Problem"}
    return {**{str(name): schema for name, schema in definitions.items()}, **unions}


def describe(app: FastAPI) -> dict[str, Any]:
    """The document of `app`, made once."""
    if app.openapi_schema is None:
        document = FastAPI.openapi(app)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for path in document["paths"].values():
            for operation in path.values():
                _describe_body(operation, schemas)
        for name, schema in frame_schemas().items():
            schemas.setdefault(name, schema)
        schemas[PROBLEM_DOCUMENT] = _problem_document(schemas["Problem"])
        for name, example in EXAMPLES.items():
            schemas[name] = {**schemas[name], "examples": [example]}
        document["components"]["schemas"] = dict(sorted(schemas.items()))
        app.openapi_schema = document
    return app.openapi_schema


def _problem_document(problem: dict[str, Any]) -> dict[str, Any]:
    """A problem as an HTTP answer: what is null is left out, a failed command's has what the assistant said."""
    said = {
        "message": {"anyOf": [{"$ref": REF.format(model="Message")}, {"type": "null"}]},
        "actions": {"type": "array", "items": {"$ref": REF.format(model="Action")}},
    }
    kept = {name: value for name, value in problem.items() if name not in ("additionalProperties", "examples")}
    return {
        **kept,
        "title": PROBLEM_DOCUMENT,
        "required": [name for name in problem["required"] if name not in ("instance", "retry_after")],
        "properties": problem["properties"] | said,
    }


def _describe_body(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    described = operation.pop(BODY, None)
    if described is None:
        return
    for content in described["content"].values():
        for name, schema in content["schema"].pop("$defs", {}).items():
            schemas.setdefault(name, schema)
    operation["requestBody"] = described
