import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from assistant.bus.definitions import render_definitions
from assistant.bus.topology import TOPOLOGY, build_topology, commands_queue, dead_queue, event_queue, retry_queue
from assistant.contracts.registry import COMMANDS, Service

RABBITMQ = Path(__file__).parents[3] / "rabbitmq"
VALUES = {
    "RABBITMQ_VHOST": "assistant",
    "RABBITMQ_USER": "service",
    "RABBITMQ_PASSWORD": 'a"b\\c&d/$e ${RABBITMQ_USER}|é',
    "RABBITMQ_ADMIN_USER": "admin",
    "RABBITMQ_ADMIN_PASSWORD": "secret",
}


def render(target: Path, values: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [RABBITMQ / "render-definitions.sh", "echo", "started"],
        env={"PATH": os.environ["PATH"], "RABBITMQ_DEFINITIONS": str(target), **values},
        capture_output=True,
        text=True,
        check=False,
    )


class TestTheTopology:
    def test_is_what_the_broker_is_given(self) -> None:
        assert (RABBITMQ / "definitions.json").read_text() == render_definitions(), (
            "stale: python -m assistant.bus.definitions > rabbitmq/definitions.json"
        )

    def test_has_the_three_queues_of_each_service(self) -> None:
        names = {queue.name for queue in TOPOLOGY.queues}
        assert names == {name(service) for service in Service for name in (commands_queue, retry_queue, dead_queue)}

    @pytest.mark.parametrize("spec", COMMANDS, ids=lambda spec: spec.type)
    def test_has_one_queue_for_every_command(self, spec: Any) -> None:
        takers = [
            binding.queue
            for binding in TOPOLOGY.bindings
            if binding.exchange == "assistant.commands" and spec.type.startswith(binding.pattern.removesuffix("#"))
        ]
        assert takers == [commands_queue(spec.service)]

    def test_passes_nothing_from_queue_to_queue_less_than_once(self) -> None:
        for queue in TOPOLOGY.queues:
            if queue.dead_letter_exchange is not None:
                assert queue.arguments["x-dead-letter-strategy"] == "at-least-once"
                assert queue.arguments["x-overflow"] == "reject-publish"
                assert queue.max_length is not None

    def test_returns_retries_to_the_commands_after_five_seconds(self) -> None:
        retries = {queue.name: queue.arguments for queue in build_topology().queues if queue.name.endswith(".retry")}
        assert {arguments["x-message-ttl"] for arguments in retries.values()} == {5000}
        assert {name: arguments["x-dead-letter-routing-key"] for name, arguments in retries.items()} == {
            retry_queue(service): commands_queue(service) for service in Service
        }

    def test_keeps_dead_letters_for_ever(self) -> None:
        for queue in TOPOLOGY.queues:
            if queue.name.endswith(".dead"):
                assert not queue.arguments.keys() & {"x-message-ttl", "x-max-length", "x-dead-letter-exchange"}

    def test_names_a_new_event_queue_each_time(self) -> None:
        first, second = event_queue("gateway"), event_queue("gateway")
        assert first.name != second.name
        assert re.fullmatch(r"gateway\.[0-9a-f-]{36}", first.name)
        assert first.exclusive


class TestTheDefinitionsOfTheContainer:
    def test_hold_the_values_of_the_environment_whatever_their_characters(self, tmp_path: Path) -> None:
        rendered = tmp_path / "definitions.json"
        run = render(rendered, VALUES)
        assert (run.returncode, run.stdout) == (0, "started\n")
        definitions = json.loads(rendered.read_text())
        assert definitions["vhosts"] == [{"name": "assistant"}]
        assert {user["name"]: user["password"] for user in definitions["users"]} == {
            "service": VALUES["RABBITMQ_PASSWORD"],
            "admin": "secret",
        }

    def test_are_for_the_broker_only(self, tmp_path: Path) -> None:
        rendered = tmp_path / "definitions.json"
        render(rendered, VALUES)
        assert rendered.stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize("name", VALUES)
    def test_are_not_made_without_all_values(self, name: str, tmp_path: Path) -> None:
        run = render(tmp_path / "definitions.json", VALUES | {name: ""})
        assert run.returncode != 0
        assert run.stdout == ""
        assert f"{name} is not set" in run.stderr
