"""A circuit breaker: a server that keeps failing is left alone for a while."""

import time
from collections.abc import Callable


class CircuitBreaker:
    """Opens after `threshold` failures in a row, for `rest` seconds; then lets one try through, which decides."""

    def __init__(self, threshold: int, rest: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._threshold = threshold
        self._rest = rest
        self._clock = clock
        self._failures = 0
        self._opened_at: float | None = None
        self._is_trying = False

    def wait(self) -> float:
        """Seconds until a try is allowed; 0 when one is, which the caller then makes and reports."""
        if self._opened_at is None:
            return 0.0
        left = self._opened_at + self._rest - self._clock()
        if left > 0:
            return left
        # Half open: whoever asks next waits for the outcome of this try.
        self._opened_at = self._clock()
        self._is_trying = True
        return 0.0

    def answering(self) -> None:
        """An answer has begun: others need not wait for its end. Failures count on until one is whole."""
        self._opened_at = None

    def abandoned(self) -> None:
        """A try was given up before it had an outcome: if it was the one to decide, the next one is."""
        if self._is_trying and self._opened_at is not None:
            self._opened_at = self._clock() - self._rest
        self._is_trying = False

    def succeeded(self) -> None:
        self._failures = 0
        self._opened_at = None
        self._is_trying = False

    def failed(self) -> None:
        self._failures += 1
        self._is_trying = False
        if self._failures >= self._threshold:
            self._opened_at = self._clock()
