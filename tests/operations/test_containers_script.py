"""What scripts/containers.sh asks of podman and podman-compose, both fakes here that write down what they are asked."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
COMPOSE = 'echo "compose $*" >> "$CALLS"\n'
ENGINE = """echo "podman $*" >> "$CALLS"
case "$*" in
  "ps --quiet"*page) cat "$RUNNING/page" ;;
  ps\\ *service=*) cat "$RUNNING/${*##*service=}" ;;
  "inspect --format {{.Config.Image}}"*) echo tag ;;
  "inspect --format {{.Image}} old"*) echo before ;;
  "inspect --format {{.Image}}"*) echo present ;;
  "image inspect"*) echo present ;;
esac 2>/dev/null
exit 0
"""
SERVICES = ("scenario-service", "ai-service", "plan-service", "search-service", "gateway", "purge-job", "frontend")


class Machine:
    """A copy of the scripts in a folder of its own, with containers that are but names."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.calls_file, self.running = folder, folder / "calls", folder / "running"
        programs = folder / "bin"
        for part in (programs, self.running):
            part.mkdir()
        shutil.copytree(REPOSITORY / "scripts", folder / "scripts")
        shutil.copy(REPOSITORY / ".env.example", folder)
        for name, script in (("podman", ENGINE), ("podman-compose", COMPOSE), ("python3", "echo works\n")):
            (programs / name).write_text(f"#!/bin/sh\n{script}")
            (programs / name).chmod(0o755)
        self._environment = {
            "PATH": f"{programs}:/usr/bin:/bin",
            "CALLS": str(self.calls_file),
            "RUNNING": str(self.running),
            "HOME": os.environ.get("HOME", "/"),
        }

    def runs(self, service: str, *containers: str) -> None:
        (self.running / service).write_text("".join(f"{name}\n" for name in containers))

    def make(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        environment = self._environment | settings
        command = ["scripts/containers.sh", *arguments]
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def asked(self, of: str) -> list[str]:
        lines = self.calls_file.read_text(encoding="utf-8").splitlines() if self.calls_file.exists() else []
        return [line.removeprefix(f"{of} ") for line in lines if line.startswith(f"{of} ")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


class TestUp:
    def test_starts_everything_and_says_where(self, machine: Machine) -> None:
        done = machine.make("up")
        assert machine.asked("compose") == ["-f podman-compose.yml up --build --detach"]
        assert "http://localhost:3000" in done.stdout
        assert (machine.folder / ".env").stat().st_mode & 0o077 == 0

    def test_starts_what_the_setting_names_besides(self, machine: Machine) -> None:
        done = machine.make("up", COMPOSE_PROFILES="observability")
        assert machine.asked("compose") == ["-f podman-compose.yml --profile observability up --build --detach"]
        assert "http://localhost:9090" in done.stdout

    def test_replaces_the_containers_whose_image_was_built_anew(self, machine: Machine) -> None:
        for service in SERVICES:
            machine.runs(service, "current")
        machine.runs("purge-job", "old")
        machine.runs("gateway", "current", "old")
        machine.make("up")
        replaced = [call for call in machine.asked("compose") if "--force-recreate" in call]
        assert [call.split("--scale ")[1] for call in replaced] == ["gateway=2 gateway", "purge-job=1 purge-job"]

    def test_leaves_nothing_of_dev(self, machine: Machine) -> None:
        machine.runs("page", "page-1")
        machine.make("up")
        assert all("dev.yml" not in call for call in machine.asked("compose"))
        assert "rm --force page-1" in machine.asked("podman")


class TestDev:
    def test_runs_on_the_sources_and_is_spoken_to_as_such(self, machine: Machine) -> None:
        machine.make("dev")
        machine.runs("page", "page-1")
        machine.make("logs", "page")
        files = "-f podman-compose.yml -f podman-compose.dev.yml"
        assert machine.asked("compose") == [f"{files} up --build --detach", f"{files} logs --follow --tail=100 page"]


class TestScale:
    def test_takes_away_what_is_too_many(self, machine: Machine) -> None:
        machine.runs("ai-service", "a_10", "a_2", "a_1")
        machine.make("scale", "ai-service", "2")
        assert "--no-recreate --scale ai-service=2 ai-service" in machine.asked("compose")[0]
        assert machine.asked("podman")[-3:-1] == ["stop a_10", "rm a_10"]

    @pytest.mark.parametrize(
        ("service", "copies"), [("db", "2"), ("gateway", "0"), ("gateway", "many"), ("gateway", "")]
    )
    def test_refuses_what_makes_no_sense(self, machine: Machine, service: str, copies: str) -> None:
        done = machine.make("scale", service, copies)
        assert done.returncode
        assert done.stderr
        assert machine.asked("compose") == []


class TestRestart:
    def test_restarts_every_copy(self, machine: Machine) -> None:
        machine.runs("plan-service", "p1", "p2")
        machine.make("restart", "plan-service")
        assert "restart p1 p2" in machine.asked("podman")

    def test_says_that_there_is_none(self, machine: Machine) -> None:
        done = machine.make("restart", "plan-service")
        assert done.returncode
        assert "plan-service" in done.stderr


class TestShell:
    def test_takes_commands_from_a_pipe(self, machine: Machine) -> None:
        machine.make("shell", "gateway")
        assert machine.asked("compose") == ["-f podman-compose.yml exec -T gateway sh"]


class TestRestore:
    def test_leaves_the_database_alone_when_the_backup_is_not_whole(self, machine: Machine) -> None:
        file = machine.folder / "half.sql.gz"
        file.write_bytes(subprocess.run(["gzip"], input=b"DROP TABLE x;\n", capture_output=True, check=True).stdout)
        done = machine.make("restore", str(file))
        assert done.returncode
        assert "is no whole backup" in done.stderr
        assert machine.asked("compose") == []
