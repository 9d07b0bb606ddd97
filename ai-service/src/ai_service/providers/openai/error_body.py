"""What is read of the server's errors: their beginning."""

from collections.abc import AsyncIterator

import httpx2

LONGEST_ERROR = 64_000
"""Bytes that are read of an error's body, which may have no end."""


async def shorten_error(response: httpx2.Response) -> None:
    """For each response of a client, before its body is read."""
    if response.is_error and isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Beginning(response.stream)


class _Beginning(httpx2.AsyncByteStream):
    """The beginning of a body."""

    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = LONGEST_ERROR
        async for part in self._body:
            yield part[:left]
            left -= len(part)
            if left <= 0:
                return

    async def aclose(self) -> None:
        await self._body.aclose()
