"""Waiting for what happens in other processes."""

import asyncio
import time
from collections.abc import Callable

POLL_SECONDS = 0.1


def eventually(condition: Callable[[], bool], what: str, *, seconds: float = 40) -> None:
    """Returns once `condition` holds. Raises AssertionError naming `what` when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(POLL_SECONDS)


async def until(condition: Callable[[], bool], what: str, *, seconds: float = 20, poll: float = 0.02) -> None:
    """`eventually` for a test that has other things to do meanwhile: asks `condition` in a thread of its own."""
    deadline = time.monotonic() + seconds
    while not await asyncio.to_thread(condition):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        await asyncio.sleep(poll)
