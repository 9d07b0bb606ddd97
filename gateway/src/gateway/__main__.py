"""`python -m gateway`: runs the gateway until SIGTERM or SIGINT."""

from assistant.observability.logging import configure_logging
from assistant.observability.tracing import configure_tracing
from gateway.bootstrap import build
from gateway.server import make_server
from gateway.settings import Settings


def main() -> None:
    settings = Settings()
    configure_logging("gateway", settings.log_level)
    configure_tracing("gateway")
    make_server(build(settings)).run()


if __name__ == "__main__":
    main()
