import asyncio
import json
import socket as sockets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import websockets
from sqlalchemy.orm import Session

from assistant.bus.base import BusAway, Outgoing, QueueFull
from assistant.bus.topology import EVENTS_EXCHANGE
from assistant.contracts.envelope import Rejected, Streamed, child_id
from assistant.contracts.registry import Service
from assistant.db.models import InboxRow, MessageRow, ScenarioRow
from assistant.db.session import DatabaseAway
from assistant.db.types import utc_now
from assistant.dialogue.problems import problem
from assistant.testing.bus import eventually
from gateway.testing import Page, ScriptedServices, World, said

NEW = {"nom": "Lancement Q1", "thematique": "Sécurité cloud"}
PAGE = "http://localhost:3000"


@pytest.fixture
async def scenario_id(stage: World) -> int:
    def add(session: Session) -> int:
        row = ScenarioRow(nom="Lancement", thematique="Cloud", description="")
        session.add(row)
        session.flush()
        return row.id

    return await stage.database.run(add)


async def change(world: World, scenario_id: int) -> None:
    """What the runtime does for a command that changes a scenario."""

    def bump(session: Session) -> None:
        row = session.get_one(ScenarioRow, scenario_id)
        row.version += 1

    await world.database.run(bump)


def slow_down_confirms(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The broker has what it is given at once, and says so later."""
    publish = world.gateway.bus.publish

    async def slow_confirm(messages: Any) -> Any:
        result = await publish(messages)
        await asyncio.sleep(0.3)
        return result

    monkeypatch.setattr(world.gateway.bus, "publish", slow_confirm)


@contextmanager
def deaf_page(world: World, conversation_id: UUID) -> Iterator[None]:
    """A page that opens its socket and then neither reads nor answers."""
    with sockets.create_connection(("127.0.0.1", int(world.url.rsplit(":", 1)[1]))) as opened:
        opened.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
        opened.sendall(
            f"GET /ws?conversation_id={conversation_id} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            "\r\n".encode()
        )
        yield


def large_event(conversation_id: UUID) -> Streamed:
    return Streamed(
        event_id=uuid4(),
        type="message.streamed",
        command_id=uuid4(),
        correlation_id=uuid4(),
        conversation_id=conversation_id,
        occurred_at=datetime.now(UTC),
        attempt=0,
        offset=0,
        text="x" * 50_000,
    )


async def refusal(world: World, query: str, **options: Any) -> tuple[int, dict[str, Any]]:
    """The status and problem of a handshake that is refused."""
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with websockets.connect(f"{world.url.replace('http', 'ws', 1)}/ws{query}", **options):
            pass
    response = refused.value.response
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, json.loads(response.body)


class TestHandshake:
    async def test_is_for_the_page_and_for_what_is_no_browser(self, stage: World) -> None:
        async with stage.page(origin=PAGE) as page:
            assert (await page.hear())["type"] == "snapshot"
        async with stage.page() as page:
            assert (await page.hear())["type"] == "snapshot"

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:3000.evil.example"])
    async def test_is_refused_to_foreign_pages(
        self, stage: World, origin: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        status, document = await refusal(stage, f"?conversation_id={uuid4()}", origin=origin)
        assert (status, document["code"]) == (403, "origin-refused")
        assert not [record for record in caplog.records if record.levelname == "ERROR"]

    @pytest.mark.parametrize("query", ["", "?conversation_id=", "?conversation_id=abc"])
    async def test_needs_a_conversation(self, stage: World, query: str) -> None:
        status, document = await refusal(stage, f"{query}{'&' if query else '?'}locale=en")
        assert (status, document["code"]) == (422, "validation")
        assert document["errors"][0]["field"] == "conversation_id"
        assert document["title"] == "Please correct your input"

    async def test_is_not_at_other_addresses(self, stage: World) -> None:
        with pytest.raises(websockets.InvalidStatus):
            async with websockets.connect(f"{stage.url.replace('http', 'ws', 1)}/elsewhere"):
                pass


class TestSnapshotOfAnEmptyConversation:
    async def test_welcomes_with_three_buttons_that_nothing_stores(self, stage: World) -> None:
        conversation_id = uuid4()
        async with stage.page(conversation_id) as page:
            snapshot = await page.hear()
        assert snapshot["conversation_id"] == str(conversation_id)
        (welcome,) = snapshot["messages"]
        assert (welcome["id"], welcome["auteur"]) == (0, "assistant")
        assert [action["label"] for action in welcome["actions"]] == [
            "Créer un scénario",
            "Travailler sur un scénario existant",
            "Voir mes scénarios",
        ]
        assert all(action["id"] for action in welcome["actions"])
        assert snapshot["actions"] == welcome["actions"]
        assert (snapshot["scenario"], snapshot["pending"]) == (None, [])
        assert (await stage.http.get(f"/conversations/{conversation_id}/messages")).json()["total"] == 0

    async def test_speaks_the_pages_language(self, stage: World) -> None:
        async with stage.page(locale="en") as page:
            welcome = (await page.hear())["messages"][0]
        assert welcome["contenu"].startswith("Hello!")
        assert welcome["locale"] == "en"


class TestSnapshot:
    async def test_has_the_last_fifty_messages_oldest_first_and_the_scenario_of_the_latest(
        self, stage: World, scenario_id: int
    ) -> None:
        conversation_id = uuid4()
        action = {"id": "a", "label": "Voir", "intent": "scenario.list"}

        def add(session: Session) -> None:
            for number in range(60):
                row = MessageRow(
                    conversation_id=conversation_id,
                    scenario_id=scenario_id if number == 59 else None,
                    auteur="assistant" if number == 58 else "user",
                    contenu=str(number),
                    actions=[action] if number == 58 else [],
                    ttl=utc_now(),
                )
                session.add(row)
                session.flush()

        await stage.database.run(add)
        async with stage.page(conversation_id) as page:
            snapshot = await page.hear()
        assert [message["contenu"] for message in snapshot["messages"]] == [str(number) for number in range(10, 60)]
        assert snapshot["scenario"]["id"] == scenario_id
        assert [action["label"] for action in snapshot["actions"]] == ["Voir"]

    async def test_tells_what_has_begun_and_not_ended(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        conversation_id = uuid4()
        async with stage.page(conversation_id) as page:
            suggested = await page.intent("cible.suggest", scenario_id=scenario_id)
            generated = await page.intent("plan.generate", scenario_id=scenario_id)
            await scripted.begin(await scripted.take(Service.AI))
            root = await scripted.take(Service.PLAN)
            await scripted.begin(root)
        for _ in range(5):
            await self._add_draft(stage, uuid4(), conversation_id)  # those of other plans
        async with stage.page(conversation_id) as page:
            assert (await page.hear())["pending"] == [
                {"command_id": str(suggested), "intent": "cible.suggest", "step": "draft"},
                {"command_id": str(generated), "intent": "plan.generate", "step": "draft"},
            ]
        await self._add_draft(stage, generated, conversation_id)
        async with stage.page(conversation_id) as page:
            assert (await page.hear())["pending"][1]["step"] == "record"
        await scripted.complete(root)
        async with stage.page(conversation_id) as page:
            assert [pending["intent"] for pending in (await page.hear())["pending"]] == ["cible.suggest"]

    @staticmethod
    async def _add_draft(stage: World, root: UUID, conversation_id: UUID) -> None:
        row = InboxRow(
            command_id=child_id(root, "draft"),
            conversation_id=conversation_id,
            service="ai",
            type="ai.draft_plan",
            state="completed",
        )
        await stage.database.run(lambda session: session.add(row))

    async def test_comes_before_what_was_heard_while_it_was_read(
        self, stage: World, scripted: ScriptedServices, scenario_id: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reading, released = asyncio.Event(), asyncio.Event()
        read = stage.database.read

        async def slow_read(work: Any) -> Any:
            result = await read(work)
            reading.set()
            await released.wait()
            return result

        async with stage.page() as page:
            await page.hear()
            monkeypatch.setattr(stage.gateway.database, "read", slow_read)
            await stage.gateway.hub.refresh()
            await asyncio.wait_for(reading.wait(), 5)
            command_id = await page.intent("cible.add", {"label": "RSSI"}, scenario_id=scenario_id)
            await scripted.complete(await scripted.take(Service.SCENARIO))
            await asyncio.sleep(0.05)
            released.set()
            kinds = [(await page.until("snapshot", "accepted", "completed"))["type"] for _ in range(3)]
            assert kinds == ["snapshot", "accepted", "completed"]
            assert page.frames[-1]["command_id"] == str(command_id)

    async def test_is_of_one_moment(self, world: World) -> None:
        conversation_id = uuid4()
        async with world.page(conversation_id) as page:
            created = await page.outcome(await page.intent("scenario.create", NEW))
            for number in range(3):
                await page.outcome(
                    await page.intent("cible.add", {"label": f"Cible {number}"}, scenario_id=created["scenario"]["id"])
                )
        async with world.page(conversation_id) as page:
            snapshot = await page.hear()
        assert len(snapshot["scenario"]["cibles"]) == 3
        assert snapshot["messages"][-1]["auteur"] == "assistant"
        assert snapshot["actions"] == snapshot["messages"][-1]["actions"]

    async def test_that_cannot_be_read_closes_the_socket_for_a_later_try(
        self, stage: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def away(_work: Any) -> None:
            raise DatabaseAway("gone")

        monkeypatch.setattr(stage.gateway.database, "read", away)
        async with stage.page() as page:
            assert await page.close_code() == 1013


class TestIntent:
    async def test_is_accepted_then_told_to_its_end(self, stage: World, scripted: ScriptedServices) -> None:
        async with stage.page() as page:
            snapshot = await page.hear()
            command_id = await page.intent("chat.say", {"message": "Bonjour"})
            assert await page.hear() == {"type": "accepted", "command_id": str(command_id)}
            envelope = await scripted.take(Service.AI)
            assert envelope.command_id == envelope.correlation_id == command_id
            assert str(envelope.conversation_id) == snapshot["conversation_id"]
            assert envelope.locale == "fr"
            assert envelope.expires_at is not None
            for offset, text in ((0, "Bon"), (3, "jour")):
                facts = envelope.model_dump(include={"command_id", "correlation_id", "conversation_id", "occurred_at"})
                await scripted.announce(
                    Streamed(event_id=uuid4(), type="message.streamed", attempt=0, offset=offset, text=text, **facts)
                )
            assert [(frame := await page.hear())["type"], frame["offset"], frame["text"]] == ["delta", 0, "Bon"]
            assert (await page.hear())["text"] == "jour"
            await scripted.answer(envelope, "Bonjour !")
            completed = await page.hear()
            assert (completed["type"], completed["message"]["contenu"]) == ("completed", "Bonjour !")
            assert completed["actions"] == completed["message"]["actions"]

    async def test_that_fails_says_why(self, stage: World, scripted: ScriptedServices, scenario_id: int) -> None:
        async with stage.page() as page:
            command_id = await page.intent("cible.suggest", scenario_id=scenario_id)
            await scripted.fail(await scripted.take(Service.AI), problem("model-unavailable", "fr"))
            failed = await page.outcome(command_id)
            assert (failed["type"], failed["problem"]["code"]) == ("failed", "model-unavailable")

    async def test_shows_the_steps_of_a_plan_under_its_own_id(self, world: World) -> None:
        async with world.page() as page:
            created = await page.outcome(await page.intent("scenario.create", NEW))
            command_id = await page.intent("plan.generate", scenario_id=created["scenario"]["id"])
            completed = await page.outcome(command_id)
            assert completed["type"] == "completed"
            assert len(completed["scenario"]["plan"]["items"]) >= 6
            own = [frame for frame in page.frames if frame.get("command_id") == str(command_id)]
            steps = [frame["step"] for frame in own if frame["type"] == "progress"]
            assert (steps[0], steps[-1]) == ("draft", "record")
            assert own[0]["type"] == "accepted"
            assert {frame["command_id"] for frame in page.frames if "command_id" in frame} == {
                str(command_id),
                created["command_id"],
            }

    async def test_is_accepted_before_anything_else_is_told_of_it(
        self, stage: World, scripted: ScriptedServices, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slow_down_confirms(stage, monkeypatch)
        async with stage.page() as page:
            await page.hear()
            await page.intent("scenario.create", NEW)
            await scripted.complete(await scripted.take(Service.SCENARIO))
            assert [(await page.hear())["type"] for _ in range(2)] == ["accepted", "completed"]

    async def test_sent_twice_is_one_command_with_one_outcome(self, world: World) -> None:
        async with world.page() as page:
            created = await page.outcome(await page.intent("scenario.create", NEW))
            facts: dict[str, Any] = {"scenario_id": created["scenario"]["id"], "command_id": uuid4()}
            outcomes = [
                await page.outcome(await page.intent("cible.add", {"label": "RSSI"}, **facts)) for _ in range(2)
            ]
            assert outcomes[0]["message"] == outcomes[1]["message"]
            assert len(outcomes[1]["scenario"]["cibles"]) == 1

    async def test_whose_id_was_used_for_something_else_is_rejected_where_it_was_sent(self, world: World) -> None:
        conversation_id, command_id = uuid4(), uuid4()
        async with world.page(conversation_id) as page, world.page(conversation_id) as other:
            await page.outcome(await page.intent("scenario.create", NEW, command_id=command_id))
            await other.outcome(command_id)
            await other.intent("scenario.create", {**NEW, "nom": "Autre"}, command_id=command_id)
            rejected = await other.outcome(command_id)
            assert (rejected["type"], rejected["problem"]["code"]) == ("rejected", "command-id-reused")
            assert "rejected" not in [frame["type"] for frame in await page.heard_within(0.2)]

    async def test_of_another_tab_of_the_same_conversation_is_heard_too(self, world: World) -> None:
        conversation_id = uuid4()
        async with world.page(conversation_id) as page, world.page(conversation_id, locale="en") as other:
            await other.hear()
            command_id = await page.intent("scenario.create", NEW)
            assert (await other.hear())["type"] == "accepted"
            completed = await other.until("completed")
            assert completed["command_id"] == str(command_id)
            assert "Define a target" in [action["label"] for action in completed["scenario"]["actions"]]

    async def test_of_another_conversation_is_not_heard(self, stage: World, scripted: ScriptedServices) -> None:
        async with stage.page() as page, stage.page() as other:
            await other.hear()
            command_id = await page.intent("chat.say", {"message": "Secret"})
            await scripted.answer(await scripted.take(Service.AI), "Secret")
            await page.outcome(command_id)
            assert await other.heard_within(0.2) == []

    async def test_sent_over_http_is_heard_in_its_conversation(self, world: World) -> None:
        conversation_id = uuid4()
        async with world.page(conversation_id) as page:
            await page.hear()
            body = {"conversation_id": str(conversation_id), "intent": "scenario.create", "payload": NEW}
            answered = (await world.http.post("/chat", json=body)).json()
            assert (await page.hear())["type"] == "accepted"
            assert (await page.until("completed"))["message"] == answered["message"]


class TestRejected:
    @pytest.mark.parametrize(
        ("intent", "payload", "code", "fields"),
        [
            ("scenario.fly", {}, "unknown-intent", []),
            ("ui.compose", {"intent": "cible.add", "prefill": ""}, "unknown-intent", []),
            ("plan.record", {}, "unknown-intent", []),
            ("cible.suggest", {}, "scenario-required", []),
            ("scenario.create", {"nom": " ", "thematique": "t"}, "validation", ["payload.nom"]),
            ("inspiration.use", {"proposal": {"kind": "cible"}}, "validation", ["payload.proposal.label"]),
        ],
    )
    async def test_is_an_intent_that_makes_no_sense(
        self, stage: World, intent: str, payload: dict[str, Any], code: str, fields: list[str]
    ) -> None:
        async with stage.page() as page:
            await page.hear()
            command_id = await page.intent(intent, payload)
            frame = await page.hear()
            assert (frame["type"], frame["command_id"]) == ("rejected", str(command_id))
            assert frame["problem"]["code"] == code
            assert [error["field"] for error in frame["problem"]["errors"]] == fields

    @pytest.mark.parametrize(
        ("text", "field"),
        [
            ("{", "body"),
            ("", "body"),
            ("[]", "body"),
            ("3", "body"),
            ('{"type": "dance"}', "type"),
            ("{}", "type"),
            ('{"type": "intent", "intent": "scenario.list"}', "command_id"),
            ('{"type": "watch", "scenario_id": "x"}', "scenario_id"),
            ('{"type": "ping", "extra": 1}', "extra"),
            ("[" * 100_000, "body"),
        ],
    )
    async def test_is_what_is_no_frame_and_the_socket_stays(self, stage: World, text: str, field: str) -> None:
        async with stage.page() as page:
            await page.hear()
            await page.socket.send(text)
            frame = await page.hear()
            assert (frame["type"], frame["command_id"]) == ("rejected", None)
            assert [error["field"] for error in frame["problem"]["errors"]] == [field]
            await page.send(type="ping")
            assert await page.hear() == {"type": "pong"}

    async def test_is_what_is_no_text_but_bytes_that_say_nothing(self, stage: World) -> None:
        async with stage.page() as page:
            await page.hear()
            await page.socket.send(b"\xff\x00")
            assert (await page.hear())["type"] == "rejected"

    async def test_names_the_command_wherever_it_can_be_read(self, stage: World) -> None:
        command_id = str(uuid4())
        async with stage.page(locale="en") as page:
            await page.hear()
            await page.send(type="intent", command_id=command_id, intent=3)
            frame = await page.hear()
            assert frame["command_id"] == command_id
            assert frame["problem"]["errors"] == [{"field": "intent", "message": "Text is expected."}]

    @pytest.mark.parametrize(
        ("failure", "code"), [(QueueFull("full"), "queue-full"), (BusAway("away"), "broker-unavailable")]
    )
    async def test_is_what_the_broker_did_not_take(
        self, stage: World, monkeypatch: pytest.MonkeyPatch, failure: Exception, code: str
    ) -> None:
        async def publish(_messages: Any) -> list[Exception]:
            return [failure]

        monkeypatch.setattr(stage.gateway.bus, "publish", publish)
        async with stage.page() as page:
            await page.hear()
            command_id = await page.intent("scenario.create", NEW)
            frame = await page.hear()
            assert (frame["type"], frame["command_id"]) == ("rejected", str(command_id))
            assert (frame["problem"]["code"], frame["problem"]["status"]) == (code, 503)
            assert frame["problem"]["retry_after"] > 0

    async def test_is_one_command_too_many(self, serve: Any) -> None:
        async with serve(commands_per_minute=2) as world, world.page() as page, world.page() as other:
            await page.hear()
            await other.hear()
            for _ in range(3):
                await page.intent("scenario.create", NEW)
            frames = [await page.hear() for _ in range(3)]
            assert [frame["type"] for frame in frames] == ["accepted", "accepted", "rejected"]
            assert (frames[2]["problem"]["status"], frames[2]["problem"]["retry_after"] > 0) == (429, True)
            await other.intent("scenario.create", NEW)
            assert (await other.hear())["type"] == "rejected"


class TestScenario:
    async def test_changed_by_someone_else_is_told_to_who_watches_it(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        async with stage.page() as editor, stage.page(locale="en") as watcher, stage.page() as stranger:
            for page in (editor, watcher, stranger):
                await page.hear()
            await watcher.send(type="watch", scenario_id=scenario_id)
            assert (await watcher.hear())["scenario"]["version"] == 1
            command_id = await editor.intent("cible.add", {"label": "RSSI"}, scenario_id=scenario_id)
            envelope = await scripted.take(Service.SCENARIO)
            await change(stage, scenario_id)
            await scripted.answer(envelope, "Un secret")
            told = await watcher.until("scenario")
            assert told["scenario"]["version"] == 2
            assert "Define a target" in [action["label"] for action in told["scenario"]["actions"]]
            heard = json.dumps(watcher.frames + await watcher.heard_within(0.1))
            assert str(command_id) not in heard
            assert "secret" not in heard
            assert {frame["type"] for frame in await stranger.heard_within(0.1)} == {"scenarios"}
            await editor.outcome(command_id)
            assert "scenario" not in {frame["type"] for frame in editor.frames}

    async def test_changed_over_http_is_told_to_the_conversation_that_is_about_it(self, world: World) -> None:
        async with world.page() as page:
            created = await page.outcome(await page.intent("scenario.create", NEW))
            id_ = created["scenario"]["id"]
            await world.http.post(f"/scenarios/{id_}/cibles", json={"label": "RSSI"})
            told = await page.until("scenario")
            assert [cible["label"] for cible in told["scenario"]["cibles"]] == ["RSSI"]

    async def test_of_an_older_version_is_not_told(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        async with stage.page() as page:
            await page.send(type="watch", scenario_id=scenario_id)
            await page.until("scenario")
            for _ in range(2):
                await stage.http.post(
                    f"/scenarios/{scenario_id}/cibles", json={"label": "x"}, headers={"Prefer": "respond-async"}
                )
                await scripted.answer(await scripted.take(Service.SCENARIO))
            assert "scenario" not in {frame["type"] for frame in await page.heard_within(0.2)}

    async def test_is_told_when_the_watch_begins_and_no_more_once_it_ends(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        async with stage.page() as page:
            await page.hear()
            await page.send(type="watch", scenario_id=scenario_id)
            assert (await page.hear())["scenario"]["id"] == scenario_id
            await page.send(type="watch", scenario_id=None)
            await page.send(type="ping")
            assert (await page.hear())["type"] == "pong"
            await change(stage, scenario_id)
            await stage.http.post(
                f"/scenarios/{scenario_id}/cibles", json={"label": "x"}, headers={"Prefer": "respond-async"}
            )
            await scripted.answer(await scripted.take(Service.SCENARIO))
            assert {frame["type"] for frame in await page.heard_within(0.2)} == {"scenarios"}

    async def test_that_was_talked_about_elsewhere_is_told_to_who_watches_it_and_nothing_of_what_was_said(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        async with stage.page() as speaker, stage.page() as watcher, stage.page() as stranger:
            for page in (speaker, watcher, stranger):
                await page.hear()
            await watcher.send(type="watch", scenario_id=scenario_id)
            await watcher.until("scenario")
            for refusal in (None, problem("model-unavailable", "fr")):
                command_id = await speaker.intent("chat.say", {"message": "Bonjour"}, scenario_id=scenario_id)
                envelope = await scripted.take(Service.AI)
                if refusal is None:
                    await scripted.answer(envelope, "Un secret")
                else:
                    await scripted.fail(envelope, refusal, message=said(envelope, "Un secret"))
                assert await watcher.until("history") == {"type": "history", "scenario_id": scenario_id}
                await speaker.outcome(command_id)
                assert str(command_id) not in json.dumps(watcher.frames)
            assert "secret" not in json.dumps(watcher.frames + await watcher.heard_within(0.1))
            assert "history" not in {frame["type"] for frame in speaker.frames + await stranger.heard_within(0.1)}

    async def test_that_does_not_exist_cannot_be_watched(self, stage: World) -> None:
        async with stage.page() as page:
            await page.hear()
            await page.send(type="watch", scenario_id=999)
            frame = await page.hear()
            assert (frame["type"], frame["problem"]["code"]) == ("rejected", "scenario-not-found")


class TestScenarios:
    async def test_are_said_to_have_changed_at_once_then_at_most_once_a_second(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        async with stage.page() as page:
            await page.hear()
            for _ in range(10):
                await stage.http.post(
                    f"/scenarios/{scenario_id}/cibles", json={"label": "x"}, headers={"Prefer": "respond-async"}
                )
                await scripted.answer(await scripted.take(Service.SCENARIO))
            frames = await page.heard_within(1.6)
            assert [frame["type"] for frame in frames] == ["scenarios", "scenarios"]


class TestGap:
    async def test_brings_every_socket_a_fresh_snapshot(
        self, stage: World, scripted: ScriptedServices, scenario_id: int
    ) -> None:
        conversation_id = uuid4()
        async with stage.page(conversation_id) as page:
            await page.hear()
            await page.send(type="watch", scenario_id=scenario_id)
            await page.until("scenario")
            bus = stage.gateway.bus
            bus.disconnect()  # type: ignore[attr-defined]

            def add(session: Session) -> None:
                session.add(
                    MessageRow(
                        conversation_id=conversation_id, auteur="assistant", contenu="Manqué", actions=[], ttl=utc_now()
                    )
                )

            await stage.database.run(add)
            await change(stage, scenario_id)
            bus.reconnect()  # type: ignore[attr-defined]
            snapshot = await page.until("snapshot")
            assert [message["contenu"] for message in snapshot["messages"]] == ["Manqué"]
            assert (await page.until("scenario"))["scenario"]["version"] == 2


class TestLimits:
    async def test_close_a_socket_that_floods(self, serve: Any) -> None:
        async with serve(socket_frames_per_second=20) as world, world.page() as page:
            for _ in range(30):
                await page.send(type="ping")
            assert await page.close_code() == 1008

    async def test_close_a_socket_whose_frame_is_too_large(self, serve: Any) -> None:
        async with serve(socket_frame_limit=1000) as world, world.page() as page:
            await page.hear()
            await page.intent("chat.say", {"message": "x" * 2000})
            assert await page.close_code() == 1009

    async def test_drop_a_reader_that_is_too_slow_and_keep_its_memory_bounded(
        self, serve: Any, scripted: ScriptedServices
    ) -> None:
        conversation_id = uuid4()
        async with serve(socket_backlog=50) as world:
            hub = world.gateway.hub
            with deaf_page(world, conversation_id):
                await eventually(lambda: len(hub.feeds) == 1)
                await self._tell_until_left(world, scripted, conversation_id)
            assert 'websocket_closed_total{code="1013"} 1.0' in (await world.http.get("/metrics")).text

    @staticmethod
    async def _tell_until_left(world: World, scripted: ScriptedServices, conversation_id: UUID) -> None:
        """Tells more than one page takes, and sees that another one hears all of it."""
        async with world.page(conversation_id) as reader:
            await reader.hear()
            event = large_event(conversation_id)
            for _ in range(400):
                await scripted.announce(event)
                await reader.until("delta")
                if len(world.gateway.hub.feeds) == 1:
                    return
            raise AssertionError("a page that reads nothing is still there")


class TestHeartbeat:
    async def test_answers_a_ping(self, stage: World) -> None:
        async with stage.page() as page:
            await page.hear()
            await page.send(type="ping")
            assert await page.hear() == {"type": "pong"}

    async def test_ends_a_socket_whose_page_has_vanished(self, serve: Any) -> None:
        async with serve(socket_ping_seconds=0.2) as world:
            with deaf_page(world, uuid4()):
                await eventually(lambda: bool(world.gateway.hub.feeds))
                await eventually(lambda: not world.gateway.hub.feeds, seconds=5)

    async def test_keeps_a_socket_whose_page_is_there(self, serve: Any) -> None:
        async with serve(socket_ping_seconds=0.1) as world, world.page() as page:
            await page.hear()
            assert await page.heard_within(0.6) == []
            await page.send(type="ping")
            assert (await page.hear())["type"] == "pong"


class TestDraining:
    async def test_closes_with_1012_after_what_was_to_be_told(self, stage: World, scripted: ScriptedServices) -> None:
        async with stage.page() as page:
            await page.hear()
            await page.intent("chat.say", {"message": "Bonjour"})
            await scripted.answer(await scripted.take(Service.AI))
            stage.server.should_exit = True
            assert await page.close_code() == 1012
            assert [frame["type"] for frame in page.frames[1:]] == ["accepted", "completed"]

    async def test_waits_for_what_is_being_published(
        self, stage: World, scripted: ScriptedServices, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slow_down_confirms(stage, monkeypatch)
        async with stage.page() as page:
            await page.hear()
            await page.intent("chat.say", {"message": "Bonjour"})
            await scripted.take(Service.AI)
            stage.server.should_exit = True
            assert await page.close_code() == 1012
            assert [frame["type"] for frame in page.frames[1:]] == ["accepted"]

    async def test_takes_no_new_intent(self, stage: World) -> None:
        async with stage.page() as page:
            await page.hear()
            draining = asyncio.create_task(self._drain(stage, page))
            frame = await page.until("rejected")
            assert (frame["problem"]["code"], frame["problem"]["status"]) == ("draining", 503)
            await draining

    @staticmethod
    async def _drain(stage: World, page: Page) -> None:
        hub = stage.gateway.hub
        feed = hub.feeds[0]
        feed.hold(uuid4())  # something is being published still
        draining = asyncio.create_task(hub.drain())
        await asyncio.sleep(0)
        await page.intent("scenario.create", NEW)
        await asyncio.sleep(0.1)
        for command_id in list(feed._held):
            feed.accept(command_id)
        await draining

    async def test_refuses_new_sockets(self, stage: World) -> None:
        await stage.gateway.hub.drain()
        status, document = await refusal(stage, f"?conversation_id={uuid4()}")
        assert (status, document["code"]) == (503, "draining")


class TestUnreadableEvent:
    async def test_is_passed_over(self, stage: World, scripted: ScriptedServices) -> None:
        async with stage.page() as page:
            await page.hear()
            await scripted.bus.publish([Outgoing(EVENTS_EXCHANGE, "a.fact", b"{", str(uuid4()))])
            command_id = await page.intent("chat.say", {"message": "Bonjour"})
            await scripted.answer(await scripted.take(Service.AI))
            assert (await page.outcome(command_id))["type"] == "completed"


class TestForeignRejection:
    async def test_is_not_told_to_a_socket_that_did_not_send_the_command(
        self, stage: World, scripted: ScriptedServices
    ) -> None:
        async with stage.page() as page:
            snapshot = await page.hear()
            event = Rejected(
                event_id=uuid4(),
                type="command.rejected",
                command_id=uuid4(),
                correlation_id=uuid4(),
                conversation_id=UUID(snapshot["conversation_id"]),
                occurred_at=datetime.now(UTC),
                problem=problem("command-id-reused", "fr"),
            )
            await scripted.announce(event)
            assert await page.heard_within(0.2) == []
