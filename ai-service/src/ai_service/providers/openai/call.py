"""One call of the chat completions, in whatever form the server accepts, with its Markdown passed on as it arrives."""

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import httpx2
import jiter
import openai
from openai import AsyncAPIResponse
from openai.types.chat import ChatCompletionMessageParam

from ai_service.documents import find_document, holds_reply, openings
from ai_service.errors import InvalidReply, ModelRefused, ModelTruncated
from ai_service.markdown import Streamed
from ai_service.providers.base import OnText
from ai_service.providers.openai.failures import is_refusal
from ai_service.providers.openai.form import Form
from ai_service.providers.openai.piece import Piece, piece_of
from ai_service.providers.openai.schemas import Schema

PARSE_SECONDS = 0.05
"""Once its text has begun to appear, the partial reply is read at most 20 times a second."""

FIRST_CHARACTERS = 2_000
"""Within these every piece is looked at for the first words; thoughts that go on longer are no longer worth it."""

LONGEST_REPLY = 40_000
"""Characters after which a reply is cut off: five times a long plan. A model that goes on for ever costs no more."""

LONGEST_BLANK = 1_000
"""Blank characters at its end after which no more is awaited: held to a schema, small models may write on in blanks."""

LARGEST_BODY = 4_000_000
"""Bytes of an answer that is not streamed: more is none."""

BRACES_READ = 20
"""Where a reply may begin, while it arrives: thoughts with more braces are shown nothing of until it is whole."""

FIRST_FIELDS = ("message_markdown", "resume")

CUT_OFF = frozenset({"length", "max_tokens", "model_length"})
"""How servers say that a reply met the limit of its length."""

BROKEN_OFF = frozenset({None, "error"})
"""How a reply ends that may or may not be whole."""


_EVENTS = re.compile(rb"^data:\s*(\{.*)", re.MULTILINE)


class EmptyStream(ValueError):
    """A stream that ended without an event: cut off, or a server that has no words for its failure while it streams."""


@dataclass
class Arriving:
    """A reply while it arrives. It `has_begun` with whatever came first: thoughts are a sign of life too."""

    text: str = ""
    refusal: str = ""
    finish: str | None = None
    model: str = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    has_begun: bool = False
    streamed: Streamed = field(default_factory=Streamed)
    is_told: bool = False
    parsed_at: float = 0.0

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

    `on_accepted` is called once the server begins to answer, however the reply then ends.

    Raises the errors of the client and of its HTTP library, EmptyStream, ValueError and RecursionError for a body that
    is none.
    """
    options = form.options(schema)
    async with client.chat.completions.with_streaming_response.create(
        model=arriving.model, messages=list(messages), **options
    ) as response:
        on_accepted()
        try:
            await _receive(arriving, client, response, on_text)
        except (openai.OpenAIError, httpx2.RequestError, ValueError, RecursionError) as error:
            # What goes wrong once a reply is there does not matter to it, unless it is taken back.
            if not holds_reply(arriving.text) or is_refusal(error):
                raise
        # What came since the last look.
        _pass_on(arriving, on_text)
    return _checked(arriving)


async def _receive(
    arriving: Arriving, client: openai.AsyncOpenAI, response: AsyncAPIResponse[Any], on_text: OnText
) -> None:
    """Takes all that comes, streamed or whole. Raises the errors of `call`."""
    if "text/event-stream" not in response.headers.get("content-type", ""):
        # Also what a server that cannot stream answers to a request to do so.
        _take_body(arriving, await _body(response), response)
        return
    is_empty = True
    # As plain data: the client's own models take every field for granted, and servers do not send them all.
    async for chunk in openai.AsyncStream(cast_to=object, response=response.http_response, client=client):
        is_empty = False
        _take_chunk(arriving, chunk, on_text)
        if arriving.is_endless:
            break
    if is_empty:
        raise EmptyStream("a stream without an event")


async def _body(response: AsyncAPIResponse[Any]) -> bytes:
    body = bytearray()
    async for part in response.iter_bytes():
        body += part
        if len(body) > LARGEST_BODY:
            raise ValueError("a body without an end")
    return bytes(body)


def _take_body(arriving: Arriving, body: bytes, response: AsyncAPIResponse[Any]) -> None:
    """Adds a completion, or the chunks of one that is streamed under another name."""
    events = _EVENTS.findall(body)
    for event in events or [body]:
        document = json.loads(event)
        piece = piece_of(document, "delta" if events else "message")
        if isinstance(document, dict) and document.get("error") and not piece.text:
            # Under the status of success, as routers of models answer.
            raise openai.APIError("an error", response.http_request, body=document["error"])
        arriving.take(piece)


def _take_chunk(arriving: Arriving, chunk: object, on_text: OnText) -> None:
    piece = piece_of(chunk, "delta")
    arriving.take(piece)
    is_eager = not arriving.streamed.has_begun and len(arriving.text) <= FIRST_CHARACTERS
    is_looked_at = is_eager or arriving.parsed_at + PARSE_SECONDS <= time.monotonic()
    if piece.text and is_looked_at and not arriving.is_told:
        arriving.is_told = _pass_on(arriving, on_text)
        if arriving.is_told:
            on_text("")


def _pass_on(arriving: Arriving, on_text: OnText) -> bool:
    """Streams what is new of the Markdown in the JSON that has arrived so far; whether something follows it."""
    arriving.parsed_at = time.monotonic()
    known, is_complete = next(_markdown(arriving.text), ("", False))
    fresh = arriving.streamed.rest(known)
    if fresh:
        on_text(fresh)
    return is_complete


def _markdown(text: str) -> Iterator[tuple[str, bool]]:
    """The Markdown that has arrived, of each object in `text` that has some: there may be braces before the reply.

    With whether it is complete, which is known once another field follows.
    """
    for start in islice(openings(text), BRACES_READ):
        try:
            document = jiter.from_json(text[start:].encode(), partial_mode="trailing-strings")
        except ValueError:
            continue
        if isinstance(document, dict):
            for name in FIRST_FIELDS:
                if isinstance(document.get(name), str):
                    yield document[name], name != list(document)[-1]


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
    if not arriving.text.strip():
        raise ValueError("an empty reply")
    if arriving.finish in BROKEN_OFF and not _is_whole(arriving.text):
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
