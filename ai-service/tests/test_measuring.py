import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Literal
from uuid import uuid4

import pytest
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from ai_service import handlers
from ai_service.bootstrap import routes
from ai_service.errors import ModelTruncated, ModelUnavailable
from ai_service.measuring import Measured, Prices, counted
from ai_service.providers.base import OnRestart, OnText, Provider, RawReply, Request, ignored
from ai_service.providers.local.provider import LocalProvider
from assistant.contracts.ai import Suggest
from assistant.contracts.registry import Service
from assistant.db.session import Database, DatabaseAway
from assistant.runtime.handlers import Command
from assistant.testing.harness import harness

REQUEST = Request(task="suggest", locale="fr", kind="cible")


class Scripted:
    """Answers what it is told to."""

    mode: Literal["openai", "local"] = "openai"

    def __init__(self, *answers: RawReply | Exception) -> None:
        self._answers = list(answers)

    async def reply(self, request: Request, on_text: OnText, on_restart: OnRestart = ignored) -> RawReply:
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def reply(model: str, read: int | None, written: int | None) -> RawReply:
    return RawReply("openai", model, "1", "{}", prompt_tokens=read, completion_tokens=written)


def sample(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0


def ignore(_text: str) -> None:
    """Nobody listens to the deltas."""


class TestMeasured:
    async def test_counts_tokens_and_what_they_cost(self) -> None:
        answer = reply("gpt-a", 2_000_000, 500_000)
        measured = Measured(Scripted(answer), Prices(input=0.15, output=0.60))
        assert await measured.reply(REQUEST, ignore) == answer
        assert sample("model_tokens_total", model="gpt-a", direction="input") == 2_000_000
        assert sample("model_tokens_total", model="gpt-a", direction="output") == 500_000
        assert sample("model_cost_dollars_total", model="gpt-a") == pytest.approx(0.60)

    async def test_counts_a_server_that_tells_no_tokens_as_free(self) -> None:
        await Measured(Scripted(reply("gpt-b", None, None)), Prices(1, 1)).reply(REQUEST, ignore)
        assert sample("model_cost_dollars_total", model="gpt-b") == 0

    async def test_counts_failures_by_what_failed_and_passes_them_on(self) -> None:
        before = sample("model_calls_total", provider="openai", task="suggest", outcome="ModelUnavailable")
        with pytest.raises(ModelUnavailable):
            await Measured(Scripted(ModelUnavailable()), Prices(1, 1)).reply(REQUEST, ignore)
        after = sample("model_calls_total", provider="openai", task="suggest", outcome="ModelUnavailable")
        assert after == before + 1

    async def test_counts_a_reply_cut_short_as_a_failure_that_was_paid_for(self) -> None:
        labels = {"provider": "openai", "task": "suggest", "outcome": "ModelTruncated"}
        before = sample("model_calls_total", **labels)
        cut = replace(reply("gpt-d", 1_000_000, 0), failure=ModelTruncated)
        await Measured(Scripted(cut), Prices(input=2, output=0)).reply(REQUEST, ignore)
        assert sample("model_calls_total", **labels) == before + 1
        assert sample("model_cost_dollars_total", model="gpt-d") == pytest.approx(2)

    async def test_writes_a_line_for_each_call_that_tells_nothing_of_what_was_said(self) -> None:
        said = RawReply("openai", "gpt-c", "plan.fr@1", "Une phrase privée", prompt_tokens=2000, completion_tokens=500)
        measured = Measured(Scripted(said, ModelUnavailable()), Prices(input=0.15, output=0.60))
        with capture_logs() as lines:
            await measured.reply(Request(task="answer", locale="fr", text="Une phrase privée"), ignore)
            with pytest.raises(ModelUnavailable):
                await measured.reply(REQUEST, ignore)
        replied, failed = lines
        assert (replied["event"], replied["outcome"]) == ("model.called", "replied")
        assert (replied["model"], replied["prompt"], replied["dollars"]) == ("gpt-c", "plan.fr@1", 0.0006)
        assert (failed["outcome"], failed["task"]) == ("ModelUnavailable", "suggest")
        assert all(line["milliseconds"] >= 0 for line in lines)
        assert "privée" not in str(lines)


class Unheard:
    """A stream that leads nowhere."""

    def write(self, text: str) -> None: ...

    def restart(self) -> None: ...

    def progress(self, step: str, label: str) -> None: ...


def suggesting() -> Command[Suggest]:
    return Command(uuid4(), "ai.suggest_cibles", "cible.suggest", Suggest(), "fr", datetime.now(UTC))


def drafts(provider: str, outcome: str) -> float:
    return sample("model_drafts_total", provider=provider, type="ai.suggest_cibles", outcome=outcome)


def drafts_of_every_outcome() -> list[tuple[dict[str, str], float]]:
    return [
        (found.labels, found.value)
        for family in REGISTRY.collect()
        for found in family.samples
        if found.name == "model_drafts_total"
    ]


class TestDrafts:
    @pytest.mark.parametrize(
        ("provider", "outcome"),
        [
            (LocalProvider(0), "usable"),
            (Scripted(ModelUnavailable()), "ModelUnavailable"),
            # Both came, and neither could be used: the calls count as replied.
            (Scripted(reply("gpt-e", 1, 1), reply("gpt-e", 1, 1)), "ModelFailed"),
        ],
        ids=["usable", "unavailable", "of no use"],
    )
    async def test_are_counted_by_what_people_get(
        self, database: Database, scenario_id: int, provider: Provider, outcome: str
    ) -> None:
        before = drafts(provider.mode, outcome)
        async with harness(database) as around:
            await around.start({Service.AI: routes(provider, database)})
            await around.send("cible.suggest", scenario_id=scenario_id)
        assert drafts(provider.mode, outcome) == before + 1

    async def test_that_nobody_waits_for_any_more_are_no_failures(self) -> None:
        started = asyncio.Event()

        async def draft(_command: Any, _context: None, _stream: Any) -> None:
            started.set()
            await asyncio.sleep(60)

        drafting = asyncio.ensure_future(counted("openai", draft)(suggesting(), None, Unheard()))
        before = drafts("openai", "abandoned")
        await started.wait()
        drafting.cancel()
        await asyncio.gather(drafting, return_exceptions=True)
        assert drafts("openai", "abandoned") == before + 1

    async def test_of_which_nothing_could_be_kept_are_counted_when_they_end(self) -> None:
        async def away(*_facts: Any) -> None:
            raise DatabaseAway("gone")

        asking = counted("openai", partial(handlers.draft, Scripted(reply("gpt-f", 1, 1)), away))
        context = handlers.Context(REQUEST, saved=())
        before = drafts_of_every_outcome()
        with pytest.raises(DatabaseAway):
            await asking(suggesting(), context, Unheard())
        assert drafts_of_every_outcome() == before
