"""`make tour`: does the main job against a running server, as the page does, and prints the transcript.

    python -m embedded.tour [http://localhost:3000]

Every step is an intent on the WebSocket, most of them a button the server has just offered; the exports are fetched
over HTTP. It stops at the first thing that is not as the specification says.
"""

import argparse
import asyncio
import json
import sys
import time
import urllib.request
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import websockets

Frame = dict[str, Any]
STEP_SECONDS = 60
ENTRY_BUTTONS = 3
PROPOSALS = 3
PLAN_ITEMS = range(6, 15)


class TourFailed(Exception):
    """Something was not as it should be; the text says what."""


class Tour:
    """One conversation, with what the server last offered."""

    def __init__(self, socket: websockets.ClientConnection, base: str) -> None:
        self._socket = socket
        self._base = base
        self.scenario: Frame | None = None
        self.actions: list[Frame] = []

    async def snapshot(self) -> Frame:
        return await self._until(lambda frame: frame["type"] == "snapshot", "snapshot")

    async def do(self, intent: str, payload: Frame, command_id: str | None = None) -> Frame:
        """Sends an intent and waits for its outcome."""
        command_id = command_id or str(uuid4())
        scenario_id = self.scenario["id"] if self.scenario else None
        frame = {
            "type": "intent",
            "command_id": command_id,
            "intent": intent,
            "scenario_id": scenario_id,
            "payload": payload,
        }
        await self._socket.send(json.dumps(frame))
        outcome = await self._until(
            lambda heard: (
                heard.get("command_id") == command_id and heard["type"] in ("completed", "failed", "rejected")
            ),
            intent,
        )
        if outcome["type"] != "completed":
            raise TourFailed(f"{intent}: {outcome['problem']['title']} — {outcome['problem']['detail']}")
        self.scenario = outcome["scenario"] or self.scenario
        self.actions = outcome["actions"]
        return outcome

    async def click(self, intent: str, nth: int = 0) -> Frame:
        """Uses the nth button of that intent among those the last answer offered."""
        offered = [action for action in self.actions if action["intent"] == intent]
        if len(offered) <= nth:
            raise TourFailed(f"no button {intent} number {nth + 1} was offered")
        action = offered[nth]
        return await self.do(intent, action["payload"], action.get("command_id"))

    async def fetch(self, path: str) -> tuple[str, bytes]:
        """The content type and body of an HTTP answer."""

        def get() -> tuple[str, bytes]:
            with urllib.request.urlopen(f"{self._base}{path}", timeout=30) as answer:  # noqa: S310 - http only
                return answer.headers["Content-Type"], answer.read()

        return await asyncio.to_thread(get)

    async def _until(self, wanted: Any, awaited: str) -> Frame:
        try:
            async with asyncio.timeout(STEP_SECONDS):
                while True:
                    frame: Frame = json.loads(await self._socket.recv())
                    if wanted(frame):
                        return frame
        except TimeoutError:
            late = f"{awaited}: no answer within {STEP_SECONDS} s; {self._base}/health tells what is away"
            raise TourFailed(late) from None


def say(who: str, text: str) -> None:
    """Prints one line of the transcript, indented under who says it."""
    first, *others = text.strip().splitlines() or [""]
    sys.stdout.write("\n".join([f"{who:>9} | {first}", *(f"{'':>9} | {line}" for line in others)]) + "\n")


def expect(condition: object, what: str) -> None:
    """Raises TourFailed when the server's answer is not as it should be."""
    if not condition:
        raise TourFailed(what)


async def main_job(tour: Tour) -> None:
    """From the idea to the exported plan."""
    welcome = await tour.snapshot()
    say("assistant", welcome["messages"][0]["contenu"])
    expect(len(welcome["messages"][0]["actions"]) == ENTRY_BUTTONS, "the welcome has three entry buttons")
    await _create(tour)
    await _targets(tour)
    await _objective_and_resource(tour)
    await _inspiration(tour)
    await _plan(tour)
    await _exports(tour)


async def _create(tour: Tour) -> None:
    say("vous", "Créer un scénario : Lancement Q1 cybersécurité, thème Sécurité cloud")
    created = await tour.do("scenario.create", {"nom": "Lancement Q1 cybersécurité", "thematique": "Sécurité cloud"})
    say("assistant", created["message"]["contenu"])


async def _targets(tour: Tour) -> None:
    say("vous", "[Proposer des cibles]")
    suggested = await tour.click("cible.suggest")
    say("assistant", suggested["message"]["contenu"])
    proposals = [action for action in tour.actions if action["intent"] == "cible.add"]
    expect(len(proposals) == PROPOSALS, "three targets are proposed")
    two = proposals[:2]
    for proposal in two:
        say("vous", f"[Ajouter] {proposal['payload']['label']}")
        added = await tour.do("cible.add", proposal["payload"], proposal["command_id"])
        say("assistant", added["message"]["contenu"])
    again = await tour.do("cible.add", proposals[0]["payload"], proposals[0]["command_id"])
    say("vous", "[Ajouter] le même bouton, une seconde fois")
    expect(tour.scenario and len(again["scenario"]["cibles"]) <= len(two), "a button used twice adds once")


async def _objective_and_resource(tour: Tour) -> None:
    say("vous", "Ajouter un objectif : 40 rendez-vous qualifiés en trois mois")
    added = await tour.do("objectif.add", {"label": "40 rendez-vous qualifiés en trois mois"})
    say("assistant", added["message"]["contenu"])
    say("vous", "Ajouter une ressource : webinaire « Sécuriser son cloud sans ralentir les équipes »")
    added = await tour.do(
        "ressource.add", {"type": "webinar", "titre": "Sécuriser son cloud sans ralentir les équipes"}
    )
    say("assistant", added["message"]["contenu"])


async def _inspiration(tour: Tour) -> None:
    say("vous", "Rechercher des inspirations : sécurité cloud")
    found = await tour.do("search.run", {"requete": "sécurité cloud"})
    say("assistant", found["message"]["contenu"])
    say("vous", "[Utiliser cette inspiration]")
    used = await tour.click("inspiration.use")
    say("assistant", used["message"]["contenu"])


async def _plan(tour: Tour) -> None:
    say("vous", "[Générer le plan marketing]")
    generated = await tour.do("plan.generate", {})
    say("assistant", generated["message"]["contenu"])
    plan = generated["scenario"]["plan"]
    expect(len(plan["items"]) in PLAN_ITEMS, "a plan has 6 to 14 items")
    for item in plan["items"]:
        say("plan", f"{item['format']} · {item['canal']} · {item['frequence']} · {item['kpi']}\n{item['message']}")
    first = plan["items"][0]
    say("vous", f"Corriger le KPI de « {first['format']} »")
    edited = await tour.do("plan.update_item", {"id": first["id"], "version": first["version"], "kpi": "50 inscrits"})
    expect(edited["scenario"]["plan"]["items"][0]["kpi"] == "50 inscrits", "the item shows the correction")
    say("assistant", edited["message"]["contenu"])


async def _exports(tour: Tour) -> None:
    expect(tour.scenario, "there is a scenario")
    scenario_id = (tour.scenario or {})["id"]
    for format_ in ("json", "csv"):
        kind, body = await tour.fetch(f"/scenarios/{scenario_id}/export/{format_}")
        expect(body, f"the {format_} export has content")
        say("export", f"{format_.upper()} · {kind} · {len(body)} octets")
    document = json.loads((await tour.fetch(f"/scenarios/{scenario_id}/export/json"))[1])
    expect(document["nom"] == "Lancement Q1 cybersécurité", "the JSON export is this scenario")
    expect(document["statut"] == "ready", "the scenario is ready")


async def run(address: str) -> None:
    """Does the tour against the page's address, or the API's own when nothing answers under /api."""
    base = await asyncio.to_thread(_api_base, address.rstrip("/"))
    parts = urlsplit(base)
    scheme = "wss" if parts.scheme == "https" else "ws"
    url = f"{scheme}://{parts.netloc}{parts.path}/ws?conversation_id={uuid4()}&locale=fr"
    async with websockets.connect(url, max_size=2**23) as socket:
        await main_job(Tour(socket, base))


def _api_base(address: str) -> str:
    for base in (f"{address}/api", address):
        try:
            with urllib.request.urlopen(f"{base}/health", timeout=5) as answer:  # noqa: S310 - http only
                if answer.headers["Content-Type"].startswith("application/json"):
                    return base
        except OSError:
            continue
    raise TourFailed(f"nothing answers at {address}: start it with make demo")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m embedded.tour", description="Does the main job, in the terminal")
    parser.add_argument("address", nargs="?", default="http://localhost:3000")
    began = time.monotonic()
    try:
        asyncio.run(run(parser.parse_args().address))
    except (TourFailed, OSError, TimeoutError, websockets.WebSocketException) as error:
        sys.exit(f"tour: {error}")
    sys.stdout.write(f"\nVisite terminée en {time.monotonic() - began:.1f} s.\n")


if __name__ == "__main__":
    main()
