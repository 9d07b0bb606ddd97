"""Dates that titles hold, read against the day the scenario last changed: no clock, the same plan every time."""

import re
from datetime import date

from ai_service.wording import fold

SOON = 6
"""A month named without a year is the next one when it is fewer than so many months away."""

_FRENCH = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_ENGLISH = "january february march april may june july august september october november december"
_MONTHS = {name: number for names in (_FRENCH, _ENGLISH) for number, name in enumerate(names.split(), 1)}
_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:er|st|nd|rd|th)? )?(?P<month>{'|'.join(_MONTHS)})\b"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?!\d))?,?(?: (?P<year>20\d\d))?"
)
_WRITTEN = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>20\d\d)\b")


def is_to_come(titre: str, since: date) -> bool:
    """Whether a title holds a date after `since` ("Webinaire du 12 mars"). A month alone (no day, no year) is none."""
    said = fold(titre)
    if written := _WRITTEN.search(said):
        return (int(written["year"]), int(written["month"]), int(written["day"])) > (since.year, since.month, since.day)
    for found in _DATE.finditer(said):
        month, day = _MONTHS[found["month"]], int(found["before"] or found["after"] or 0)
        if found["year"]:
            return (int(found["year"]), month, day or 31) > (since.year, since.month, since.day)
        if day:
            away = (month - since.month) % 12
            return 0 < away < SOON or (away == 0 and day > since.day)
    return False
