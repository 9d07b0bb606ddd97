"""Problem documents: the catalogue of codes with their HTTP statuses, rendered in the caller's language."""

import math
from typing import Any

from assistant.contracts.base import Locale
from assistant.contracts.problems import DomainError, FieldProblem, Problem
from assistant.dialogue.texts import plural, text

MOST_SECONDS = 90
"""Waits are told in minutes from here on."""

STATUSES: dict[str, int] = {
    "validation": 422,
    "command-id-reused": 422,
    "unknown-intent": 422,
    "scenario-required": 422,
    "origin-refused": 403,
    "scenario-not-found": 404,
    "entity-not-found": 404,
    "not-found": 404,
    "method-not-allowed": 405,
    "stale-version": 409,
    "plan-replaced": 409,
    "already-exists": 409,
    "already-settled": 409,
    "limit-reached": 409,
    "cancelled": 409,
    "too-large": 413,
    "unsupported-media-type": 415,
    "rate-limited": 429,
    "internal": 500,
    "model-failed": 502,
    "model-refused": 502,
    "model-unavailable": 502,
    "model-busy": 502,
    "model-misconfigured": 502,
    "model-truncated": 502,
    "broker-unavailable": 503,
    "database-unavailable": 503,
    "queue-full": 503,
    "draining": 503,
    "expired": 504,
    "timeout": 504,
}

RETRYABLE = frozenset(
    {
        "internal",
        "model-failed",
        "model-refused",
        "model-unavailable",
        "model-busy",
        "model-truncated",
        "model-misconfigured",
        "expired",
        "cancelled",
    }
)
"""Codes after which the assistant offers to try the same command again under its retry id."""


def problem(
    code: str,
    locale: Locale,
    *,
    errors: list[FieldProblem] | None = None,
    retry_after: int | None = None,
    instance: str | None = None,
    **params: Any,
) -> Problem:
    """The problem document of `code`; texts may tell the `wait`. Raises KeyError for one without status or texts."""
    told: dict[str, Any] = {"retry_after": retry_after, "wait": _wait(retry_after, locale), **params}
    return Problem(
        type=f"urn:problem:{code}",
        code=code,
        status=STATUSES[code],
        title=text(f"problem.{code}.title", locale),
        detail=text(f"problem.{code}.detail", locale, **told),
        errors=errors or [],
        retry_after=retry_after,
        instance=instance,
        retryable=code in RETRYABLE,
    )


def _wait(seconds: int | None, locale: Locale) -> str:
    """When to try again: in a moment when nobody knows, never too early otherwise."""
    if seconds is None:
        return text("wait.moment", locale)
    if seconds < MOST_SECONDS:
        return plural("wait.seconds", seconds, locale)
    return plural("wait.minutes", math.ceil(seconds / 60), locale)


def problem_of(error: DomainError, locale: Locale) -> Problem:
    """The problem document of a domain error."""
    return problem(error.code, locale, **error.params)
