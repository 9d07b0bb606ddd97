import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import get_args
from uuid import UUID

import pytest
from pydantic import BaseModel

from ai_service import domain
from ai_service.buttons import buttons
from ai_service.providers.base import Exchange, Request, ScenarioName, ShownProposal
from ai_service.replies import ALLOWED, Reply, ReplyAction
from assistant.contracts.base import Locale
from assistant.contracts.entities import Action, Scenario
from assistant.contracts.proposals import ProposedCible, ProposedObjectif, ProposedRessource
from assistant.contracts.scenario import CreateScenario
from assistant.dialogue.actions import add_action, inspiration_actions

SEED = UUID(int=7)


def offering(offered: str, /, **payload: object) -> Reply:
    contract: type[BaseModel] = ALLOWED[offered]
    return Reply("Voici.", actions=(ReplyAction(offered, contract.model_validate(payload)),))


@pytest.fixture
def request_(scenario: Callable[..., Scenario]) -> Request:
    return Request(
        task="answer",
        locale="fr",
        scenario=scenario(objectifs=("Générer 40 leads",), cibles=(("DSI d’ETI", "awareness"),)),
        scenarios=(ScenarioName(7, "Lancement Q1", "Cloud"), ScenarioName(8, "Salon", "Logistique")),
    )


def button(reply: Reply, request: Request) -> Action:
    (action,) = buttons(reply, [], request, SEED) or []
    return action


class TestACorrection:
    def test_says_on_its_button_what_it_changes_whatever_the_text_claims(self, request_: Request) -> None:
        action = button(offering("cible.update", id=1, maturite="decision", segment="ETI"), request_)
        assert action.label == "Modifier «\u00a0DSI d’ETI\u00a0»\u00a0: segment → ETI, maturité → décision"

    def test_carries_the_version_the_user_sees(self, request_: Request) -> None:
        assert button(offering("objectif.update", id=1, priorite=2), request_).payload == {
            "id": 1,
            "priorite": 2,
            "version": 1,
        }
        assert button(offering("scenario.update", nom="Autre"), request_).payload == {"nom": "Autre", "version": 3}

    @pytest.mark.parametrize("intent", ["objectif.update", "objectif.remove"])
    def test_carries_it_whatever_version_the_model_names(self, request_: Request, intent: str) -> None:
        fields = {"priorite": 2} if intent == "objectif.update" else {}
        assert button(offering(intent, id=1, version=99, **fields), request_).payload["version"] == 1

    @pytest.mark.parametrize("said", ["", "son adresse est https://www.example.com/guide"])
    def test_sets_no_address_but_one_that_the_user_gave(
        self, request_: Request, scenario: Callable[..., Scenario], said: str
    ) -> None:
        held = replace(request_, scenario=scenario(ressources=(("Guide", "article"),)), text=said)
        reply = offering("ressource.update", id=1, url="https://www.example.com/guide")
        assert bool(buttons(reply, [], held, SEED)) is bool(said)

    def test_is_used_once(self, request_: Request) -> None:
        assert button(offering("objectif.remove", id=1), request_).once

    def test_of_one_long_text_tells_its_field_and_how_it_begins(
        self, request_: Request, scenario: Callable[..., Scenario]
    ) -> None:
        named = replace(request_, scenario=scenario(cibles=(("RSSI " * 24, "awareness"),)))
        action = button(offering("cible.update", id=1, description="Une description. " * 20), named)
        assert "»\u00a0: description → Une description." in action.label
        assert len(action.label) <= 120

    @pytest.mark.parametrize(
        ("intent", "fields"),
        [
            ("cible.update", {"id": 1, **dict.fromkeys(("label", "description", "persona", "segment"), "d" * 100)}),
            ("ressource.update", {"id": 1, **dict.fromkeys(("titre", "note", "usage"), "d" * 100), "type": "article"}),
        ],
    )
    def test_of_more_than_its_button_can_tell_is_a_form_that_shows_it_all(
        self, request_: Request, scenario: Callable[..., Scenario], intent: str, fields: dict[str, object]
    ) -> None:
        held = scenario(cibles=(("RSSI " * 24, "awareness"),), ressources=(("Guide " * 25, "video"),))
        action = button(offering(intent, **fields), replace(request_, scenario=held))
        assert (action.intent, action.payload) == ("ui.compose", {"intent": intent, "prefill": fields})

    @pytest.mark.parametrize("length", [1, 30, 60, 100, 200])
    def test_tells_every_field_that_its_button_stores(self, request_: Request, length: int) -> None:
        fields = {"description": "d" * length, "persona": "p" * length, "maturite": "decision"}
        action = button(offering("cible.update", id=1, **fields), request_)
        assert all(word in action.label for word in ("description → d", "persona → p", "maturité → décision"))


class TestANewScenario:
    def test_is_told_with_its_theme_and_description(self, request_: Request) -> None:
        action = button(offering("scenario.create", nom="Salon", thematique="RH", description="Stand"), request_)
        assert action.label == "Créer «\u00a0Salon\u00a0»\u00a0: thématique → RH, description → Stand"
        assert action.payload == {"nom": "Salon", "thematique": "RH", "description": "Stand"}

    def test_is_told_in_all_its_parts_however_long_they_are(self, request_: Request) -> None:
        fields = {"nom": "n" * 150, "thematique": "t" * 120, "description": "d" * 300}
        label = button(offering("scenario.create", **fields), request_).label
        assert all(word in label for word in ("«\u00a0nn", "thématique → tt", "description → dd"))


class TestAProposal:
    def test_pointed_at_keeps_its_own_command(self, request_: Request) -> None:
        proposal = ProposedCible(label="Notaires")
        shown = ShownProposal(proposal, add_action(proposal, "Ajouter").model_copy(update={"command_id": UUID(int=9)}))
        action = button(offering("proposal.accept", numbers=[1]), replace(request_, shown=(shown,)))
        assert (action.label, action.command_id, action.payload["label"]) == (
            "Ajouter «\u00a0Notaires\u00a0»",
            UUID(int=9),
            "Notaires",
        )

    def test_pointed_at_with_something_changed_is_its_own_command_with_that(self, request_: Request) -> None:
        proposal = ProposedObjectif(label="Obtenir 25 démonstrations", insight="Le salon.")
        shown = ShownProposal(proposal, add_action(proposal, "Ajouter").model_copy(update={"command_id": UUID(int=9)}))
        changed = offering("proposal.accept", numbers=[1], label="Obtenir 15 démonstrations", priorite=3, segment="ETI")
        action = button(changed, replace(request_, shown=(shown,)))
        assert (action.label, action.command_id) == (
            "Ajouter «\u00a0Obtenir 15 démonstrations\u00a0»\u00a0: priorité → 3",
            UUID(int=9),
        )
        assert action.payload == {**shown.action.payload, "label": "Obtenir 15 démonstrations", "priorite": 3}

    def test_that_is_an_inspiration_is_used_with_what_is_changed_in_it(self, request_: Request) -> None:
        proposal = ProposedRessource(titre="Guide")
        (used,) = inspiration_actions([proposal], 4, "fr")
        changed = offering("proposal.accept", numbers=[1], titre="Guide NIS2")
        action = button(changed, replace(request_, shown=(ShownProposal(proposal, used),)))
        assert action.payload == {**used.payload, "proposal": {**used.payload["proposal"], "titre": "Guide NIS2"}}

    def test_keeps_an_address_the_user_gave(self, request_: Request) -> None:
        ressource = ProposedRessource(titre="Guide", url="https://www.example.com/guide")
        said = replace(request_, history=(Exchange("user", "voici https://www.example.com/guide"),))
        assert domain.proposals_of(Reply("x", entities_to_create=(ressource,)), said)[0] == ressource

    @pytest.mark.parametrize("auteur", ["assistant", None])
    def test_loses_an_address_that_only_the_model_knows(self, request_: Request, auteur: str | None) -> None:
        ressource = ProposedRessource(titre="Guide", url="https://www.example.com/guide")
        history = (Exchange("assistant", ressource.url),) if auteur else ()
        (kept,) = domain.proposals_of(Reply("x", entities_to_create=(ressource,)), replace(request_, history=history))
        assert isinstance(kept, ProposedRessource)
        assert kept.url == ""

    def test_is_not_shown_without_a_scenario_to_add_it_to(self, request_: Request) -> None:
        reply = Reply("Voici.", entities_to_create=(ProposedCible(label="Notaires"),))
        assert domain.proposals_of(reply, replace(request_, scenario=None)) == []

    @pytest.mark.parametrize(
        ("said", "payload"),
        [
            ("propose des cibles dans les hôpitaux", {"consigne": "propose des cibles dans les hôpitaux"}),
            ("des cibles sans PME", {"consigne": "des cibles sans PME"}),
            ("propose des cibles", {}),
            ("", {}),
        ],
    )
    def test_is_followed_by_others_that_answer_the_same_wish(
        self, request_: Request, said: str, payload: dict[str, str]
    ) -> None:
        made = buttons(Reply("x"), [ProposedCible(label="Notaires")], replace(request_, text=said), SEED)
        assert made is not None
        assert (made[-1].intent, made[-1].payload) == ("cible.suggest", payload)


class TestAMessage:
    proposing = Reply("Voici [x](y).", entities_to_create=(ProposedCible(label="Notaires"),))

    def test_of_the_demonstration_says_who_proposes_what_it_proposes(self) -> None:
        text = domain.message(self.proposing, list(self.proposing.entities_to_create), "fr", None)
        assert text == "Voici \\[x\\](y).\n\n*Proposé par\u00a0: mode démonstration*"
        assert domain.message(Reply("Bonjour."), [], "fr", None) == "Bonjour."

    @pytest.mark.parametrize("claim", ["Bonjour.", "C’est fait\u00a0: j’ai ajouté **500 cibles**."])
    def test_of_a_model_ends_with_who_wrote_it_and_that_nothing_is_stored(self, claim: str) -> None:
        told = {locale: domain.message(Reply(claim), [], locale, "gpt_4o") for locale in get_args(Locale)}
        assert told == {
            "fr": f"{claim}\n\n*Proposé par\u00a0: gpt\\_4o. Rien n’est enregistré sans votre clic.*",
            "en": f"{claim}\n\n*Suggested by: gpt\\_4o. Nothing is stored without your click.*",
        }

    def test_says_our_remarks_before_who_wrote_it(self) -> None:
        told = domain.message(Reply("Voici.", remarks=("Un.", "Deux.")), [], "fr", "m")
        assert told.startswith("Voici.\n\nUn. Deux.\n\n*Proposé par")


class TestWithoutActions:
    def test_the_guiding_buttons_of_the_scenario_remain(self, request_: Request) -> None:
        assert buttons(Reply("Bonjour."), [], request_, SEED) is None

    def test_and_without_a_scenario_the_entry_buttons_are_offered(self, request_: Request) -> None:
        actions = buttons(Reply("Bonjour."), [], replace(request_, scenario=None), SEED) or []
        assert [action.intent for action in actions] == ["ui.compose", "scenario.list", "scenario.list"]


class TestWhatIsProposedForAScenarioToCome:
    cible = ProposedCible(label="Notaires")

    def created(self, request_: Request, *actions: ReplyAction) -> list[Action]:
        reply = Reply("x", actions=actions, entities_to_create=(self.cible,))
        return buttons(reply, [], replace(request_, scenario=None), SEED) or []

    def test_comes_with_the_button_that_creates_it(self, request_: Request) -> None:
        (action,) = self.created(request_, *offering("scenario.create", nom="Q1", thematique="T").actions)
        assert action.payload["propositions"] == [self.cible.model_dump(mode="json")]
        assert CreateScenario.model_validate(action.payload).propositions == [self.cible]

    def test_comes_with_the_form_that_creates_it(self, request_: Request) -> None:
        asked = offering("ui.compose", intent="scenario.create", prefill={"thematique": "T"})
        (action,) = self.created(request_, *asked.actions)
        assert action.payload["prefill"] == {"thematique": "T", "propositions": [self.cible.model_dump(mode="json")]}

    def test_comes_with_the_form_of_the_welcome_when_the_reply_has_no_button(self, request_: Request) -> None:
        form, *others = self.created(request_)
        assert form.payload["prefill"] == {"propositions": [self.cible.model_dump(mode="json")]}
        assert not [action for action in others if "propositions" in str(action.payload)]

    def test_comes_in_texts_short_enough_for_a_dozen_to_be_sent_at_once(self, request_: Request) -> None:
        long = ProposedCible(label="Notaires", description="mot " * 900, insight="mot " * 900, persona="mot " * 900)
        reply = Reply("x", entities_to_create=(long,) * 12)
        (form, *_) = buttons(reply, [], replace(request_, scenario=None), SEED) or []
        carried = form.payload["prefill"]["propositions"]
        assert [fields["label"] for fields in carried] == ["Notaires"] * 12
        assert len(json.dumps(carried)) < 2**15

    def test_comes_without_an_address_that_only_the_model_knows(self, request_: Request) -> None:
        guide = ProposedRessource(titre="Guide", url="https://www.example.com/guide")
        reply = Reply("x", entities_to_create=(guide,))
        (form, *_) = buttons(reply, [], replace(request_, scenario=None), SEED) or []
        assert form.payload["prefill"]["propositions"][0]["url"] == ""


class TestOpening:
    def test_names_an_existing_scenario(self, request_: Request) -> None:
        action = button(offering("scenario.open", scenario_id=8), request_)
        assert (action.label, action.payload) == ("Ouvrir «\u00a0Salon\u00a0»", {"scenario_id": 8})

    def test_asks_which_by_theme_and_day_when_others_have_its_name(self, request_: Request) -> None:
        named = (
            ScenarioName(8, "Salon", "Logistique", date(2026, 11, 2)),
            ScenarioName(7, "Lancement Q1", "Cloud", date(2026, 11, 4)),
            ScenarioName(9, "salon", "RH", date(2026, 3, 1)),
        )
        actions = buttons(offering("scenario.open", scenario_id=9), [], replace(request_, scenarios=named), SEED)
        assert [(action.label, action.payload["scenario_id"]) for action in actions or []] == [
            ("Ouvrir « salon » (RH, modifié le 01/03/2026)", 9),
            ("Ouvrir « Salon » (Logistique, modifié le 02/11/2026)", 8),
        ]

    def test_says_which_is_which_whatever_the_length_of_the_names(self, request_: Request) -> None:
        named = tuple(ScenarioName(id_, "Salon " * 25, "Thème " * 25, date(2026, 11, id_)) for id_ in (1, 2))
        actions = buttons(offering("scenario.open", scenario_id=1), [], replace(request_, scenarios=named), SEED)
        assert [action.label[-11:] for action in actions or []] == ["01/11/2026)", "02/11/2026)"]

    @pytest.mark.parametrize("nom", ["Salon", "Salon " * 25])
    def test_tells_those_of_one_theme_and_day_by_their_numbers(self, request_: Request, nom: str) -> None:
        named = (
            *(ScenarioName(id_, nom, "RH", date(2026, 11, 2)) for id_ in (12, 14)),
            ScenarioName(15, nom, "RH", date(2026, 11, 3)),
        )
        actions = buttons(offering("scenario.open", scenario_id=14), [], replace(request_, scenarios=named), SEED)
        labels = [action.label for action in actions or []]
        assert [label.rpartition(", ")[2] for label in labels] == [
            "n°\u00a014)",
            "n°\u00a012)",
            "modifié le 03/11/2026)",
        ]

    def test_offers_each_of_several_once(self, request_: Request) -> None:
        named = tuple(ScenarioName(id_, "Salon", "RH", date(2026, 11, id_)) for id_ in (1, 2))
        both = Reply(
            "Voici.",
            [*offering("scenario.open", scenario_id=1).actions, *offering("scenario.open", scenario_id=2).actions],
        )
        actions = buttons(both, [], replace(request_, scenarios=named), SEED)
        assert [action.payload["scenario_id"] for action in actions or []] == [1, 2]


class TestThePageOfTheScenario:
    def test_opens_by_a_button_of_the_page(self, request_: Request) -> None:
        action = button(offering("ui.compose", intent="scenario.open", prefill={"scenario_id": 9}), request_)
        assert (action.label, action.payload) == ("Ouvrir détail", {"intent": "scenario.open", "prefill": ""})

    def test_is_offered_of_an_open_scenario_alone(self, request_: Request) -> None:
        reply = offering("ui.compose", intent="scenario.open")
        actions = buttons(reply, [], replace(request_, scenario=None), SEED) or []
        assert "Ouvrir détail" not in [action.label for action in actions]


class TestAForm:
    def test_about_one_entity_names_it(self, request_: Request) -> None:
        action = button(offering("ui.compose", intent="objectif.update", prefill={"id": 1}), request_)
        assert action.label == "Modifier «\u00a0Générer 40 leads\u00a0»"
        assert action.payload == {"intent": "objectif.update", "prefill": {"id": 1}}

    @pytest.mark.parametrize("prefill", [{}, {"id": 99}])
    def test_about_an_entity_that_is_not_there_is_not_offered(
        self, request_: Request, prefill: dict[str, object]
    ) -> None:
        reply = offering("ui.compose", intent="objectif.update", prefill=prefill)
        assert buttons(reply, [], request_, SEED) is None

    def test_of_the_scenario_is_offered_of_an_open_one_alone(self, request_: Request) -> None:
        reply = offering("ui.compose", intent="scenario.update", prefill={"nom": "Salon"})
        assert button(reply, request_).payload == {"intent": "scenario.update", "prefill": {"nom": "Salon"}}
        actions = buttons(reply, [], replace(request_, scenario=None), SEED) or []
        assert all(action.payload.get("intent") != "scenario.update" for action in actions)

    def test_keeps_an_address_the_user_gave_and_no_other(self, request_: Request) -> None:
        reply = offering(
            "ui.compose", intent="ressource.add", prefill={"titre": "Guide", "url": "https://www.example.com/guide"}
        )
        said = replace(request_, text="ajoute https://www.example.com/guide")
        assert button(reply, said).payload["prefill"]["url"] == "https://www.example.com/guide"
        assert button(reply, request_).payload["prefill"] == {"titre": "Guide"}
