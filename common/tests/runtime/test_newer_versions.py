"""What a newer version wrote, as this one reads it while services are replaced one after the other."""

import json
from typing import Any

from assistant.contracts.registry import Service
from assistant.runtime.inbox import read_record
from assistant.runtime.wire import decode_event
from assistant.testing.harness import Harness
from assistant.testing.small_services import EDITS


def with_news(document: Any) -> Any:
    """The same document where all but free payloads say something that this version does not know."""
    if isinstance(document, list):
        return [with_news(part) for part in document]
    if isinstance(document, dict):
        known = {name: part if name == "payload" else with_news(part) for name, part in document.items()}
        return {**known, "news": 1}
    return document


class TestAnOutcomeOfANewerVersion:
    async def test_is_understood_without_what_it_adds(self, stage: Harness, scenario_id: int) -> None:
        await stage.start({Service.SCENARIO: EDITS})
        event = await stage.send("objectif.add", {"label": "Notoriété"}, scenario_id=scenario_id)
        written = with_news(json.loads(event.model_dump_json()))
        assert decode_event(json.dumps(written).encode()) == event
        assert read_record({"event": written, "news": 1}).event == event
