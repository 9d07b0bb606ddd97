"""What a model wrote, made to fit the contract that it is meant for."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from ai_service.wording import shorten
from assistant.contracts.scenario import Change

ERRORS_TOLD = 8
"""So many of what is wrong at most are told to a model."""


def fit(contract: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `data` that `contract` knows, without nulls, texts cut to the contract's lengths.

    What a correction leaves empty it leaves alone: told to name every field, models write "" in those they do not mean.
    """
    is_change = issubclass(contract, Change)
    properties: dict[str, Any] = contract.model_json_schema()["properties"]
    fitted: dict[str, Any] = {}
    for name, schema in properties.items():
        value = data.get(name)
        if isinstance(value, str):
            value = shorten(value, _max_length(schema) or len(value))
        if value is not None and not (is_change and value == ""):
            fitted[name] = value
    return fitted


def _max_length(schema: Mapping[str, Any]) -> int | None:
    found = [schema, *schema.get("anyOf", [])]
    return next((option["maxLength"] for option in found if "maxLength" in option), None)


def without_bad_details(contract: type[BaseModel], fitted: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is wrong and may be absent is left out: nobody misses a priority of 128."""
    optional = {name for name, field in contract.model_fields.items() if not field.is_required()}
    left_out = wrong(contract, fitted) & optional
    return {name: value for name, value in fitted.items() if name not in left_out}


def wrong(contract: type[BaseModel], fitted: Mapping[str, Any]) -> set[int | str]:
    """The fields that the contract refuses."""
    try:
        contract.model_validate(fitted)
    except ValidationError as error:
        return {part for item in error.errors() for part in item["loc"][:1]}
    return set()


def told(error: ValidationError, place: str) -> tuple[str, ...]:
    """What a contract refuses, each with where it stands in the reply."""
    return tuple(
        f"{'.'.join([place, *(str(part) for part in item['loc'])])}: {item['msg']}"
        for item in error.errors(include_url=False, include_input=False)[:ERRORS_TOLD]
    )
