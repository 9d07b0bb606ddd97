"""Dates that titles hold, read against the day the scenario last changed: no clock, the same plan every time."""

import re
from calendar import monthrange
from datetime import date

from ai_service.wording import fold

LAST, DECEMBER = 31, 12

SOON = 6
"""A month named without a year is the next one when it is fewer than so many months away."""

_FRENCH = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_ENGLISH = "january february march april may june july august september october november december"
MONTHS = {name: number for names in (_FRENCH, _ENGLISH) for number, name in enumerate(names.split(), 1)}
_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:er|st|nd|rd|th)? )?(?P<month>{'|'.join(MONTHS)})\b"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?!\d))?,?(?: (?P<year>20\d\d))?"
)
_WRITTEN = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>20\d\d)\b")


def coming(titre: str, since: date) -> date | None:
    """The date after `since` that a title holds ("Webinaire du 12 mars"), if any.

    A month alone (no day, no year) is none; of a month with its year, it is the last day.
    """
    said = fold(titre)
    if written := _WRITTEN.search(said):
        return _after(since, int(written["year"]), int(written["month"]), int(written["day"]))
    for found in _DATE.finditer(said):
        month, day = MONTHS[found["month"]], int(found["before"] or found["after"] or 0)
        if found["year"]:
            return _after(since, int(found["year"]), month, day or LAST)
        if day:
            away = (month - since.month) % 12
            if 0 < away < SOON or (away == 0 and day > since.day):
                return _after(since, since.year + (month < since.month), month, day)
            return None
    return None


def _after(since: date, year: int, month: int, day: int) -> date | None:
    """A day when it is after another; None when there is no such month or it is not. A day too many is the last."""
    if not 1 <= month <= DECEMBER:
        return None
    found = date(year, month, min(max(day, 1), monthrange(year, month)[1]))
    return found if found > since else None
