"""What podman-compose.yml promises, without running it (`make test-compose` does)."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from gateway.pages import _FILE, PAGE_HEADERS, _policy

REPOSITORY = Path(__file__).parents[2]
CONSUMERS = {"scenario-service": 5001, "ai-service": 5002, "plan-service": 5003, "search-service": 5004}
OURS = {"frontend": 3000, "gateway": 5000, **CONSUMERS, "purge-job": 5005}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return FILES["up"]


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = compose["services"]
    return found


def read(name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((REPOSITORY / name).read_text(encoding="utf-8"))
    return document


def over(below: Any, above: Any) -> Any:
    """Two compose files as one, as the tools put them together."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {key: over(below.get(key), above.get(key)) for key in below | above}
    if isinstance(below, list) and isinstance(above, list):
        return below + above
    return below if above is None else above


def targets_of(containerfile: Path) -> set[str]:
    stages = re.findall(r"^FROM \S+ AS (\S+)$", containerfile.read_text(encoding="utf-8"), re.MULTILINE)
    return set(stages)


FILES: dict[str, dict[str, Any]] = {
    "up": read("podman-compose.yml"),
    "dev": over(read("podman-compose.yml"), read("podman-compose.dev.yml")),
}


@pytest.fixture(params=FILES)
def started(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What `make up` and `make dev` start."""
    return FILES[str(request.param)]


def published(service: dict[str, Any]) -> list[str]:
    """Published ports with their default numbers, as host:container."""
    return [re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", port) for port in service.get("ports", [])]


class TestConfiguration:
    @pytest.mark.parametrize("name", ["podman-compose.yml", "podman-compose.dev.yml"])
    def test_is_what_the_compose_specification_describes(self, name: str) -> None:
        schema = yaml.safe_load(Path(__file__).with_name("compose_schema.yaml").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        errors = Draft202012Validator(schema).iter_errors(read(name))
        assert [f"{error.json_path}: {error.message}" for error in errors] == []

    def test_names_only_what_it_declares(self, started: dict[str, Any]) -> None:
        services = started["services"]
        for service in services.values():
            assert set(service["networks"]) <= started["networks"].keys()
            assert service.get("depends_on", {}).keys() <= services.keys()
            sources = {mount.split(":")[0] for mount in service.get("volumes", [])}
            assert {source for source in sources if not source.startswith((".", "$"))} <= started["volumes"].keys()

    def test_declares_only_what_it_uses(self, started: dict[str, Any]) -> None:
        services = started["services"].values()
        used = {mount.split(":")[0] for service in services for mount in service.get("volumes", [])}
        assert started["volumes"].keys() <= used
        assert started["networks"].keys() == {network for service in services for network in service["networks"]}

    def test_waits_for_the_health_of_what_tells_it(self, started: dict[str, Any]) -> None:
        services = started["services"]
        for service in services.values():
            for name, wanted in service.get("depends_on", {}).items():
                if wanted["condition"] == "service_healthy":
                    assert "test" in services[name]["healthcheck"]

    def test_builds_from_files_and_stages_that_exist(self, started: dict[str, Any]) -> None:
        builds = [service["build"] for service in started["services"].values() if "build" in service]
        assert builds
        for build in builds:
            containerfile = REPOSITORY / build["context"] / build["dockerfile"]
            if "target" in build:
                assert build["target"] in targets_of(containerfile)
            if "SERVICE" in build.get("args", {}):
                assert (REPOSITORY / build["args"]["SERVICE"] / "pyproject.toml").exists()

    def test_builds_each_image_once(self, started: dict[str, Any]) -> None:
        """Of two builds at the same time, the later takes the name; the next start finds the other in the cache."""
        services = started["services"].values()
        built = [service["image"] for service in services if "build" in service]
        assert len(built) == len(set(built))
        assert {service["image"] for service in services if service["image"].startswith("localhost/")} == set(built)


class TestServices:
    def test_are_those_of_the_product(self, services: dict[str, Any]) -> None:
        always = {name for name, service in services.items() if "profiles" not in service}
        assert always == {*OURS, "migrate", "db", "rabbitmq"}
        assert {name for name, service in services.items() if service.get("profiles") == ["observability"]} == {
            "prometheus",
            "grafana",
        }

    def test_are_reached_on_the_ports_of_the_product_and_no_others(self, services: dict[str, Any]) -> None:
        assert {port for service in services.values() for port in published(service)} == {
            "3000:3000",
            "5000:5000",
            "127.0.0.1:15672:15672",
            "127.0.0.1:9090:9090",
            "127.0.0.1:3001:3000",
        }

    def test_keep_the_database_to_themselves(self, compose: dict[str, Any], services: dict[str, Any]) -> None:
        assert "ports" not in services["db"]
        assert services["db"]["networks"] == ["data"]
        assert compose["networks"]["data"]["internal"] is True
        assert "assistant-net" in compose["networks"]

    def test_keep_their_data_in_named_volumes(self, compose: dict[str, Any], services: dict[str, Any]) -> None:
        assert "mariadb_data:/var/lib/mysql" in services["db"]["volumes"]
        assert "rabbitmq_data:/var/lib/rabbitmq" in services["rabbitmq"]["volumes"]
        assert {"mariadb_data", "rabbitmq_data"} <= set(compose["volumes"])

    def test_run_images_of_a_stated_version(self, services: dict[str, Any]) -> None:
        for service in services.values():
            _, colon, tag = service["image"].rpartition(":")
            assert colon
            assert tag != "latest"

    def test_know_the_models_key_in_one_place_only(self, services: dict[str, Any]) -> None:
        knowing = {name for name, service in services.items() if "OPENAI" in str(service)}
        assert knowing == {"ai-service"}

    def test_hold_no_secret(self) -> None:
        for file in (REPOSITORY / "podman-compose.yml", REPOSITORY / "podman-compose.dev.yml"):
            for line in file.read_text(encoding="utf-8").splitlines():
                if re.search(r"^\s*\w*(PASS|PASSWORD|API_KEY):", line):
                    assert re.search(r": \$\{\w+:(\?.*|-)\}$", line), line

    def test_cannot_change_their_own_programs(self, services: dict[str, Any]) -> None:
        for name in (*OURS, "migrate"):
            service = services[name]
            assert service["read_only"] is True
            assert service["cap_drop"] == ["ALL"]
            assert "no-new-privileges:true" in service["security_opt"]

    def test_read_files_of_the_repository_that_exist_and_change_none(self, services: dict[str, Any]) -> None:
        mounts = [mount for service in services.values() for mount in service.get("volumes", [])]
        files = [re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", mount) for mount in mounts if mount.startswith((".", "$"))]
        assert files
        for source, _, options in (file.split(":") for file in files):
            assert (REPOSITORY / source).exists(), source
            assert options == "ro,z", source

    def test_are_bounded_and_come_back(self, services: dict[str, Any]) -> None:
        for name, service in services.items():
            assert "mem_limit" in service
            assert service["restart"] == ("no" if name == "migrate" else "unless-stopped")

    def test_say_whether_they_work(self, services: dict[str, Any]) -> None:
        for name, port in OURS.items():
            if name == "frontend":
                continue
            build, check = services[name]["build"], services[name]["healthcheck"]
            path = "health" if name == "gateway" else "ready"
            assert build["args"]["PROBE_URL"] == f"http://127.0.0.1:{port}/{path}"
            assert check["test"] == ["CMD", "python", "-m", "assistant.observability.probe"]
        assert "check_port_connectivity" in services["rabbitmq"]["healthcheck"]["test"]
        assert "--innodb_initialized" in services["db"]["healthcheck"]["test"]

    def test_start_when_what_they_need_works(self, services: dict[str, Any]) -> None:
        for name in (*CONSUMERS, "gateway"):
            assert services[name]["depends_on"] == {
                "db": {"condition": "service_healthy"},
                "rabbitmq": {"condition": "service_healthy"},
            }
        assert services["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}

    def test_depend_on_none_that_ends(self, services: dict[str, Any]) -> None:
        """Podman would not start them again after a crash."""
        for service in services.values():
            assert "migrate" not in service.get("depends_on", {})

    def test_can_be_multiplied(self, services: dict[str, Any]) -> None:
        for name in (*CONSUMERS, "gateway", "purge-job"):
            assert not {"ports", "container_name", "hostname"} & services[name].keys()


@pytest.fixture(params=["Containerfile", "frontend/Containerfile"])
def lines(request: pytest.FixtureRequest) -> list[str]:
    return (REPOSITORY / str(request.param)).read_text(encoding="utf-8").splitlines()


@pytest.fixture
def caddyfile() -> str:
    return (REPOSITORY / "frontend" / "Caddyfile").read_text(encoding="utf-8")


class TestImages:
    def test_do_not_run_as_root(self, lines: list[str]) -> None:
        users = [line.split()[1] for line in lines if line.startswith("USER ")]
        assert users
        assert not {user for user in users if user.startswith(("root", "0"))}

    def test_are_built_from_stated_versions(self, lines: list[str]) -> None:
        stages = {line.split()[3] for line in lines if line.startswith("FROM ") and " AS " in line}
        bases = {line.split()[1] for line in lines if line.startswith("FROM ")} - stages
        assert bases <= {
            "docker.io/library/python:3.11-slim",
            "docker.io/library/node:20-slim",
            "docker.io/library/caddy:2",
        }

    def test_say_whether_they_work_and_what_they_are(self, lines: list[str]) -> None:
        text = "\n".join(lines)
        assert "HEALTHCHECK" in text
        assert "org.opencontainers.image.title" in text

    def test_are_built_by_old_tools_too(self, lines: list[str]) -> None:
        assert not [line for line in lines if "<<" in line]

    def test_install_only_what_the_locks_name(self) -> None:
        text = (REPOSITORY / "Containerfile").read_text(encoding="utf-8")
        installs = re.findall(r"pip (?:--python \S+ )?install [^\\\n]*", text)
        assert installs
        for install in installs:
            assert "--require-hashes" in install or "--no-index" in install
        assert "npm ci" in (REPOSITORY / "frontend" / "Containerfile").read_text(encoding="utf-8")


class TestTheImageForDevelopers:
    @pytest.mark.parametrize("name", ["domain.py", "prompt.md", "knowledge.yaml"])
    def test_starts_the_service_again_when_a_file_of_it_changes(self, tmp_path: Path, name: str) -> None:
        text = (REPOSITORY / "Containerfile").read_text(encoding="utf-8")
        (line,) = re.findall(r"^CMD (.*watchfiles.*)$", text, re.MULTILINE)
        programs, sources, starts = tmp_path / "bin", tmp_path / "sources", tmp_path / "starts"
        for folder in (programs, sources):
            folder.mkdir()
        (programs / "service").write_text(f"#!/bin/sh\necho started >> {starts}\nexec sleep 60\n")
        (programs / "service").chmod(0o755)
        path = f"{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}"
        command = [word.replace("/source", str(sources)) for word in json.loads(line)]
        watching = subprocess.Popen(command, env={**os.environ, "PATH": path}, stderr=subprocess.DEVNULL)
        try:
            until(starts.exists)
            # It says that it starts before it watches: a file is changed until it is heard.
            until(lambda: (sources / name).write_text("changed") and starts.read_text().count("started") > 1)
        finally:
            watching.terminate()
            watching.wait(10)


def until(works: Callable[[], object]) -> None:
    limit = time.monotonic() + 20
    while not works():
        assert time.monotonic() < limit
        time.sleep(0.1)


class TestCaddy:
    def test_gives_the_page_the_headers_that_the_gateway_gives_it(self, caddyfile: str) -> None:
        for name, value in PAGE_HEADERS.items():
            assert f'{name} "{value}"' in caddyfile

    def test_gives_the_page_the_policy_that_the_gateway_gives_it(self, caddyfile: str) -> None:
        headers = [(b"host", b"marketing.example:3000")]
        policy = _policy({"type": "http", "headers": headers})
        sockets = " ws://marketing.example:3000 wss://marketing.example:3000"
        assert f'Content-Security-Policy "{policy.replace(sockets, "{sockets}")}"' in caddyfile

    def test_takes_for_files_what_the_gateway_takes_for_files(self, caddyfile: str) -> None:
        assert f"@route not path_regexp {_FILE.pattern}\n" in caddyfile

    def test_keeps_hashed_files_as_long_as_the_gateway_does(self, caddyfile: str) -> None:
        """As `make test-compose` asks Caddy itself: without the question mark, the first would replace the second."""
        page = caddyfile.partition("root * /srv")[2].partition("handle_errors")[0]
        assert re.findall(r"^\s*(.*Cache-Control .*)$", page, re.MULTILINE) == [
            '?Cache-Control "no-cache"',
            'header @hashed Cache-Control "public, max-age=31536000, immutable"',
        ]
