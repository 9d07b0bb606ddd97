"""What the server's errors mean: try again, or say what to set right. Nothing of the server's own words is shown."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import httpx2
import openai

from ai_service.errors import ModelMisconfigured, ModelRefused
from assistant.contracts.base import Locale
from assistant.dialogue.texts import text

RETRIED_STATUSES = frozenset({408, 409, 429})
BUSY_STATUSES = frozenset({409, 429})
"""Of these, those of a server that works, and has too much to do."""

SERVER_ERROR = 500

LONGEST_REST = 86_400.0
"""Seconds: a server that asks for more rest than a day asks for nothing sensible."""

PERMANENT = {
    "insufficient_quota": ("quota", "OPENAI_API_KEY"),
    "billing_hard_limit_reached": ("quota", "OPENAI_API_KEY"),
    "billing_not_active": ("quota", "OPENAI_API_KEY"),
    "context_length_exceeded": ("context", "OPENAI_MODEL"),
    "exceed_context_size_error": ("context", "OPENAI_MODEL"),
    "model_not_found": ("model", "OPENAI_MODEL"),
    "unsupported_country_region_territory": ("region", "OPENAI_BASE_URL"),
}
"""Codes of errors that no other try mends: their cause and the setting that is wrong."""

CONTEXT_WORDS = re.compile(r"\bcontext[ _](length|size|window)\b", re.IGNORECASE)
"""What servers say of a request that is too long, under codes that tell nothing (vLLM, DeepSeek, llama.cpp)."""

KEY_WORDS = re.compile(r"\bapi[ _-]?key\b", re.IGNORECASE)
"""What servers say of a key that they refuse with 400 (Gemini)."""

REFUSALS = frozenset({"content_filter", "content_policy_violation"})
"""Codes of a filter that keeps a request from the model: the same as a model that declines."""

RATE_LIMITED = "rate_limit_exceeded"
"""The code of a server that has too much to do, whatever the status that it comes with."""

PERMANENT_STATUSES = {
    HTTPStatus.UNAUTHORIZED: ("key", "OPENAI_API_KEY"),
    HTTPStatus.PAYMENT_REQUIRED: ("quota", "OPENAI_API_KEY"),
    HTTPStatus.FORBIDDEN: ("key", "OPENAI_API_KEY"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("context", "OPENAI_MODEL"),
}

FORM_OPTIONS = ("response_format", "json_schema", "stream_options")
"""An error of the server that speaks of one of these is about how we ask (llama-cpp-python's refuses them with 500)."""

FORM_WORDS = re.compile(r"\b(response_format|json_schema|json_object|schema|grammar|stream\w*|include_usage)\b")
"""The same in a refusal of the request itself, where servers speak more freely."""

FORM_STATUSES = frozenset({HTTPStatus.UNSUPPORTED_MEDIA_TYPE, HTTPStatus.UNPROCESSABLE_ENTITY})
GENERIC_CODES = frozenset({"invalid_request_error", "badrequesterror", "bad_request", "400"})
"""Codes, in lower case, that tell no more than the status does."""


class Transient(Exception):
    """Worth another try; `after` is how many seconds the server asks for.

    `is_busy` tells a server that works, and has too much to do; `has_begun`, one whose answer was cut short. Any other
    fails.
    """

    def __init__(self, reason: str, after: float | None = None, *, is_busy: bool = False) -> None:
        super().__init__(reason)
        self.after = after
        self.is_busy = is_busy
        self.has_begun = False


class NotAccepted(Exception):
    """The server refuses the form of the request: another form may do. `hint` is its message."""

    def __init__(self, error: openai.APIError, status: int) -> None:
        super().__init__(f"{status}")
        self.status = status
        self.hint = _message(error).lower()


def judged(error: Exception, locale: Locale) -> Exception:
    """What an error of the client library means for us.

    One in an answer that began well has no status of its own, and may tell one: it counts as if it were.
    """
    if isinstance(error, openai.APIError):
        if is_refusal(error):
            return ModelRefused()
        known = next((PERMANENT[code] for code in _codes(error) if code in PERMANENT), None)
        if known is not None:
            return misconfigured(*known, locale)
        if RATE_LIMITED in _codes(error):
            return Transient(RATE_LIMITED, _retry_after(error), is_busy=True)
        status = error.status_code if isinstance(error, openai.APIStatusError) else _told_status(error)
        if status not in RETRIED_STATUSES and CONTEXT_WORDS.search(_message(error)):
            return misconfigured("context", "OPENAI_MODEL", locale)
        if status == HTTPStatus.BAD_REQUEST and KEY_WORDS.search(_message(error)):
            return misconfigured("key", "OPENAI_API_KEY", locale)
        if status is not None:
            return _judged_status(error, status, locale)
    cause = error.__cause__ if isinstance(error, openai.APIConnectionError) else error
    if isinstance(cause, httpx2.LocalProtocolError | UnicodeEncodeError):
        # The request cannot even be written: its one free part is the key.
        return misconfigured("key", "OPENAI_API_KEY", locale)
    # Only its type: its words may hold what was sent.
    return Transient(type(error if isinstance(cause, openai.APIError) else cause).__name__)


def _judged_status(error: openai.APIError, status: int, locale: Locale) -> Exception:
    permanent = _permanent(status, locale)
    if permanent is not None:
        return permanent
    if status in RETRIED_STATUSES or (status >= SERVER_ERROR and not _is_told_by_a_failure(error, status)):
        return Transient(f"{status}", _retry_after(error), is_busy=status in BUSY_STATUSES)
    if status >= SERVER_ERROR or _may_be_about_the_form(error, status):
        return NotAccepted(error, status)
    return refused_for_good(status, locale)


def _permanent(status: int, locale: Locale) -> ModelMisconfigured | None:
    known = next((known for permanent, known in PERMANENT_STATUSES.items() if permanent == status), None)
    return None if known is None else misconfigured(*known, locale)


def _told_status(error: openai.APIError) -> int | None:
    """The status that an error without one of its own tells as its code; None when it tells none."""
    return next((int(code) for code in _codes(error) if re.fullmatch("[45][0-9]{2}", code)), None)


def is_refusal(error: Exception) -> bool:
    """Whether a filter took the reply back."""
    return isinstance(error, openai.APIError) and not REFUSALS.isdisjoint(_codes(error))


def _is_told_by_a_failure(error: openai.APIError, status: int) -> bool:
    message = _message(error).lower()
    return status == HTTPStatus.NOT_IMPLEMENTED or any(option in message for option in FORM_OPTIONS)


def _may_be_about_the_form(error: openai.APIError, status: int) -> bool:
    """Whether another form may do: the server says so, or does not say what it minds."""
    if status in FORM_STATUSES or FORM_WORDS.search(_message(error).lower()):
        return True
    return status == HTTPStatus.BAD_REQUEST and {code.lower() for code in _codes(error)} <= GENERIC_CODES


def refused_for_good(status: int, locale: Locale) -> ModelMisconfigured:
    """No form of the request is accepted."""
    if status == HTTPStatus.NOT_FOUND:
        return misconfigured("address", "OPENAI_BASE_URL, OPENAI_MODEL", locale)
    return misconfigured("request", "OPENAI_MODEL, OPENAI_BASE_URL", locale)


def misconfigured(cause: str, setting: str, locale: Locale) -> ModelMisconfigured:
    return ModelMisconfigured(
        cause=text(f"ai.misconfigured.{cause}.cause", locale),
        setting=setting,
        remedy=text(f"ai.misconfigured.{cause}.remedy", locale),
    )


def _codes(error: openai.APIError) -> tuple[str, ...]:
    """The codes of an error, also where other servers put them."""
    detail = _detail(error)
    codes = (error.code, error.type, detail.get("code"), detail.get("type"))
    return tuple(str(code) for code in codes if code)


def _message(error: openai.APIError) -> str:
    """What an error says, also where other servers put it."""
    return f"{error.message} {_detail(error).get('message', '')}"


def _detail(error: openai.APIError) -> Mapping[str, Any]:
    """The object that describes an error, which may be alone in a list."""
    body: Any = error.body[0] if isinstance(error.body, list) and error.body else error.body
    detail = body.get("error", body) if isinstance(body, dict) else None
    return detail if isinstance(detail, dict) else {}


def _retry_after(error: openai.APIError) -> float | None:
    """Seconds the server asks to wait, in figures or as a date; None when it says nothing sensible."""
    headers = error.response.headers if isinstance(error, openai.APIStatusError) else {}
    milliseconds = _figure(headers.get("retry-after-ms"))
    header = headers.get("retry-after") or ""
    seconds = _figure(header) if milliseconds is None else milliseconds / 1000
    if seconds is None:
        seconds = _seconds_until(header)
    return None if seconds is None or seconds > LONGEST_REST else max(0.0, seconds)


def _seconds_until(date: str) -> float | None:
    try:
        return (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return None


def _figure(text: str | None) -> float | None:
    """A number; None for what is no number, or has no end."""
    try:
        figure = float(text or "")
    except ValueError:
        return None
    return figure if math.isfinite(figure) else None
