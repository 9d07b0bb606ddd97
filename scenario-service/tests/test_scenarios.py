"""Creating, correcting, archiving, listing and opening scenarios."""

from collections.abc import Callable

from assistant.contracts.entities import Scenario
from assistant.testing.handling import Handling, code_of, said, scenario_of

Create = Callable[..., Scenario]

BRIEF = {
    "nom": "Q1",
    "thematique": "Cybersécurité",
    "propositions": [
        {"kind": "objectif", "label": "40 leads", "pourquoi": "Votre message"},
        {"kind": "cible", "label": "DSI"},
        {"kind": "ressource", "titre": "Webinaire", "type": "webinar"},
    ],
}


class TestCreate:
    def test_answers_the_new_scenario_and_its_id(self, handling: Handling) -> None:
        outcome = handling.send(
            "scenario.create", {"nom": "  Lancement Q1 ", "thematique": "Cloud", "description": "D"}
        )
        scenario = scenario_of(outcome)
        assert (scenario.nom, scenario.thematique, scenario.description) == ("Lancement Q1", "Cloud", "D")
        assert (scenario.version, scenario.statut) == (1, "draft")
        assert outcome.reply.created_id == scenario.id == outcome.scenario_id

    def test_says_what_was_created_and_offers_objectifs_first(self, handling: Handling) -> None:
        outcome = handling.send("scenario.create", {"nom": "Q1 *éco*", "thematique": "Cloud"})
        assert "**Q1 \\*éco\\***" in said(outcome)
        assert "objectifs" in said(outcome)
        primary = [action.intent for action in outcome.reply.actions if action.style == "primary"]
        assert primary == ["objectif.suggest"]

    def test_speaks_english_when_asked(self, handling: Handling) -> None:
        outcome = handling.send("scenario.create", {"nom": "Q1", "thematique": "Cloud"}, locale="en")
        assert said(outcome).startswith("The scenario **Q1** is created")

    def test_proposes_what_came_with_it_and_adds_nothing_of_it(self, handling: Handling) -> None:
        outcome = handling.send("scenario.create", BRIEF)
        scenario = scenario_of(outcome)
        assert (scenario.objectifs, scenario.cibles, scenario.ressources) == ([], [], [])
        assert "rien n’est enregistré sans votre clic" in said(outcome)
        intents = [action.intent for action in outcome.reply.actions]
        assert intents[:4] == ["objectif.add", "cible.add", "ressource.add", "proposal.add_many"]
        assert "objectif.suggest" in intents
        primary = {action.intent for action in outcome.reply.actions if action.style == "primary"}
        assert primary == {"objectif.add", "cible.add", "ressource.add"}
        assert len({action.id for action in outcome.reply.actions}) == len(intents)

    def test_adds_what_came_with_it_to_the_new_scenario_at_one_click(self, handling: Handling) -> None:
        created = handling.send("scenario.create", BRIEF)
        buttons = {action.intent: action for action in created.reply.actions}
        first = handling.click(buttons["cible.add"], scenario_id=created.scenario_id)
        assert [cible.label for cible in scenario_of(first).cibles] == ["DSI"]
        rest = handling.click(buttons["proposal.add_many"], scenario_id=created.scenario_id)
        scenario = scenario_of(rest)
        assert [objectif.label for objectif in scenario.objectifs] == ["40 leads"]
        assert [cible.label for cible in scenario.cibles] == ["DSI"]
        assert [ressource.titre for ressource in scenario.ressources] == ["Webinaire"]

    def test_proposes_once_what_reads_the_same(self, handling: Handling) -> None:
        twice = [{"kind": "cible", "label": "DSI"}, {"kind": "cible", "label": "dsi"}]
        outcome = handling.send("scenario.create", {**BRIEF, "propositions": twice})
        assert [each.model_dump()["label"] for each in outcome.reply.entities_to_create] == ["DSI"]


class TestUpdate:
    def test_changes_only_what_is_given(self, handling: Handling, create: Create) -> None:
        scenario = create(description="Avant")
        changed = scenario_of(handling.send("scenario.update", {"nom": "Q2"}, scenario_id=scenario.id))
        assert (changed.nom, changed.thematique, changed.description) == ("Q2", scenario.thematique, "Avant")
        assert changed.version == scenario.version + 1

    def test_says_which_fields_changed(self, handling: Handling, create: Create) -> None:
        scenario = create()
        outcome = handling.send("scenario.update", {"nom": "Q2", "thematique": "RH"}, scenario_id=scenario.id)
        assert said(outcome) == "Scénario **Q2** modifié\u00a0: nom, thématique."

    def test_can_be_undone_by_its_button(self, handling: Handling, create: Create) -> None:
        scenario = create(description="Avant")
        outcome = handling.send("scenario.update", {"description": "Après"}, scenario_id=scenario.id)
        undone = handling.click(outcome.reply.actions[0], scenario_id=scenario.id)
        assert scenario_of(undone).description == "Avant"

    def test_accepts_the_version_the_page_shows(self, handling: Handling, create: Create) -> None:
        scenario = create()
        for nom in ("Q2", "Q3"):
            payload = {"nom": nom, "version": scenario.version}
            scenario = scenario_of(handling.send("scenario.update", payload, scenario_id=scenario.id))
        assert scenario.nom == "Q3"

    def test_refuses_an_older_version_and_shows_the_current_one(self, handling: Handling, create: Create) -> None:
        scenario = create()
        handling.send("scenario.update", {"nom": "Q2"}, scenario_id=scenario.id)
        outcome = handling.send("scenario.update", {"nom": "Q3", "version": scenario.version}, scenario_id=scenario.id)
        assert code_of(outcome) == "stale-version"
        assert scenario_of(outcome).nom == "Q2"


class TestArchive:
    def test_hides_the_scenario_and_offers_to_undo(self, handling: Handling, create: Create) -> None:
        scenario = create()
        outcome = handling.send("scenario.archive", scenario_id=scenario.id)
        assert outcome.reply.scenario is None
        assert [action.intent for action in outcome.reply.actions] == ["scenario.restore", "scenario.list"]
        assert code_of(handling.send("scenario.update", {"nom": "Q2"}, scenario_id=scenario.id)) == "scenario-not-found"

    def test_is_undone_by_its_button(self, handling: Handling, create: Create) -> None:
        scenario = create()
        outcome = handling.send("scenario.archive", scenario_id=scenario.id)
        restored = handling.click(outcome.reply.actions[0], scenario_id=scenario.id)
        assert scenario_of(restored).nom == scenario.nom
        assert "de retour" in said(restored)

    def test_refuses_an_older_version(self, handling: Handling, create: Create) -> None:
        scenario = create()
        handling.send("scenario.update", {"nom": "Q2"}, scenario_id=scenario.id)
        outcome = handling.send("scenario.archive", {"version": scenario.version}, scenario_id=scenario.id)
        assert code_of(outcome) == "stale-version"

    def test_restoring_what_is_not_archived_changes_nothing(self, handling: Handling, create: Create) -> None:
        scenario = create()
        outcome = handling.send("scenario.restore", scenario_id=scenario.id)
        assert "rien n’a changé" in said(outcome)
        assert scenario_of(outcome).nom == scenario.nom

    def test_is_not_found_for_an_unknown_scenario(self, handling: Handling) -> None:
        assert code_of(handling.send("scenario.archive", scenario_id=404)) == "scenario-not-found"


class TestList:
    def test_offers_to_open_each_the_last_changed_first(self, handling: Handling, create: Create) -> None:
        first, second = create("Premier"), create("Second")
        handling.send("scenario.update", {"description": "Modifié"}, scenario_id=first.id)
        outcome = handling.send("scenario.list")
        opening = [action for action in outcome.reply.actions if action.intent == "scenario.open"]
        assert [action.payload["scenario_id"] for action in opening] == [first.id, second.id]
        assert scenario_of(handling.click(opening[1])).id == second.id

    def test_shows_ten_and_tells_how_many_there_are(self, handling: Handling, create: Create) -> None:
        for number in range(12):
            create(f"Scénario {number}")
        outcome = handling.send("scenario.list")
        assert sum(action.intent == "scenario.open" for action in outcome.reply.actions) == 10
        assert "12 scénarios" in said(outcome)
        assert "les 10 derniers" in said(outcome)

    def test_leaves_archived_ones_out(self, handling: Handling, create: Create) -> None:
        kept, archived = create("Gardé"), create("Archivé")
        handling.send("scenario.archive", scenario_id=archived.id)
        outcome = handling.send("scenario.list")
        assert kept.nom in said(outcome)
        assert archived.nom not in said(outcome)
        assert "1 scénario**" in said(outcome)

    def test_finds_whatever_the_case_and_accents(self, handling: Handling, create: Create) -> None:
        create("Été des Énergies")
        assert "1 scénario**" in said(handling.send("scenario.list", {"q": "ete des ENERGIES"}))

    def test_finds_by_nom_or_thematique(self, handling: Handling, create: Create) -> None:
        create("Salon", thematique="Industrie")
        create("Industrie 4.0", thematique="Usine")
        create("Autre", thematique="RH")
        outcome = handling.send("scenario.list", {"q": "industrie"})
        assert "Salon" in said(outcome)
        assert "Industrie 4.0" in said(outcome)
        assert "Autre" not in said(outcome)

    def test_takes_percent_and_underscore_literally(self, handling: Handling, create: Create) -> None:
        create("100 % digital")
        create("plan_media")
        create("planXmedia")
        assert "1 scénario**" in said(handling.send("scenario.list", {"q": "0 %"}))
        found = said(handling.send("scenario.list", {"q": "n_m"}))
        assert "plan\\_media" in found
        assert "planXmedia" not in found
        assert "Aucun scénario" in said(handling.send("scenario.list", {"q": "%%"}))

    def test_offers_to_create_when_there_is_none(self, handling: Handling) -> None:
        outcome = handling.send("scenario.list")
        assert [action.payload["intent"] for action in outcome.reply.actions] == ["scenario.create"]
        assert "pas encore de scénario" in said(outcome)

    def test_works_from_a_conversation_about_an_archived_scenario(self, handling: Handling, create: Create) -> None:
        scenario = create()
        handling.send("scenario.archive", scenario_id=scenario.id)
        assert handling.send("scenario.list", scenario_id=scenario.id).status == "completed"


class TestOpen:
    def test_turns_to_the_scenario_and_says_what_it_holds(self, handling: Handling, create: Create) -> None:
        first, second = create("Premier"), create("Second")
        handling.send("cible.add", {"label": "DSI"}, scenario_id=second.id)
        outcome = handling.send("scenario.open", {"scenario_id": second.id}, scenario_id=first.id)
        assert outcome.scenario_id == second.id
        assert "**Second**" in said(outcome)
        assert "0 objectif, 1 cible, 0 ressource et pas encore de plan" in said(outcome)

    def test_without_an_id_is_about_the_current_scenario(self, handling: Handling, create: Create) -> None:
        scenario = create()
        assert scenario_of(handling.send("scenario.open", scenario_id=scenario.id)).id == scenario.id

    def test_asks_for_a_scenario_when_there_is_none(self, handling: Handling) -> None:
        assert code_of(handling.send("scenario.open")) == "scenario-required"

    def test_finds_neither_unknown_nor_archived_ones(self, handling: Handling, create: Create) -> None:
        scenario = create()
        handling.send("scenario.archive", scenario_id=scenario.id)
        for scenario_id in (404, scenario.id):
            assert code_of(handling.send("scenario.open", {"scenario_id": scenario_id})) == "scenario-not-found"
