"""A private MariaDB server."""

import getpass
import subprocess
from pathlib import Path

import pymysql

from assistant.testing.process import OwnedProcess, ProcessFailed, find_free_port, need_program


class MariaDbServer:
    """A MariaDB server of our own, on one port and data folder for as long as the object lives.

    `url` is that of the administrator, without a database; `database_url` gives a database's.
    """

    def __init__(self, folder: Path) -> None:
        """Makes an empty data folder below `folder` unless there is one; starts nothing."""
        self.port = find_free_port()
        self.url = f"mysql+pymysql://root@127.0.0.1:{self.port}/?charset=utf8mb4"
        self._folder = folder
        self._data = folder / "data"
        self._process: OwnedProcess | None = None
        if not self._data.exists():
            self._install()

    @property
    def pid(self) -> int:
        return self._running().pid

    def database_url(self, database: str) -> str:
        return self.url.replace("/?", f"/{database}?")

    def start(self) -> None:
        """Returns when a query is answered.

        Raises:
            ProcessFailed: it ended, or answered nothing within a minute.
        """
        command = [
            need_program("mariadbd"),
            "--no-defaults",
            f"--user={getpass.getuser()}",
            f"--datadir={self._data}",
            f"--socket={self._folder / 'mariadb.sock'}",
            f"--pid-file={self._folder / 'mariadb.pid'}",
            f"--port={self.port}",
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--max-connections=300",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_unicode_ci",
            "--default-time-zone=+00:00",
            "--transaction-isolation=READ-COMMITTED",
            "--innodb-lock-wait-timeout=5",
            # Small, for a machine shared with everything else; commits stay as durable as in production.
            "--innodb-buffer-pool-size=64M",
            "--innodb-log-file-size=16M",
            "--performance-schema=OFF",
        ]
        self._process = OwnedProcess(command, log=self._folder / "mariadb.log")
        self._process.wait_until(self._answers)

    def stop(self) -> None:
        """A clean shutdown (SIGTERM)."""
        self._running().stop()

    def kill(self) -> None:
        """A crash (kill -9): what was committed is there after the next start."""
        self._running().kill()

    def close(self) -> None:
        """Ends it cleanly, so that the data folder can be used again."""
        if self._process is not None and self._process.alive:
            self._process.stop()

    def _running(self) -> OwnedProcess:
        if self._process is None:
            raise RuntimeError("the server was never started")
        return self._process

    def _install(self) -> None:
        command = [
            need_program("mariadb-install-db"),
            "--no-defaults",
            f"--user={getpass.getuser()}",
            f"--datadir={self._data}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
        ]
        result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no outside input
        if result.returncode != 0:
            raise ProcessFailed(f"mariadb-install-db failed:\n{result.stdout}{result.stderr}")

    def _answers(self) -> bool:
        try:
            connection = pymysql.connect(host="127.0.0.1", port=self.port, user="root", connect_timeout=2)
        except pymysql.OperationalError:
            return False
        with connection, connection.cursor() as cursor:
            return cursor.execute("SELECT 1") == 1
