"""A clock for tests of what time does."""


class Clock:
    """Stands still until `now`, in seconds, is set."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now
