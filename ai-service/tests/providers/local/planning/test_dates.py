from datetime import date

import pytest

from ai_service.providers.local.planning.dates import coming

SINCE = date(2026, 11, 23)


class TestATitle:
    @pytest.mark.parametrize(
        ("titre", "expected"),
        [
            ("Webinaire du 12 mars", True),
            ("Webinaire du 12 octobre", False),
            ("Webinaire du 1er décembre 2026", True),
            ("Webinaire du 12 mars 2026", False),
            ("Webinar on March 12th, 2027", True),
            ("Webinar, November 24", True),
            ("Webinar, November 2", False),
            ("Webinaire 05/01/2027", True),
            ("Webinaire 05.01.2025", False),
            ("Webinaire NIS2", False),
            # "may" and "mars" alone are words too.
            ("What may go wrong", False),
            ("Mission sur Mars", False),
        ],
    )
    def test_holds_a_date_to_come(self, titre: str, *, expected: bool) -> None:
        assert (coming(titre, SINCE) is not None) == expected

    @pytest.mark.parametrize(
        ("titre", "day"),
        [
            ("Webinaire du 12 mars", date(2027, 3, 12)),
            ("Webinaire du 1er décembre 2026", date(2026, 12, 1)),
            ("Webinaire de février 2027", date(2027, 2, 28)),
            ("Webinaire 05/01/2027", date(2027, 1, 5)),
            ("Webinaire 05/13/2027", None),
            ("Webinaire du 31 février 2027", date(2027, 2, 28)),
        ],
    )
    def test_holds_the_day_that_it_names(self, titre: str, day: date | None) -> None:
        assert coming(titre, SINCE) == day
