"""Lets many in together, or one alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Gate:
    """A command that has been tried before runs alone: should it kill the process again, it takes no other with it."""

    def __init__(self) -> None:
        self._condition = asyncio.Condition()
        self._together = 0
        self._alone = False

    @asynccontextmanager
    async def together(self) -> AsyncIterator[None]:
        async with self._condition:
            await self._condition.wait_for(lambda: not self._alone)
            self._together += 1
        try:
            yield
        finally:
            async with self._condition:
                self._together -= 1
                self._condition.notify_all()

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        async with self._condition:
            await self._condition.wait_for(lambda: not self._alone)
            self._alone = True
            try:
                await self._condition.wait_for(lambda: self._together == 0)
            except BaseException:
                self._leave()
                raise
        try:
            yield
        finally:
            async with self._condition:
                self._leave()

    def _leave(self) -> None:
        self._alone = False
        self._condition.notify_all()
