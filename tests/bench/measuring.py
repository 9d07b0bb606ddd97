"""Times of many of the same thing, one after the other or some at once."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Do = Callable[[int], Awaitable[None]]


@dataclass(frozen=True)
class Times:
    """Seconds each took, and all of them together."""

    each: list[float]
    total: float

    @property
    def median(self) -> float:
        return statistics.median(self.each)

    @property
    def p99(self) -> float:
        return statistics.quantiles(self.each, n=100)[98]

    @property
    def rate(self) -> float:
        """How many a second."""
        return len(self.each) / self.total


async def measure(do: Do, number: int, *, at_once: int = 1) -> Times:
    """Does `do(0)` to `do(number - 1)`, `at_once` of them at any moment."""
    each: list[float] = []
    numbers = iter(range(number))

    async def work() -> None:
        for n in numbers:
            began = time.perf_counter()
            await do(n)
            each.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return Times(each, time.perf_counter() - began)
