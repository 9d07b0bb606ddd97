"""The whole system on private servers, one process a service: for `make demo-full` and the fault tests."""

import os
import secrets
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from assistant.db.grants import Role, provision, user_of
from assistant.db.migrate import migrate
from assistant.testing.mariadb import MariaDbServer
from assistant.testing.process import OwnedProcess, find_free_port
from assistant.testing.rabbitmq import RabbitServer
from assistant.testing.servers import private_mariadb, private_rabbitmq
from scenario_service.seed import run as seed

DATABASE = "assistant"
SERVICES: dict[str, tuple[str, Role]] = {
    "scenario": ("scenario_service", "scenario"),
    "ai": ("ai_service", "ai"),
    "plan": ("plan_service", "plan"),
    "search": ("search_service", "search"),
    "purge": ("purge_job", "purge"),
    "gateway": ("gateway", "gateway"),
    "page": ("gateway", "gateway"),
}
"""Name of a process → its package and its database user. `page` is a gateway that also serves the page."""


@dataclass
class Stack:
    """The running processes. Ports 0 are chosen freely; `environment` adds settings to every process."""

    folder: Path
    mariadb: MariaDbServer
    rabbitmq: RabbitServer
    page_folder: Path | None = None
    page_port: int = 0
    api_port: int = 0
    health_ports: Mapping[str, int] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    processes: dict[str, OwnedProcess] = field(default_factory=dict)
    password: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)

    def __post_init__(self) -> None:
        self.page_port = self.page_port or find_free_port()
        self.api_port = self.api_port or find_free_port()

    @property
    def api_url(self) -> str:
        """Base address of the API that answers alone."""
        return f"http://127.0.0.1:{self.api_port}"

    @property
    def page_url(self) -> str:
        """Address of the page; its API is under `/api`."""
        return f"http://127.0.0.1:{self.page_port}"

    def prepare(self) -> None:
        """Creates the database, its tables, its users and the example scenarios."""
        administrator = make_url(self.mariadb.url)
        engine = create_engine(administrator, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE IF NOT EXISTS {DATABASE} CHARACTER SET utf8mb4"))
        url = self.mariadb.database_url(DATABASE)
        migrate(url, wait_seconds=30)
        with engine.connect() as connection:
            provision(connection, DATABASE, self.password)
        engine.dispose()
        seed(url)

    def start(self, *names: str, settings: Mapping[str, str] | None = None) -> None:
        """Starts processes (all by default) and waits until they work.

        `ai.2` is a second copy of `ai`; `settings` come before all others. Raises ProcessFailed.
        """
        for name in names or SERVICES:
            self.launch(name, settings=settings)
        for name in names or SERVICES:
            self.processes[name].wait_until(lambda name=name: self.is_ready(name), seconds=60)  # type: ignore[misc]

    def launch(
        self, name: str, *, program: Sequence[str | Path] = (), settings: Mapping[str, str] | None = None
    ) -> OwnedProcess:
        """Starts one process and does not wait; `program`, arguments for Python, may take the place of its package."""
        package, _ = SERVICES[name.partition(".")[0]]
        self.processes[name] = OwnedProcess(
            [sys.executable, *(program or ["-m", package])],
            log=self.log_of(name),
            env={**self.environment_of(name), **(settings or {})},
        )
        return self.processes[name]

    def log_of(self, name: str) -> Path:
        """Where a process, and the one of the same name before it, write their lines."""
        return self.folder / f"{name}.log"

    def kill(self, name: str) -> None:
        """Ends a process as a crash would (kill -9)."""
        self.processes[name].kill()

    def stop(self) -> None:
        """Ends every process, politely first."""
        for process in self.processes.values():
            process.stop()

    def is_ready(self, name: str) -> bool:
        """Whether a process says that it can work."""
        address = {
            "gateway": f"{self.api_url}/health",
            "page": f"{self.page_url}/api/health",
        }.get(name, f"http://127.0.0.1:{self._health_port(name)}/ready")
        try:
            # The gateway's says 200 and degraded while a service is not there yet.
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - an address of our own
                return True
        except urllib.error.HTTPError:
            return False

    def _health_port(self, name: str) -> int:
        ports = dict(self.health_ports)
        if name not in ports:
            ports[name] = find_free_port()
            self.health_ports = ports
        return ports[name]

    def environment_of(self, name: str) -> dict[str, str]:
        """What a process is started with."""
        _, role = SERVICES[name.partition(".")[0]]
        database = make_url(self.mariadb.database_url(DATABASE)).set(username=user_of(role), password=self.password)
        own = {
            "DATABASE_URL": database.render_as_string(hide_password=False),
            "RABBITMQ_URL": self.rabbitmq.url,
            "HEALTH_PORT": str(self._health_port(name)) if name not in ("gateway", "page") else "0",
        }
        if name in ("gateway", "page"):
            own["GATEWAY_HOST"] = "127.0.0.1"
            own["AI_MODE"] = "openai" if os.environ.get("OPENAI_API_KEY") else "local"
            own["GATEWAY_PORT"] = str(self.api_port if name == "gateway" else self.page_port)
            own["PAGE_ORIGINS"] = ",".join(f"http://{host}:{self.page_port}" for host in ("localhost", "127.0.0.1"))
        if name == "page":
            own["PAGE_FOLDER"] = str(self.page_folder or _folder(self.folder, "no-page"))
        kept = {key: value for key, value in os.environ.items() if name == "ai" or not key.startswith("OPENAI_")}
        return {**kept, **self.environment, **own}


@contextmanager
def stack(folder: Path, **facts: object) -> Iterator[Stack]:
    """The whole system, started, with its data in `folder`; everything ends with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as servers:
        mariadb = servers.enter_context(private_mariadb(_folder(folder, "mariadb")))
        rabbitmq = servers.enter_context(private_rabbitmq(_folder(folder, "rabbitmq")))
        system = Stack(folder, mariadb, rabbitmq, **facts)  # type: ignore[arg-type]
        system.prepare()
        try:
            system.start()
            yield system
        finally:
            system.stop()


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir(exist_ok=True)
    return folder
