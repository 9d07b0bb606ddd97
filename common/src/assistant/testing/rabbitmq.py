"""A private RabbitMQ server with its management plugin."""

import os
import socket
from pathlib import Path
from urllib.parse import quote

from assistant.testing.management import Management
from assistant.testing.process import OwnedProcess, find_free_port, need_program

# What an AMQP 0-9-1 client says first, and the frame type that a broker's answer begins with.
CLIENT_GREETING = b"AMQP\x00\x00\x09\x01"
METHOD_FRAME = b"\x01"

CONFIGURATION = """\
listeners.tcp.1 = 127.0.0.1:{port}
management.tcp.ip = 127.0.0.1
management.tcp.port = {management_port}
# Queue counters are fresh enough to be waited for.
collect_statistics_interval = 1000
disk_free_limit.absolute = 50MB
"""


# The port between Erlang nodes stays on this machine too; counters of quorum queues have a pace of their own, 5 s.
ERLANG_ARGUMENTS = "-kernel inet_dist_use_interface {127,0,0,1} -rabbit quorum_tick_interval 500"


class RabbitServer:
    """A RabbitMQ node of our own, on its own ports and data folder for as long as the object lives.

    `url` and `vhost_url` are AMQP addresses, `management` calls the HTTP API at `management_url`; all of them
    as the node's administrator, guest, who may only connect from this machine.
    """

    def __init__(self, folder: Path) -> None:
        """Writes the node's configuration into `folder`; starts nothing."""
        self.port = find_free_port()
        management_port = find_free_port()
        self.url = self.vhost_url("/")
        self.management_url = f"http://guest:guest@127.0.0.1:{management_port}"
        self.management = Management(self.management_url)
        self._folder = folder
        self._epmd_port = find_free_port()
        self._environment = self._write_configuration(management_port)
        self._epmd: OwnedProcess | None = None
        self._process: OwnedProcess | None = None

    @property
    def pid(self) -> int:
        return self._running().pid

    def vhost_url(self, vhost: str) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}/{quote(vhost, safe='')}"

    def start(self) -> None:
        """Returns when the AMQP port greets and a message has gone through a queue.

        Raises:
            ProcessFailed: the node ended, or was not ready within a minute.
        """
        if self._epmd is None:
            # Erlang's port mapper: the node would otherwise start one that outlives it.
            self._epmd = OwnedProcess(
                [need_program("epmd"), "-port", str(self._epmd_port), "-address", "127.0.0.1"],
                log=self._folder / "epmd.log",
            )
            self._epmd.wait_until(lambda: self._connects(self._epmd_port))
        self._process = OwnedProcess(
            [need_program("rabbitmq-server")], env=self._environment, log=self._folder / "rabbitmq.log"
        )
        self._process.wait_until(lambda: self._greets() and self.management.passes_a_message())

    def stop(self) -> None:
        """A clean shutdown (SIGTERM); durable queues keep their messages."""
        self._running().stop(seconds=60)

    def kill(self) -> None:
        """A crash (kill -9); confirmed messages in quorum queues are there after the next start."""
        self._running().kill()

    def close(self) -> None:
        """Ends everything, as a crash would: what was confirmed is on disk."""
        for process in (self._process, self._epmd):
            if process is not None:
                process.kill()

    def _running(self) -> OwnedProcess:
        if self._process is None:
            raise RuntimeError("the server was never started")
        return self._process

    def _write_configuration(self, management_port: int) -> dict[str, str]:
        configuration = self._folder / "rabbitmq.conf"
        configuration.write_text(CONFIGURATION.format(port=self.port, management_port=management_port))
        plugins = self._folder / "enabled_plugins"
        plugins.write_text("[rabbitmq_management].")
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            # The cookie that Erlang nodes know each other by is made here.
            "HOME": str(self._folder),
            "ERL_EPMD_PORT": str(self._epmd_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": "assistant@localhost",
            "RABBITMQ_DIST_PORT": str(find_free_port()),
            "RABBITMQ_CONFIG_FILE": str(configuration),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(self._folder / "advanced.config"),
            "RABBITMQ_CONF_ENV_FILE": str(self._folder / "rabbitmq-env.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(plugins),
            "RABBITMQ_MNESIA_BASE": str(self._folder / "data"),
            "RABBITMQ_LOG_BASE": str(self._folder / "log"),
            "RABBITMQ_PID_FILE": str(self._folder / "rabbitmq.pid"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": ERLANG_ARGUMENTS,
            # The start script then becomes the node instead of staying in front of it: signals reach the node itself.
            "RUNNING_UNDER_SYSTEMD": "true",
        }

    def _connects(self, port: int) -> bool:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
        return True

    def _greets(self) -> bool:
        with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
            connection.sendall(CLIENT_GREETING)
            return connection.recv(1) == METHOD_FRAME
