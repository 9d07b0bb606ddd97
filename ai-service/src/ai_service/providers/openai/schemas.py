"""The reply contract as strict JSON Schema, built from the pydantic contracts.

Strict output knows few keywords and wants every property required: lengths and counts are left out here, and cut when
the reply is read; what may be absent may be null.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from ai_service.providers.base import Request, Task
from ai_service.replies import AGAIN, ALLOWED, PROPOSALS, PROPOSED, Compose
from assistant.contracts.ai import PlanDraft
from assistant.contracts.base import KINDS, MAX_PLAN_ITEMS, MIN_PLAN_ITEMS

Schema = dict[str, Any]

KEPT = ("type", "enum", "description")
OURS = frozenset({"version"})
"""Fields that are never the model's to fill."""

COUNTS: dict[Task, tuple[str, int, int]] = {
    "suggest": ("entities_to_create", PROPOSALS, PROPOSALS),
    "answer": ("entities_to_create", 0, PROPOSALS),
    "plan": ("items", MIN_PLAN_ITEMS, MAX_PLAN_ITEMS),
}
"""How many proposals or items a reply holds; the counts of a plan are those of its contract."""


def schema_of(request: Request) -> Schema:
    """The schema of the reply to a request; `message_markdown` (or a plan's `resume`) comes first: it streams."""
    if request.task == "plan":
        return strict(PlanDraft.model_json_schema())
    kinds = [request.kind] if request.kind else list(KINDS)
    proposals = [strict(PROPOSED[kind].model_json_schema()) for kind in kinds]
    return _object(
        {
            "message_markdown": {"type": "string"},
            "actions": {
                "type": "array",
                "items": _actions() if request.task == "answer" else _object({"intent": {"type": "string"}}),
            },
            "entities_to_create": {
                "type": "array",
                "items": proposals[0] if len(proposals) == 1 else {"anyOf": proposals},
            },
            "errors": {"type": "array", "items": {"type": "string"}},
        }
    )


def counted(request: Request) -> Schema:
    """The same with how many proposals or items there are: more than every strict output knows, a help elsewhere."""
    schema = schema_of(request)
    name, least, most = COUNTS[request.task]
    listed = schema["properties"][name] | {"minItems": least, "maxItems": most}
    return schema | {"properties": schema["properties"] | {name: listed}}


def _actions() -> Schema:
    """One variant an allowed intent, with its own payload; a model is not told of the buttons of the answer before."""
    return {"anyOf": [_action(intent, contract) for intent, contract in ALLOWED.items() if intent != AGAIN]}


def _action(intent: str, contract: type[BaseModel]) -> Schema:
    schema = contract.model_json_schema()
    if contract is Compose:
        # Known fields would need a schema for each form: a model opens forms empty, and says which one it corrects.
        which = {"anyOf": [{"type": "integer"}, {"type": "null"}]}
        schema = {**schema, "properties": {"intent": schema["properties"]["intent"], "id": which}}
    return _object({"intent": {"type": "string", "enum": [intent]}, "payload": strict(schema)})


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def strict(schema: Mapping[str, Any], definitions: Mapping[str, Any] | None = None) -> Schema:
    """A schema reduced to what strict output knows, its references resolved."""
    known = schema.get("$defs", {}) if definitions is None else definitions
    if "$ref" in schema:
        return strict(known[schema["$ref"].rsplit("/", 1)[1]], known)
    if "const" in schema:
        return {"type": "string", "enum": [schema["const"]]}
    if "anyOf" in schema:
        return {"anyOf": [strict(option, known) for option in schema["anyOf"]]}
    kept: Schema = {name: schema[name] for name in KEPT if name in schema}
    if schema.get("type") == "array":
        kept["items"] = strict(schema["items"], known)
    if schema.get("type") == "object":
        required = schema.get("required", [])
        # What tells variants apart comes first: some servers refuse those that begin alike.
        told = sorted(schema.get("properties", {}).items(), key=lambda named: "const" not in named[1])
        properties = {
            name: _nullable(strict(each, known), optional=name not in required and "const" not in each)
            for name, each in told
            if name not in OURS
        }
        kept.pop("description", None)
        kept |= _object(properties)
    return kept


def _nullable(schema: Schema, *, optional: bool) -> Schema:
    """The same schema, or null, unless it admits null or the empty text already."""
    admits = schema.get("type") == "string" and "enum" not in schema
    if not optional or admits or {"type": "null"} in schema.get("anyOf", []):
        return schema
    return {"anyOf": [schema, {"type": "null"}]}
