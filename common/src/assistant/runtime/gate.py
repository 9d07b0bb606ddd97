"""Lets many in together, or one alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Occupied(Exception):
    """One is in alone, or waits for the others to leave: nobody else comes in before it has left."""


class Gate:
    """A command that has been tried before runs alone: should it kill the process again, it takes no other with it."""

    def __init__(self) -> None:
        self._left = asyncio.Condition()
        self._together = 0
        self._alone = False

    @asynccontextmanager
    async def together(self) -> AsyncIterator[None]:
        """Raises Occupied."""
        if self._alone:
            raise Occupied
        self._together += 1
        try:
            yield
        finally:
            async with self._left:
                self._together -= 1
                self._left.notify_all()

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Waits for those inside to leave. Raises Occupied."""
        if self._alone:
            raise Occupied
        self._alone = True
        try:
            async with self._left:
                await self._left.wait_for(lambda: self._together == 0)
            yield
        finally:
            self._alone = False
