"""`make demo-full`: the same on a private RabbitMQ and MariaDB, one process a service, no container."""

import shlex
import signal
import sys
import threading
from pathlib import Path

from assistant.testing.process import ProcessFailed, ProgramMissing
from embedded.ports import PortTaken, check_free
from embedded.settings import Settings
from embedded.stack import DATABASE, Stack, stack

WITH_HEALTH = ("scenario", "ai", "plan", "search", "purge")
"""Processes whose health ports follow the API's, in this order: 5001 to 5005."""

NOTICE = """
  Assistant IA Marketing — démonstration complète
  {page}          la page, et l’API sous /api
  {api}          l’API seule
  {console}          la console RabbitMQ (guest / guest)

  RabbitMQ et MariaDB privés, un processus par service ; journaux et données dans {folder}.
  make seed, dead, purge, migrate : après « source {addresses} » dans l’autre terminal.
  Ctrl+C pour tout arrêter.
"""


def write_addresses(system: Stack) -> Path:
    """A file for the shell with the addresses that the operations read, for its owner only."""
    path = system.folder / "addresses.sh"
    path.touch(mode=0o600)
    settings = {
        "DATABASE_URL": system.mariadb.database_url(DATABASE),
        "RABBITMQ_URL": system.rabbitmq.url,
        "DB_PASS": system.password,
    }
    path.write_text("".join(f"export {name}={shlex.quote(value)}\n" for name, value in settings.items()))
    return path


def main() -> None:
    settings = Settings()
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    folder = settings.demo_folder.parent / "demo-full"
    api_port = settings.demo_api_port
    health_ports = {name: api_port + 1 + index for index, name in enumerate(WITH_HEALTH)}
    try:
        check_free(settings.demo_port, "DEMO_PORT")
        for port in (api_port, *health_ports.values()):
            check_free(port, "DEMO_API_PORT")
        with stack(
            folder,
            page_folder=settings.page_folder,
            page_port=settings.demo_port,
            api_port=api_port,
            health_ports=health_ports,
        ) as system:
            sys.stdout.write(
                NOTICE.format(
                    page=f"http://localhost:{system.page_port}",
                    api=f"http://localhost:{api_port}",
                    console=system.rabbitmq.management_url.replace("guest:guest@", ""),
                    folder=folder,
                    addresses=write_addresses(system),
                )
            )
            sys.stdout.flush()
            stopping.wait()
    except (PortTaken, ProcessFailed, ProgramMissing) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
