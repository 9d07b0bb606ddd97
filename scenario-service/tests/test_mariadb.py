"""The same on MariaDB, as the service's own user: its grants are enough, and commands at once stay in order."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.orm import Session

from assistant.contracts.entities import Scenario
from assistant.contracts.envelope import Settled
from assistant.contracts.proposals import ProposedCible
from assistant.db.grants import provision, user_of
from assistant.db.migrate import migrate
from assistant.db.session import Database
from assistant.dialogue.actions import proposal_actions
from assistant.testing.handling import Handling, code_of, said, scenario_of
from assistant.testing.mariadb import MariaDbServer
from scenario_service import repository
from scenario_service.kinds import CIBLE

Create = Callable[..., Scenario]
PASSWORD = "secret"


@pytest.fixture(scope="module")
def service_url(mariadb: MariaDbServer) -> str:
    with create_engine(mariadb.url, poolclass=NullPool).connect() as administrator:
        administrator.execute(text("CREATE DATABASE scenario_tests"))
    url = mariadb.database_url("scenario_tests")
    migrate(url)
    with create_engine(url, poolclass=NullPool).connect() as administrator:
        provision(administrator, "scenario_tests", PASSWORD)
    service = make_url(url).set(username=user_of("scenario"), password=PASSWORD)
    return service.render_as_string(hide_password=False)


@pytest.fixture
def database(service_url: str) -> Iterator[Database]:
    database = Database(service_url)
    yield database
    database.close()


def at_once(*works: Callable[[], Settled]) -> list[Settled]:
    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(work) for work in works]]


class TestJourney:
    def test_needs_no_more_than_the_services_grants(self, handling: Handling, create: Create) -> None:
        first, second = create("Premier 100 %"), create("Second")
        cible = scenario_of(handling.send("cible.add", {"label": "DSI"}, scenario_id=first.id)).cibles[0]
        handling.send("cible.add", {"id": cible.id, "maturite": "decision"}, scenario_id=second.id)
        corrected = handling.send("cible.update", {"id": cible.id, "label": "RSSI"}, scenario_id=second.id)
        assert [(c.label, c.maturite) for c in scenario_of(corrected).cibles] == [("RSSI", "decision")]
        removed = handling.send("cible.remove", {"id": cible.id}, scenario_id=first.id)
        assert scenario_of(handling.click(removed.reply.actions[0], scenario_id=first.id)).cibles == [cible]
        assert "1 scénario**" in said(handling.send("scenario.list", {"q": "0 %"}))
        archived = handling.send("scenario.archive", scenario_id=first.id)
        assert scenario_of(handling.click(archived.reply.actions[0], scenario_id=first.id)).id == first.id

    def test_imports_a_plan(self, handling: Handling) -> None:
        item = {"format": "F", "canal": "C", "frequence": "H", "kpi": "K"}
        items = [{**item, "message": str(number)} for number in range(6)]
        document: dict[str, Any] = {"nom": "N", "thematique": "T", "plan": {"resume": "R", "items": items}}
        scenario = scenario_of(handling.send("scenario.import", document))
        assert scenario.plan is not None
        assert [item.message for item in scenario.plan.items] == ["0", "1", "2", "3", "4", "5"]


class TestAtOnce:
    def test_one_name_is_added_once(self, handling: Handling, create: Create) -> None:
        scenario = create()
        outcomes = at_once(
            *[partial(handling.send, "cible.add", {"label": "DSI"}, scenario_id=scenario.id) for _ in range(6)]
        )
        refused = [code_of(outcome) for outcome in outcomes if outcome.status == "failed"]
        assert refused == ["already-exists"] * 5
        assert len(scenario_of(handling.send("scenario.open", scenario_id=scenario.id)).cibles) == 1

    def test_priorites_follow_one_another(self, handling: Handling, create: Create) -> None:
        scenario = create()
        at_once(
            *[partial(handling.send, "objectif.add", {"label": label}, scenario_id=scenario.id) for label in "ABCDEF"]
        )
        opened = scenario_of(handling.send("scenario.open", scenario_id=scenario.id))
        assert [objectif.priorite for objectif in opened.objectifs] == [1, 2, 3, 4, 5, 6]
        assert opened.version == 7

    def test_add_all_and_a_single_add_make_each_proposal_once(self, handling: Handling, create: Create) -> None:
        for _ in range(5):
            scenario = create()
            proposals = [ProposedCible(label=label) for label in ("DSI", "RSSI", "DAF")]
            one, _two, three, add_all, *_ = proposal_actions(proposals, uuid4(), "fr")
            at_once(*[partial(handling.click, button, scenario_id=scenario.id) for button in (three, add_all, one)])
            opened = scenario_of(handling.send("scenario.open", scenario_id=scenario.id))
            assert sorted(cible.label for cible in opened.cibles) == ["DAF", "DSI", "RSSI"]

    def test_a_shared_entity_corrected_in_two_scenarios_keeps_both_corrections(
        self, handling: Handling, create: Create
    ) -> None:
        first, second = create("Premier"), create("Second")
        cible = scenario_of(handling.send("cible.add", {"label": "DSI"}, scenario_id=first.id)).cibles[0]
        handling.send("cible.add", {"id": cible.id}, scenario_id=second.id)
        outcomes = at_once(
            *[
                partial(
                    handling.send,
                    "cible.update",
                    {"id": cible.id, "label": f"DSI {scenario.nom}"},
                    scenario_id=scenario.id,
                )
                for scenario in (first, second)
            ]
        )
        assert [scenario_of(outcome).cibles[0].label for outcome in outcomes] == ["DSI Premier", "DSI Second"]

    def test_a_correction_waits_for_who_is_taking_the_entity_into_another_scenario(
        self, handling: Handling, create: Create, database: Database
    ) -> None:
        first, second = create("Premier"), create("Second")
        cible = scenario_of(handling.send("cible.add", {"label": "DSI"}, scenario_id=first.id)).cibles[0]
        payload = {"id": cible.id, "label": "RSSI"}
        with ThreadPoolExecutor(1) as pool:
            with Session(database.engine) as taking, taking.begin():
                repository.find_entity(taking, CIBLE, cible.id)
                repository.link(taking, CIBLE, second.id, cible.id, "awareness")
                correcting = pool.submit(handling.send, "cible.update", payload, scenario_id=first.id)
                with pytest.raises(TimeoutError):
                    correcting.result(timeout=0.5)
            assert scenario_of(correcting.result()).cibles[0].id != cible.id
        opened = scenario_of(handling.send("scenario.open", scenario_id=second.id))
        assert opened.cibles[0].label == "DSI"
