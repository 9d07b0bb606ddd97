"""`make demo-full`: the same on a private RabbitMQ and MariaDB, one process a service, no container."""

import signal
import sys
import threading

from assistant.testing.process import ProcessFailed, ProgramMissing
from embedded.ports import PortTaken, check_free
from embedded.settings import Settings
from embedded.stack import stack

WITH_HEALTH = ("scenario", "ai", "plan", "search", "purge")
"""Processes whose health ports follow the API's, in this order: 5001 to 5005."""

NOTICE = """
  Assistant IA Marketing — démonstration complète
  {page}          la page, et l’API sous /api
  {api}          l’API seule
  {console}          la console RabbitMQ (guest / guest)

  RabbitMQ et MariaDB privés, un processus par service ; journaux et données dans {folder}.
  Ctrl+C pour tout arrêter.
"""


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
                )
            )
            sys.stdout.flush()
            stopping.wait()
    except (PortTaken, ProcessFailed, ProgramMissing) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
