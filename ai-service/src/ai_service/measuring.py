"""Counts what is asked of a provider, logs and traces it."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import structlog
from opentelemetry.trace import SpanKind
from prometheus_client import Counter, Histogram

from ai_service.providers.base import OnRestart, OnText, Provider, RawReply, Request, ignored
from assistant.db.session import DatabaseAway
from assistant.observability.tracing import span
from assistant.runtime.handlers import Command, Stream

CALLS = Counter("model_calls_total", "Replies asked of the model, by outcome", ["provider", "task", "outcome"])
SECONDS = Histogram(
    "model_call_duration_seconds",
    "From asking for a reply to having it, repeated tries included",
    ["provider", "task"],
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 180),
)
DRAFTS = Counter(
    "model_drafts_total",
    "Commands that needed a reply, by how that went: usable, abandoned (nobody waits for it any more), or what failed",
    ["provider", "type", "outcome"],
)
TOKENS = Counter("model_tokens_total", "Tokens, as the model's server counts them", ["model", "direction"])
COST = Counter("model_cost_dollars_total", "What they cost, by the prices in the settings", ["model"])

MILLION = 1_000_000

Context = TypeVar("Context")
Drafting = TypeVar("Drafting")

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Prices:
    """Dollars for a million tokens."""

    input: float
    output: float

    def cost(self, reply: RawReply) -> float:
        read, written = reply.prompt_tokens or 0, reply.completion_tokens or 0
        return (read * self.input + written * self.output) / MILLION


class Measured:
    """The same provider, measured."""

    def __init__(self, provider: Provider, prices: Prices) -> None:
        self._provider = provider
        self._prices = prices

    @property
    def mode(self) -> Literal["openai", "local"]:
        return self._provider.mode

    async def reply(self, request: Request, on_text: OnText, on_restart: OnRestart = ignored) -> RawReply:
        started = time.monotonic()
        outcome = "abandoned"
        told: dict[str, object] = {}
        try:
            with span(f"ask {request.task}", SpanKind.CLIENT, attributes={"gen_ai.system": self.mode}) as opened:
                reply = await self._provider.reply(request, on_text, on_restart)
                opened.set_attribute("gen_ai.request.model", reply.model)
                told = self._count(reply)
                outcome = reply.failure.__name__ if reply.failure else "replied"
        except Exception as error:
            outcome = type(error).__name__
            raise
        finally:
            seconds = time.monotonic() - started
            CALLS.labels(self.mode, request.task, outcome).inc()
            SECONDS.labels(self.mode, request.task).observe(seconds)
            # Which command it is for is on the line already: the runtime binds it.
            log.info(
                "model.called",
                provider=self.mode,
                task=request.task,
                outcome=outcome,
                milliseconds=round(seconds * 1000),
                **told,
            )
        return reply

    def _count(self, reply: RawReply) -> dict[str, object]:
        """Counts a reply; returns what its log line tells of it."""
        cost = self._prices.cost(reply)
        TOKENS.labels(reply.model, "input").inc(reply.prompt_tokens or 0)
        TOKENS.labels(reply.model, "output").inc(reply.completion_tokens or 0)
        COST.labels(reply.model).inc(cost)
        return {
            "model": reply.model,
            "prompt": reply.prompt_version,
            "prompt_tokens": reply.prompt_tokens,
            "completion_tokens": reply.completion_tokens,
            "dollars": round(cost, 6),
        }


def counted(
    provider: str, draft: Callable[[Command[Any], Context, Stream], Awaitable[Drafting]]
) -> Callable[[Command[Any], Context, Stream], Awaitable[Drafting]]:
    """The same `draft`, each of its ends counted: a call may well succeed and its reply be of no use.

    A database that is away ends nothing: the command is delivered again, and counted then.
    """

    async def draft_and_count(command: Command[Any], context: Context, stream: Stream) -> Drafting:
        outcome: str | None = "abandoned"
        try:
            drafting = await draft(command, context, stream)
            outcome = "usable"
        except DatabaseAway:
            outcome = None
            raise
        except Exception as error:
            outcome = type(error).__name__
            raise
        finally:
            if outcome is not None:
                DRAFTS.labels(provider, command.type, outcome).inc()
        return drafting

    return draft_and_count
