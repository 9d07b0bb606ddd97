import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

import pytest

from ai_service import domain
from ai_service.acceptance import read
from ai_service.buttons import buttons
from ai_service.eval import PARTS, Case, Part, cases
from ai_service.providers.base import Exchange, Request, ScenarioName, ShownProposal
from ai_service.providers.local.conversing.conversation import converse
from ai_service.providers.local.conversing.doubts import ways
from ai_service.providers.local.understanding.situation import Known
from ai_service.replies import MAX_ACTIONS, Reply
from assistant.contracts.base import KINDS, Locale
from assistant.contracts.entities import Action, Scenario
from assistant.contracts.proposals import PROPOSAL

Make = Callable[..., Scenario]
SEED = UUID(int=1)
DORMANT = Known("objectif", 1, "Réactiver 15 % des comptes dormants en six mois")
OTHER_FIELDS: dict[str, dict[str, Any]] = {
    "objectif": {"priorite": 1, "description": ""},
    "cible": {"segment": "", "persona": "", "maturite": "awareness", "description": ""},
    "ressource": {"url": "", "note": "", "usage": ""},
}


def fields_of(known: Known) -> dict[str, Any]:
    if known.kind == "ressource":
        return {"titre": known.name, "type": known.type or "autre"}
    return {"label": known.name, **({"priorite": known.priorite} if known.priorite else {})}


def entity_of(known: Known) -> dict[str, Any]:
    return {"id": known.id, "insight": "", "version": 1, **OTHER_FIELDS[known.kind], **fields_of(known)}


def request_of(case: Case, locale: Locale, make: Callable[..., Scenario]) -> Request:
    """The request that a sentence of the evaluation set would be, said on the page."""
    situation = case.situation
    opened = None
    if situation.scenario:
        held = {f"{kind}s": [entity_of(each) for each in situation.held(kind)] for kind in KINDS}
        blank = make(nom=situation.scenario.nom, thematique=situation.scenario.thematique)
        opened = Scenario.model_validate({**blank.model_dump(), "id": situation.scenario.id, **held})
    shown = tuple(
        ShownProposal(
            PROPOSAL.validate_python({"kind": each.kind, **fields_of(each)}),
            Action(
                id=f"x:{number}",
                label="Ajouter",
                intent=f"{each.kind}.add",
                payload=fields_of(each),
                once=True,
                command_id=UUID(int=number),
            ),
        )
        for number, each in enumerate(situation.proposals, 1)
    )
    return Request(
        task="answer", locale=locale, text=case.text, scenario=opened, scenarios=situation.scenarios, shown=shown
    )


@pytest.fixture
def said(scenario: Make) -> Callable[[str], Request]:
    """A free text typed in a scenario that holds a target, the id of which is 1."""
    return lambda text: Request(
        task="answer", locale="fr", text=text, scenario=scenario(cibles=(("Notaires", "awareness"),))
    )


class TestEverySentence:
    @pytest.mark.parametrize("locale", ["fr", "en"])
    @pytest.mark.parametrize("part", PARTS)
    def test_is_answered_with_buttons_that_can_be_made(
        self, part: Part, locale: Locale, scenario: Callable[..., Scenario]
    ) -> None:
        for case in cases(locale, part):
            request = request_of(case, locale, scenario)
            document = converse(request)
            reply = cast("Reply", read(request, json.dumps(document)))
            made = buttons(reply, domain.proposals_of(reply, request), request, SEED)
            assert len(reply.actions) == len(document["actions"]), case.id
            assert made or not reply.actions, case.id


class TestACorrection:
    def test_is_about_the_entity_it_names_wherever_it_stands(self, scenario: Callable[..., Scenario]) -> None:
        opened = scenario(objectifs=("Gagner 10 clients", "Fidéliser"))
        request = Request(
            task="answer", locale="fr", text="renomme le deuxième objectif en Gagner 20 clients", scenario=opened
        )
        (action,) = converse(request)["actions"]
        assert action["intent"] == "objectif.update"
        assert (action["payload"]["id"], action["payload"]["label"]) == (2, "Gagner 20 clients")

    def test_that_changes_nothing_says_so_and_offers_none(self, scenario: Callable[..., Scenario]) -> None:
        opened = scenario(objectifs=("Gagner 10 clients", "Fidéliser"))
        request = Request(task="answer", locale="fr", text="mets la priorité du deuxième objectif à 2", scenario=opened)
        answer = converse(request)
        assert (answer["message_markdown"], answer["actions"]) == (
            "«\u00a0Fidéliser\u00a0» est déjà tel que demandé.",
            [],
        )

    def test_without_a_value_opens_the_form(self, said: Callable[[str], Request]) -> None:
        (action,) = converse(said("enlève la maturité de la cible notaires"))["actions"]
        assert action == {"intent": "ui.compose", "payload": {"intent": "cible.update", "prefill": {"id": 1}}}

    def test_that_empties_a_field_opens_the_form_with_that_field_empty(self, said: Callable[[str], Request]) -> None:
        request = said("enlève le segment de la cible notaires")
        reply = read(request, json.dumps(converse(request)))
        assert isinstance(reply, Reply)
        (action,) = reply.actions
        assert (action.intent, action.payload.model_dump()["prefill"]) == ("ui.compose", {"id": 1, "segment": ""})


class TestADoubtAboutWhatIsToGo:
    def test_offers_no_button_for_what_is_spared(self, scenario: Callable[..., Scenario]) -> None:
        opened = scenario(
            objectifs=("Gagner 10 clients",), cibles=(("Notaires", "awareness"), ("Avocats", "awareness"))
        )
        text = "supprime tout sauf les notaires"
        actions = converse(Request(task="answer", locale="fr", text=text, scenario=opened))["actions"]
        assert [(each["intent"], each["payload"]["id"]) for each in actions] == [
            ("objectif.remove", 1),
            ("cible.remove", 2),
        ]


class TestACorrectionOfWhichNothingIsSaid:
    @pytest.mark.parametrize(
        "text",
        [
            "Je voudrais modifier quelque chose dans le scénario",
            "j’ai un truc à changer",
            "il y a une erreur à corriger",
            "petite correction à apporter",
            "peux-tu modifier le scénario ?",
        ],
    )
    def test_is_answered_with_some_of_each_kind_and_the_page_of_all(self, scenario: Make, text: str) -> None:
        opened = scenario(
            objectifs=("Gagner 10 clients", "Fidéliser", "Recruter"),
            cibles=(("Notaires", "awareness"), ("Avocats", "awareness")),
            ressources=(("Webinaire NIS2", "webinar"), ("Guide", "autre")),
        )
        actions = converse(Request(task="answer", locale="fr", text=text, scenario=opened))["actions"]
        intents = [action["payload"]["intent"] for action in actions]
        assert set(intents) == {f"{kind}.update" for kind in (*KINDS, "scenario")} | {"scenario.open"}
        assert intents[-1] == "scenario.open"

    @pytest.mark.parametrize("text", ["update the plan", "give me an update on the scenario"])
    def test_is_not_taken_for_what_is_to_be_brought_up_to_date(self, scenario: Make, text: str) -> None:
        reply = converse(Request(task="answer", locale="en", text=text, scenario=scenario(objectifs=("Win 10",))))
        assert "objectif.update" not in json.dumps(reply)


class TestRefusingAllTheProposals:
    def test_is_answered_with_a_button_for_others(self, scenario: Callable[..., Scenario]) -> None:
        case = next(case for case in cases("fr") if case.text == "aucune ne me convient")
        request = request_of(case, "fr", scenario)
        reply = cast("Reply", read(request, json.dumps(converse(request))))
        (action,) = buttons(reply, [], request, SEED) or []
        assert (action.intent, action.label) == ("cible.suggest", "D’autres propositions")


class TestTakingAProposalWithSomethingChanged:
    @pytest.fixture
    def answered(self, scenario: Make) -> Callable[[str], dict[str, Any]]:
        case = next(case for case in cases("fr") if case.situation.proposals[:1] == (DORMANT,))
        return lambda text: converse(request_of(replace(case, text=text), "fr", scenario))

    def test_says_what_the_button_will_do(self, answered: Callable[[str], dict[str, Any]]) -> None:
        answer = answered("la 1 mais 10 % au lieu de 15, en priorité 2")
        label = "Réactiver 10 % des comptes dormants en six mois"
        assert answer["message_markdown"].endswith(f"- {label} (priorité → 2)")
        assert answer["actions"] == [
            {"intent": "proposal.accept", "payload": {"numbers": [1], "label": label, "priorite": 2}}
        ]

    def test_that_cannot_be_put_in_owns_to_it_and_offers_the_form(
        self, answered: Callable[[str], dict[str, Any]]
    ) -> None:
        answer = answered("la 1 mais seulement pour les grands comptes")
        assert "Je n’ai pas su" in answer["message_markdown"]
        assert "seulement pour les grands comptes" in answer["message_markdown"]
        filling, taking = answer["actions"]
        assert filling["payload"]["intent"] == "objectif.add"
        assert filling["payload"]["prefill"]["label"] == DORMANT.name
        assert taking == {"intent": "proposal.accept", "payload": {"numbers": [1]}}


class TestSeveralRequestsInOneSentence:
    def test_have_a_button_each(self, said: Callable[[str], Request]) -> None:
        document = converse(said("ajoute DAF et DRH comme cibles, un objectif de 30 leads"))
        assert [(action["intent"], action["payload"].get("label")) for action in document["actions"]] == [
            ("cible.add", "DAF"),
            ("cible.add", "DRH"),
            ("objectif.add", "30 leads"),
        ]
        assert all(name in document["message_markdown"] for name in ("DAF", "DRH", "30 leads"))

    def test_tell_what_is_held_already(self, said: Callable[[str], Request]) -> None:
        document = converse(said("ajoute les cibles notaires et avocats"))
        assert [action["payload"]["label"] for action in document["actions"]] == ["Avocats"]
        assert "fait déjà partie" in document["message_markdown"]

    def test_are_cut_at_what_a_reply_may_hold(self, said: Callable[[str], Request]) -> None:
        document = converse(said("cibles : DAF, DRH, DSI, RSSI, CTO, CIO, CMO, DPO"))
        assert len(document["actions"]) == MAX_ACTIONS
        assert "redites-moi le reste" in document["message_markdown"]
        assert "CMO" not in document["message_markdown"]

    @pytest.mark.parametrize(
        "other", ["génère le plan", "propose des objectifs pour générer des leads", "exporte en csv"]
    )
    def test_remove_nothing_that_another_verb_is_about(self, scenario: Make, other: str) -> None:
        opened = scenario(objectifs=("Générer des leads",), ressources=(("Webinaire NIS2", "webinar"),))
        request = Request(task="answer", locale="fr", text=f"supprime le webinaire et {other}", scenario=opened)
        assert "objectif.remove" not in [action["intent"] for action in converse(request)["actions"]]

    def test_may_add_and_remove(self, said: Callable[[str], Request]) -> None:
        document = converse(said("ajoute la cible avocats et supprime la cible notaires"))
        assert [action["intent"] for action in document["actions"]] == ["cible.add", "cible.remove"]
        assert document["actions"][1]["payload"] == {"id": 1}

    @pytest.mark.parametrize(
        ("text", "intents"),
        [
            ("ajoute une cible DSI et propose-moi des objectifs", ["cible.add", "objectif.suggest"]),
            ("crée la cible RSSI puis génère le plan", ["cible.add", "plan.generate"]),
            ("ajoute les DAF et lance une recherche sur la fraude", ["cible.add", "search.run"]),
            ("propose-moi des cibles et des objectifs", ["cible.suggest", "objectif.suggest"]),
            (
                "ajoute une cible DSI, un webinaire DORA et exporte en csv",
                ["cible.add", "ressource.add", "scenario.export"],
            ),
        ],
    )
    def test_have_a_button_for_what_is_to_be_thought_up_or_found(
        self, said: Callable[[str], Request], text: str, intents: list[str]
    ) -> None:
        assert [action["intent"] for action in converse(said(text))["actions"]] == intents

    def test_tell_the_state_below_the_buttons(self, said: Callable[[str], Request]) -> None:
        document = converse(said("supprime la cible notaires et montre-moi le reste"))
        assert [action["intent"] for action in document["actions"]] == ["cible.remove"]
        assert "1 cible" in document["message_markdown"]

    def test_wait_for_the_scenario_they_are_about(self, said: Callable[[str], Request]) -> None:
        document = converse(said("crée un scénario Cloud souverain sur le cloud et propose-moi des cibles"))
        assert [action["intent"] for action in document["actions"]] == ["scenario.create"]
        assert "Redites-moi la suite" in document["message_markdown"]

    def test_give_the_plan_what_is_said_of_it_alone(self, said: Callable[[str], Request]) -> None:
        document = converse(said("ajoute la cible DAF en découverte et fais un plan sans LinkedIn"))
        assert document["actions"][1] == {
            "intent": "plan.generate",
            "payload": {"consigne": "fais un plan sans LinkedIn"},
        }


class TestAPlanAskedFor:
    @pytest.mark.parametrize(
        "wish",
        ["génère un plan sans LinkedIn", "fais un plan sur 6 semaines uniquement par e-mail", "un plan pour les DSI"],
    )
    def test_takes_what_is_said_of_it_along(self, said: Callable[[str], Request], wish: str) -> None:
        (action,) = converse(said(wish))["actions"]
        assert action == {"intent": "plan.generate", "payload": {"consigne": wish}}

    @pytest.mark.parametrize(
        "bare", ["fais le plan", "génère le plan de diffusion stp", "génère le plan pour ce scénario"]
    )
    def test_takes_nothing_along_when_nothing_is_said_of_it(self, said: Callable[[str], Request], bare: str) -> None:
        (action,) = converse(said(bare))["actions"]
        assert action == {"intent": "plan.generate", "payload": {}}


class TestWhatAScenarioHolds:
    def test_is_named_in_full_while_it_fits(self, scenario: Make) -> None:
        ten = tuple(f"Objectif {number}" for number in range(1, 11))
        document = converse(Request("answer", "fr", text="montre tous mes objectifs", scenario=scenario(objectifs=ten)))
        assert all(name in document["message_markdown"] for name in ten)
        assert document["actions"] == []

    def test_is_counted_beyond_and_its_page_offered_before_the_next_step(self, scenario: Make) -> None:
        twelve = tuple(f"Objectif {number}" for number in range(1, 13))
        opened = scenario(objectifs=twelve)
        document = converse(Request("answer", "fr", text="montre tous mes objectifs", scenario=opened))
        assert "Objectif 10 et 2 de plus" in document["message_markdown"]
        assert document["actions"] == [
            {"intent": "ui.compose", "payload": {"intent": "scenario.open", "prefill": {}}},
            {"intent": "cible.suggest", "payload": {}},
        ]


class TestScenariosOfOneName:
    scenarios = (
        ScenarioName(1, "Salon 2027", "Cloud"),
        ScenarioName(2, "salon 2027", "RH"),
        ScenarioName(3, "Offre SOC", "RH"),
    )

    @pytest.mark.parametrize("text", ["ouvre salon 2027", "ouvre le scénario Salon 2027"])
    def test_are_asked_about(self, text: str) -> None:
        document = converse(Request("answer", "fr", text=text, scenarios=self.scenarios))
        assert "lequel faut-il ouvrir" in document["message_markdown"]
        assert document["actions"] == [{"intent": "scenario.open", "payload": {"scenario_id": 1}}]

    def test_are_found_from_within_one_of_them(self, scenario: Make) -> None:
        opened = scenario(nom="Salon 2027").model_copy(update={"id": 1})
        document = converse(Request("answer", "fr", text="ouvre salon 2027", scenario=opened, scenarios=self.scenarios))
        assert document["actions"] == [{"intent": "scenario.open", "payload": {"scenario_id": 2}}]

    def test_leave_the_others_alone(self) -> None:
        document = converse(Request("answer", "fr", text="ouvre l’offre SOC", scenarios=self.scenarios))
        assert document["message_markdown"] == "Je peux ouvrir « Offre SOC »."


class TestPaper:
    @pytest.mark.parametrize("text", ["exporte en pdf", "exporte le plan au format PDF", "imprime le plan"])
    def test_is_made_from_the_page_of_the_scenario(self, said: Callable[[str], Request], text: str) -> None:
        document = converse(said(text))
        assert "l’enregistrer en PDF" in document["message_markdown"]
        assert [action["payload"] for action in document["actions"]] == [
            {"intent": "scenario.open", "prefill": {}},
            {"format": "csv"},
            {"format": "json"},
        ]

    def test_is_not_spoken_of_unasked(self, said: Callable[[str], Request]) -> None:
        document = converse(said("exporte en csv"))
        assert "PDF" not in document["message_markdown"]
        assert [action["payload"] for action in document["actions"]] == [{"format": "csv"}]


class TestWhatIsNotThere:
    def test_is_said_beside_what_there_is(self, said: Callable[[str], Request]) -> None:
        document = converse(said("supprime la troisième cible"))
        assert document["message_markdown"].startswith("Il n’y a pas de cible n°\u00a03 dans ce scénario.")
        assert [action["intent"] for action in document["actions"]] == ["cible.remove"]

    def test_is_offered_to_be_added_when_there_is_none(self, said: Callable[[str], Request]) -> None:
        document = converse(said("supprime le premier objectif"))
        assert document["message_markdown"] == "Ce scénario n’a encore aucun objectif."
        assert [action["intent"] for action in document["actions"]] == ["objectif.suggest", "ui.compose"]


class TestALineOfThePlan:
    def test_leads_to_a_plan_first_when_there_is_none(self, said: Callable[[str], Request]) -> None:
        document = converse(said("change la fréquence de la newsletter dans le plan"))
        assert document["message_markdown"] == "Ce scénario n’a pas encore de plan."
        assert [action["intent"] for action in document["actions"]] == ["plan.generate"]

    def test_leads_to_the_page_where_it_is_edited(self, scenario: Callable[..., Scenario]) -> None:
        item = {"format": "Post", "message": "m", "canal": "LinkedIn", "frequence": "1 fois", "kpi": "10", "version": 1}
        items = [{"id": number, **item, "message": f"m{number}"} for number in range(1, 7)]
        plan = {"id": 1, "resume": "r", "generated_at": "2026-11-02T00:00:00Z", "items": items}
        request = Request(
            task="answer", locale="fr", text="le KPI de la ligne 2 doit être 70 %", scenario=scenario(plan=plan)
        )
        document = converse(request)
        assert document["message_markdown"].startswith("Chaque ligne du plan se modifie sur la page du scénario")
        assert document["actions"] == [
            {"intent": "ui.compose", "payload": {"intent": "scenario.open", "prefill": {}}},
        ]


class TestWhatIsNoName:
    @pytest.mark.parametrize("text", ["oui", "non", "le premier", "quel canal ?", "on verra quoi ?"])
    def test_is_not_offered_as_a_target_nor_looked_for(self, said: Callable[[str], Request], text: str) -> None:
        actions = converse(said(text))["actions"]
        assert not {"cible.add", "search.run"} & {action["intent"] for action in actions}

    def test_is_left_out_of_a_question_that_names_one_more(self, said: Callable[[str], Request]) -> None:
        actions = converse(said("et les acheteurs ?"))["actions"]
        assert [action["payload"] for action in actions if action["intent"] == "cible.add"] == [{"label": "Acheteurs"}]


class TestTheFirstSentence:
    @pytest.mark.parametrize(
        ("text", "locale", "thematique"),
        [
            ("Je prépare le lancement de notre offre de cybersécurité pour les PME", "fr", "Cybersécurité"),
            ("on lance une offre d'audit énergétique pour les collectivités", "fr", "Audit énergétique"),
            ("Je veux générer plus de leads pour mon logiciel RH", "fr", "Ressources humaines"),
            ("salut ! on fait un truc sur la RSE ?", "fr", "RSE"),
            ("we're launching an energy audit offer for local authorities", "en", "Energy audit"),
            ("I want more leads for my HR software", "en", "HR"),
        ],
    )
    def test_leads_to_a_scenario_about_its_theme(self, text: str, locale: Locale, thematique: str) -> None:
        known = (
            ScenarioName(6, "Lancement offre solaire", "Énergie et RSE"),
            ScenarioName(5, "Factures PME", "Finance"),
        )
        request = Request(task="answer", locale=locale, text=text, scenarios=known)
        first = converse(request)["actions"][0]
        assert (first["intent"], first["payload"]["intent"]) == ("ui.compose", "scenario.create")
        assert first["payload"]["prefill"]["thematique"] == thematique

    @pytest.mark.parametrize(
        ("text", "locale", "thematique"),
        [
            (
                "je lance une campagne pour Factuzen, notre logiciel de gestion des notes de frais, auprès des PME",
                "fr",
                "Gestion des notes de frais",
            ),
            ("crée une campagne pour notre logiciel de paie Paylo auprès des cabinets comptables", "fr", "Paie"),
            ("campagne d'emailing pour nos clients inactifs", "fr", None),
            ("on lance un nouveau produit en mars", "fr", None),
            ("nous fabriquons des emballages carton", "fr", None),
            ("tu peux m'aider à vendre des formations en sécurité au travail ?", "fr", None),
            ("on est une coopérative laitière et on veut vendre nos poudres, tu peux m'aider ?", "fr", None),
            ("on veut équiper les écoles", "fr", None),
            ("I need a campaign for September", "en", None),
            ("Hi, we make cardboard packaging", "en", None),
        ],
    )
    def test_is_kept_whole_beside_the_theme_that_it_tells(
        self, text: str, locale: Locale, thematique: str | None
    ) -> None:
        known = (ScenarioName(1, "Facturation électronique : équiper les PME", "Finance"),)
        first = converse(Request(task="answer", locale=locale, text=text, scenarios=known))["actions"][0]
        expected = {"description": text} | ({"thematique": thematique} if thematique else {})
        assert (first["intent"], first["payload"]["prefill"]) == ("ui.compose", expected)

    def test_that_tells_parts_alone_begins_a_scenario_with_them(self) -> None:
        text = "Nous vendons des serrures aux syndics de copropriété, on veut 40 rendez-vous d'ici juin, on a une vidéo"
        document = converse(Request(task="answer", locale="fr", text=text))
        assert document["actions"][0]["payload"] == {"intent": "scenario.create", "prefill": {"description": text}}
        assert [part["kind"] for part in document["entities_to_create"]] == ["cible", "objectif", "ressource"]

    @pytest.mark.parametrize(
        ("text", "locale", "thematique"),
        [
            (
                "On veut 30 leads, on a un webinaire sur la RE2020 et un cas client Bouygues",
                "fr",
                "Bâtiment et travaux publics",
            ),
            (
                "We want 30 leads, we have a webinar about solar panels and a case study",
                "en",
                "Energy and sustainability",
            ),
        ],
    )
    def test_takes_no_theme_from_what_one_content_is_about(self, text: str, locale: Locale, thematique: str) -> None:
        first = converse(Request(task="answer", locale=locale, text=text))["actions"][0]
        assert first["payload"]["prefill"]["thematique"] == thematique

    def test_of_nothing_in_particular_is_greeted(self) -> None:
        request = Request(task="answer", locale="fr", text="bonjour")
        assert converse(request)["actions"] == []


class TestABriefBeforeThereIsAScenario:
    brief = "Nous lançons une offre de cybersécurité pour les ETI.\nObjectif : 40 leads\nCible : DSI d’ETI"

    def test_is_kept_for_the_description_and_that_is_said(self) -> None:
        document = converse(Request(task="answer", locale="fr", text=self.brief))
        (form,) = document["actions"]
        assert form["payload"]["prefill"]["description"] == self.brief.replace("\n", " ")
        assert "Je reprends dans sa description" in document["message_markdown"]

    def test_fills_in_the_scenario_that_is_given_its_name_next(self) -> None:
        told = (Exchange("user", self.brief), Exchange("assistant", "Comment s’appelle-t-il ?"))
        (action,) = converse(Request(task="answer", locale="fr", text="appelle-le Lancement Q1", history=told))[
            "actions"
        ]
        assert action["intent"] == "scenario.create"
        assert action["payload"] == {
            "nom": "Lancement Q1",
            "thematique": "Cybersécurité",
            "description": self.brief.replace("\n", " "),
        }

    def test_has_its_parts_proposed_for_the_scenario_to_come(self) -> None:
        document = converse(Request(task="answer", locale="fr", text=self.brief))
        assert [(part["kind"], part["label"]) for part in document["entities_to_create"]] == [
            ("cible", "ETI"),
            ("objectif", "40 leads"),
            ("cible", "DSI d’ETI"),
        ]

    @pytest.mark.parametrize(
        ("text", "waits"),
        [
            ("Crée un scénario Cyber T2 sur la cybersécurité, ajoute la cible DSI et le webinaire Zero trust", False),
            ("Crée un scénario Cyber T2 sur la cybersécurité, ajoute la cible DSI et génère le plan", True),
        ],
    )
    def test_has_its_parts_proposed_when_it_orders_the_scenario_and_need_not_be_said_again(
        self, text: str, *, waits: bool
    ) -> None:
        document = converse(Request(task="answer", locale="fr", text=text))
        assert [action["intent"] for action in document["actions"]] == ["scenario.create"]
        assert [part["kind"] for part in document["entities_to_create"]][:1] == ["cible"]
        assert ("Redites-moi la suite" in document["message_markdown"]) == waits

    def test_is_left_to_the_open_scenario(self, scenario: Callable[..., Scenario]) -> None:
        request = Request(task="answer", locale="fr", text=f"{self.brief} Crée un scénario.", scenario=scenario())
        assert converse(request)["entities_to_create"] == []

    def test_has_its_parts_proposed_when_the_scenario_is_given_its_name_next(self) -> None:
        told = (Exchange("user", self.brief), Exchange("assistant", "Comment s’appelle-t-il ?"))
        named = converse(Request(task="answer", locale="fr", text="appelle-le Lancement Q1", history=told))
        assert [part["label"] for part in named["entities_to_create"]] == ["ETI", "40 leads", "DSI d’ETI"]


class TestAFact:
    def test_is_offered_to_be_added_to_the_description(self, scenario: Callable[..., Scenario]) -> None:
        opened = scenario(description="Offre phare.")
        request = Request(task="answer", locale="fr", text="on sponsorise le SITL en mars", scenario=opened)
        (action,) = converse(request)["actions"]
        assert action == {
            "intent": "scenario.update",
            "payload": {"description": "Offre phare.\nOn sponsorise le SITL en mars"},
        }


class TestAState:
    def test_is_noted_beside_what_is_there_already(self, said: Callable[[str], Request]) -> None:
        document = converse(said("les notaires sont très occupés en ce moment"))
        assert document["message_markdown"].startswith("«\u00a0Notaires\u00a0» est déjà dans ce scénario.")
        noted, blank = document["actions"]
        note = {"id": 1, "description": "Les notaires sont très occupés en ce moment"}
        assert (noted["intent"], noted["payload"]) == ("cible.update", note)
        assert blank["payload"]["intent"] == "cible.update"


class TestARank:
    def test_is_given_to_the_objectives_that_are_exchanged(self, scenario: Make) -> None:
        opened = scenario(objectifs=("Générer des leads", "Gagner en trafic"))
        actions = converse(Request(task="answer", locale="fr", text="inverse les objectifs 1 et 2", scenario=opened))
        assert [action["payload"]["priorite"] for action in actions["actions"]] == [2, 1]

    def test_is_told_to_be_none_of_a_target_which_may_be_added(self, said: Callable[[str], Request]) -> None:
        document = converse(said("mets les DAF en premier"))
        assert document["message_markdown"].startswith("Seuls les objectifs se classent")
        assert document["actions"] == [{"intent": "cible.add", "payload": {"label": "DAF"}}]


class TestAFragment:
    @pytest.mark.parametrize("said", ["en fait 90", "remets 60", "seulement les DAF", "Actually 90"])
    def test_is_offered_as_no_target(self, said: str) -> None:
        offers = ways(Request(task="answer", locale="fr", text=said), "cible.add")
        assert [offer["intent"] for offer in offers] == ["ui.compose"]
