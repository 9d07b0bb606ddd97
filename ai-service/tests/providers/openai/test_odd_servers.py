"""What servers that speak chat completions in their own way, or badly, do to a reply."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from ai_service.errors import ModelBusy, ModelFailed, ModelMisconfigured, ModelRefused, ModelTruncated, ModelUnavailable
from ai_service.providers.base import Request
from ai_service.providers.openai.provider import BREAKER_FAILURES, OpenAiProvider
from assistant.dialogue.problems import problem_of
from assistant.testing.chat_completions import Body, Breaks, ChatServer, Fails, Says, Streams

Make = Callable[..., OpenAiProvider]
STREAM = "text/event-stream"
DOCUMENT = {"message_markdown": "Voici **trois cibles**.", "actions": [], "entities_to_create": [], "errors": []}
REPLY = json.dumps(DOCUMENT, ensure_ascii=False)


def drop(_text: str) -> None:
    """The text is not looked at."""


def chunk(content: str, **others: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": {"content": content}, **others}], "model": "scripted-1"}


def whole(content: Any, **others: Any) -> str:
    message = {"role": "assistant", "content": content}
    return json.dumps({"choices": [{"index": 0, "message": message, **others}], "model": "scripted-1"})


def failing(error: Any) -> Body:
    """An error under the status of success."""
    return Body(json.dumps({"error": error}))


HALVES = (chunk(REPLY[:30]), chunk(REPLY[30:]))
EVENTS = "".join(f"data: {json.dumps(each)}\n\n" for each in HALVES) + "data: [DONE]\n\n"
THOUGHT = {"choices": [{"index": 0, "delta": {"reasoning_content": "Hm."}}], "model": "scripted-1"}


class TestAReplyThatIsWhole:
    @pytest.mark.parametrize(
        "step",
        [
            Streams(HALVES, hangs=True),
            Streams((*HALVES, chunk("", finish_reason="stop")), hangs=True),
            Streams((*HALVES, {"error": {"message": "late", "code": 500}})),
            Breaks(REPLY + " " * len(REPLY)),
            Says(REPLY, finish="length"),
            Says(REPLY + " " * 50_000, pieces=500),
            Says(REPLY + "\n" * 50_000, pieces=5),
        ],
        ids=["hangs", "hangs at its end", "fails late", "breaks off late", "at the limit", "blank", "blank in bulk"],
    )
    async def test_is_used_whatever_comes_after_it(
        self, provider: Make, server: ChatServer, suggestion: Request, step: Any
    ) -> None:
        server.plays(step)
        raw = await provider().reply(suggestion, drop)
        assert (json.loads(raw.text), raw.failure) == (DOCUMENT, None)
        assert len(server.requests) == 1

    async def test_is_not_waited_for_while_blanks_arrive(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Says(REPLY + " " * 30_000, pieces=300, pause=0.05))
        raw = await provider(deadline=2.5).reply(suggestion, drop)
        assert raw.failure is None
        assert raw.milliseconds < 2000

    @pytest.mark.parametrize(
        "body",
        [
            Body("\n\n   " + whole(REPLY)),
            Body("\ufeff" + whole(REPLY)),
            Body(whole(DOCUMENT)),
            Body(whole(REPLY), "text/plain"),
            Body(whole(REPLY), ""),
            Body(EVENTS, "text/plain; charset=utf-8"),
            Body(EVENTS, "application/octet-stream"),
            Body(": ping\n\n" + EVENTS, ""),
            Body(EVENTS.replace("\n", "\r\n"), STREAM),
            Body(EVENTS.replace("data: ", "event: completion\nid: 3\nretry: 10\ndata:"), STREAM),
            Body(EVENTS.replace('{"choices": ', 'data: {"choices":\ndata:').replace("data: data:", "data:"), STREAM),
            Body(EVENTS.replace("data: [DONE]\n\n", ""), STREAM),
            Body(EVENTS + "data: after the end\n\n", STREAM),
        ],
        ids=[
            "after blanks", "after a mark", "as an object", "called a text", "called nothing", "streamed as a text",
            "streamed as bytes", "streamed as nothing", "ends of lines", "fields of events", "in several lines",
            "without an end", "with more after its end",
        ],
    )  # fmt: skip
    async def test_is_read_however_it_is_sent(
        self, provider: Make, server: ChatServer, suggestion: Request, body: Body
    ) -> None:
        server.plays(body)
        raw = await provider().reply(suggestion, drop)
        assert (json.loads(raw.text), raw.failure) == (DOCUMENT, None)
        assert len(server.requests) == 1


class TestAnErrorUnderTheStatusOfSuccess:
    @pytest.mark.parametrize("streams", [True, False])
    @pytest.mark.parametrize(
        ("error", "setting"),
        [
            ({"code": 401, "message": "sk-canary-7f3a"}, "OPENAI_API_KEY"),
            ({"code": 402, "message": "credits"}, "OPENAI_API_KEY"),
            ({"code": "403"}, "OPENAI_API_KEY"),
            ({"code": "insufficient_quota"}, "OPENAI_API_KEY"),
            ({"type": "model_not_found"}, "OPENAI_MODEL"),
        ],
    )
    async def test_is_as_permanent_as_it_says(
        self, provider: Make, server: ChatServer, suggestion: Request, error: Any, setting: str, streams: bool
    ) -> None:
        server.plays(Streams(({"error": error},)) if streams else failing(error))
        with pytest.raises(ModelMisconfigured) as refused:
            await provider().reply(suggestion, drop)
        told = problem_of(refused.value, "fr").detail
        assert setting in told
        assert "canary" not in told
        assert len(server.requests) == 1

    @pytest.mark.parametrize("streams", [True, False])
    @pytest.mark.parametrize(
        "error",
        [
            {"code": 400, "message": "response_format json_schema is not supported", "type": "invalid_request_error"},
            {"code": 422, "message": "no"},
            {"code": 500, "message": "response_format: Input should be 'json_object'"},
        ],
    )
    async def test_refuses_a_form_as_one_with_a_status_does(
        self, provider: Make, server: ChatServer, suggestion: Request, error: Any, streams: bool
    ) -> None:
        server.plays(Streams(({"error": error},)) if streams else failing(error), Says(REPLY))
        asking = provider(tries=1)
        for _ in range(2):
            assert (await asking.reply(suggestion, drop)).text == REPLY
        formats = [request["response_format"]["type"] for request in server.requests]
        assert formats == ["json_schema", "json_object", "json_object"]

    @pytest.mark.parametrize("streams", [True, False])
    async def test_of_a_refused_request_is_not_tried_again(
        self, provider: Make, server: ChatServer, suggestion: Request, streams: bool
    ) -> None:
        error = {"code": 404, "message": "no such route"}
        server.plays(Streams(({"error": error},)) if streams else failing(error))
        with pytest.raises(ModelMisconfigured):
            await provider().reply(suggestion, drop)
        assert len(server.requests) == 1

    @pytest.mark.parametrize("streams", [True, False])
    async def test_of_a_server_that_has_too_much_to_do_is_no_failure_of_it(
        self, provider: Make, server: ChatServer, suggestion: Request, streams: bool
    ) -> None:
        busy = {"code": 429, "message": "slower"}
        failure = Streams(({"error": busy},)) if streams else failing(busy)
        server.plays(*[failure] * (BREAKER_FAILURES + 1), Says(REPLY))
        assert (await provider(tries=BREAKER_FAILURES + 2).reply(suggestion, drop)).text == REPLY

    @pytest.mark.parametrize(
        "error", ["Unexpected endpoint", 7, ["odd"], {"message": None}, {"code": {"odd": []}}, {"code": 10**30}]
    )
    @pytest.mark.parametrize("streams", [True, False])
    async def test_is_passing_when_it_says_nothing_known(
        self, provider: Make, server: ChatServer, suggestion: Request, error: Any, streams: bool
    ) -> None:
        server.plays(Streams(({"error": error},)) if streams else failing(error), Says(REPLY))
        assert (await provider().reply(suggestion, drop)).text == REPLY
        assert len(server.requests) == 2


TOO_LONG = "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens"


class TestARequestTooLongForTheModel:
    @pytest.mark.parametrize(
        "failure",
        [
            Fails(400, "400", TOO_LONG),
            Fails(400, "invalid_request_error", TOO_LONG),
            Fails(400, "exceed_context_size_error", "the request exceeds the available size"),
            Fails(400, message="the prompt exceeds the context window; schema too large"),
            Fails(500, message="Context size has been exceeded."),
            failing({"code": 400, "message": TOO_LONG}),
            Streams(({"error": {"message": TOO_LONG}},)),
        ],
    )
    async def test_is_told_as_such_at_once(
        self, provider: Make, server: ChatServer, suggestion: Request, failure: Any
    ) -> None:
        server.plays(failure)
        with pytest.raises(ModelMisconfigured) as refused:
            await provider().reply(suggestion, drop)
        assert "trop longue" in problem_of(refused.value, "fr").detail
        assert len(server.requests) == 1

    async def test_is_not_meant_by_a_server_that_has_too_much_to_do(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Fails(429, message="too many tokens for this context window", headers={"Retry-After": "0"}))
        with pytest.raises(ModelBusy):
            await provider(tries=1).reply(suggestion, drop)


class TestAKeyRefusedAsABadRequest:
    @pytest.mark.parametrize("listed", [True, False])
    async def test_is_told_as_such_at_once(
        self, provider: Make, server: ChatServer, suggestion: Request, listed: bool
    ) -> None:
        error = {"error": {"code": 400, "message": "API key not valid. Please pass a valid API key: sk-canary-7f3a"}}
        server.plays(Fails(400, document=[error] if listed else error))
        with pytest.raises(ModelMisconfigured) as refused:
            await provider().reply(suggestion, drop)
        told = problem_of(refused.value, "fr").detail
        assert "OPENAI_API_KEY" in told
        assert "canary" not in told
        assert len(server.requests) == 1


class TestAReplyTakenBack:
    async def test_by_a_filter_is_refused_though_it_was_whole(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Streams((*HALVES, {"error": {"code": "content_filter"}})))
        with pytest.raises(ModelRefused):
            await provider().reply(suggestion, drop)


class TestAnAnswerThatIsNone:
    @pytest.mark.parametrize(
        "odd",
        [
            Body(whole(REPLY), headers={"Content-Encoding": "gzip"}),
            Body("data: [DONE]\n\n" + EVENTS),
            Body("event: error\ndata: overloaded\n\n", STREAM),
            Streams(({"choices": [{"delta": {"tool_calls": [{"function": {"name": "add_cible"}}]}}]},)),
            Body("Ollama is running", "text/plain"),
        ],
        ids=["packed", "ends first", "an event of error", "a streamed tool", "a greeting"],
    )
    async def test_is_asked_for_again(self, provider: Make, server: ChatServer, suggestion: Request, odd: Any) -> None:
        server.plays(odd, Says(REPLY))
        assert (await provider().reply(suggestion, drop)).text == REPLY

    @pytest.mark.parametrize(
        "odd",
        [
            Body(whole(None, finish_reason="tool_calls")),
            Streams((chunk(""), chunk("", finish_reason="function_call"))),
        ],
    )
    async def test_but_a_call_of_a_function_is_not_asked_for_again(
        self, provider: Make, server: ChatServer, suggestion: Request, odd: Any
    ) -> None:
        server.plays(odd)
        with pytest.raises(ModelFailed):
            await provider().reply(suggestion, drop)
        assert len(server.requests) == 1

    async def test_is_given_up_when_it_leads_round_in_a_circle(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Fails(307, headers={"Location": f"{server.base_url}/chat/completions"}))
        with pytest.raises((ModelUnavailable, ModelMisconfigured)):
            await provider(tries=1).reply(suggestion, drop)

    async def test_is_not_read_to_an_end_that_it_has_not(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Body(whole("x" * 20_000_000)), Says(REPLY))
        assert (await provider().reply(suggestion, drop)).text == REPLY


class TestAReplyThatIsNotWhole:
    @pytest.mark.parametrize("finish", ["length", "stop"])
    async def test_stays_cut_off_when_only_its_thoughts_are_an_object(
        self, provider: Make, server: ChatServer, suggestion: Request, finish: str
    ) -> None:
        server.plays(Says('<think>{"x": 1}</think>' + REPLY[:40], finish="length"))
        assert (await provider().reply(suggestion, drop)).failure is ModelTruncated

    @pytest.mark.parametrize(
        "step",
        [
            Streams((THOUGHT, chunk("", finish_reason="stop"))),
            Says(""),
            Says("Voici trois cibles\u00a0: les DSI.", finish=None),
            Says("Voici trois cibles\u00a0: les DSI."),
            Says('{"odd": ' + "[" * 20_000, finish=None),
            Body(whole("Voici trois cibles.")),
            Body(EVENTS.replace("message_markdown", "texte"), "text/plain"),
        ],
        ids=[
            "thoughts alone",
            "nothing",
            "prose without a finish",
            "prose",
            "too deep",
            "whole prose",
            "called a text",
        ],
    )
    async def test_but_has_ended_is_for_the_caller_to_have_mended(
        self, provider: Make, server: ChatServer, suggestion: Request, step: Any
    ) -> None:
        server.plays(step)
        asking = provider()
        for asked in range(1, BREAKER_FAILURES + 2):
            assert (await asking.reply(suggestion, drop)).failure is None
            assert len(server.requests) == asked

    async def test_because_it_is_cut_short_each_time_leaves_the_server_open_to_others(
        self, provider: Make, server: ChatServer, suggestion: Request
    ) -> None:
        server.plays(Breaks(REPLY))
        asking = provider(tries=BREAKER_FAILURES)
        with pytest.raises(ModelUnavailable) as refused:
            await asking.reply(suggestion, drop)
        assert problem_of(refused.value, "fr").code == "model-unavailable"
        server.plays(Says(REPLY))
        assert (await asking.reply(suggestion, drop)).text == REPLY
