from types import SimpleNamespace
from typing import Any

import pytest

from ai_service.providers.openai import call
from ai_service.providers.openai.call import FIRST_CHARACTERS, Arriving


def chunk(text: str) -> dict[str, Any]:
    return {"choices": [{"delta": {"content": text}}]}


class TestThoughtsWithoutAnEnd:
    def test_are_read_at_the_pace_of_a_reply_once_they_are_long(self, monkeypatch: pytest.MonkeyPatch) -> None:
        looks: list[int] = []
        now = 0.0

        def look(arriving: Arriving, _on_text: Any) -> None:
            looks.append(len(arriving.text))
            arriving.parsed_at = now

        monkeypatch.setattr(call, "_pass_on", look)
        monkeypatch.setattr(call, "time", SimpleNamespace(monotonic=lambda: now))
        arriving = Arriving(model="scripted-1")
        for _ in range(2 * FIRST_CHARACTERS):
            call._take_chunk(arriving, chunk("{"), lambda _text: None)
        assert (len(looks), looks[-1]) == (FIRST_CHARACTERS, FIRST_CHARACTERS)
        now = 1.0
        call._take_chunk(arriving, chunk("{"), lambda _text: None)
        assert looks[-1] == 2 * FIRST_CHARACTERS + 1
