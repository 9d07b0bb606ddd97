"""What scripts/containers.sh asks of podman and podman-compose, both fakes here that write down what they are asked."""

import gzip
import os
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
COMPOSE = """echo "compose $*" >> "$CALLS"
case "$*" in
  *" down"*) echo 'Error: no container with name or ID "assistant_page_1" found: no such container' >&2
    echo 'Error: no pod with name or ID pod_assistant found: no such pod' >&2 ;;
  *mariadb-dump*) echo 'INSERT INTO x VALUES (1);'; echo '-- Dump completed' ;;
  *"exec -T db"*) sql=$(cat) && echo "$sql" >> "$SQL" ;;
esac
case "$*|$sql" in
  *"${FAILING:-nothing}"*) echo 'ERROR 2002 (HY000): no connection' >&2; exit 1 ;;
esac
"""
ENGINE = """echo "podman $*" >> "$CALLS"
cd "$RUNNING"
case "$*" in
  ps\\ *service=*) cat "${*##*service=}" ;;
  ps\\ *) cat * ;;
  inspect\\ *)
    shift 3
    for container; do
      case $container in
        old*) echo "before tag settings" ;;
        dev*) echo "present tag-dev others" ;;
        *) echo "present tag settings" ;;
      esac
    done ;;
  "image inspect"*) echo present ;;
  wait\\ *) echo "${EXIT_CODE:-0}" ;;
  logs\\ *) cat "$LOGS/${*##* }" ;;
esac 2>/dev/null
exit 0
"""
SERVICES = ("scenario-service", "ai-service", "plan-service", "search-service", "gateway", "purge-job", "frontend")
OURS = SERVICES[:-1]


class Machine:
    """A copy of the scripts in a folder of its own, with containers that are but names."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.calls_file, self.running = folder, folder / "calls", folder / "running"
        self.sql, self._logs = folder / "sql", folder / "logs"
        programs = folder / "bin"
        for part in (programs, self.running, self._logs):
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
            "SQL": str(self.sql),
            "LOGS": str(self._logs),
            "HOME": os.environ.get("HOME", "/"),
        }
        self.runs("migrate", "migrate_1")

    def runs(self, service: str, *containers: str) -> None:
        (self.running / service).write_text("".join(f"{name}\n" for name in containers))

    def has_written(self, container: str, *lines: str) -> None:
        (self._logs / container).write_text("".join(f"{line}\n" for line in lines))

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


def replaced(machine: Machine) -> list[str]:
    """For each service whose containers were made anew, in how many copies."""
    calls = [call for call in machine.asked("compose") if "--force-recreate" in call]
    return [call.split("--scale ")[1] for call in calls]


def settings_of(machine: Machine) -> dict[str, str]:
    lines = (machine.folder / ".env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


class TestUp:
    def test_starts_everything_and_says_where(self, machine: Machine) -> None:
        done = machine.make("up")
        assert machine.asked("compose") == ["-f podman-compose.yml up --build --detach"]
        assert "http://localhost:3000" in done.stdout
        assert (machine.folder / ".env").stat().st_mode & 0o077 == 0

    def test_gives_passwords_of_their_own_to_those_that_were_left_empty(self, machine: Machine) -> None:
        example = (machine.folder / ".env.example").read_text(encoding="utf-8")
        own = example.replace("DB_USER=assistant", "DB_USER=marie").replace("DB_PASS=\n", "DB_PASS=hers\n")
        (machine.folder / ".env").write_text(own, encoding="utf-8")
        machine.make("up")
        settings = settings_of(machine)
        assert (settings["DB_USER"], settings["DB_PASS"]) == ("marie", "hers")
        given = [settings[name] for name in ("DB_ROOT_PASS", "RABBITMQ_PASSWORD", "RABBITMQ_ADMIN_PASSWORD")]
        assert len(set(given)) == len([password for password in given if len(password) == 32]) == 3
        machine.make("up")
        assert settings_of(machine) == settings

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
        assert replaced(machine) == ["gateway=2 gateway", "purge-job=1 purge-job"]

    def test_replaces_copies_that_were_made_with_other_settings_than_the_first(self, machine: Machine) -> None:
        for service in SERVICES:
            machine.runs(service, "current")
        machine.runs("ai-service", "current", "dev_2")
        machine.make("up")
        assert replaced(machine) == ["ai-service=2 ai-service"]
        machine.make("start_again")
        assert replaced(machine) == ["ai-service=2 ai-service"] * 2

    def test_says_that_the_database_could_not_be_prepared(self, machine: Machine) -> None:
        machine.runs("migrate", "migrate_1")
        done = machine.make("up", EXIT_CODE="1")
        assert done.returncode
        assert "make logs s=migrate" in done.stderr
        assert "http://localhost:3000" not in done.stdout

    def test_leaves_nothing_of_dev(self, machine: Machine) -> None:
        machine.runs("page", "page-1")
        machine.make("up")
        assert all("dev.yml" not in call for call in machine.asked("compose"))
        assert "rm --force page-1" in machine.asked("podman")


class TestDev:
    def test_runs_on_the_sources_and_is_spoken_to_as_such(self, machine: Machine) -> None:
        machine.make("dev")
        machine.runs("page", "page-1")
        machine.make("shell", "page")
        files = "-f podman-compose.yml -f podman-compose.dev.yml"
        assert machine.asked("compose") == [f"{files} up --build --detach", f"{files} exec -T page sh"]


class TestScale:
    def test_takes_away_what_is_too_many(self, machine: Machine) -> None:
        machine.runs("ai-service", "a_10", "a_2", "a_1")
        machine.make("scale", "ai-service", "2")
        assert "--no-recreate --scale ai-service=2 ai-service" in machine.asked("compose")[0]
        taken = [call for call in machine.asked("podman") if call.endswith(" a_10")]
        assert taken == ["stop --time 30 a_10", "rm a_10"]

    def test_gives_all_copies_the_present_settings(self, machine: Machine) -> None:
        machine.runs("ai-service", "dev_1", "current")
        machine.make("scale", "ai-service", "2")
        assert replaced(machine) == ["ai-service=2 ai-service"]

    @pytest.mark.parametrize(
        ("service", "copies"), [("db", "2"), ("gateway", "0"), ("gateway", "many"), ("gateway", "")]
    )
    def test_refuses_what_makes_no_sense(self, machine: Machine, service: str, copies: str) -> None:
        done = machine.make("scale", service, copies)
        assert done.returncode
        assert done.stderr
        assert machine.asked("compose") == []


class TestRestart:
    @pytest.mark.parametrize("service", SERVICES)
    def test_makes_every_copy_anew_with_the_present_settings(self, machine: Machine, service: str) -> None:
        machine.runs(service, "p1", "p2")
        machine.make("restart", service)
        assert replaced(machine) == [f"{service}=2 {service}"]
        assert not [call for call in machine.asked("podman") if call.startswith("restart")]

    def test_leaves_the_containers_of_the_servers_as_they_are(self, machine: Machine) -> None:
        machine.runs("db", "d1")
        machine.make("restart", "db")
        assert "restart d1" in machine.asked("podman")
        assert machine.asked("compose") == []

    def test_says_that_there_is_none(self, machine: Machine) -> None:
        done = machine.make("restart", "plan-service")
        assert done.returncode
        assert "plan-service" in done.stderr


class TestShell:
    def test_takes_commands_from_a_pipe(self, machine: Machine) -> None:
        machine.make("shell", "gateway")
        assert machine.asked("compose") == ["-f podman-compose.yml exec -T gateway sh"]


class TestDown:
    @pytest.mark.parametrize(("target", "down"), [("down", "down"), ("wipe", "down --volumes")])
    def test_says_nothing_of_what_was_not_there(self, machine: Machine, target: str, down: str) -> None:
        done = machine.make(target)
        assert machine.asked("compose")[0].endswith(f"--profile observability {down}")
        assert "Error" not in done.stdout + done.stderr
        assert "Stopped" in done.stdout

    def test_lets_services_finish(self, machine: Machine) -> None:
        machine.runs("plan-service", "p1", "p2")
        machine.make("down")
        assert "stop --time 30 p1 p2" in machine.asked("podman")

    def test_fails_when_the_tool_does(self, machine: Machine) -> None:
        (machine.folder / "bin" / "podman-compose").write_text("#!/bin/sh\nexit 3\n")
        done = machine.make("down")
        assert done.returncode == 3
        assert "Stopped" not in done.stdout


ID = "3f0c2d5e-0000-4000-8000-00000000000a"


class TestLogs:
    @pytest.fixture(autouse=True)
    def _two_copies(self, machine: Machine) -> None:
        machine.runs("gateway", "gateway_1")
        machine.runs("ai-service", "ai_1", "ai_2")
        coloured = "2026-01-01T10:00:04.5Z \x1b[38;5;87mlast\x1b[0m"
        machine.has_written("gateway_1", f'2026-01-01T10:00:01.5Z {{"command_id": "{ID}"}}', coloured)
        machine.has_written("ai_1", "2026-01-01T10:00:02.5Z second")
        machine.has_written("ai_2", f'2026-01-01T10:00:03.5Z {{"trace_id": "{ID.replace("-", "")}"}}')

    def test_are_those_of_all_copies_in_the_order_of_time(self, machine: Machine) -> None:
        done = machine.make("logs")
        assert [line.split(" | ")[0] for line in done.stdout.splitlines()] == ["gateway_1", "ai_1", "ai_2", "gateway_1"]
        assert done.stdout.splitlines()[-1] == "gateway_1 | last"
        assert not [call for call in machine.asked("podman") if "--follow" in call or "--tail" in call]

    def test_of_one_service_are_those_of_all_its_copies(self, machine: Machine) -> None:
        done = machine.make("logs", "ai-service", "10m")
        assert [line.split(" | ")[0] for line in done.stdout.splitlines()] == ["ai_1", "ai_2"]
        assert "logs --timestamps --since 10m ai_2" in machine.asked("podman")

    @pytest.mark.parametrize("id_", [ID, ID.replace("-", "")])
    def test_of_one_command_are_all_that_it_did(self, machine: Machine, id_: str) -> None:
        done = machine.make("logs", "", "", id_)
        assert done.stdout.splitlines() == [
            f'gateway_1 | {{"command_id": "{ID}"}}',
            f'ai_2 | {{"trace_id": "{ID.replace("-", "")}"}}',
        ]

    @pytest.mark.parametrize("arguments", [("", "", "no-such-command"), ("no-such-service",)])
    def test_say_that_there_are_none(self, machine: Machine, arguments: tuple[str, ...]) -> None:
        done = machine.make("logs", *arguments)
        assert done.returncode
        assert arguments[-1] in done.stderr


class TestBackup:
    def test_is_for_the_eyes_of_its_owner(self, machine: Machine) -> None:
        done = machine.make("backup", "saved/all.sql.gz")
        assert "make restore file=saved/all.sql.gz" in done.stdout
        assert (machine.folder / "saved" / "all.sql.gz").stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize(
        ("failing", "reason"), [("mariadb-dump", "Nothing was saved"), ("exec -T db", "The database does not answer")]
    )
    def test_that_fails_says_so_and_leaves_nothing(self, machine: Machine, failing: str, reason: str) -> None:
        done = machine.make("backup", "saved/all.sql.gz", FAILING=failing)
        assert done.returncode
        assert reason in done.stderr
        assert not list(machine.folder.glob("saved/*"))


class TestRestore:
    def file(self, machine: Machine) -> str:
        sql = b"INSERT INTO x VALUES (1);\n-- Dump completed\n"
        (machine.folder / "good.sql.gz").write_bytes(gzip.compress(sql))
        return "good.sql.gz"

    def test_stops_the_services_for_the_exchange_only(self, machine: Machine) -> None:
        for service in SERVICES:
            machine.runs(service, service)
        done = machine.make("restore", self.file(machine))
        assert done.returncode == 0, done.stderr
        load, exchange = "USE assistant_restored", "RENAME TABLE"
        sql = machine.sql.read_text(encoding="utf-8")
        assert sql.index(load) < sql.index("INSERT INTO x") < sql.index(exchange)
        calls = machine.calls_file.read_text(encoding="utf-8").splitlines()
        stopped = calls.index("podman stop --time 30 " + " ".join(OURS))
        started = calls.index("podman start " + " ".join(OURS))
        prepared = next(index for index, call in enumerate(calls) if call.endswith("run --rm --no-deps -T migrate"))
        tables = next(index for index, call in enumerate(calls) if "python -m assistant.db.migrate" in call)
        assert tables < stopped < prepared < started

    @pytest.mark.parametrize("failing", ["SELECT 1", "INSERT INTO x", "assistant.db.migrate"])
    def test_changes_nothing_when_the_backup_or_the_database_proves_bad(self, machine: Machine, failing: str) -> None:
        for service in SERVICES:
            machine.runs(service, service)
        done = machine.make("restore", self.file(machine), FAILING=failing)
        assert done.returncode
        assert ("does not answer" if failing == "SELECT 1" else "Nothing was changed") in done.stderr
        assert "RENAME TABLE" not in machine.sql.read_text(encoding="utf-8")
        assert not [call for call in machine.asked("podman") if call.startswith(("stop", "start"))]

    @pytest.mark.parametrize("failing", ["RENAME TABLE", "-T migrate|"])
    def test_starts_the_services_whatever_came_of_it(self, machine: Machine, failing: str) -> None:
        for service in SERVICES:
            machine.runs(service, service)
        done = machine.make("restore", self.file(machine), FAILING=failing)
        assert done.returncode
        assert "try again" in done.stderr
        assert machine.asked("podman")[-1] == "start " + " ".join(OURS)

    def test_leaves_the_database_alone_when_the_backup_is_not_whole(self, machine: Machine) -> None:
        file = machine.folder / "half.sql.gz"
        file.write_bytes(subprocess.run(["gzip"], input=b"DROP TABLE x;\n", capture_output=True, check=True).stdout)
        done = machine.make("restore", str(file))
        assert done.returncode
        assert "is no whole backup" in done.stderr
        assert machine.asked("compose") == []
