"""What people are shown of the rows."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from assistant.contracts.entities import Action
from assistant.contracts.envelope import retry_id
from assistant.contracts.fingerprint import fingerprint, payload_json
from assistant.contracts.proposals import CibleFields
from assistant.db.models import (
    Base,
    CibleRow,
    InboxRow,
    MessageRow,
    ObjectifRow,
    PlanItemRow,
    PlanRow,
    RechercheRow,
    RessourceRow,
    ScenarioCibleRow,
    ScenarioObjectifRow,
    ScenarioRessourceRow,
    ScenarioRow,
)
from assistant.db.session import make_engine
from assistant.db.views import (
    RETRIES_FOLLOWED,
    conversation_scenario_id,
    message_views,
    plan_views,
    recherche_view,
    scenario_view,
    scenario_views,
)


@pytest.fixture
def session() -> Iterator[Session]:
    engine = make_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


def add_scenario(session: Session, **fields: Any) -> ScenarioRow:
    row = ScenarioRow(**{"nom": "Lancement", "thematique": "Cloud", "description": "", **fields})
    session.add(row)
    session.flush()
    return row


def add_plan(session: Session, scenario_id: int, *messages: str) -> PlanRow:
    plan = PlanRow(scenario_id=scenario_id, resume="Résumé")
    session.add(plan)
    session.flush()
    session.add_all(
        PlanItemRow(plan_id=plan.id, format="Article", message=message, canal="Blog", frequence="Hebdo", kpi="Visites")
        for message in messages
    )
    session.flush()
    return plan


def add_message(session: Session, **fields: Any) -> MessageRow:
    ttl = datetime.now(UTC) + timedelta(days=7)
    row = MessageRow(**{"auteur": "assistant", "contenu": "Bonjour", "ttl": ttl, "actions": [], **fields})
    session.add(row)
    session.flush()
    return row


def settle(session: Session, command_id: UUID, state: str, **facts: Any) -> None:
    session.add(InboxRow(command_id=command_id, service="scenario", type="scenario.add_cible", state=state, **facts))
    session.flush()


def watch_selects(session: Session) -> list[str]:
    """The SELECT statements that the session sends from now on."""
    statements: list[str] = []

    def watch(*args: Any) -> None:
        if args[2].startswith("SELECT"):
            statements.append(args[2])

    event.listen(session.get_bind(), "before_cursor_execute", watch)
    return statements


class TestScenarioView:
    def test_shows_link_fields_beside_the_entities_own(self, session: Session) -> None:
        scenario = add_scenario(session)
        session.add_all(
            [
                ObjectifRow(id=1, label="Leads", insight="Marché tendu"),
                CibleRow(id=1, label="DSI", persona="Hélène", segment="ETI"),
                RessourceRow(id=1, titre="Guide", type="article", url="https://www.example.com"),
                ScenarioObjectifRow(scenario_id=scenario.id, objectif_id=1, priorite=3),
                ScenarioCibleRow(scenario_id=scenario.id, cible_id=1, maturite="decision"),
                ScenarioRessourceRow(scenario_id=scenario.id, ressource_id=1, usage="Article d’appel"),
            ]
        )
        view = scenario_view(session, scenario.id, "fr")
        assert view is not None
        assert (view.objectifs[0].label, view.objectifs[0].insight, view.objectifs[0].priorite) == (
            "Leads",
            "Marché tendu",
            3,
        )
        assert (view.cibles[0].persona, view.cibles[0].maturite) == ("Hélène", "decision")
        assert (view.ressources[0].type, view.ressources[0].usage) == ("article", "Article d’appel")

    def test_orders_objectifs_by_priorite_and_the_others_by_age(self, session: Session) -> None:
        scenario = add_scenario(session)
        session.add_all(ObjectifRow(id=id_, label=f"O{id_}") for id_ in (1, 2, 3))
        session.add_all(CibleRow(id=id_, label=f"C{id_}") for id_ in (2, 1))
        session.add_all(
            ScenarioObjectifRow(scenario_id=scenario.id, objectif_id=id_, priorite=priorite)
            for id_, priorite in ((1, 2), (3, 1), (2, 1))
        )
        session.add_all(ScenarioCibleRow(scenario_id=scenario.id, cible_id=id_) for id_ in (2, 1))
        view = scenario_view(session, scenario.id, "fr")
        assert view is not None
        assert [objectif.id for objectif in view.objectifs] == [2, 3, 1]
        assert [cible.id for cible in view.cibles] == [1, 2]

    def test_shows_the_newest_plan_with_its_items_in_order(self, session: Session) -> None:
        scenario = add_scenario(session)
        add_plan(session, scenario.id, "ancien")
        newest = add_plan(session, scenario.id, "premier", "second")
        view = scenario_view(session, scenario.id, "fr")
        assert view is not None
        assert view.plan is not None
        assert view.plan.id == newest.id
        assert [item.message for item in view.plan.items] == ["premier", "second"]

    def test_hides_an_archived_scenario_unless_asked(self, session: Session) -> None:
        scenario = add_scenario(session, archived_at=datetime.now(UTC))
        assert scenario_view(session, scenario.id, "fr") is None
        assert scenario_view(session, scenario.id, "fr", archived=True) is not None

    def test_is_none_for_an_unknown_id(self, session: Session) -> None:
        assert scenario_view(session, 404, "fr") is None

    def test_shows_what_sql_changed_after_the_row_was_read(self, session: Session) -> None:
        scenario = add_scenario(session)
        assert scenario.version == 1
        session.execute(text("UPDATE scenarios SET version = 2"))
        view = scenario_view(session, scenario.id, "fr")
        assert view is not None
        assert view.version == 2

    def test_speaks_the_callers_language(self, session: Session) -> None:
        scenario = add_scenario(session)
        labels = {
            locale: [action.label for action in view.actions]
            for locale in ("fr", "en")
            if (view := scenario_view(session, scenario.id, locale))
        }
        assert "Ajouter un objectif" in labels["fr"]
        assert "Add an objective" in labels["en"]


class TestScenarioViews:
    def test_keeps_the_order_asked_and_drops_what_is_missing(self, session: Session) -> None:
        first, second = add_scenario(session), add_scenario(session)
        views = scenario_views(session, [second.id, 404, first.id], "fr")
        assert [view.id for view in views] == [second.id, first.id]

    def test_keeps_each_scenarios_entities_apart(self, session: Session) -> None:
        first, second = add_scenario(session), add_scenario(session)
        session.add_all([CibleRow(id=1, label="DSI"), CibleRow(id=2, label="RSSI")])
        session.add_all(
            ScenarioCibleRow(scenario_id=scenario_id, cible_id=cible_id, maturite=maturite)
            for scenario_id, cible_id, maturite in (
                (first.id, 1, "awareness"),
                (second.id, 1, "decision"),
                (second.id, 2, "decision"),
            )
        )
        views = scenario_views(session, [first.id, second.id], "fr")
        assert [[(cible.id, cible.maturite) for cible in view.cibles] for view in views] == [
            [(1, "awareness")],
            [(1, "decision"), (2, "decision")],
        ]

    def test_asks_the_database_no_more_for_many_than_for_one(self, session: Session) -> None:
        ids = []
        for _ in range(5):
            ids.append(add_scenario(session).id)
            add_plan(session, ids[-1], "message")
        session.commit()
        statements = watch_selects(session)
        scenario_views(session, ids[:1], "fr")
        for_one = len(statements)
        scenario_views(session, ids, "fr")
        assert len(statements) - for_one == for_one == 6


class TestPlanViews:
    def test_keeps_the_order_given(self, session: Session) -> None:
        scenario = add_scenario(session)
        plans = [add_plan(session, scenario.id, "a"), add_plan(session, scenario.id, "b", "c")]
        views = plan_views(session, plans[::-1])
        assert [[item.message for item in view.items] for view in views] == [["b", "c"], ["a"]]


class TestRechercheView:
    def test_reads_the_stored_results(self, session: Session) -> None:
        scenario = add_scenario(session)
        resultat = '[{"titre": "T", "extrait": "E", "recommandation_action": "R", "source": "S", "type": "cible"}]'
        row = RechercheRow(scenario_id=scenario.id, requete="idées", resultat=resultat)
        session.add(row)
        session.flush()
        assert recherche_view(row).resultats[0].type == "cible"


class TestMessageButtons:
    @pytest.fixture
    def once(self) -> Action:
        return Action(id="a", label="Ajouter", intent="cible.add", once=True, command_id=uuid4())

    def shown(self, session: Session, action: Action) -> Action:
        row = add_message(session, actions=[action.model_dump(mode="json")])
        return message_views(session, [row])[0].actions[0]

    def test_stands_as_stored_before_its_command_begins(self, session: Session, once: Action) -> None:
        assert self.shown(session, once) == once

    def test_stands_as_stored_while_its_command_runs(self, session: Session, once: Action) -> None:
        assert once.command_id is not None
        settle(session, once.command_id, "running")
        assert self.shown(session, once) == once

    def test_is_done_when_its_command_completed(self, session: Session, once: Action) -> None:
        assert once.command_id is not None
        settle(session, once.command_id, "completed")
        assert self.shown(session, once) == once.model_copy(update={"done": True})

    @pytest.mark.parametrize(
        ("fields", "edited"),
        [({"label": "RSSI", "description": ""}, False), ({"label": "RSSI", "description": "De santé"}, True)],
    )
    def test_is_edited_when_its_command_had_other_fields(
        self, session: Session, fields: dict[str, str], edited: bool
    ) -> None:
        scenario, conversation_id, command_id = add_scenario(session), uuid4(), uuid4()
        payload = payload_json(CibleFields.model_validate(fields))
        mark = fingerprint("scenario.add_cible", scenario.id, payload, conversation_id)
        settle(session, command_id, "completed", fingerprint=mark, conversation_id=conversation_id)
        action = Action(
            id="a", label="Ajouter", intent="cible.add", payload={"label": "RSSI"}, once=True, command_id=command_id
        )
        row = add_message(session, scenario_id=scenario.id, actions=[action.model_dump(mode="json")])
        shown = message_views(session, [row])[0].actions[0]
        assert (shown.done, shown.edited) == (True, edited)

    def test_is_offered_again_under_the_retry_id_when_its_command_failed(self, session: Session, once: Action) -> None:
        assert once.command_id is not None
        settle(session, once.command_id, "failed")
        assert self.shown(session, once) == once.model_copy(update={"command_id": retry_id(once.command_id)})

    def test_is_done_when_a_later_retry_completed(self, session: Session, once: Action) -> None:
        assert once.command_id is not None
        second = retry_id(retry_id(once.command_id))
        for command_id, state in (
            (once.command_id, "failed"),
            (retry_id(once.command_id), "failed"),
            (second, "completed"),
        ):
            settle(session, command_id, state)
        assert self.shown(session, once) == once.model_copy(update={"command_id": second, "done": True})

    def test_follows_a_bounded_number_of_failed_retries(self, session: Session, once: Action) -> None:
        assert once.command_id is not None
        chain = [once.command_id]
        for _ in range(RETRIES_FOLLOWED + 5):
            settle(session, chain[-1], "failed")
            chain.append(retry_id(chain[-1]))
        assert self.shown(session, once).command_id == chain[RETRIES_FOLLOWED]

    def test_leaves_what_is_stored_untouched(self, session: Session, once: Action) -> None:
        assert once.command_id is not None
        row = add_message(session, actions=[once.model_dump(mode="json")])
        settle(session, once.command_id, "completed")
        message_views(session, [row])
        session.commit()
        session.refresh(row)
        assert row.actions == [once.model_dump(mode="json")]

    def test_reads_all_outcomes_in_one_query(self, session: Session) -> None:
        rows = [
            add_message(
                session,
                actions=[
                    Action(id="a", label="A", intent="cible.add", once=True, command_id=uuid4()).model_dump(mode="json")
                    for _ in range(3)
                ],
            )
            for _ in range(4)
        ]
        statements = watch_selects(session)
        assert len(message_views(session, rows)) == 4
        assert len(statements) == 1


class TestTheLanguageOfMessages:
    def test_is_that_in_which_each_was_written_and_unknown_for_those_of_before(self, session: Session) -> None:
        rows = [add_message(session, locale=locale) for locale in ("fr", "en", None)]
        assert [message.locale for message in message_views(session, rows)] == ["fr", "en", None]


class TestConversation:
    def test_is_about_the_scenario_of_its_latest_message(self, session: Session) -> None:
        conversation_id, first, second = uuid4(), add_scenario(session), add_scenario(session)
        add_message(session, conversation_id=conversation_id, scenario_id=first.id)
        add_message(session, conversation_id=conversation_id, scenario_id=second.id)
        add_message(session, conversation_id=uuid4(), scenario_id=first.id)
        assert conversation_scenario_id(session, conversation_id) == second.id

    def test_is_about_none_before_its_first_message(self, session: Session) -> None:
        assert conversation_scenario_id(session, uuid4()) is None
