import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.testing.process import OwnedProcess, ProcessFailed, ProgramMissing, find_free_port, need_program

STARTS_A_CHILD_AND_WAITS = """
import sys, time
from pathlib import Path
from assistant.testing.process import OwnedProcess
child = OwnedProcess(["sleep", "300"], log=Path(sys.argv[1]))
print(child.pid, flush=True)
time.sleep(300)
"""


def is_running(pid: int) -> bool:
    """Whether the process is there and not merely waiting to be collected by its parent."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 5
    while is_running(pid):
        assert time.monotonic() < deadline, f"process {pid} is still there"
        time.sleep(0.02)


class TestAnOwnedProcess:
    def test_ends_on_stop_and_gives_its_exit_code(self, tmp_path: Path) -> None:
        process = OwnedProcess(["sleep", "300"], log=tmp_path / "log")
        assert process.alive
        assert process.stop() == -signal.SIGTERM
        assert not is_running(process.pid)

    def test_ends_with_its_children_when_killed(self, tmp_path: Path) -> None:
        log = tmp_path / "log"
        process = OwnedProcess(["sh", "-c", "sleep 300 & echo $!; wait"], log=log)
        process.wait_until(lambda: log.read_text().endswith("\n"))
        process.kill()
        wait_until_gone(int(log.read_text()))

    def test_is_killed_when_it_ignores_stop(self, tmp_path: Path) -> None:
        log = tmp_path / "log"
        process = OwnedProcess(["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"], log=log)
        process.wait_until(lambda: "ready" in log.read_text())
        with pytest.raises(ProcessFailed, match=r"did not stop within 0\.2 s"):
            process.stop(seconds=0.2)
        assert not process.alive

    def test_ends_when_its_parent_is_killed(self, tmp_path: Path) -> None:
        command = [sys.executable, "-c", STARTS_A_CHILD_AND_WAITS, str(tmp_path / "log")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout is not None
            child = int(parent.stdout.readline())
            assert is_running(child)
            parent.kill()
        wait_until_gone(child)

    def test_can_be_ended_twice(self, tmp_path: Path) -> None:
        process = OwnedProcess(["sleep", "300"], log=tmp_path / "log")
        process.kill()
        process.kill()
        assert process.stop() == -signal.SIGKILL


class TestWaitingForAProcess:
    def test_goes_on_while_the_answer_is_an_os_error(self, tmp_path: Path) -> None:
        port = find_free_port()
        program = f"import time; time.sleep(0.3); import socket; socket.create_server(('127.0.0.1', {port})).accept()"
        process = OwnedProcess([sys.executable, "-c", program], log=tmp_path / "log")

        def connects() -> bool:
            socket.create_connection(("127.0.0.1", port)).close()
            return True

        process.wait_until(connects)
        process.kill()

    def test_fails_with_the_log_when_the_process_ends_first(self, tmp_path: Path) -> None:
        process = OwnedProcess(["sh", "-c", "echo out of luck; exit 3"], log=tmp_path / "log")
        with pytest.raises(ProcessFailed, match=r"ended with 3 before it was ready(?s:.*)out of luck"):
            process.wait_until(lambda: False)
        process.stop()

    def test_fails_after_its_time(self, tmp_path: Path) -> None:
        process = OwnedProcess(["sleep", "300"], log=tmp_path / "log")
        with pytest.raises(ProcessFailed, match=r"was not ready within 0\.1 s"):
            process.wait_until(lambda: False, seconds=0.1)
        process.kill()


def test_a_free_port_can_be_listened_on() -> None:
    with socket.create_server(("127.0.0.1", find_free_port())) as listener:
        assert listener.getsockname()[1] > 0


def test_a_program_that_is_not_installed_is_named() -> None:
    with pytest.raises(ProgramMissing, match="no-such-program is not installed"):
        need_program("no-such-program")
    assert os.access(need_program("sh"), os.X_OK)
