"""The socket's handshake."""

from collections.abc import Collection
from uuid import UUID

import structlog
from fastapi import APIRouter, WebSocket

from gateway.callers import locale_of
from gateway.live.socket import LiveSocket
from gateway.parameters import GatewayOf
from gateway.problems import problem_response
from gateway.refusals import Refused, refused_field

router = APIRouter()
log = structlog.get_logger(__name__)


@router.websocket("/ws")
async def connect(websocket: WebSocket, gateway: GatewayOf) -> None:
    """Refuses foreign pages before the socket opens.

    A browser always tells the origin. What tells none is no page (the terminal tour, a test, a script), which no
    other site can misuse: it is let in.
    """
    locale = locale_of(websocket)
    try:
        _check_origin(websocket, gateway.settings.page_origins)
        gateway.hub.check_open()
        conversation_id = _conversation_id(websocket)
    except Refused as refused:
        log.info("socket.refused", code=refused.code, origin=websocket.headers.get("origin"))
        await websocket.send_denial_response(problem_response(refused.problem(locale)))
        return
    await websocket.accept()
    with gateway.metrics.sockets.track_inprogress():
        await LiveSocket(gateway, websocket, conversation_id, locale).run()


def _check_origin(websocket: WebSocket, allowed: Collection[str]) -> None:
    origin = websocket.headers.get("origin")
    if origin is not None and origin not in allowed:
        raise Refused("origin-refused")


def _conversation_id(websocket: WebSocket) -> UUID:
    given = websocket.query_params.get("conversation_id")
    if given is None:
        raise refused_field("conversation_id", "missing")
    try:
        return UUID(given)
    except ValueError:
        raise refused_field("conversation_id", "uuid_parsing") from None
