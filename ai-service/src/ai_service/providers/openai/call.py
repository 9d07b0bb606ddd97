"""One call of the chat completions, in whatever form the server accepts, with its Markdown passed on as it arrives."""

import json
import re
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import httpx2
import openai
from openai import AsyncAPIResponse
from openai._streaming import ServerSentEvent
from openai.types.chat import ChatCompletionMessageParam

from ai_service.documents import find_document, holds_reply
from ai_service.errors import InvalidReply, ModelFailed, ModelRefused, ModelTruncated
from ai_service.providers.base import OnText
from ai_service.providers.openai.failures import is_refusal
from ai_service.providers.openai.form import Form
from ai_service.providers.openai.piece import Piece, piece_of
from ai_service.providers.openai.schemas import Schema
from ai_service.providers.openai.streaming import Showing

LONGEST_REPLY = 40_000
"""Characters after which a reply is cut off: five times a long plan. A model that goes on for ever costs no more."""

LONGEST_BLANK = 1_000
"""Blank characters at its end after which no more is awaited: held to a schema, small models may write on in blanks."""

LARGEST_BODY = 4_000_000
"""Bytes of an answer that is not streamed: more is none."""

CUT_OFF = frozenset({"length", "max_tokens", "model_length"})
"""How servers say that a reply met the limit of its length."""

BROKEN_OFF = "error"
"""How servers say that they failed amid a reply, which may be whole all the same."""

CALLING = frozenset({"tool_calls", "function_call"})
"""How a reply ends that calls a function of its own invention: it would again."""

DONE = "[DONE]"
"""What ends a stream."""

_EVENTS = re.compile(rb"^data:\s*(\{.*)", re.MULTILINE)


class EmptyStream(ValueError):
    """A stream that ended without an event: cut off, or a server that has no words for its failure while it streams."""


@dataclass
class Arriving:
    """A reply while it arrives. It `has_begun` with whatever came first: thoughts are a sign of life too.

    It `has_ended` when the server said so, though not how: nothing was cut short.
    """

    text: str = ""
    refusal: str = ""
    finish: str | None = None
    model: str = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    has_begun: bool = False
    has_ended: bool = False

    @property
    def is_endless(self) -> bool:
        """Whether it is longer than any reply needs to be, or only gets longer by blanks."""
        is_long = len(self.text) + len(self.refusal) > LONGEST_REPLY
        return is_long or (len(self.text) > LONGEST_BLANK and self.text[-LONGEST_BLANK:].isspace())

    @property
    def failure(self) -> type[ModelRefused | ModelTruncated] | None:
        """What it ended as when the server says that it is not whole."""
        if self.refusal or self.finish == "content_filter":
            return ModelRefused
        return ModelTruncated if self.finish in CUT_OFF else None

    def take(self, piece: Piece) -> None:
        """Adds what arrived."""
        self.has_begun = True
        self.text += piece.text
        self.refusal += piece.refusal
        self.finish = piece.finish or self.finish
        self.has_ended = self.has_ended or piece.is_last
        self.model = piece.model or self.model
        self.prompt_tokens = self.prompt_tokens if piece.prompt_tokens is None else piece.prompt_tokens
        self.completion_tokens = self.completion_tokens if piece.completion_tokens is None else piece.completion_tokens


async def call(
    client: openai.AsyncOpenAI,
    arriving: Arriving,
    messages: Sequence[ChatCompletionMessageParam],
    schema: Schema,
    form: Form,
    on_text: OnText,
    on_accepted: Callable[[], None],
) -> Arriving:
    """One whole reply of the model that `arriving` names, which holds what came whenever the call is given up.

    `on_accepted` is called once a first piece of it is there, however it then ends.

    Raises the errors of the client and of its HTTP library, EmptyStream, ValueError and RecursionError for a body that
    is none; ModelFailed for a reply that calls a function instead.
    """
    options = form.options(schema)
    with Showing(on_text) as showing:
        async with client.chat.completions.with_streaming_response.create(
            model=arriving.model, messages=list(messages), **options
        ) as response:
            try:
                async with aclosing(_pieces(client, response)) as pieces:
                    async for piece in pieces:
                        if not arriving.has_begun:
                            on_accepted()
                        arriving.take(piece)
                        if piece.text:
                            showing.arrived(arriving.text)
                        if arriving.is_endless:
                            break
            except (openai.OpenAIError, httpx2.RequestError, ValueError, RecursionError) as error:
                # What goes wrong once a reply is there does not matter to it, unless it is taken back.
                if not holds_reply(arriving.text) or is_refusal(error):
                    raise
        showing.ended(arriving.text)
    return _checked(arriving)


async def _pieces(client: openai.AsyncOpenAI, response: AsyncAPIResponse[Any]) -> AsyncGenerator[Piece]:
    """All that comes, streamed or whole. Raises the errors of `call`."""
    if "text/event-stream" not in response.headers.get("content-type", ""):
        # Also what a server that cannot stream answers to a request to do so.
        for piece in _pieces_of(await _body(response), response):
            yield piece
        return
    is_empty = True
    # As plain data: the client's own models take every field for granted, and servers do not send them all.
    stream = _Stream(cast_to=object, response=response.http_response, client=client)
    async for chunk in stream:
        is_empty = False
        yield piece_of(chunk, "delta")
    if is_empty:
        raise EmptyStream("a stream without an event")
    yield Piece(is_last=stream.is_done)


class _Stream(openai.AsyncStream[object]):
    """A stream that knows whether the server said that it is done: without a word, it may have been cut off."""

    is_done = False

    async def _iter_events(self) -> AsyncGenerator[ServerSentEvent]:
        async for event in super()._iter_events():
            self.is_done = event.data.startswith(DONE)
            yield event


async def _body(response: AsyncAPIResponse[Any]) -> bytes:
    body = bytearray()
    async for part in response.iter_bytes():
        body += part
        if len(body) > LARGEST_BODY:
            raise ValueError("a body without an end")
    return bytes(body)


def _pieces_of(body: bytes, response: AsyncAPIResponse[Any]) -> Iterator[Piece]:
    """What a completion says, or the chunks of one that is streamed under another name."""
    events = _EVENTS.findall(body)
    for event in events or [body]:
        document = json.loads(event)
        piece = piece_of(document, "delta" if events else "message")
        if isinstance(document, dict) and document.get("error") and not piece.text:
            # Under the status of success, as routers of models answer.
            error = document["error"]
            said = error.get("message") if isinstance(error, dict) else error
            raise openai.APIError(str(said), response.http_request, body=error)
        yield piece
    yield Piece(is_last=not events or DONE.encode() in body)


def given_up(arriving: Arriving) -> Arriving:
    """A reply that is not waited for any longer: cut off, unless it is whole and only its stream has no end."""
    _tidy(arriving)
    if arriving.failure is None and not holds_reply(arriving.text):
        arriving.finish = "length"
    return arriving


def _checked(arriving: Arriving) -> Arriving:
    if arriving.is_endless:
        arriving.finish = "length"
    _tidy(arriving)
    if arriving.failure is ModelTruncated and holds_reply(arriving.text):
        arriving.finish = "stop"
    if arriving.failure is not None:
        return arriving
    if not arriving.text.strip() and arriving.finish in CALLING:
        raise ModelFailed
    if arriving.finish is None:
        has_ended = arriving.has_ended and bool(arriving.text.strip())
    else:
        has_ended = arriving.finish != BROKEN_OFF
    # One that has ended and cannot be used is the model's failure: it is for the caller to have it mended.
    if not has_ended and not _is_whole(arriving.text):
        raise ValueError("the stream ended before the reply did")
    return arriving


def _tidy(arriving: Arriving) -> None:
    arriving.text, arriving.refusal = _kept(arriving.text), _kept(arriving.refusal)


def _kept(text: str) -> str:
    """A text, no longer than any reply needs, its characters whole: a server may have cut some of them in two."""
    return text[:LONGEST_REPLY].encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _is_whole(text: str) -> bool:
    """Whether a reply that nothing declared finished holds a whole object all the same."""
    try:
        find_document(text)
    except InvalidReply:
        return False
    return True
