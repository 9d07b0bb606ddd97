import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import openai
import pytest

from ai_service.providers.openai import call
from ai_service.providers.openai.call import FIRST_CHARACTERS, Arriving
from ai_service.providers.openai.form import Form


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


@asynccontextmanager
async def breaking_off() -> AsyncIterator[str]:
    """A server that announces a longer body than it sends; its address."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"choices": [')
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"


class TestAWholeBody:
    async def test_that_breaks_off_is_none(self) -> None:
        async with breaking_off() as url, openai.AsyncOpenAI(api_key="k", base_url=url, max_retries=0) as client:
            with pytest.raises(ValueError, match="broke off"):
                await call.call(client, "scripted-1", [], {}, Form(), lambda _text: None, lambda: None)
