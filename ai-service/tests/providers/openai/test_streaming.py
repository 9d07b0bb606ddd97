import asyncio
import json
from types import SimpleNamespace

import pytest

from ai_service.providers.openai import streaming
from ai_service.providers.openai.streaming import FIRST_CHARACTERS, PARSE_SECONDS, Showing

REPLY = json.dumps({"message_markdown": "Voici trois cibles.", "actions": []})


class TestThoughtsWithoutAnEnd:
    async def test_are_read_at_the_pace_of_a_reply_once_they_are_long(self, monkeypatch: pytest.MonkeyPatch) -> None:
        looks: list[int] = []
        now = 100.0

        def look(text: str) -> object:
            looks.append(len(text))
            return iter(())

        monkeypatch.setattr(streaming, "markdown_in", look)
        monkeypatch.setattr(streaming, "time", SimpleNamespace(monotonic=lambda: now))
        with Showing(lambda _text: None) as showing:
            for length in range(1, 2 * FIRST_CHARACTERS):
                showing.arrived("{" * length)
            assert (len(looks), looks[-1]) == (FIRST_CHARACTERS, FIRST_CHARACTERS)
            now = 101.0
            showing.arrived("{" * 2 * FIRST_CHARACTERS)
            assert looks[-1] == 2 * FIRST_CHARACTERS


class TestThoughtsOfWhichOnlyTheEndIsMarked:
    @pytest.mark.parametrize("end", ["</think>\n", "<|end|><|start|>assistant<|channel|>final<|message|>"])
    async def test_have_none_of_their_drafts_shown(self, end: str) -> None:
        seen: list[str] = []
        text = 'Un brouillon : {"message_markdown": "Brouillon.", "actions": []}' + end + REPLY
        with Showing(seen.append) as showing:
            for length in range(1, len(text)):
                showing.arrived(text[:length])
            assert not "".join(seen).startswith("B")
            await asyncio.sleep(2 * PARSE_SECONDS)
            showing.ended(text)
        assert "".join(seen) == "Voici trois cibles."

    async def test_may_be_none_and_are_shown_once_the_reply_has_ended(self) -> None:
        seen: list[str] = []
        with Showing(seen.append) as showing:
            showing.arrived(f"Bien sûr : {REPLY}")
            assert not seen
            showing.ended(f"Bien sûr : {REPLY}")
        assert "".join(seen) == "Voici trois cibles."


class TestWhatArrivesTooSoonAfterALook:
    async def test_is_shown_a_moment_later_though_no_more_comes(self) -> None:
        seen: list[str] = []
        with Showing(seen.append) as showing:
            showing.arrived(REPLY[:25])
            showing.arrived(REPLY[:35])
            assert "".join(seen) == "Voi"
            await asyncio.sleep(2 * PARSE_SECONDS)
            assert "".join(seen) == "Voici trois c"

    async def test_may_be_the_end_of_the_text_which_is_said_too(self) -> None:
        seen: list[str] = []
        with Showing(seen.append) as showing:
            for length in (25, 30, len(REPLY)):
                showing.arrived(REPLY[:length])
            await asyncio.sleep(2 * PARSE_SECONDS)
        assert ("".join(seen), seen[-1]) == ("Voici trois cibles.", "")

    async def test_is_not_shown_once_the_reply_was_given_up(self) -> None:
        seen: list[str] = []
        with Showing(seen.append) as showing:
            showing.arrived(REPLY[:25])
            showing.arrived(REPLY[:35])
        await asyncio.sleep(2 * PARSE_SECONDS)
        assert "".join(seen) == "Voi"
