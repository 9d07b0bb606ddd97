import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Literal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from ai_service.bootstrap import routes
from ai_service.errors import ModelRefused, ModelTruncated
from ai_service.providers.base import OnRestart, OnText, Provider, RawReply, Request, ignored
from ai_service.providers.local.provider import LocalProvider
from ai_service.providers.openai.provider import OpenAiProvider
from ai_service.repository import Audience, asks_under_way, earlier_proposals, save_reply, shown_proposals
from assistant.contracts.envelope import Progressed, Settled, Streamed
from assistant.contracts.plan import RecordPlan
from assistant.contracts.registry import Service
from assistant.db.models import AiReplyRow, CibleRow, InboxRow, MessageRow, ScenarioRow
from assistant.db.session import Database
from assistant.runtime.inbox import InboxRecord
from assistant.testing.bus import wait_for_messages
from assistant.testing.chat_completions import Body, Breaks, ChatServer, Fails, Says, Step
from assistant.testing.harness import Harness, envelope_of, harness

Start = Callable[[Provider], Any]
Ask = Callable[..., Awaitable[Any]]


def suggested(*labels: str, markdown: str = "Voici trois cibles.") -> str:
    """What a model answers when asked for targets."""
    cibles = [{"kind": "cible", "label": label, "pourquoi": "Votre objectif."} for label in labels]
    return json.dumps({"message_markdown": markdown, "actions": [], "entities_to_create": cibles, "errors": []})


GOOD = suggested("DSI d’ETI", "RSSI de cliniques", "Dirigeants de PME")


def named(reply: str, model: str) -> Body:
    """An answer of a server that gives its model that name."""
    return Body(json.dumps({"model": model, "choices": [{"message": {"content": reply}}]}))


class Repeating:
    """A demonstration that has nothing else left."""

    mode: Literal["openai", "local"] = "local"

    async def reply(self, _request: Request, _on_text: OnText, _on_restart: OnRestart = ignored) -> RawReply:
        return RawReply("local", "local", "local", GOOD)


@pytest.fixture
async def running(database: Database) -> AsyncIterator[Start]:
    """Starts ai-service with a provider, on the real runtime."""
    async with harness(database) as around:

        async def start(provider: Provider) -> Harness:
            await around.start({Service.AI: routes(provider, database)})
            return around

        yield start


@pytest.fixture
async def around(running: Start) -> Any:
    """ai-service without a model."""
    return await running(LocalProvider(0))


@pytest.fixture
def ask(running: Start, provider: Callable[..., OpenAiProvider], server: ChatServer, scenario_id: int) -> Ask:
    """Asks ai-service for targets, or for what is said, with a model that plays `steps`; the outcome."""

    async def asking(*steps: Step, said: str = "", command_id: UUID | None = None, **limits: Any) -> Settled:
        server.plays(*steps)
        around: Harness = await running(provider(**limits))
        intent, payload = ("chat.say", {"message": said}) if said else ("cible.suggest", None)
        return await around.send(intent, payload, scenario_id=scenario_id, command_id=command_id or uuid4())

    return asking


def intents(outcome: Settled) -> list[str]:
    return [action.intent for action in outcome.reply.actions]


def kept_replies(database: Database, command_id: UUID) -> list[str]:
    def work(session: Any) -> list[str]:
        found = session.scalars(select(AiReplyRow.raw_reply).where(AiReplyRow.command_id == command_id))
        return list(found)

    return database.query(work)


class TestSuggesting:
    @pytest.mark.parametrize("kind", ["objectif", "cible", "ressource"])
    @pytest.mark.parametrize("locale", ["fr", "en"])
    async def test_offers_three_proposals_to_add_once_and_keeps_none(
        self, around: Any, database: Database, scenario_id: int, kind: str, locale: str
    ) -> None:
        outcome = await around.send(f"{kind}.suggest", scenario_id=scenario_id, locale=locale)
        assert outcome.status == "completed"
        assert [proposal.kind for proposal in outcome.reply.entities_to_create] == [kind] * 3
        adding = [action for action in outcome.reply.actions if action.intent == f"{kind}.add"]
        assert len({action.command_id for action in adding if action.once}) == 3
        assert f"{kind}.add_many" in intents(outcome)
        assert database.query(lambda session: session.scalar(select(func.count()).select_from(CibleRow))) == 0

    async def test_again_offers_others(self, around: Any, scenario_id: int) -> None:
        seen: list[str] = []
        for _ in range(5):
            outcome = await around.send("cible.suggest", scenario_id=scenario_id)
            seen += [proposal.label for proposal in outcome.reply.entities_to_create]
        assert len(set(seen)) == 15

    @pytest.mark.parametrize("kind", ["objectif", "cible", "ressource"])
    async def test_at_the_same_moment_offers_others_in_each_tab(
        self, running: Start, scenario_id: int, kind: str
    ) -> None:
        around = await running(LocalProvider(0.01))
        asks = [
            envelope_of(f"{kind}.suggest", scenario_id=scenario_id, conversation_id=uuid4(), command_id=uuid4())
            for _ in range(3)
        ]
        await around.publish(*asks)
        outcomes = [await around.outcome(ask.command_id) for ask in asks]
        seen = [getattr(made, "label", None) or made.titre for out in outcomes for made in out.reply.entities_to_create]
        assert len(set(seen)) == 9
        assert len({outcome.reply.message.contenu for outcome in outcomes}) == 3

    def test_heeds_what_is_asked_meanwhile_of_its_own_scenario_alone(
        self, database: Database, scenario_id: int
    ) -> None:
        def begin(session: Any) -> None:
            for scenario, wish in ((scenario_id, "ici"), (scenario_id + 1, "ailleurs")):
                asked = envelope_of("cible.suggest", {"consigne": wish}, scenario_id=scenario, command_id=uuid4())
                terminal = InboxRecord(origin=asked).model_dump(mode="json")
                row = InboxRow(
                    command_id=asked.command_id, service="ai", type=asked.type, state="running", terminal=terminal
                )
                session.add(row)

        database.transact(begin)
        found = database.query(lambda session: asks_under_way(session, scenario_id, uuid4()))
        assert [ask.text for ask in found["cible"]] == ["ici"]

    async def test_takes_the_demonstration_at_its_word_when_it_repeats_itself(
        self, running: Start, database: Database, scenario_id: int
    ) -> None:
        around = await running(Repeating())
        for _ in range(2):
            outcome = await around.send("cible.suggest", scenario_id=scenario_id)
            assert outcome.status == "completed"
            assert kept_replies(database, outcome.command_id) == [GOOD]

    async def test_says_why_and_who_proposes(self, around: Any, scenario_id: int) -> None:
        outcome = await around.send("cible.suggest", scenario_id=scenario_id)
        assert "mode démonstration" in outcome.reply.message.contenu
        assert all(proposal.pourquoi for proposal in outcome.reply.entities_to_create)

    async def test_leaves_to_the_cards_what_they_say(self, around: Any, scenario_id: int) -> None:
        outcome = await around.send("cible.suggest", scenario_id=scenario_id)
        written = outcome.reply.message.contenu
        for proposal in outcome.reply.entities_to_create:
            assert not any(said and said in written for said in (proposal.label, proposal.insight, proposal.pourquoi))

    async def test_introduces_them_otherwise_each_time(self, around: Any, scenario_id: int) -> None:
        outcomes = [await around.send("cible.suggest", scenario_id=scenario_id) for _ in range(4)]
        assert len({outcome.reply.message.contenu for outcome in outcomes}) == 4

    async def test_streams_its_text_while_it_is_written(self, running: Start, scenario_id: int) -> None:
        around = await running(LocalProvider(0.02))
        outcome = await around.send("cible.suggest", scenario_id=scenario_id)
        pieces = [event for event in around.events if isinstance(event, Streamed)]
        assert len(pieces) > 1
        assert outcome.reply.message.contenu.startswith("".join(piece.text for piece in pieces))
        assert [piece.offset for piece in pieces[:2]] == [0, len(pieces[0].text)]


class TestAModel:
    async def test_proposes_under_its_own_name(self, ask: Ask) -> None:
        outcome = await ask(Says(GOOD))
        assert next(proposal.label for proposal in outcome.reply.entities_to_create) == "DSI d’ETI"
        assert "scripted-1" in outcome.reply.message.contenu

    async def test_whose_name_is_an_address_is_named_without_a_link(self, ask: Ask) -> None:
        outcome = await ask(named(GOOD, "https://evil.example/m"))
        written = outcome.reply.message.contenu
        assert "Proposé par\u00a0: https: evil.example/m. Rien n’est enregistré sans votre clic." in written

    async def test_that_claims_to_have_acted_is_followed_by_our_word_that_nothing_is_stored(self, ask: Ask) -> None:
        outcome = await ask(
            Says(suggested(markdown="C’est fait, les 500 cibles sont ajoutées.")), said="ajoute 500 cibles"
        )
        assert outcome.reply.message.contenu.endswith("Rien n’est enregistré sans votre clic.*")

    async def test_says_that_it_works_on_the_rest_once_its_text_is_there(
        self, running: Start, provider: Callable[..., OpenAiProvider], server: ChatServer, scenario_id: int
    ) -> None:
        server.plays(Says(GOOD, pieces=40, pause=0.03))
        around = await running(provider())
        await around.send("cible.suggest", scenario_id=scenario_id)
        shown = [event for event in around.events if isinstance(event, Streamed | Progressed)]
        steps = [(place, event.step) for place, event in enumerate(shown) if isinstance(event, Progressed)]
        assert [step for _, step in steps] == ["thinking", "proposing"]
        texts = [place for place, event in enumerate(shown) if isinstance(event, Streamed)]
        assert steps[0][0] < texts[0] < steps[1][0]

    async def test_that_answers_nonsense_is_shown_what_is_wrong_and_may_mend_it_once(
        self, ask: Ask, database: Database, server: ChatServer
    ) -> None:
        outcome = await ask(Says(suggested("DSI d’ETI")), Says(GOOD))
        assert outcome.status == "completed"
        assert "3 new proposals are required, 1 can be used" in server.requests[1]["messages"][-1]["content"]
        assert len(kept_replies(database, outcome.command_id)) == 2

    @pytest.mark.parametrize("void", [Says(suggested("DSI", markdown="Voici une cible.")), Breaks(GOOD, pieces=3)])
    async def test_that_writes_anew_takes_back_what_it_wrote_and_says_that_it_thinks(
        self,
        running: Start,
        provider: Callable[..., OpenAiProvider],
        server: ChatServer,
        scenario_id: int,
        void: Step,
    ) -> None:
        server.plays(void, Says(GOOD, pieces=10, pause=0.05))
        around = await running(provider())
        await around.send("cible.suggest", scenario_id=scenario_id)
        shown = [event for event in around.events if isinstance(event, Streamed | Progressed)]
        attempts = [event.attempt for event in shown if isinstance(event, Streamed)]
        again = attempts.index(1)
        assert (attempts[:again], attempts[again:]) == ([0] * again, [1] * (len(attempts) - again))
        texts = [event for event in shown if isinstance(event, Streamed)][again:]
        assert texts[0].offset == 0
        assert "".join(event.text for event in texts) == "Voici trois cibles."
        told = [event.step for event in shown[: shown.index(texts[0])] if isinstance(event, Progressed)]
        assert (told[0], told[-1]) == ("thinking", "thinking")
        assert len(told) > 1

    async def test_tells_of_its_errors_without_a_link(self, ask: Ask) -> None:
        outcome = await ask(Says(json.dumps({**json.loads(GOOD), "errors": ["Voir [ici](https://evil.example)."]})))
        assert outcome.reply.errors == ["Voir (ici)(https: evil.example)."]

    @pytest.mark.parametrize("said", ["", "des cibles ?"])
    async def test_lists_its_errors_in_the_message_that_is_kept(self, ask: Ask, database: Database, said: str) -> None:
        told = ["Voir [ici](https://evil.example).\n\n# Fin", "long " * 60, "Sans budget connu.", "quatrième"]
        outcome = await ask(Says(json.dumps({**json.loads(GOOD), "errors": told})), said=said)
        kept = database.query(
            lambda session: session.scalar(select(MessageRow.contenu).where(MessageRow.auteur == "assistant"))
        )
        assert kept is not None
        assert outcome.reply.message.contenu == kept
        listed = kept.split("**Points signalés dans cette réponse\u00a0:**\n\n")[1].split("\n\n")[0].splitlines()
        assert listed[0] == "- Voir (ici)(https: evil.example). \\# Fin"
        assert listed[1].endswith("long…")
        assert len(listed[1]) <= 202
        assert listed[2:] == ["- Sans budget connu."]
        assert kept.endswith("Rien n’est enregistré sans votre clic.*")

    async def test_without_errors_lists_none(self, ask: Ask) -> None:
        assert "Points signalés" not in (await ask(Says(GOOD))).reply.message.contenu

    async def test_that_proposes_without_a_scenario_offers_to_open_one(
        self, running: Start, provider: Callable[..., OpenAiProvider], server: ChatServer
    ) -> None:
        server.plays(Says(GOOD))
        outcome = await (await running(provider())).send("chat.say", {"message": "des cibles ?"})
        assert outcome.reply.entities_to_create == []
        assert intents(outcome) == ["ui.compose", "scenario.list", "scenario.list"]
        assert len(outcome.reply.actions[0].payload["prefill"]["propositions"]) == 3

    async def test_that_goes_on_answering_nonsense_ends_in_a_message_with_a_retry_button(
        self, ask: Ask, database: Database, server: ChatServer
    ) -> None:
        outcome = await ask(Says("Bien sûr ! Voici mes idées."))
        assert outcome.problem is not None
        assert (outcome.status, outcome.problem.code, outcome.problem.status) == ("failed", "model-failed", 502)
        assert intents(outcome) == ["cible.suggest"]
        assert len(server.requests) == 2
        assert len(kept_replies(database, outcome.command_id)) == 2

    async def test_whose_proposals_cannot_be_used_may_mend_them_in_a_conversation_too(
        self, ask: Ask, server: ChatServer
    ) -> None:
        outcome = await ask(Says(suggested("", " ")), Says(GOOD), said="des cibles ?")
        assert len(outcome.reply.entities_to_create) == 3
        assert "String should have at least 1 character" in server.requests[1]["messages"][-1]["content"]

    async def test_that_goes_on_without_a_usable_button_is_heard_with_our_word_on_it(self, ask: Ask) -> None:
        useless = json.dumps({"message_markdown": "Ajoutez-la.", "actions": [{"intent": "cible.add", "payload": {}}]})
        outcome = await ask(Says(useless), said="ajoute une cible")
        assert outcome.status == "completed"
        assert outcome.reply.message.contenu.startswith("Ajoutez-la.\n\nDes boutons annoncés n’ont pas pu être")
        assert "objectif.suggest" in intents(outcome)

    async def test_asked_for_others_is_not_taken_at_its_word_when_it_repeats_itself(
        self, ask: Ask, server: ChatServer, database: Database, scenario_id: int
    ) -> None:
        await ask(Says(GOOD))
        others = suggested("Notaires", "Avocats", "Huissiers")
        outcome = await ask(Says(GOOD), Says(others))
        assert [each.label for each in outcome.reply.entities_to_create] == ["Notaires", "Avocats", "Huissiers"]
        assert "was proposed before" in server.requests[1]["messages"][-1]["content"]
        again = await ask(Says(GOOD), Says(GOOD))
        assert next(each.label for each in again.reply.entities_to_create) == "DSI d’ETI"
        _, named = database.query(lambda session: earlier_proposals(session, scenario_id))
        assert len(named["cible"]) == 6

    async def test_may_propose_several_kinds_that_each_count_as_their_own(
        self, ask: Ask, database: Database, scenario_id: int
    ) -> None:
        mixed = json.loads(suggested("Notaires"))
        mixed["entities_to_create"].append({"kind": "objectif", "label": "Signer", "pourquoi": "Votre cible."})
        outcome = await ask(Says(json.dumps(mixed)), said="une cible et un objectif ?")
        assert [i for i in intents(outcome) if i.endswith(".add")] == ["cible.add", "objectif.add"]
        asked, named = database.query(lambda session: earlier_proposals(session, scenario_id))
        assert (asked["cible"], asked["objectif"]) == (1, 1)
        assert (named["cible"], named["objectif"]) == (("Notaires",), ("Signer",))

    @pytest.mark.parametrize(
        ("step", "code", "kept"),
        [
            (Fails(401), "model-misconfigured", []),
            (Fails(500), "model-unavailable", []),
            (Fails(429, headers={"Retry-After": "3600"}), "model-busy", []),
            (Fails(409), "model-busy", []),
            (Says("", refusal="no"), "model-refused", ["no"]),
            (Says(GOOD[:20], finish="content_filter"), "model-refused", [GOOD[:20]]),
            (Says(GOOD[:50], finish="length"), "model-truncated", [GOOD[:50]]),
        ],
    )
    async def test_that_fails_is_said_so_and_may_be_tried_again_and_what_came_of_it_is_kept(
        self, ask: Ask, database: Database, step: Any, code: str, kept: list[str]
    ) -> None:
        outcome = await ask(step, tries=2)
        assert outcome.problem is not None
        assert outcome.problem.code == code
        assert intents(outcome) == ["cible.suggest"]
        assert kept_replies(database, outcome.command_id) == kept

    async def test_that_runs_out_of_time_is_said_to_be_cut_off_and_what_it_wrote_is_kept(
        self, ask: Ask, database: Database
    ) -> None:
        outcome = await ask(Says(GOOD, pieces=40, pause=0.1), deadline=1.5)
        assert outcome.problem.code == "model-truncated"
        (kept,) = kept_replies(database, outcome.command_id)
        assert kept
        assert GOOD.startswith(kept)

    async def test_asked_again_after_a_failure_is_told_nothing_of_it(self, ask: Ask, server: ChatServer) -> None:
        await ask(Fails(401), said="ajoute une cible DSI")
        await ask(Says(GOOD), said="bonjour")
        await ask(Says(GOOD), said="ajoute une cible DSI")
        told = server.requests[-1]["messages"][1]["content"]
        assert "bonjour" in told
        assert "OPENAI_API_KEY" not in told
        assert told.count("ajoute une cible DSI") == 1

    async def test_is_not_paid_twice_for_a_command_delivered_again(
        self, ask: Ask, database: Database, server: ChatServer
    ) -> None:
        command_id = uuid4()
        saved = RawReply("openai", "scripted-1", "suggest.cible.fr@1", GOOD)
        database.transact(lambda session: save_reply(session, command_id, saved))
        outcome = await ask(Fails(500), command_id=command_id)
        assert outcome.status == "completed"
        assert server.requests == []
        assert kept_replies(database, command_id) == [GOOD]

    @pytest.mark.parametrize(("ended", "text"), [(ModelRefused, "non"), (ModelTruncated, GOOD[:50])])
    async def test_ends_again_as_it_did_when_the_saved_reply_was_not_whole(
        self, ask: Ask, database: Database, server: ChatServer, ended: type[ModelRefused | ModelTruncated], text: str
    ) -> None:
        command_id = uuid4()
        saved = RawReply("openai", "scripted-1", "suggest.cible.fr@1", text, failure=ended)
        database.transact(lambda session: save_reply(session, command_id, saved))
        outcome = await ask(Says(GOOD), command_id=command_id)
        assert outcome.problem is not None
        assert outcome.problem.code == ended.code
        assert server.requests == []

    async def test_only_mends_a_saved_reply_that_could_not_be_used(
        self, ask: Ask, database: Database, server: ChatServer
    ) -> None:
        command_id = uuid4()
        bad = RawReply("openai", "scripted-1", "suggest.cible.fr@1", "rien")
        database.transact(lambda session: save_reply(session, command_id, bad))
        outcome = await ask(Says(GOOD), command_id=command_id)
        assert outcome.status == "completed"
        assert len(server.requests) == 1
        assert server.requests[0]["messages"][-2]["content"] == "rien"


class TestFreeText:
    async def test_that_asks_to_add_becomes_a_button_and_no_effect(
        self, around: Any, database: Database, scenario_id: int
    ) -> None:
        said = {"message": "ajoute une cible DSI dans l’industrie, au stade décision"}
        outcome = await around.send("chat.say", said, scenario_id=scenario_id)
        (action,) = outcome.reply.actions
        assert (action.intent, action.once, action.command_id is not None) == ("cible.add", True, True)
        assert (action.payload["label"], action.payload["maturite"]) == ("DSI dans l’industrie", "decision")
        assert database.query(lambda session: session.scalar(select(func.count()).select_from(CibleRow))) == 0

    async def test_in_the_other_language_is_understood_and_answered_in_that_of_the_page(
        self, around: Any, scenario_id: int
    ) -> None:
        said = {"message": "please add a target: CIOs in manufacturing"}
        outcome = await around.send("chat.say", said, scenario_id=scenario_id)
        (action,) = outcome.reply.actions
        assert (action.intent, action.payload["label"]) == ("cible.add", "CIOs in manufacturing")
        assert action.label.startswith("Ajouter")

    async def test_that_points_at_a_proposal_becomes_the_button_it_was_shown_with(
        self, around: Any, scenario_id: int
    ) -> None:
        conversation_id = uuid4()
        facts = {"scenario_id": scenario_id, "conversation_id": conversation_id}
        proposed = await around.send("cible.suggest", **facts)
        outcome = await around.send("chat.say", {"message": "ajoute la deuxième"}, **facts)
        shown = [action for action in proposed.reply.actions if action.intent == "cible.add"][1]
        (action,) = outcome.reply.actions
        assert (action.command_id, action.payload) == (shown.command_id, shown.payload)

    async def test_that_agrees_gives_the_button_of_the_answer_before_again(self, around: Any, scenario_id: int) -> None:
        facts = {"scenario_id": scenario_id, "conversation_id": uuid4()}
        asked = await around.send("chat.say", {"message": "ajoute une cible Responsables RSE"}, **facts)
        outcome = await around.send("chat.say", {"message": "oui"}, **facts)
        (offered,), (action,) = asked.reply.actions, outcome.reply.actions
        assert (action.intent, action.command_id) == ("cible.add", offered.command_id)

    async def test_that_agrees_means_no_button_of_another_scenario(self, around: Any, scenario_id: int) -> None:
        conversation_id = uuid4()
        await around.send(
            "chat.say", {"message": "génère le plan"}, scenario_id=scenario_id, conversation_id=conversation_id
        )
        outcome = await around.send("chat.say", {"message": "oui"}, conversation_id=conversation_id)
        assert "plan.generate" not in intents(outcome)

    async def test_that_takes_several_proposals_settles_each_of_their_buttons(
        self, around: Any, scenario_id: int
    ) -> None:
        facts = {"scenario_id": scenario_id, "conversation_id": uuid4()}
        proposed = await around.send("cible.suggest", **facts)
        outcome = await around.send("chat.say", {"message": "les deux premières"}, **facts)
        shown = [str(action.command_id) for action in proposed.reply.actions if action.intent == "cible.add"]
        many = outcome.reply.actions[0]
        assert many.intent == "cible.add_many"
        assert [item["command_id"] for item in many.payload["items"]] == shown[:2]

    async def test_that_takes_several_proposals_leaves_out_those_set_aside_before_its_button_is_used(
        self, running: Start, scenario_id: int
    ) -> None:
        around = await running(LocalProvider(0))
        facts = {"scenario_id": scenario_id, "conversation_id": uuid4()}
        proposed = await around.send("cible.suggest", **facts)
        outcome = await around.send("chat.say", {"message": "les deux premières"}, **facts)
        asides = [str(action.command_id) for action in proposed.reply.actions if action.intent == "proposal.dismiss"]
        assert [item["dismiss_id"] for item in outcome.reply.actions[0].payload["items"]] == asides[:2]

    async def test_never_takes_proposals_made_for_another_scenario(
        self, around: Any, database: Database, scenario_id: int
    ) -> None:
        def add(session: Any) -> int:
            other = ScenarioRow(nom="Salon 2027", thematique="Logistique", description="")
            session.add(other)
            session.flush()
            return other.id

        other_id = database.transact(add)
        conversation_id = uuid4()
        proposed = await around.send("cible.suggest", scenario_id=other_id, conversation_id=conversation_id)
        outcome = await around.send(
            "chat.say", {"message": "ajoute la première"}, scenario_id=scenario_id, conversation_id=conversation_id
        )
        theirs = {action.command_id for action in proposed.reply.actions if action.command_id}
        assert not theirs.intersection(action.command_id for action in outcome.reply.actions)

    async def test_never_takes_the_buttons_of_a_question_for_proposals(
        self, around: Any, database: Database, scenario_id: int
    ) -> None:
        conversation_id = uuid4()
        facts = {"scenario_id": scenario_id, "conversation_id": conversation_id}
        doubtful = await around.send("chat.say", {"message": "budget 2026"}, **facts)
        assert {"cible.add", "cible.suggest"} <= set(intents(doubtful))
        audience = Audience(conversation_id, scenario_id)
        assert database.query(lambda session: shown_proposals(session, audience)) == ()
        assert database.query(lambda session: earlier_proposals(session, scenario_id))[0]["cible"] == 0

    async def test_offers_none_once_all_of_them_are_added(
        self, around: Any, database: Database, scenario_id: int
    ) -> None:
        audience = Audience(uuid4(), scenario_id)
        facts = {"scenario_id": scenario_id, "conversation_id": audience.conversation_id}
        proposed = await around.send("cible.suggest", **facts)
        rows = [
            InboxRow(command_id=action.command_id, service="scenario", type="x", state="completed")
            for action in proposed.reply.actions
            if action.intent == "cible.add"
        ]
        database.transact(lambda session: session.add_all(rows[1:]))
        assert len(database.query(lambda session: shown_proposals(session, audience))) == len(rows)
        database.transact(lambda session: session.add(rows[0]))
        assert database.query(lambda session: shown_proposals(session, audience)) == ()

    async def test_leaves_out_proposals_that_were_set_aside(
        self, around: Any, database: Database, scenario_id: int
    ) -> None:
        facts = {"scenario_id": scenario_id, "conversation_id": uuid4()}
        proposed = await around.send("cible.suggest", **facts)
        adding = [action for action in proposed.reply.actions if action.intent == "cible.add"]
        aside = next(action for action in proposed.reply.actions if action.intent == "proposal.dismiss")
        assert aside.payload == {"action_id": adding[0].id}
        settled = InboxRow(command_id=aside.command_id, service="scenario", type="x", state="completed")
        database.transact(lambda session: session.add(settled))
        outcome = await around.send("chat.say", {"message": "ajoute-les toutes"}, **facts)
        many = outcome.reply.actions[0]
        assert [item["command_id"] for item in many.payload["items"]] == [str(each.command_id) for each in adding[1:]]

    async def test_that_asks_for_ideas_is_answered_with_them(self, around: Any, scenario_id: int) -> None:
        outcome = await around.send("chat.say", {"message": "propose-moi des cibles"}, scenario_id=scenario_id)
        assert len(outcome.reply.entities_to_create) == 3

    async def test_that_asks_for_the_plan_is_answered_with_the_button_to_generate_it(
        self, around: Any, scenario_id: int
    ) -> None:
        outcome = await around.send("chat.say", {"message": "fais le plan"}, scenario_id=scenario_id)
        assert intents(outcome) == ["plan.generate"]

    async def test_without_a_scenario_creates_and_opens(self, around: Any, scenario_id: int) -> None:
        created = await around.send("chat.say", {"message": "crée un scénario Salon 2027, thème logistique"})
        opened = await around.send("chat.say", {"message": "ouvre lancement q1"})
        assert [(action.intent, action.payload) for action in created.reply.actions] == [
            ("scenario.create", {"nom": "Salon 2027", "thematique": "Logistique", "description": ""})
        ]
        assert [(action.intent, action.payload) for action in opened.reply.actions] == [
            ("scenario.open", {"scenario_id": scenario_id})
        ]

    async def test_without_a_scenario_asks_for_one_before_anything_else(self, around: Any) -> None:
        outcome = await around.send("chat.say", {"message": "propose des cibles"})
        assert "scenario.list" in intents(outcome)

    async def test_is_stored_with_its_answer(self, around: Any, database: Database, scenario_id: int) -> None:
        await around.send("chat.say", {"message": "bonjour"}, scenario_id=scenario_id)
        authors = database.query(
            lambda session: list(session.scalars(select(MessageRow.auteur).order_by(MessageRow.id)))
        )
        assert authors == ["user", "assistant"]


class TestAPlan:
    async def test_goes_on_to_be_recorded_under_its_root(self, around: Any, scenario_id: int) -> None:
        root_id = uuid4()
        await around.publish(envelope_of("ai.draft_plan", {"root_id": str(root_id)}, scenario_id=scenario_id))
        await wait_for_messages(around.bus, "plan.commands", 1)
        (delivery,) = await around.bus.fetch("plan.commands", 5)
        recorded = RecordPlan.model_validate(json.loads(delivery.body)["payload"])
        assert recorded.root_id == root_id
        assert recorded.made_by == "mode démonstration"
        assert 6 <= len(recorded.draft.items) <= 14

    async def test_of_a_model_is_recorded_without_its_links(
        self, running: Start, provider: Callable[..., OpenAiProvider], server: ChatServer, scenario_id: int
    ) -> None:
        fields = ("format", "message", "canal", "frequence", "kpi")
        items = [{name: f"[{name} {chr(97 + number)}](https://evil.example)" for name in fields} for number in range(6)]
        link = "![x](https://evil.example)"
        draft = json.dumps({"resume": link, "items": items, "errors": [link]})
        server.plays(named(draft, "[m](https://evil.example)"))
        around = await running(provider())
        await around.publish(envelope_of("ai.draft_plan", {"root_id": str(uuid4())}, scenario_id=scenario_id))
        await wait_for_messages(around.bus, "plan.commands", 1)
        (delivery,) = await around.bus.fetch("plan.commands", 5)
        recorded = RecordPlan.model_validate(json.loads(delivery.body)["payload"])
        assert [recorded.draft.resume, *recorded.draft.errors] == ["!(x)(https: evil.example)"] * 2
        assert recorded.draft.items[0].message == "(message a)(https: evil.example)"
        assert recorded.made_by == "(m)(https: evil.example)"
