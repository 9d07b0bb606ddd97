"""What a correction may overwrite."""

import pytest

from assistant.runtime.errors import StaleVersion
from assistant.runtime.versions import check_version


class TestCheckVersion:
    @pytest.mark.parametrize("seen", [4, None])
    def test_accepts_the_current_version_or_none(self, seen: int | None) -> None:
        check_version(seen, 4)

    @pytest.mark.parametrize("seen", [3, 5])
    def test_refuses_another_one_and_names_the_current(self, seen: int) -> None:
        with pytest.raises(StaleVersion) as refusal:
            check_version(seen, 4)
        assert refusal.value.params == {"current": 4}
