"""A small HTTP server beside a service: `/health` (alive, how it is set up), `/ready` (able to work), `/metrics`."""

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import make_wsgi_app

Checks = Callable[[], dict[str, bool]]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    timeout = 10

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Probes come every few seconds: they are not worth a log line."""


class HealthServer:
    """Serves in a thread of its own until closed.

    `checks` says, by name, what works; it must answer quickly. `about` is what `/health` tells besides: how the service
    is set up, never a secret.
    """

    def __init__(
        self,
        service: str,
        port: int,
        checks: Checks,
        *,
        about: Mapping[str, object] | None = None,
        host: str = "0.0.0.0",  # noqa: S104 - inside a container's own network
    ) -> None:
        self._service = service
        self._checks = checks
        self._about = about or {}
        self._metrics = make_wsgi_app()
        self._server = make_server(host, port, self._app, server_class=_Server, handler_class=_Quiet)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, name="health", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _app(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        match environ.get("PATH_INFO"):
            case "/metrics":
                body: Iterable[bytes] = self._metrics(environ, start_response)
                return body
            case "/health":
                return _answer(start_response, "200 OK", {"status": "ok", "service": self._service, **self._about})
            case "/ready":
                checks = self._checks()
                ready = all(checks.values())
                report = {
                    "status": "ok" if ready else "degraded",
                    "service": self._service,
                    "checks": {name: "ok" if works else "failed" for name, works in checks.items()},
                }
                return _answer(start_response, "200 OK" if ready else "503 Service Unavailable", report)
            case _:
                return _answer(start_response, "404 Not Found", {"status": "not-found", "service": self._service})


def _answer(start_response: Any, status: str, body: dict[str, Any]) -> list[bytes]:
    start_response(status, [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
    return [json.dumps(body).encode()]
