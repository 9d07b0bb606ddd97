"""Tries podman-compose.yml for real: `make test-compose`. Everything is its own: project, ports, passwords, volumes.

From nothing to healthy, the main job, data kept over down and up, every container killed once, copies, settings that
change, logs, an upgrade under load, backup and restore, a backup that is no good. Prints what it saw with figures; ends
with 1 at the first thing that is not as promised.
COMPOSE names the compose tool when it is not podman-compose.
"""

import asyncio
import gzip
import json
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import httpx
import websockets
from composed import (
    CONSOLE,
    CONSUMERS,
    ENVIRONMENT,
    PAGE,
    PROJECT,
    URL,
    checksums,
    containers,
    crash,
    create,
    expect,
    health,
    is_healthy,
    process_of,
    refused,
    run,
    say,
    settings_of,
    state,
    target,
    tour,
    until,
)

PYTHON_SECONDS, SERVER_SECONDS = 5.0, 30.0
"""Within how long a killed container is meant to be back: ours, and the broker and the database."""
BOUND_SECONDS = 30.0
"""Within how long each has to be, also on a machine that is busy with something else."""


def from_nothing() -> None:
    began = time.monotonic()
    target("up")
    say(f"up from nothing, images built, everything works: {time.monotonic() - began:.0f} s")
    for service in ("frontend", "gateway", *(f"{name}-service" for name in CONSUMERS), "purge-job", "db", "rabbitmq"):
        (container,) = containers(service)
        until(lambda c=container: is_healthy(c), 60, f"{service} is healthy")  # type: ignore[misc]
    say("every container is healthy")
    user = ("admin", ENVIRONMENT["RABBITMQ_ADMIN_PASSWORD"])
    queues = httpx.get(f"http://127.0.0.1:{CONSOLE}/api/queues", auth=user).json()
    names = {queue["name"] for queue in queues}
    wanted = {f"{name}.{kind}" for name in CONSUMERS for kind in ("commands", "retry", "dead")}
    expect(wanted <= names, "the console shows the definitions")
    guest = httpx.get(f"http://127.0.0.1:{CONSOLE}/api/overview", auth=("guest", "guest"))
    expect(guest.status_code == httpx.codes.UNAUTHORIZED, "there is no guest")
    tour()
    say("the console has the definitions; the main job is done through the page's port")
    _caching()


def _caching() -> None:
    """Files with a hash in their name are kept for ever, all others asked for again."""
    page = httpx.get(f"http://127.0.0.1:{PAGE}/")
    expect(page.headers["Cache-Control"] == "no-cache", "the page is asked for again")
    assets = re.findall(r'(?:src|href)="(/assets/[^"]+)"', page.text)
    expect(assets, "the page has assets")
    for asset in assets:
        kept = httpx.get(f"http://127.0.0.1:{PAGE}{asset}").headers["Cache-Control"]
        expect(kept == "public, max-age=31536000, immutable", f"{asset} is kept, not {kept}")
    absent = httpx.get(f"http://127.0.0.1:{PAGE}/assets/absent.js")
    expect(absent.status_code == httpx.codes.NOT_FOUND, "what is not there is not found")
    expect("immutable" not in absent.headers.get("Cache-Control", ""), "what is not there is not kept")
    say(f"the page is asked for again, its {len(assets)} assets are kept")


def nothing_changed() -> None:
    """Builds come from the cache alone, and containers whose image is the same go on running."""
    names = ("frontend", "gateway", *(f"{name}-service" for name in CONSUMERS), "purge-job", "db", "rabbitmq")
    running = {name: containers(name) for name in names}
    began = time.monotonic()
    output = target("up")
    seconds = time.monotonic() - began
    steps, cached = len(re.findall(r"STEP \d+/\d+: (?!FROM)", output)), output.count("Using cache")
    expect(steps and steps == cached, f"of {steps} steps, {cached} come from the cache")
    expect({name: containers(name) for name in names} == running, "no container was replaced")
    say(f"up again with nothing changed: {seconds:.0f} s, {cached} of {steps} steps from the cache")


def down_and_up() -> None:
    before = state()
    said = target("down")
    expect("no such container" not in said, f"down has nothing to complain of: {said}")
    began = time.monotonic()
    target("start_again")
    say(f"down, up without building: {time.monotonic() - began:.0f} s")
    expect(state() == before, "the data is the same after down and up")
    say("the data is the same")


def kill_each() -> None:
    """A command sent right after the kill has to be answered; the broker's and the database's are sent again."""
    scenario_id = httpx.get(f"{URL}/scenarios").json()["items"][0]["id"]
    suggestions, plan = f"{URL}/scenarios/{scenario_id}/cibles/suggestions", f"{URL}/scenarios/{scenario_id}/plan"
    search = {"scenario_id": scenario_id, "requete": "cloud"}
    proofs: dict[str, tuple[Callable[[], object], float]] = {
        "scenario-service": (lambda: create("Tué"), PYTHON_SECONDS),
        "ai-service": (lambda: httpx.post(suggestions, timeout=40).status_code == httpx.codes.OK, PYTHON_SECONDS),
        "plan-service": (lambda: httpx.post(plan, timeout=40).status_code == httpx.codes.CREATED, PYTHON_SECONDS),
        "search-service": (
            lambda: httpx.post(f"{URL}/search", json=search, timeout=40).status_code == httpx.codes.OK,
            PYTHON_SECONDS,
        ),
        "gateway": (lambda: create("Tué"), PYTHON_SECONDS),
        "frontend": (lambda: httpx.get(f"http://127.0.0.1:{PAGE}/").is_success, PYTHON_SECONDS),
        "rabbitmq": (lambda: create("Tué"), SERVER_SECONDS),
        "db": (lambda: create("Tué"), SERVER_SECONDS),
    }
    for service, (proof, limit) in proofs.items():
        (container,) = containers(service)
        pid = process_of(container)
        crash(pid)
        seconds = until(proof, BOUND_SECONDS, f"{service} works again")
        expect(process_of(container) != pid, f"{service} was killed and started again")
        late = "" if seconds <= limit else f" (meant: {limit:.0f} s)"
        say(f"{service} killed: back and working after {seconds:.1f} s{late}")
    (purge,) = containers("purge-job")
    crash(process_of(purge))
    say(f"purge-job killed: back after {until(lambda: is_healthy(purge), 30, 'purge-job works again'):.1f} s")
    settled = until(lambda: all(state["consumers"] for state in health()["services"].values()), 60, "all consume")
    say(f"every service consumes ({settled:.1f} s after the last)")


def copies() -> None:
    began = time.monotonic()
    target("scale", "scenario-service", "4")
    target("scale", "scenario-service", "3")
    expect(health()["services"]["scenario"]["consumers"] == 3, "three consume")  # noqa: PLR2004 - asked for
    target("scale", "gateway", "2")
    seconds = time.monotonic() - began
    say(f"scenario-service in four copies, then three; gateway in two: {seconds:.1f} s, until all consume")
    tour()
    asyncio.run(_live_across_gateways())


def settings() -> None:
    """With the copies that the part before left."""
    ENVIRONMENT["COMPANY"] = "Essai SA"
    target("restart", "ai-service")
    expect(settings_of("ai-service", "COMPANY") == ["Essai SA"], "a restart takes the present settings")
    ENVIRONMENT["LEASE_SECONDS"] = "16"
    target("start_again")
    for service in (f"{name}-service" for name in CONSUMERS):
        expect(
            set(settings_of(service, "LEASE_SECONDS")) == {"16"}, f"every copy of {service} has the present settings"
        )
    expect(len(containers("scenario-service")) == 3, "there are as many copies as before")  # noqa: PLR2004 - asked for
    say("restart, and up with copies: every copy has the present settings")


def logs() -> None:
    names = {line.partition(" | ")[0] for line in target("logs", "scenario-service").splitlines()}
    wanted = {f"{PROJECT}_scenario-service_{number}" for number in (1, 2, 3)}
    expect(names == wanted, f"the logs are those of every copy: {names}")
    command_id = str(uuid4())
    httpx.post(
        f"{URL}/scenarios",
        json={"nom": "Suivi", "thematique": "Essai"},
        headers={"Idempotency-Key": command_id},
        timeout=40,
    )
    lines = target("logs", "", "10m", command_id).splitlines()
    services = {line.partition(" | ")[0].removeprefix(f"{PROJECT}_").rpartition("_")[0] for line in lines}
    expect({"gateway", "scenario-service"} <= services, f"the lines of one command: {services}")
    say(f"logs of every copy, and the {len(lines)} lines of one command")


async def _live_across_gateways() -> None:
    """Opens pages until each gateway has some; what one changes, all the others hear."""
    scenario = (await asyncio.to_thread(httpx.get, f"{URL}/scenarios")).json()["items"][0]
    url = f"ws://127.0.0.1:{PAGE}/api/ws?conversation_id="
    async with AsyncExitStack() as opened:
        pages: list[websockets.ClientConnection] = []
        while len(pages) < 4 or not all(await asyncio.gather(*map(_sockets_of, containers("gateway")))):  # noqa: PLR2004
            expect(len(pages) < 40, "both gateways take sockets")  # noqa: PLR2004 - by chance, one in 10^12
            pages.append(await opened.enter_async_context(websockets.connect(f"{url}{uuid4()}", max_size=None)))
        for page in pages[1:]:
            await page.send(json.dumps({"type": "watch", "scenario_id": scenario["id"]}))
        await asyncio.sleep(1)
        frame = {"type": "intent", "command_id": str(uuid4()), "intent": "objectif.add", "scenario_id": scenario["id"]}
        label = f"Vu partout {uuid4().hex[:6]}"
        began = time.monotonic()
        await pages[0].send(json.dumps({**frame, "payload": {"label": label}}))
        await asyncio.gather(*(_hears(page, label) for page in pages[1:]))
        say(f"{len(pages)} pages on two gateways: the last heard the change after {time.monotonic() - began:.2f} s")


async def _sockets_of(container: str) -> float:
    ask = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:5000/metrics').read().decode())"
    text = await asyncio.to_thread(run, "podman", "exec", container, "python", "-c", ask)
    return float(next(line.split()[1] for line in text.splitlines() if line.startswith("websocket_connections ")))


async def _hears(page: websockets.ClientConnection, label: str) -> None:
    async with asyncio.timeout(20):
        while label not in str(await page.recv()):
            pass


def upgrade_under_load() -> None:
    """Commands are sent all the while, each under its own id until it is accepted: none is lost, none is double."""
    stopping, sent, refused = threading.Event(), list[str](), [0]

    def load() -> None:
        with httpx.Client(timeout=40) as client:
            while not stopping.is_set():
                sent.append(str(uuid4()))
                while not _is_accepted(client, sent[-1]):
                    refused[0] += 1
                    time.sleep(0.2)
                time.sleep(0.1)

    sender = threading.Thread(target=load)
    sender.start()
    began = time.monotonic()
    target("upgrade")
    seconds = time.monotonic() - began
    stopping.set()
    sender.join()
    for command_id in sent:
        until(lambda id_=command_id: _status(id_) == "completed", 30, f"command {command_id} completes")  # type: ignore[misc]
    named = httpx.get(f"{URL}/scenarios", params={"q": "Sous charge", "page_size": 1}).json()["total"]
    expect(named == len(sent), f"{len(sent)} commands make as many scenarios, not {named}")
    say(f"upgrade under load: {seconds:.0f} s, {len(sent)} commands, each once; {refused[0]} tries had to be repeated")


def _is_accepted(client: httpx.Client, command_id: str) -> bool:
    headers = {"Idempotency-Key": command_id, "Prefer": "respond-async"}
    try:
        answer = client.post(f"{URL}/scenarios", json={"nom": "Sous charge", "thematique": "Essai"}, headers=headers)
    except httpx.TransportError:
        return False
    return answer.status_code == httpx.codes.ACCEPTED


def _status(command_id: str) -> str:
    return str(httpx.get(f"{URL}/commands/{command_id}").json()["status"])


def backup_and_restore() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/backup.sql.gz"
        until(lambda: not sum(state["messages"] for state in health()["services"].values()), 30, "nothing waits")
        tables, scenarios = checksums(), state()
        began = time.monotonic()
        target("backup", file)
        saved = time.monotonic() - began
        target("wipe")
        left = run("podman", "ps", "--all", "--quiet", "--filter", f"label=com.docker.compose.project={PROJECT}")
        expect(not left.split(), "nothing is left, the copies that were added included")
        target("start_again")
        expect(state() != scenarios, "wiped")
        began = time.monotonic()
        target("restore", file)
        restored = time.monotonic() - began
        expect(checksums() == tables, f"the tables are the same: {checksums()} {tables}")
        expect(state() == scenarios, "the exports are the same")
        size = Path(file).stat().st_size // 1024
        say(f"backup {saved:.1f} s ({size} KiB), wiped, restore {restored:.0f} s: {len(tables)} checksums equal")
        _restore_what_is_no_good(Path(file), Path(folder) / "bad.sql.gz")
    tour()
    say("the main job is done on the restored data")


def _restore_what_is_no_good(good: Path, bad: Path) -> None:
    dump = gzip.decompress(good.read_bytes())
    bad.write_bytes(gzip.compress(dump.replace(b"CREATE TABLE `plans`", b"CREATE NONSENSE `plans`")))
    before, running = checksums(), [containers(f"{name}-service") for name in CONSUMERS]
    expect("Nothing was changed" in refused("restore", str(bad)), "a backup that is no good is refused")
    expect(checksums() == before, "the data is as it was")
    expect([containers(f"{name}-service") for name in CONSUMERS] == running, "the services run as they did")
    say("a backup that is no good is refused, and nothing is changed")


PARTS = (
    from_nothing,
    nothing_changed,
    down_and_up,
    kill_each,
    copies,
    settings,
    logs,
    upgrade_under_load,
    backup_and_restore,
)


def main() -> int:
    tool = os.environ.get("COMPOSE", "podman-compose").split()[0]
    if shutil.which("podman") is None or shutil.which(tool) is None:
        print("test-compose left out: podman and podman-compose are needed.")
        return 0
    began = time.monotonic()
    try:
        for part in PARTS:
            print(part.__name__.replace("_", " "), flush=True)
            part()
    finally:
        target("wipe")
    print(f"test-compose passed in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
