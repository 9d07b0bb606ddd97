"""A server that speaks OpenAI's chat completions and answers by a script, failing in every way a real one does."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

MODEL = "scripted-1"


@dataclass(frozen=True)
class Says:
    """Answers with `text`, in `pieces` when asked to stream, `pause` seconds apart."""

    text: str
    pieces: int = 8
    pause: float = 0.0
    finish: str | None = "stop"
    refusal: str | None = None
    usage: bool = True


@dataclass(frozen=True)
class Fails:
    """Answers with an error document: one of OpenAI's, or `document`."""

    status: int
    code: str | None = None
    message: str = "refused by the script"
    headers: Mapping[str, str] = field(default_factory=dict)
    document: Any = None


@dataclass(frozen=True)
class Hangs:
    """Accepts the request and never answers."""


@dataclass(frozen=True)
class Breaks:
    """Begins to stream `text`, then cuts the connection after `pieces` pieces."""

    text: str
    pieces: int = 3


@dataclass(frozen=True)
class Body:
    """Answers 200 with a body that need not be a chat completion, nor what its headers say."""

    content: str
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Streams:
    """Streams `chunks` as they are, `pause` seconds apart, whether they are of chat completions or not.

    One that `hangs` then keeps the stream open and says no more.
    """

    chunks: Sequence[Any]
    pause: float = 0.0
    hangs: bool = False


Step = Says | Fails | Hangs | Breaks | Body | Streams


class ChatServer:
    """Runs in a thread of its own. Each request takes the next step of `script`; the last step repeats.

    `requests` are the bodies received, `first_pieces` when its streams began (monotonic clock). `refuses` are request
    options the server does not know: asked for with one of them, it answers 400 and takes no step. One that does not
    `stream` answers whole whatever it is asked.
    """

    def __init__(self) -> None:
        self.script: list[Step] = []
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.first_pieces: list[float] = []
        self.refuses: frozenset[str] = frozenset()
        self.streams = True
        self.port = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def plays(self, *steps: Step) -> None:
        """Sets the script and forgets the requests received."""
        self.script = list(steps)
        self.requests.clear()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:]) if value}
            request = json.loads(await reader.readexactly(int(headers["content-length"])))
            self.requests.append(request)
            self.keys.append(headers.get("authorization", ""))
            await self._answer(writer, request)
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, request: dict[str, Any]) -> None:
        refused = next((name for name in self.refuses if _is_asked(name, request)), None)
        step = Fails(400, message=f"unknown parameter: {refused}") if refused else self._next_step()
        match step:
            case Hangs():
                await asyncio.sleep(3600)
            case Fails():
                error = {"error": {"message": step.message, "type": step.code, "code": step.code, "param": None}}
                await _send(writer, step.status, json.dumps(step.document or error), headers=step.headers)
            case Body():
                await _send(writer, 200, step.content, content_type=step.content_type, headers=step.headers)
            case Breaks():
                await _stream_head(writer)
                for piece in _cut(step.text, 2 * step.pieces)[: step.pieces]:
                    await _event(writer, _chunk({"content": piece}))
                writer.transport.abort()
            case Streams():
                await _stream(writer, step)
            case Says():
                if request.get("stream") and self.streams:
                    self.first_pieces.append(time.monotonic())
                    await _say_in_pieces(writer, step)
                else:
                    await _send(writer, 200, json.dumps(_completion(step)))

    def _next_step(self) -> Step:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


def _is_asked(option: str, request: Mapping[str, Any]) -> bool:
    """Whether a request uses an option: its name, or the type of response format or a key in it."""
    response_format = request.get("response_format") or {}
    return bool(request.get(option)) or response_format.get("type") == option or option in response_format


async def _say_in_pieces(writer: asyncio.StreamWriter, step: Says) -> None:
    await _stream_head(writer)
    await _event(writer, _chunk({"role": "assistant", "content": ""}))
    for piece in _cut(step.text, step.pieces):
        await _event(writer, _chunk({"content": piece}))
        await asyncio.sleep(step.pause)
    if step.refusal:
        await _event(writer, _chunk({"refusal": step.refusal}))
    await _event(writer, _chunk({}, finish=step.finish))
    if step.usage:
        await _event(writer, {**_chunk({}), "choices": [], "usage": _USAGE})
    writer.write(b"data: [DONE]\n\n")
    await writer.drain()


_USAGE = {"prompt_tokens": 812, "completion_tokens": 345, "total_tokens": 1157}


def _cut(text: str, pieces: int) -> Sequence[str]:
    length = max(1, -(-len(text) // pieces))
    return [text[start : start + length] for start in range(0, len(text), length)]


def _chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": MODEL, "choices": [choice]}


def _completion(step: Says) -> dict[str, Any]:
    message = {"role": "assistant", "content": step.text, "refusal": step.refusal}
    choice = {"index": 0, "message": message, "finish_reason": step.finish}
    return {"id": "c", "object": "chat.completion", "created": 0, "model": MODEL, "choices": [choice], "usage": _USAGE}


async def _send(
    writer: asyncio.StreamWriter,
    status: int,
    body: str,
    *,
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> None:
    content = body.encode()
    lines = [f"HTTP/1.1 {status} Scripted", f"Content-Type: {content_type}", f"Content-Length: {len(content)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode() + content)
    await writer.drain()


async def _stream(writer: asyncio.StreamWriter, step: Streams) -> None:
    await _stream_head(writer)
    for chunk in step.chunks:
        await _event(writer, chunk)
        await asyncio.sleep(step.pause)
    if step.hangs:
        await asyncio.sleep(3600)


async def _stream_head(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
    await writer.drain()


async def _event(writer: asyncio.StreamWriter, data: Any) -> None:
    writer.write(f"data: {json.dumps(data)}\n\n".encode())
    await writer.drain()


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    """A scripted server on a free port of this machine, until the block ends."""
    server = ChatServer()
    ready, loop = threading.Event(), asyncio.new_event_loop()
    stopping = asyncio.Event()

    async def serve() -> None:
        listening = await asyncio.start_server(server.handle, "127.0.0.1", 0)
        server.port = listening.sockets[0].getsockname()[1]
        ready.set()
        await stopping.wait()
        listening.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), name="chat-server", daemon=True)
    thread.start()
    ready.wait()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join()
        loop.close()
