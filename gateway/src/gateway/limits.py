"""How many commands one client may send, whichever way it sends them."""

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.contracts.registry import Rate
from gateway.refusals import Refused


class CommandLimits:
    """Counts in this process: behind N gateways a client may send N times as much."""

    def __init__(self, *, model_per_minute: int, edit_per_minute: int) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._items = {
            "model": RateLimitItemPerMinute(model_per_minute),
            "edit": RateLimitItemPerMinute(edit_per_minute),
        }

    def take(self, client: str, rate: Rate) -> None:
        """Counts one command. Raises Refused (rate-limited), with the seconds to wait, when it is one too many."""
        item = self._items[rate]
        if not self._limiter.hit(item, rate, client):
            reset = self._limiter.get_window_stats(item, rate, client).reset_time
            raise Refused("rate-limited", retry_after=max(1, math.ceil(reset - time.time())))
