"""RabbitMQ's management API, as far as tests and demonstrations need it."""

import base64
import http.client
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit


class ManagementError(RuntimeError):
    """RabbitMQ answered a management call with an error; the text names the call, the status and the reason."""


class Management:
    """Calls on a broker's HTTP API; paths are below `/api` (`/queues/%2F`), bodies and answers are JSON."""

    def __init__(self, url: str) -> None:
        """`url` holds the credentials: http://user:password@host:port."""
        parts = urlsplit(url)
        self._host = f"{parts.hostname}:{parts.port}"
        token = base64.b64encode(f"{parts.username}:{parts.password}".encode()).decode()
        self._headers = {"authorization": f"Basic {token}", "content-type": "application/json"}

    def call(self, method: str, path: str, body: object = None) -> Any:
        """The decoded answer, or None when it has no body.

        Raises:
            ManagementError: a status of 400 or more.
            OSError: the broker cannot be reached.
        """
        connection = http.client.HTTPConnection(self._host, timeout=10)
        try:
            connection.request(method, f"/api{path}", None if body is None else json.dumps(body), self._headers)
            response = connection.getresponse()
            answer = response.read()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()
        if response.status >= http.client.BAD_REQUEST:
            raise ManagementError(f"{method} {path}: {response.status} {answer.decode(errors='replace')}")
        return json.loads(answer) if answer else None

    def add_definitions(self, definitions: Mapping[str, object]) -> None:
        """Adds exchanges, queues, users … in the shape of a definitions file to what the broker has."""
        self.call("POST", "/definitions", definitions)

    def create_vhost(self, name: str) -> None:
        self.call("PUT", f"/vhosts/{quote(name, safe='')}", {})

    def delete_vhost(self, name: str) -> None:
        self.call("DELETE", f"/vhosts/{quote(name, safe='')}")

    def passes_a_message(self) -> bool:
        """Whether a message published to the default vhost comes out of its queue again: the broker really works."""
        queue = "/queues/%2F/readiness"
        try:
            self.call("PUT", queue, {"auto_delete": False, "durable": False})
            publication = {"properties": {}, "routing_key": "readiness", "payload": "", "payload_encoding": "string"}
            self.call("POST", "/exchanges/%2F/amq.default/publish", publication)
            reception = {"count": 1, "ackmode": "ack_requeue_false", "encoding": "auto"}
            received = bool(self.call("POST", f"{queue}/get", reception))
            self.call("DELETE", queue)
        except ManagementError:
            return False
        return received
