"""Waiting for what happens in other processes."""

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
