import time
from collections.abc import Callable

import pytest

from assistant.testing.management import Management, ManagementError
from assistant.testing.plugin import RabbitVhost
from assistant.testing.rabbitmq import RabbitServer

WRITTEN_SECONDS = 2.5


def publish(vhost: RabbitVhost, queue: str, body: str) -> bool:
    message = {
        "properties": {"delivery_mode": 2},
        "routing_key": queue,
        "payload": body,
        "payload_encoding": "string",
    }
    answer = vhost.management.call("POST", f"/exchanges/{vhost.name}/amq.default/publish", message)
    return bool(answer["routed"])


def receive(vhost: RabbitVhost, queue: str) -> list[str]:
    reception = {"count": 10, "ackmode": "ack_requeue_false", "encoding": "auto"}
    answer = vhost.management.call("POST", f"/queues/{vhost.name}/{queue}/get", reception)
    return [message["payload"] for message in answer]


def make_durable_queue(vhost: RabbitVhost, queue: str) -> None:
    vhost.management.call("PUT", f"/queues/{vhost.name}/{queue}", {"durable": True})


class TestAPrivateRabbitMq:
    @pytest.mark.parametrize("end", [RabbitServer.stop, RabbitServer.kill])
    def test_keeps_durable_messages_over_a_restart(
        self, rabbitmq: RabbitServer, rabbitmq_vhost: RabbitVhost, end: Callable[[RabbitServer], None]
    ) -> None:
        make_durable_queue(rabbitmq_vhost, "kept")
        assert publish(rabbitmq_vhost, "kept", "bonjour")
        first_pid = rabbitmq.pid
        # A broker that is killed loses what it had not written yet: it puts off what it writes by two seconds.
        time.sleep(WRITTEN_SECONDS)
        end(rabbitmq)
        with pytest.raises(OSError, match=r"refused|reset"):
            rabbitmq.management.call("GET", "/overview")
        rabbitmq.start()
        assert rabbitmq.pid != first_pid
        assert receive(rabbitmq_vhost, "kept") == ["bonjour"]

    def test_is_started_only_once_it_passes_messages(self, rabbitmq: RabbitServer) -> None:
        assert rabbitmq.management.passes_a_message()
        assert "readiness" not in [queue["name"] for queue in rabbitmq.management.call("GET", "/queues/%2F")]

    def test_takes_definitions_beside_its_defaults(self, rabbitmq: RabbitServer, rabbitmq_vhost: RabbitVhost) -> None:
        exchange = {
            "name": "given",
            "vhost": rabbitmq_vhost.name,
            "type": "topic",
            "durable": True,
            "auto_delete": False,
            "internal": False,
            "arguments": {},
        }
        rabbitmq.management.add_definitions({"exchanges": [exchange]})
        answer = rabbitmq.management.call("GET", f"/exchanges/{rabbitmq_vhost.name}/given")
        assert answer["type"] == "topic"


class TestATestsVhost:
    seen: list[str] = []  # noqa: RUF012 - shared by the two runs below on purpose

    @pytest.mark.parametrize("run", [1, 2])
    def test_is_empty_and_its_own(self, rabbitmq_vhost: RabbitVhost, run: int) -> None:
        assert rabbitmq_vhost.management.call("GET", f"/queues/{rabbitmq_vhost.name}") == []
        make_durable_queue(rabbitmq_vhost, "leftover")
        vhosts = [vhost["name"] for vhost in rabbitmq_vhost.management.call("GET", "/vhosts")]
        self.seen.append(rabbitmq_vhost.name)
        assert rabbitmq_vhost.name in vhosts
        assert not set(self.seen[:-1]) & set(vhosts), "an earlier test's vhost was not deleted"
        assert len(set(self.seen)) == run
        assert rabbitmq_vhost.url.endswith(f"/{rabbitmq_vhost.name}")


class TestTheManagementApi:
    def test_names_the_call_that_was_refused(self, rabbitmq_vhost: RabbitVhost) -> None:
        with pytest.raises(ManagementError, match=r"GET /queues/.*/missing: 404"):
            rabbitmq_vhost.management.call("GET", f"/queues/{rabbitmq_vhost.name}/missing")

    def test_says_when_no_broker_is_there(self) -> None:
        with pytest.raises(OSError, match="refused"):
            Management("http://guest:guest@127.0.0.1:1").call("GET", "/overview")
