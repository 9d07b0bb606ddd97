"""The built page at `/`, with the API under `/api`, where no other server does it."""

import re
from collections.abc import MutableMapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

API = "api"
ASSETS = "assets"
"""Folder of the files whose names change with their contents."""

PAGE_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_FILE = re.compile(r"\.[A-Za-z][^/]*$")
"""A file's name has an extension, which begins with a letter: the end of a number is none."""
_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?")


class Page(StaticFiles):
    """Static files; a path that names none, and looks like no file, is a route of the page."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True)

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "GET, HEAD"})
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != HTTPStatus.NOT_FOUND or not _is_route(path):
                raise
            response = await super().get_response("index.html", scope)
        response.headers.update(PAGE_HEADERS)
        response.headers["Content-Security-Policy"] = _policy(scope)
        is_hashed = _first(path) == ASSETS
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
        return response


def _is_route(path: str) -> bool:
    return _first(path) not in (API, ASSETS) and not _FILE.search(path)


def _first(path: str) -> str:
    return path.split("/", 1)[0]


def _policy(scope: Scope) -> str:
    """The page may load nothing from elsewhere, and may talk to its own origin alone.

    The socket's origin is written out: 'self' covers it in recent browsers only.
    """
    host = Headers(scope=scope).get("host", "")
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self'{sockets}; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    )
