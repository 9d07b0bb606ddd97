import asyncio
from typing import Any

import pytest

from embedded import tour


class Silent:
    """A socket that takes what is sent, and never says anything."""

    async def send(self, frame: str) -> None:
        pass

    async def recv(self) -> Any:
        await asyncio.Event().wait()


class TestAServerThatDoesNotAnswer:
    @pytest.mark.parametrize(
        ("act", "awaited"),
        [(lambda visit: visit.snapshot(), "snapshot"), (lambda visit: visit.do("plan.generate", {}), "plan.generate")],
    )
    async def test_is_told_by_what_it_was_asked_and_where_to_look(
        self, monkeypatch: pytest.MonkeyPatch, act: Any, awaited: str
    ) -> None:
        monkeypatch.setattr(tour, "STEP_SECONDS", 0.01)
        with pytest.raises(tour.TourFailed, match=rf"{awaited}: no answer within .* http://nowhere/api/health"):
            await act(tour.Tour(Silent(), "http://nowhere/api"))  # type: ignore[arg-type]
