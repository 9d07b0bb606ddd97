"""What the server's errors mean: try again, or say what to set right. Nothing of the server's own words is shown."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import openai

from ai_service.errors import ModelMisconfigured
from assistant.contracts.base import Locale
from assistant.dialogue.texts import text

RETRIED_STATUSES = frozenset({408, 409, 429})
SERVER_ERROR = 500
QUOTA = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})


class Transient(Exception):
    """Worth another try; `after` is how many seconds the server asks for."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class NotAccepted(Exception):
    """The server refuses the form of the request (400, 404, 422, 501): another form may do. `hint` is its message."""

    def __init__(self, error: openai.APIStatusError) -> None:
        super().__init__(f"{error.status_code}")
        self.error = error
        self.hint = str(error.message).lower()


def judged(error: Exception, locale: Locale) -> Exception:
    """What an error of the client library means for us."""
    if isinstance(error, openai.APIStatusError):
        return _judged_status(error, locale)
    return Transient(type(error).__name__)


def _judged_status(error: openai.APIStatusError, locale: Locale) -> Exception:
    status, code = error.status_code, str(error.code or _code(error.body))
    if status == 429 and (code in QUOTA or str(error.type) in QUOTA):  # noqa: PLR2004
        return misconfigured("quota", "OPENAI_API_KEY", locale)
    if status in RETRIED_STATUSES or (status >= SERVER_ERROR and status != 501):  # noqa: PLR2004
        return Transient(f"{status}", _retry_after(error))
    if status in (401, 403):
        return misconfigured("key", "OPENAI_API_KEY", locale)
    if code == "context_length_exceeded":
        return misconfigured("context", "OPENAI_MODEL", locale)
    if code == "model_not_found":
        return misconfigured("model", "OPENAI_MODEL", locale)
    return NotAccepted(error)


def refused_for_good(error: openai.APIStatusError, locale: Locale) -> ModelMisconfigured:
    """No form of the request is accepted."""
    if error.status_code == 404:  # noqa: PLR2004
        return misconfigured("address", "OPENAI_BASE_URL, OPENAI_MODEL", locale)
    return misconfigured("request", "OPENAI_MODEL, OPENAI_BASE_URL", locale)


def misconfigured(cause: str, setting: str, locale: Locale) -> ModelMisconfigured:
    return ModelMisconfigured(
        cause=text(f"ai.misconfigured.{cause}.cause", locale),
        setting=setting,
        remedy=text(f"ai.misconfigured.{cause}.remedy", locale),
    )


def _code(body: object) -> object:
    """The error code where other servers put it."""
    detail: Any = body.get("error", body) if isinstance(body, dict) else None
    return detail.get("code") if isinstance(detail, dict) else None


def _retry_after(error: openai.APIStatusError) -> float | None:
    """Seconds the server asks to wait, in figures or as a date; None when it says nothing sensible."""
    header = error.response.headers.get("retry-after")
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
        except (TypeError, ValueError):
            return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None
