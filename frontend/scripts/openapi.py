# ruff: noqa: INP001 - a script run by its path
"""Writes the contracts as one OpenAPI document on standard output: the source of the page's types.

What the server sends is described as serialised, what the page sends as validated. `IntentPayloads` maps each intent
to its payload, so that the page cannot send one with the payload of another.
"""

import json
import sys
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from assistant.contracts import entities, frames, http
from assistant.contracts.problems import Problem
from assistant.contracts.proposals import PROPOSAL
from assistant.contracts.registry import BY_INTENT

REF = "#/components/schemas/{model}"

SENT: dict[str, Any] = {
    "ServerFrame": frames.SERVER_FRAME,
    "Proposal": PROPOSAL,
    "Problem": TypeAdapter(Problem),
    "ScenarioPage": TypeAdapter(http.Page[entities.Scenario]),
    "KnownObjectifPage": TypeAdapter(http.Page[http.KnownObjectif]),
    "KnownCiblePage": TypeAdapter(http.Page[http.KnownCible]),
    "KnownRessourcePage": TypeAdapter(http.Page[http.KnownRessource]),
    "PlanListing": TypeAdapter(http.Listing[entities.Plan]),
    "MessageListing": TypeAdapter(http.Listing[entities.Message]),
    "RechercheListing": TypeAdapter(http.Listing[entities.Recherche]),
    "Health": TypeAdapter(http.Health),
    "CommandStatus": TypeAdapter(http.CommandStatus),
}


def document() -> dict[str, Any]:
    """The OpenAPI document: component schemas only, the page reads no paths from it."""
    inputs: list[tuple[str, JsonSchemaMode, Any]] = [
        *((name, "serialization", adapter.core_schema) for name, adapter in SENT.items()),
        ("ClientFrame", "validation", frames.CLIENT_FRAME.core_schema),
        *((intent, "validation", spec.payload.core_schema) for intent, spec in sorted(BY_INTENT.items())),
    ]
    roots, definitions = GenerateJsonSchema(ref_template=REF).generate_definitions(inputs)
    named = {name: roots[name, "serialization"] for name in SENT}
    named["ClientFrame"] = roots["ClientFrame", "validation"]
    payloads = {intent: roots[intent, "validation"] for intent in sorted(BY_INTENT)}
    named["IntentPayloads"] = {"type": "object", "properties": payloads, "required": list(payloads)}
    aliases = {name: schema for name, schema in named.items() if schema.get("$ref") != REF.format(model=name)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Assistant IA Marketing: contracts of the page", "version": "1"},
        "paths": {},
        "components": {"schemas": dict(sorted({**definitions, **aliases}.items()))},
    }


json.dump(document(), sys.stdout, indent=2, ensure_ascii=False)
