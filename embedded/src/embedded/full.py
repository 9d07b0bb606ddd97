"""`make demo-full`: the same on a private RabbitMQ and MariaDB, one process a service, no container."""

import signal
import sys
import threading

from assistant.testing.process import ProcessFailed, ProgramMissing
from embedded.settings import Settings
from embedded.stack import stack

API_PORT = 5000
HEALTH_PORTS = {"scenario": 5001, "ai": 5002, "plan": 5003, "search": 5004, "purge": 5005}

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
    try:
        with stack(
            folder,
            page_folder=settings.page_folder,
            page_port=settings.demo_port,
            api_port=API_PORT,
            health_ports=HEALTH_PORTS,
        ) as system:
            sys.stdout.write(
                NOTICE.format(
                    page=f"http://localhost:{system.page_port}",
                    api=f"http://localhost:{API_PORT}",
                    console=system.rabbitmq.management_url.replace("guest:guest@", ""),
                    folder=folder,
                )
            )
            sys.stdout.flush()
            stopping.wait()
    except (ProcessFailed, ProgramMissing) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
