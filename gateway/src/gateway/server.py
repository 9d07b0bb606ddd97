"""The HTTP server around the application, stopped without breaking what is under way."""

import logging
import socket

import uvicorn

from gateway.app import create_app
from gateway.bootstrap import Gateway


class Server(uvicorn.Server):
    """Before it stops: no new intent, sockets closed with 1012, waiting requests answered within their bound."""

    def __init__(self, config: uvicorn.Config, gateway: Gateway) -> None:
        super().__init__(config)
        self._gateway = gateway

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._gateway.outcomes.end_within(self._gateway.settings.drain_seconds)
        await self._gateway.hub.drain()
        await super().shutdown(sockets)


def _is_news(record: logging.LogRecord) -> bool:
    """Uvicorn takes a handshake refused with a document for one that was forgotten; the route has told of it."""
    return record.getMessage() != "ASGI callable returned without completing handshake."


def make_server(gateway: Gateway) -> Server:
    """`serve()` runs the gateway until SIGTERM, SIGINT or `should_exit`."""
    settings = gateway.settings
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    config = uvicorn.Config(
        create_app(gateway),
        host=settings.gateway_host,
        port=settings.gateway_port,
        ws="websockets-sansio",
        ws_max_size=settings.socket_frame_limit,
        ws_ping_interval=settings.socket_ping_seconds,
        ws_ping_timeout=settings.socket_ping_seconds,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=round(settings.drain_seconds) + 5,
    )
    return Server(config, gateway)
