"""The same, asked of the product: over HTTP and over its socket."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import websockets

HOLDS = 40
"""Cibles a bench gives to one scenario; fifty are allowed."""


class HttpClient:
    """Corrects objectifs and adds cibles, in turns, each `lane` on scenarios of its own."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._scenarios: list[tuple[int, int]] = []

    async def prepare(self, number: int) -> None:
        """Creates enough scenarios, with an objectif each, for `number` commands."""
        for n in range(max(1, -(-number // HOLDS))):
            created = await self._post("/scenarios", {"nom": f"Mesure {uuid4()}", "thematique": "Mesure"})
            added = await self._post(f"/scenarios/{created['id']}/objectifs", {"label": f"Objectif {n}"})
            self._scenarios.append((created["id"], added["scenario"]["objectifs"][0]["id"]))

    def target(self, number: int) -> tuple[str, int, dict[str, Any]]:
        """The intent, scenario and payload of a command: neighbours in time are on different scenarios."""
        scenario_id, objectif_id = self._scenarios[number % len(self._scenarios)]
        if number // len(self._scenarios) % 2:
            return "cible.add", scenario_id, {"label": f"Cible {uuid4()}"}
        return "objectif.update", scenario_id, {"id": objectif_id, "label": f"Objectif {uuid4()}"}

    async def command(self, number: int) -> None:
        intent, scenario_id, payload = self.target(number)
        if intent == "cible.add":
            answer = await self._client.post(f"/scenarios/{scenario_id}/cibles", json=payload)
        else:
            path = f"/scenarios/{scenario_id}/objectifs/{payload.pop('id')}"
            answer = await self._client.patch(path, json=payload)
        answer.raise_for_status()

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = await self._client.post(path, json=body)
        answer.raise_for_status()
        return dict(answer.json())


class SocketClient:
    """Sends intents on one socket; an intent has taken until its outcome is heard."""

    def __init__(self, socket: websockets.ClientConnection, plans: HttpClient) -> None:
        self._socket = socket
        self._plans = plans
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self.first_delta: dict[str, float] = {}

    async def command(self, number: int) -> None:
        await self.intend(*self._plans.target(number))

    async def intend(self, intent: str, scenario_id: int, payload: dict[str, Any]) -> str:
        command_id = str(uuid4())
        self._waiting[command_id] = future = asyncio.get_running_loop().create_future()
        frame = {"type": "intent", "command_id": command_id, "intent": intent, "scenario_id": scenario_id}
        await self._socket.send(json.dumps({**frame, "payload": payload}))
        outcome = await future
        if outcome["type"] != "completed":
            raise RuntimeError(f"{intent}: {outcome['problem']}")
        return command_id

    async def listen(self) -> None:
        async for text in self._socket:
            now = time.monotonic()
            frame = json.loads(text)
            if frame["type"] == "delta":
                self.first_delta.setdefault(frame["command_id"], now)
            elif frame["type"] in ("completed", "failed", "rejected"):
                self._waiting.pop(frame["command_id"]).set_result(frame)


@asynccontextmanager
async def clients(url: str) -> AsyncIterator[tuple[HttpClient, SocketClient]]:
    address = f"{url.replace('http', 'ws', 1)}/ws?conversation_id={uuid4()}"
    async with (
        httpx.AsyncClient(base_url=url, timeout=60) as http,
        websockets.connect(address, max_size=2**23) as socket,
    ):
        plans = HttpClient(http)
        live = SocketClient(socket, plans)
        listening = asyncio.create_task(live.listen())
        try:
            yield plans, live
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
