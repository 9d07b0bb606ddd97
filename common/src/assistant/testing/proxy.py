"""A TCP proxy that fails on command: between a service and its broker or database."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

CHUNK = 65536


@dataclass(eq=False)
class _Line:
    """One connection through the proxy, both ways."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    is_stranded: bool = False

    def end(self) -> None:
        for writer in (self.client, self.server):
            # At once, without the goodbye that what was buffered would be.
            writer.transport.abort()


class TcpProxy:
    """Listens on `port` of this machine and passes on to `target`; runs in a thread of its own.

    Its methods may be called from any thread and take effect before they return.
    """

    def __init__(self, target: int) -> None:
        self.port = 0
        self._target = target
        self._lines: set[_Line] = set()
        self._is_cut = False
        self._flows = asyncio.Event()
        self._flows.set()
        self._delay = 0.0
        self._trap: bytes | None = None
        self._trap_lets_through = False
        self._sprung = threading.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="proxy", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._ready.wait()

    def close(self) -> None:
        self._do(self._end_all)
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def cut(self) -> None:
        """Ends every connection and refuses new ones, until `restore`."""

        def cut() -> None:
            self._is_cut = True
            self._end_all()

        self._do(cut)

    def stall(self) -> None:
        """Connections stay open and nothing passes, until `restore`; then all of it does."""
        self._do(self._flows.clear)

    def strand(self) -> None:
        """Nothing ever passes again on the connections there are, which stay open; new ones work."""

        def strand() -> None:
            for line in self._lines:
                line.is_stranded = True

        self._do(strand)

    def slow(self, seconds: float) -> None:
        """Every piece of data takes so long."""
        self._do(lambda: setattr(self, "_delay", seconds))

    def restore(self) -> None:
        def restore() -> None:
            self._is_cut = False
            self._delay = 0.0
            self._flows.set()

        self._do(restore)

    def cut_at(self, request: bytes, *, let_through: bool) -> None:
        """Cuts the next connection on which `request` goes to the server: once it has it, or before."""

        def set_trap() -> None:
            self._trap, self._trap_lets_through = request, let_through
            self._sprung.clear()

        self._do(set_trap)

    def wait_until_sprung(self, seconds: float) -> bool:
        """Whether what `cut_at` waits for came within `seconds`."""
        return self._sprung.wait(seconds)

    def _do(self, change: Callable[[], object]) -> None:
        async def run() -> None:
            change()

        asyncio.run_coroutine_threadsafe(run(), self._loop).result()

    async def _serve(self) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopping.wait()
        server.close()

    def _end_all(self) -> None:
        for line in self._lines:
            line.end()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        try:
            answers, requests = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        line = _Line(writer, requests)
        self._lines.add(line)
        ways = {
            asyncio.ensure_future(self._pass(line, reader, requests, is_request=True)),
            asyncio.ensure_future(self._pass(line, answers, writer, is_request=False)),
        }
        try:
            # Cancelled when the proxy closes.
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._lines.discard(line)
            for way in ways:
                way.cancel()
            line.end()

    async def _pass(
        self, line: _Line, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_request: bool
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(CHUNK):
                await self._flows.wait()
                if line.is_stranded:
                    await asyncio.Event().wait()
                if self._delay:
                    await asyncio.sleep(self._delay)
                if is_request and self._trap is not None and self._trap in data:
                    await self._spring(data, writer)
                    return
                writer.write(data)
                await writer.drain()

    async def _spring(self, data: bytes, writer: asyncio.StreamWriter) -> None:
        self._trap = None
        if self._trap_lets_through:
            writer.write(data)
            await writer.drain()
            # The answer is being made meanwhile, and lost.
            await asyncio.sleep(0.2)
        self._sprung.set()


@contextmanager
def tcp_proxy(target: int) -> Iterator[TcpProxy]:
    """A proxy to a port of this machine, for as long as the block."""
    proxy = TcpProxy(target)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.close()
