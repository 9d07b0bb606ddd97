"""The containers that `test_compose.py` tries: a project of their own, how they are asked, what they hold.

Whatever is not as expected ends the program with 1.
"""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[1]
PROJECT = "assistant-test"
PAGE, API, CONSOLE = 23000, 25000, 25672
URL = f"http://127.0.0.1:{API}"
CONSUMERS = ("scenario", "ai", "plan", "search")
SECRETS = ("DB_PASS", "DB_ROOT_PASS", "RABBITMQ_PASSWORD", "RABBITMQ_ADMIN_PASSWORD", "GRAFANA_ADMIN_PASSWORD")
ENVIRONMENT = {
    **os.environ,
    **{name: secrets.token_hex(12) for name in SECRETS},
    "COMPOSE_PROJECT_NAME": PROJECT,
    "PAGE_PORT": str(PAGE),
    "API_PORT": str(API),
    "CONSOLE_PORT": str(CONSOLE),
    "OPENAI_API_KEY": "",
    "MODEL_COMMANDS_PER_MINUTE": "10000",
    "COMMANDS_PER_MINUTE": "100000",
}
TABLES = "scenarios objectifs cibles ressources scenario_objectifs scenario_cibles scenario_ressources plans plan_items"
KEPT = [*TABLES.split(), "messages", "recherches", "inbox", "ai_replies"]


def run(*command: str, stderr: int = subprocess.PIPE) -> str:
    """What a command prints. Ends the program when it fails."""
    done = subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=stderr, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"FAILED: {' '.join(command)}\n{done.stdout[-3000:]}\n{(done.stderr or '')[-3000:]}")
    return done.stdout


def target(*arguments: str) -> str:
    return run("scripts/containers.sh", *arguments, stderr=subprocess.STDOUT)


def refused(*arguments: str) -> str:
    """What a target says that has to fail."""
    done = subprocess.run(
        ("scripts/containers.sh", *arguments), cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    expect(done.returncode, f"{' '.join(arguments)} fails")
    return done.stderr


def expect(condition: object, what: str) -> None:
    if not condition:
        sys.exit(f"FAILED: {what}")


def say(what: str) -> None:
    print(f"  {what}", flush=True)


def containers(service: str) -> list[str]:
    of = [f"label=com.docker.compose.project={PROJECT}", f"label=com.docker.compose.service={service}"]
    return run("podman", "ps", "--quiet", "--filter", of[0], "--filter", of[1]).split()


def health() -> dict[str, Any]:
    answer: dict[str, Any] = httpx.get(f"{URL}/health", timeout=10).json()
    return answer


def until(works: Callable[[], object], seconds: float, what: str) -> float:
    """Seconds until `works`."""
    began = time.monotonic()
    while True:
        try:
            if works():
                return time.monotonic() - began
        except (httpx.TransportError, ValueError, KeyError):
            pass
        expect(time.monotonic() - began < seconds, f"{what} within {seconds:.0f} s")
        time.sleep(0.05)


def create(name: str) -> bool:
    answer = httpx.post(f"{URL}/scenarios", json={"nom": name, "thematique": "Essai"}, timeout=40)
    return answer.status_code == httpx.codes.CREATED


def tour() -> None:
    run(sys.executable, "-m", "embedded.tour", f"http://localhost:{PAGE}")


def is_healthy(container: str) -> bool:
    return subprocess.run(["podman", "healthcheck", "run", container], capture_output=True, check=False).returncode == 0


def state() -> dict[str, Any]:
    """Every scenario as the API exports it."""
    items = httpx.get(f"{URL}/scenarios", params={"page_size": 100}, timeout=30).json()["items"]
    exports = {item["id"]: httpx.get(f"{URL}/scenarios/{item['id']}/export/json").json() for item in items}
    return {str(id_): {**export, "exported_at": None} for id_, export in exports.items()}


def checksums() -> dict[str, str]:
    (container,) = containers("db")
    sql = f"CHECKSUM TABLE {', '.join(KEPT)}"
    query = f'MYSQL_PWD="$MARIADB_PASSWORD" mariadb -N -B -u"$MARIADB_USER" -e "{sql}" "$MARIADB_DATABASE"'
    return dict(line.split("\t") for line in run("podman", "exec", container, "sh", "-c", query).splitlines())


def crash(pid: str) -> None:
    """Ends a container's process as a crash would: after `podman kill`, podman takes it for stopped by hand."""
    run(*([] if os.geteuid() == 0 else ["podman", "unshare"]), "kill", "-KILL", pid)


def process_of(container: str) -> str:
    return run("podman", "inspect", "--format", "{{.State.Pid}}", container).strip()


def settings_of(service: str, name: str) -> list[str]:
    return [run("podman", "exec", container, "printenv", name).strip() for container in containers(service)]
