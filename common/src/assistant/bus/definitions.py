"""The topology as a RabbitMQ definitions file: `python -m assistant.bus.definitions > rabbitmq/definitions.json`.

The file is a template: users, passwords and the vhost are `${NAME}`, filled in from the environment when the broker
starts (`rabbitmq/render-definitions.sh`).
"""

import json
import re
import sys

from assistant.bus.topology import TOPOLOGY, Topology

VHOST = "${RABBITMQ_VHOST}"
USER, PASSWORD = "${RABBITMQ_USER}", "${RABBITMQ_PASSWORD}"
ADMIN_USER, ADMIN_PASSWORD = "${RABBITMQ_ADMIN_USER}", "${RABBITMQ_ADMIN_PASSWORD}"


def build_definitions(topology: Topology) -> dict[str, object]:
    """What a definitions file holds: one vhost with the topology, an application user and an administrator.

    The application may configure what it declares and nothing else. It needs that right on the durable queues too:
    only declaring a queue again compares its arguments, a passive declaration merely finds it.
    """
    durable = [exchange.name for exchange in topology.exchanges] + [queue.name for queue in topology.queues]
    ours = "|".join([*map(re.escape, durable), r"gateway\..+"])
    return {
        "vhosts": [{"name": VHOST}],
        "users": [
            {"name": USER, "password": PASSWORD, "tags": ""},
            {"name": ADMIN_USER, "password": ADMIN_PASSWORD, "tags": "administrator"},
        ],
        "permissions": [
            {"vhost": VHOST, "user": USER, "configure": f"^({ours})$", "write": rf"^(amq\.default|{ours})$"}
            | {"read": f"^({ours})$"},
            {"vhost": VHOST, "user": ADMIN_USER, "configure": ".*", "write": ".*", "read": ".*"},
        ],
        "exchanges": [
            {"vhost": VHOST, "name": exchange.name, "type": "topic", "durable": True}
            | {"auto_delete": False, "internal": False, "arguments": {}}
            for exchange in topology.exchanges
        ],
        "queues": [
            {"vhost": VHOST, "name": queue.name, "durable": True, "auto_delete": False}
            | {"arguments": dict(queue.arguments)}
            for queue in topology.queues
        ],
        "bindings": [
            {"vhost": VHOST, "source": binding.exchange, "destination": binding.queue, "destination_type": "queue"}
            | {"routing_key": binding.pattern, "arguments": {}}
            for binding in topology.bindings
        ],
    }


def render_definitions() -> str:
    """The text of `rabbitmq/definitions.json`."""
    return json.dumps(build_definitions(TOPOLOGY), indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render_definitions())
