"""The provider behind OPENAI_API_KEY: patience, limits and fallbacks around one call."""

import asyncio
import json
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import httpx2
import openai
import structlog
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt, stop_before_delay

from ai_service.errors import ModelBusy, ModelUnavailable
from ai_service.providers.base import OnRestart, OnText, RawReply, Request, Task, ignored
from ai_service.providers.openai.breaker import CircuitBreaker
from ai_service.providers.openai.call import Arriving, EmptyStream, call, given_up
from ai_service.providers.openai.failures import NotAccepted, Transient, judged, refused_for_good
from ai_service.providers.openai.form import Form, KnownForm
from ai_service.providers.openai.prompting import Prompts
from ai_service.providers.openai.schemas import counted, schema_of
from assistant.contracts.problems import DomainError

log = structlog.get_logger(__name__)

TRIES = 4
FIRST_WAIT = 0.5
LONGEST_WAIT = 8.0
BREAKER_FAILURES = 5
BREAKER_REST = 30.0

PATIENCE = 120.0
"""Seconds that a reply waits for its place. With the default deadline, twice over for a reply that is mended, it ends
within the ten minutes after which a plan is given up."""


@dataclass(frozen=True)
class Limits:
    """In seconds: `patience` to have a place among the calls under way, then `deadline` for all tries of one reply
    together, and `wait` before the first repeated try.
    """

    deadline: float
    concurrency: int
    patience: float = PATIENCE
    wait: float = FIRST_WAIT
    tries: int = TRIES


class OpenAiProvider:
    """Asks an OpenAI-compatible server, one reply at a time a call, within limits."""

    mode: Literal["openai"] = "openai"

    def __init__(self, client: openai.AsyncOpenAI, model: str, prompts: Prompts, limits: Limits) -> None:
        self._client = client
        self._model = model
        self._prompts = prompts
        self._limits = limits
        self._places = asyncio.Semaphore(limits.concurrency)
        self._breaker = CircuitBreaker(BREAKER_FAILURES, BREAKER_REST)
        # A schema may be refused for what is in it: each task has its own.
        self._known: defaultdict[Task, KnownForm] = defaultdict(KnownForm)

    async def reply(self, request: Request, on_text: OnText, on_restart: OnRestart = ignored) -> RawReply:
        async with self._place():
            started = time.monotonic()
            arriving = await self._in_time(request, _Written(self._model, on_text, on_restart))
        return RawReply(
            provider="openai",
            model=arriving.model,
            prompt_version=self._prompts.version(request),
            text=arriving.text or arriving.refusal,
            prompt_tokens=arriving.prompt_tokens,
            completion_tokens=arriving.completion_tokens,
            milliseconds=round((time.monotonic() - started) * 1000),
            failure=arriving.failure,
        )

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """A place among the calls under way, kept between tries too: a server that asks to wait is asked less."""
        try:
            async with asyncio.timeout(self._limits.patience):
                await self._places.acquire()
        except TimeoutError as error:
            log.warning("model.crowded", seconds=self._limits.patience)
            raise ModelBusy from error
        try:
            yield
        finally:
            self._places.release()

    async def _in_time(self, request: Request, written: "_Written") -> Arriving:
        try:
            async with asyncio.timeout(self._limits.deadline):
                return await self._persist(request, written)
        except TimeoutError as error:
            log.warning("model.deadline", seconds=self._limits.deadline, begun=written.arriving.has_begun)
            if written.arriving.has_begun:
                self._breaker.succeeded()
                return given_up(written.arriving)
            self._breaker.failed()
            raise ModelUnavailable from error

    async def _persist(self, request: Request, on_text: "_Written") -> Arriving:
        """Tries again what is worth it: the only layer that does."""
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(Transient),
            stop=stop_after_attempt(self._limits.tries) | stop_before_delay(self._limits.deadline),
            wait=self._wait,
            before_sleep=_log_retry,
            reraise=True,
        )
        try:
            return await retrying(self._once, request, on_text)
        except Transient as error:
            log.warning("model.unavailable", reason=str(error))
            ended = ModelBusy if error.is_busy else ModelUnavailable
            raise ended(retry_after=_whole(error.after)) from error

    def _wait(self, state: RetryCallState) -> float:
        """Longer each time, with jitter, and as long as the server asks if that is longer."""
        error = state.outcome.exception() if state.outcome else None
        asked = (error.after if isinstance(error, Transient) else None) or 0.0
        longest: float = min(self._limits.wait * 2 ** (state.attempt_number - 1), LONGEST_WAIT)
        return max(asked, longest * random.uniform(0.5, 1.0))  # noqa: S311 - jitter, not a secret

    async def _once(self, request: Request, on_text: "_Written") -> Arriving:
        """One try, unless the server is being left alone. Raises Transient and what is permanent."""
        resting = self._breaker.wait()
        if resting > 0:
            raise ModelUnavailable(retry_after=_whole(resting))
        try:
            result = await self._in_an_accepted_form(request, on_text)
        except Transient as error:
            if error.is_busy or error.has_begun:
                self._breaker.succeeded()
            else:
                self._breaker.failed()
            raise
        except DomainError:
            # An answer all the same: the server works.
            self._breaker.succeeded()
            raise
        except asyncio.CancelledError:
            self._breaker.abandoned()
            raise
        self._breaker.succeeded()
        return result

    async def _in_an_accepted_form(self, request: Request, on_text: "_Written") -> Arriving:
        """Asks in the best form known to be accepted; refused, in the next one, and remembers which was accepted."""
        form: Form | None = self._known[request.task].form
        refusal: NotAccepted | None = None
        while form is not None:
            try:
                return await self._call(request, form, on_text)
            except NotAccepted as error:
                refusal, form = refusal or error, form.after(error.hint)
        assert refusal is not None  # noqa: S101 - the loop only ends without a form after a refusal
        raise refused_for_good(refusal.status, request.locale)

    def _accepted(self, task: Task, form: Form) -> None:
        """A first piece of a reply to that form is there."""
        self._known[task].accepted(form)
        self._breaker.answering()

    async def _call(self, request: Request, form: Form, on_text: "_Written") -> Arriving:
        schema = schema_of(request) if form.format == "json_schema" else counted(request)
        # A server may accept a schema and not heed it: a reply that needs mending asks for it in words too.
        in_words = form.format != "json_schema" or request.repair is not None
        messages = self._prompts.messages(request, json.dumps(schema, ensure_ascii=False) if in_words else None)
        arriving = on_text.begin()

        ask = partial(call, self._client, arriving, messages, schema, on_text=on_text)
        try:
            try:
                return await ask(form, on_accepted=partial(self._accepted, request.task, form))
            except EmptyStream:
                # Asked for the whole, the server says what is wrong. That it answers so is no reason to stop streaming.
                return await ask(replace(form, stream=False), on_accepted=self._breaker.answering)
        except (openai.OpenAIError, httpx2.RequestError, ValueError, RecursionError) as error:
            # The client lets errors of its HTTP library through when the body of an error or a whole reply breaks off.
            failure = error
        # Outside: a server may repeat the key in its message, and traces hold whole chains of errors.
        meaning = judged(failure, request.locale)
        if isinstance(meaning, DomainError | NotAccepted):
            log.warning("model.refused", status=getattr(failure, "status_code", None), form=form.format)
        if isinstance(meaning, Transient):
            meaning.has_begun = arriving.has_begun
        raise meaning


class _Written:
    """The text of the call under way; a later call starts over, and what an earlier one wrote is void.

    `arriving` is what came of the latest call.
    """

    def __init__(self, model: str, on_text: OnText, on_restart: OnRestart) -> None:
        self._model = model
        self._on_text = on_text
        self._on_restart = on_restart
        self._has_text = False
        self.arriving = Arriving(model=model)

    def begin(self) -> Arriving:
        """Another call begins; what will come of it."""
        if self._has_text:
            self._has_text = False
            self._on_restart()
        self.arriving = Arriving(model=self._model)
        return self.arriving

    def __call__(self, text: str) -> None:
        self._has_text = self._has_text or bool(text)
        if self._has_text:
            self._on_text(text)


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else max(1, round(seconds))


def _log_retry(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    log.info("model.retried", tries=state.attempt_number, reason=str(error))
