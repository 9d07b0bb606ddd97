"""What makes two commands with the same id the same command."""

import hashlib
import json
from typing import Any
from uuid import UUID

from pydantic import BaseModel


def payload_json(payload: BaseModel) -> dict[str, Any]:
    """The one JSON form of a payload: validated values, absent ones left out."""
    return payload.model_dump(mode="json", exclude_none=True)


def fingerprint(
    command_type: str, scenario_id: int | None, payload: dict[str, Any], conversation_id: UUID | None
) -> str:
    """The SHA-256 (64 hexadecimal digits) of what a command means: its type, scenario, payload and conversation."""
    meaning = [command_type, scenario_id, payload, str(conversation_id) if conversation_id else None]
    canonical = json.dumps(meaning, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
