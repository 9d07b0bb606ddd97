"""What a plan says of the wish it was asked with: what of it is followed, and that the rest is not."""

from collections.abc import Sequence

from ai_service.providers.base import Request
from ai_service.providers.local.evidence import telling
from ai_service.providers.local.naming import cite, listed
from ai_service.providers.local.planning.durations import without_duration
from ai_service.providers.local.planning.lines import Line
from ai_service.providers.local.planning.recipes import Recipes
from ai_service.providers.local.planning.scope import alone, left_out
from ai_service.providers.local.wishes import (
    lines_asked,
    without_command,
    without_count,
    without_exclusives,
    without_refusals,
)

WISH_LENGTH = 90
NAMED = 6


def owned(request: Request, book: Recipes, lines: Sequence[Line], weeks: int | None, beside: str | None) -> list[str]:
    """The sentences about the wish; none without one.

    `weeks` is the duration that it asks for, `beside` tells how the lines are beside what it refuses or wants alone.
    """
    said, wish, count = book.resume, request.text.strip(), lines_asked(request.text)
    followed, is_all = _followed(request, book, lines, weeks, beside), not _left(request, book, weeks)
    parts = list[str]()
    if wish and (followed or not is_all):
        key = ("consigne_suivie" if is_all else "consigne_partielle") if followed else "consigne"
        parts.append(said[key].format(consigne=cite(wish, request.locale, WISH_LENGTH), suivi=", ".join(followed)))
    if count is not None and count != len(lines):
        parts.append(said["nombre_autre"].format(nombre=len(lines), demande=count))
    return parts


def _followed(
    request: Request, book: Recipes, lines: Sequence[Line], weeks: int | None, beside: str | None
) -> list[str]:
    """What of the wish is followed."""
    said, locale = book.resume, request.locale
    refused, only, followed = left_out(book, request)[0], alone(book, request), list[str]()
    if weeks is not None:
        followed.append(said["suivi_duree"].format(semaines=weeks))
    if lines_asked(request.text) == len(lines):
        followed.append(said["suivi_nombre"].format(nombre=len(lines)))
    if refused and beside != "trop_ecarte":
        followed.append(said["suivi_ecarte"].format(noms=listed(refused, locale, NAMED, WISH_LENGTH)))
    if only and beside is None:
        noms = list(telling(only[0], locale).values())
        followed.append(said["suivi_seul"].format(noms=listed(noms, locale, NAMED, WISH_LENGTH)))
    return followed


def _left(request: Request, book: Recipes, weeks: int | None) -> bool:
    """Whether the wish says more than what plans can follow."""
    rest = without_count(request.text)
    if left_out(book, request)[1]:
        rest = without_refusals(rest)
    if alone(book, request):
        rest = without_exclusives(rest)
    if weeks is not None:
        rest = without_duration(rest)
    return bool(telling(without_command(rest), request.locale))
