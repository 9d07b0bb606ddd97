"""Whether the process of this container works: `python -m assistant.observability.probe`, for container health checks.

Asks `PROBE_URL` (the service's `/ready`, the gateway's `/health`); exit code 0 when it answers 200, 1 otherwise.
"""

import os
import sys
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

SECONDS = 4.0


def is_well(url: str) -> bool:
    """Whether `url` answers 200 within four seconds. http.client alone: this starts every few seconds."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=SECONDS)
    try:
        connection.request("GET", parts.path)
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_well(os.environ["PROBE_URL"]) else 1)
