"""`make bench`: how long a command takes, beside the least that the same broker and database can take.

Starts private servers and every service with its limits raised, and measures all of it in one run.
"""

import asyncio
import json
import statistics
import sys
import tempfile
from pathlib import Path

from bench.measuring import Times, measure
from bench.product import HttpClient, SocketClient, clients
from bench.raw import RawClient, raw_client

from assistant.testing.chat_completions import ChatServer, Says, chat_server
from embedded.stack import Stack, stack

COMMANDS = 500
AT_ONCE = 32
CROWD = 1000
DRAFTS = 50
LIMITS = {
    "COMMANDS_PER_MINUTE": "1000000",
    "MODEL_COMMANDS_PER_MINUTE": "1000000",
    "SOCKET_FRAMES_PER_SECOND": "1000000",
    "LOG_LEVEL": "INFO",
}
REPLY = {
    "message_markdown": "Voici **trois cibles** pour votre lancement, à des stades différents de leur réflexion.",
    "actions": [],
    "entities_to_create": [
        {"kind": "cible", "label": label, "description": "Décide des achats.", "pourquoi": "Votre objectif."}
        for label in ("DSI d’ETI", "RSSI de cliniques", "Dirigeants de PME")
    ],
    "errors": [],
}


def show(name: str, times: Times, beside: Times | None = None) -> None:
    line = f"{name:44} {times.median * 1000:8.1f} ms {times.p99 * 1000:8.1f} ms"
    if beside is not None:
        line += f"   x {times.median / beside.median:.1f} (median)   x {times.p99 / beside.p99:.1f} (p99)"
    sys.stdout.write(line + "\n")


def show_rate(name: str, times: Times, beside: Times | None = None) -> None:
    line = f"{name:44} {times.rate:8.1f} /s"
    if beside is not None:
        line += f"   1/{beside.rate / times.rate:.1f}"
    sys.stdout.write(line + "\n")


async def one_by_one(raw: RawClient, http: HttpClient, live: SocketClient) -> None:
    sys.stdout.write(f"\n{COMMANDS} commands one after the other {'median':>21} {'p99':>11}\n")
    await measure(raw.command, 50)
    await measure(http.command, 50)
    least = await measure(raw.command, COMMANDS)
    show("raw command -> one commit -> event", least)
    show("HTTP objectif.update, cible.add", await measure(http.command, COMMANDS), least)
    show("socket objectif.update, cible.add", await measure(live.command, COMMANDS), least)


async def together(raw: RawClient, http: HttpClient, live: SocketClient) -> None:
    sys.stdout.write(f"\n{CROWD} commands, {AT_ONCE} in flight\n")
    least = await measure(raw.command, CROWD, at_once=AT_ONCE)
    show_rate("raw", least)
    show_rate("HTTP", await measure(http.command, CROWD, at_once=AT_ONCE), least)
    show_rate("socket", await measure(live.command, CROWD, at_once=AT_ONCE), least)


async def first_delta(raw: RawClient, http: HttpClient, live: SocketClient, model: ChatServer) -> None:
    hops = await measure(raw.hop, COMMANDS)
    model.plays(Says(json.dumps(REPLY, ensure_ascii=False), pieces=20, pause=0.02))
    _, scenario_id, _ = http.target(0)
    delays = []
    for _ in range(DRAFTS):
        command_id = await live.intend("cible.suggest", scenario_id, {})
        delays.append(live.first_delta[command_id] - model.first_pieces[-1])
    median = statistics.median(delays)
    sys.stdout.write(f"\nFirst words of a reply, {DRAFTS} times\n")
    sys.stdout.write(f"{'raw publish -> consume':44} {hops.median * 1000:8.1f} ms\n")
    sys.stdout.write(f"{'first piece sent by the model -> first delta':44} {median * 1000:8.1f} ms")
    sys.stdout.write(f"   x {median / hops.median:.1f}\n")


async def bench(system: Stack, model: ChatServer) -> None:
    async with raw_client(system) as raw, clients(system.api_url) as (http, live):
        await http.prepare(2 * CROWD + 2 * COMMANDS)
        await one_by_one(raw, http, live)
        await together(raw, http, live)
        await first_delta(raw, http, live, model)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="assistant-bench-") as folder, chat_server() as model:
        # The services' own process is asked for the model's key: the stack passes it to ai-service.
        settings = {**LIMITS, "OPENAI_API_KEY": "scripted", "OPENAI_BASE_URL": model.base_url}
        with stack(Path(folder), environment=settings) as system:
            asyncio.run(bench(system, model))


if __name__ == "__main__":
    main()
