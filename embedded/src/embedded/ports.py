"""Ports the demonstrations listen on."""

import errno
import socket


class PortTaken(Exception):
    """Another program listens there; the text says what to do."""


def open_socket(host: str, port: int, setting: str) -> socket.socket:
    """A listening socket on `port`, 0 being a free one; `setting` names what chooses another. Raises PortTaken."""
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
    except OSError as error:
        opened.close()
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortTaken(f"Port {port} is taken by another program. Choose another one with {setting}.") from error
    return opened


def check_free(port: int, setting: str) -> None:
    """Raises PortTaken when a process that is yet to start could not listen on `port`."""
    for host in ("127.0.0.1", "0.0.0.0"):  # noqa: S104 - asked about, not listened on
        open_socket(host, port, setting).close()
