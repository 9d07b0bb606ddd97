"""Processes that belong to a test run or a demonstration, and never outlive it."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

POLL_SECONDS = 0.05
# Debian keeps daemons out of an ordinary user's PATH; its /usr/sbin/rabbitmq-server changes user when root calls it.
PROGRAM_PATH = os.pathsep.join(["/usr/lib/rabbitmq/bin", os.environ.get("PATH", os.defpath), "/usr/sbin"])


class ProcessFailed(RuntimeError):
    """An owned process ended or stayed silent when it should have become ready; the text ends with its log."""


class ProgramMissing(RuntimeError):
    """A server's program is not installed."""


class OwnedProcess:
    """A child process in a group of its own, which ends with this process however this process ends.

    A tiny shell waits for the end of a pipe that only this process holds open, then kills the group. It works where
    atexit cannot (kill -9), and, unlike PR_SET_PDEATHSIG, it does not fire when merely the starting thread ends.
    """

    def __init__(self, command: Sequence[str | Path], *, log: Path, env: Mapping[str, str] | None = None) -> None:
        """Starts `command`; its output is appended to `log`. `env` replaces the environment when given."""
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 - the caller's own command, without a shell
                [str(part) for part in command],
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._watchdog = subprocess.Popen(  # noqa: S603 - only a number is filled in
            ["/bin/sh", "-c", f"read -r _; kill -9 -{self.pid}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def stop(self, seconds: float = 30) -> int:
        """Asks it to end (SIGTERM) and returns its exit code.

        Raises:
            ProcessFailed: still there after `seconds`; it has then been killed.
        """
        if self.alive:
            self._process.terminate()
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
                raise ProcessFailed(self._report(f"did not stop within {seconds} s")) from None
        self._release()
        return self._process.returncode

    def kill(self) -> None:
        """Ends the whole group at once (kill -9) and waits until it is gone."""
        if self.alive:
            os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()
        self._release()

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Stopped where it is (SIGSTOP), for as long as the block."""
        os.killpg(self.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self.pid, signal.SIGCONT)

    def wait(self, seconds: float = 30) -> int:
        """Its exit code, once it has ended by itself.

        Raises:
            ProcessFailed: it has not within `seconds`; it has then been killed.
        """
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise ProcessFailed(self._report(f"did not end within {seconds} s")) from None
        self._release()
        return self._process.returncode

    def wait_until(self, ready: Callable[[], bool], *, seconds: float = 60) -> None:
        """Polls `ready` until it holds. An OSError from it means "not yet".

        Raises:
            ProcessFailed: the process ended first, or `seconds` went by.
        """
        deadline = time.monotonic() + seconds
        while True:
            is_ready = False
            with contextlib.suppress(OSError):
                is_ready = ready()
            # Looked at last: an answer may be another program's.
            if not self.alive:
                raise ProcessFailed(self._report(f"ended with {self._process.returncode} before it was ready"))
            if is_ready:
                return
            if time.monotonic() > deadline:
                raise ProcessFailed(self._report(f"was not ready within {seconds} s"))
            time.sleep(POLL_SECONDS)

    def _release(self) -> None:
        """Ends the watchdog before its pipe closes, so that it never fires at a process number used anew."""
        if self._watchdog.poll() is None:
            self._watchdog.kill()
            self._watchdog.communicate()

    def _report(self, what: str) -> str:
        tail = self.log.read_text(errors="replace").splitlines()[-20:]
        return "\n".join([f"{self._process.args!r} {what}; {self.log} ends with:", *tail])


def find_free_port() -> int:
    """A TCP port of 127.0.0.1 that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def find_program(name: str) -> str | None:
    return shutil.which(name, path=PROGRAM_PATH)


def need_program(name: str) -> str:
    """The program's path.

    Raises:
        ProgramMissing: it is not installed.
    """
    path = find_program(name)
    if path is None:
        raise ProgramMissing(f"{name} is not installed (make setup installs it where apt and root allow it)")
    return path
