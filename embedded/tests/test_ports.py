import socket
from collections.abc import Iterator

import pytest

from embedded.ports import PortTaken, check_free, open_socket


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


class TestAPortThatIsTaken:
    def test_is_named_with_the_setting_that_chooses_another(self, taken: int) -> None:
        with pytest.raises(PortTaken, match=rf"{taken}.*DEMO_PORT"):
            open_socket("127.0.0.1", taken, "DEMO_PORT")
        with pytest.raises(PortTaken, match=rf"{taken}.*DEMO_API_PORT"):
            check_free(taken, "DEMO_API_PORT")


class TestAFreePort:
    def test_is_opened(self) -> None:
        with open_socket("127.0.0.1", 0, "DEMO_PORT") as opened:
            assert opened.getsockname()[1] > 0
