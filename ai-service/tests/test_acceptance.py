import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ai_service.acceptance import read
from ai_service.errors import InvalidReply
from ai_service.providers.base import Request, ScenarioName, Task
from ai_service.replies import Reply
from assistant.contracts.ai import PlanDraft
from assistant.contracts.base import Locale
from assistant.contracts.entities import Scenario
from assistant.contracts.proposals import title_of

Make = Callable[..., Scenario]


def cible(label: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "cible", "label": label, "pourquoi": "Votre objectif de notoriété.", **fields}


def document(*proposals: dict[str, Any], **parts: Any) -> str:
    return json.dumps(
        {"message_markdown": "Voici.", "actions": [], "entities_to_create": list(proposals), "errors": [], **parts}
    )


THREE = (cible("DSI d’ETI"), cible("RSSI de cliniques"), cible("Dirigeants de PME"))


def proposed(request: Request, text: str) -> list[str]:
    reply = read(request, text)
    assert isinstance(reply, Reply)
    return [title_of(proposal) for proposal in reply.entities_to_create]


Offered = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def talk(scenario: Make) -> Request:
    """What is said about a scenario that holds one of each kind, with the id 1."""
    held = scenario(
        objectifs=("Générer 40 leads",), cibles=(("DSI d’ETI", "awareness"),), ressources=(("Livre blanc", "article"),)
    )
    return Request(task="answer", locale="fr", scenario=held)


@pytest.fixture
def offered(talk: Request) -> Offered:
    """The payloads, as far as they were set, of the actions kept of a reply that offers one."""

    def read_one(intent: str, payload: object) -> list[dict[str, Any]]:
        reply = read(talk.repairing("{}", ()), document(actions=[{"intent": intent, "payload": payload}]))
        assert isinstance(reply, Reply)
        return [action.payload.model_dump(exclude_unset=True) for action in reply.actions]

    return read_one


class TestAReply:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("", ""),
            ("```json\n", "\n```"),
            ("Bien sûr ! Voici :\n", "\nBonne journée."),
            ("Bien sûr {c’est prêt} : ", " {fin}"),
            ('<think>Le format est {"kind": "cible"}, ou {}.</think>\n', ""),
            ('<think>{"message_markdown"</think>', ""),
            ("{" * 10_000 + '{"a":' * 5000, ""),
        ],
    )
    def test_is_found_wherever_the_model_puts_it(self, suggestion: Request, before: str, after: str) -> None:
        assert len(proposed(suggestion, f"{before}{document(*THREE)}{after}")) == 3

    @pytest.mark.parametrize("tag", ["<think>", "<Thinking>", "[THINK]", "<thought>", "<thoughts>", "<reasoning>"])
    def test_is_never_a_draft_among_thoughts(self, suggestion: Request, tag: str) -> None:
        draft = document(*(cible(f"{name} bis") for name in ("DSI", "RSSI", "DAF")))
        end = f"{tag[0]}/{tag[1:]}"
        assert proposed(suggestion, f"\n{tag}{draft}{end}\n{document(*THREE)}")[0] == "DSI d’ETI"
        assert proposed(suggestion, f"Bien. {draft}{end}\n{document(*THREE)}")[0] == "DSI d’ETI"
        with pytest.raises(InvalidReply, match="no JSON object"):
            read(suggestion, f"{tag}{draft}")

    @pytest.mark.parametrize(
        "thoughts",
        [
            "Bien. DRAFT\n</think>\n",
            "<think>DRAFT</think>Encore. DRAFT</think>```json\n",
            "<|channel|>analysis<|message|>DRAFT<|end|><|start|>assistant<|channel|>final<|message|>",
            "<|channel|>analysis<|message|>DRAFT<|end|><|channel|>final <|constrain|>json<|message|>",
        ],
    )
    def test_begins_where_thoughts_end_whose_beginning_may_be_unmarked(
        self, suggestion: Request, thoughts: str
    ) -> None:
        draft = document(*(cible(f"{name} bis") for name in ("DSI", "RSSI", "DAF")))
        said = document(*THREE, message_markdown="La balise </think> est {vide}.")
        assert proposed(suggestion, thoughts.replace("DRAFT", draft) + said)[0] == "DSI d’ETI"

    @pytest.mark.parametrize(
        "text", ["", "non", "[1, 2]", '{"message_markdown": ', '"{"', '{"message_markdown": 3}', "{}"]
    )
    def test_that_is_none_is_refused_with_a_reason(self, suggestion: Request, text: str) -> None:
        with pytest.raises(InvalidReply) as refused:
            read(suggestion, text)
        assert refused.value.errors

    @pytest.mark.parametrize(
        "odd", ["[" * 200_000 + "]" * 200_000, "9" * 5000], ids=["endless depth", "endless number"]
    )
    @pytest.mark.parametrize("where", ['{"message_markdown": "Voici.", "odd": ODD}', '{"odd": ODD'])
    def test_that_no_program_can_hold_is_refused_with_a_reason(self, suggestion: Request, where: str, odd: str) -> None:
        with pytest.raises(InvalidReply, match=r"too long|too deep"):
            read(suggestion, where.replace("ODD", odd))

    def test_loses_the_halves_of_characters_that_nothing_can_store(self) -> None:
        form = {
            "intent": "ui.compose",
            "payload": {"intent": "cible.add", "prefill": {"label": "DSI\ud800", "odd": [1]}},
        }
        reply = read(
            Request(task="answer", locale="fr"),
            document(cible("DAF \udfff", segment="\ud800ETI"), message_markdown="Voici \ud83d.", actions=[form]),
        )
        assert isinstance(reply, Reply)
        assert reply.message_markdown == "Voici ."
        assert reply.entities_to_create[0].model_dump(include={"label", "segment"}) == {
            "label": "DAF",
            "segment": "ETI",
        }
        assert reply.actions[0].payload.model_dump()["prefill"] == {"label": "DSI"}

    def test_is_refused_with_all_that_is_wrong_at_once(self, suggestion: Request) -> None:
        with pytest.raises(InvalidReply) as refused:
            read(suggestion, document(cible("DSI d’ETI"), cible(""), message_markdown=""))
        told = "; ".join(refused.value.errors)
        for wrong in ("message_markdown: a text", "3 new proposals are required, 1 can be used", "1.label: String"):
            assert wrong in told

    def test_is_cut_to_the_lengths_of_the_contracts(self, suggestion: Request) -> None:
        long = [cible(f"{name} " * 100, segment="s" * 500) for name in ("DSI", "RSSI", "DAF")]
        reply = read(suggestion, document(*long, message_markdown="mot " * 5000))
        assert isinstance(reply, Reply)
        assert len(reply.message_markdown) <= 4000
        assert all(len(title_of(proposal)) <= 120 for proposal in reply.entities_to_create)

    def test_goes_without_the_nulls_and_the_fields_nobody_knows(self, suggestion: Request) -> None:
        odd = [cible(name, persona=None, maturite=None, id=3, injected="x") for name in ("DSI", "RSSI", "DAF")]
        assert proposed(suggestion, document(*odd)) == ["DSI", "RSSI", "DAF"]


class TestProposals:
    def test_of_which_there_are_too_many_are_cut_to_three(self, suggestion: Request) -> None:
        assert len(proposed(suggestion, document(*THREE, cible("Notaires"), cible("Maires")))) == 3

    def test_of_which_there_are_too_few_are_refused(self, suggestion: Request) -> None:
        with pytest.raises(InvalidReply, match="3 new proposals are required, 2 can be used"):
            read(suggestion, document(*THREE[:2]))

    def test_of_which_there_are_too_few_after_the_repair_are_kept_and_counted(self, suggestion: Request) -> None:
        mended = suggestion.repairing("{}", ("entities_to_create: 3 new proposals are required",))
        reply = read(mended, document(*THREE[:2], cible("")))
        assert isinstance(reply, Reply)
        assert [title_of(kept) for kept in reply.entities_to_create] == ["DSI d’ETI", "RSSI de cliniques"]
        assert [remark.partition(",")[0] for remark in reply.remarks] == ["Propositions affichées : 2 sur 3"]
        with pytest.raises(InvalidReply, match="0 can be used"):
            read(mended, document(cible("")))

    def test_go_without_the_details_that_are_wrong(self, suggestion: Request) -> None:
        odd = [{**given, "maturite": "curious", "persona": 3} for given in THREE]
        reply = read(suggestion, document(*odd))
        assert isinstance(reply, Reply)
        assert [proposal.model_dump()["maturite"] for proposal in reply.entities_to_create] == ["awareness"] * 3

    def test_that_do_not_say_why_are_refused(self, suggestion: Request) -> None:
        with pytest.raises(InvalidReply, match=r"2\.pourquoi: say what the proposal rests on"):
            read(suggestion, document(*THREE[:2], cible("Notaires", pourquoi="")))

    def test_of_a_conversation_that_do_not_say_why_are_refused(self, suggestion: Request) -> None:
        chat = replace(suggestion, task="answer", kind=None)
        with pytest.raises(InvalidReply, match=r"1\.pourquoi: say what the proposal rests on"):
            read(chat, document(THREE[0], cible("Notaires", pourquoi=" ")))
        assert proposed(chat, document(THREE[0])) == ["DSI d’ETI"]

    @pytest.mark.parametrize("task", ["suggest", "answer"])
    @pytest.mark.parametrize(
        ("locale", "why"),
        [
            ("fr", "Propre à votre thématique «\u00a0Cloud souverain\u00a0»."),
            ("en", "Specific to your theme “Cloud souverain”."),
        ],
    )
    def test_that_do_not_say_why_when_asked_to_are_kept_with_a_reason_of_ours(
        self, scenario: Make, task: Task, locale: Locale, why: str
    ) -> None:
        request = Request(task=task, locale=locale, scenario=scenario(thematique="Cloud souverain"))
        again = request.repairing("{}", ("entities_to_create.0.pourquoi: say what the proposal rests on",))
        reply = read(again, document(*({**given, "pourquoi": None} for given in THREE[:2]), THREE[2]))
        assert isinstance(reply, Reply)
        assert [proposal.pourquoi for proposal in reply.entities_to_create] == [
            why,
            why,
            "Votre objectif de notoriété.",
        ]

    def test_that_the_scenario_holds_do_not_count(self, scenario: Make) -> None:
        request = Request(
            task="suggest", kind="cible", locale="fr", scenario=scenario(cibles=(("dsi d'eti", "decision"),))
        )
        with pytest.raises(InvalidReply, match="exists already"):
            read(request, document(*THREE))

    def test_that_repeat_one_another_count_once(self, suggestion: Request) -> None:
        with pytest.raises(InvalidReply, match="2 can be used"):
            read(suggestion, document(*THREE[:2], cible("DSI D’ETI")))

    def test_of_another_kind_than_was_asked_for_are_refused(self, suggestion: Request) -> None:
        odd = document(*THREE[:2], {**cible("Signer dix essais"), "kind": "objectif"})
        with pytest.raises(InvalidReply, match=r"2\.kind: cible is asked for, not objectif"):
            read(suggestion, odd)

    @pytest.mark.parametrize("kind", ["target", "", None, 3, []])
    def test_of_a_kind_that_nobody_knows_take_the_kind_that_was_asked_for(self, suggestion: Request, kind: Any) -> None:
        odd = [{**each, "kind": kind} for each in THREE]
        reply = read(suggestion, document(*odd))
        assert isinstance(reply, Reply)
        assert {proposal.kind for proposal in reply.entities_to_create} == {"cible"}

    def test_with_a_value_out_of_the_list_are_left_out(self, suggestion: Request) -> None:
        odd = cible("Notaires", maturite="mûre")
        assert len(proposed(suggestion, document(odd, *THREE))) == 3

    @pytest.mark.parametrize("label", ["", "   ", "…", "!!!", 7, None])
    def test_without_a_name_are_left_out(self, suggestion: Request, label: Any) -> None:
        assert len(proposed(suggestion, document(cible(label), *THREE))) == 3


class TestProposalsOfAConversation:
    def test_may_be_of_several_kinds_each_keeping_its_own(self, talk: Request) -> None:
        objectif = {**cible("Signer dix essais"), "kind": "objectif"}
        ressource = {"kind": "ressource", "titre": "Guide NIS2", "pourquoi": "Votre thématique."}
        reply = read(talk, document(THREE[1], objectif, ressource, {**cible("Guide NIS2"), "kind": None}))
        assert isinstance(reply, Reply)
        assert [(each.kind, title_of(each)) for each in reply.entities_to_create] == [
            ("cible", "RSSI de cliniques"),
            ("objectif", "Signer dix essais"),
            ("ressource", "Guide NIS2"),
        ]

    def test_are_new_to_what_the_scenario_holds_of_their_kind(self, talk: Request) -> None:
        held = {**cible("générer 40 leads"), "kind": "objectif"}
        assert proposed(talk, document(THREE[1], held)) == ["RSSI de cliniques"]
        assert proposed(talk, document(THREE[1], cible("Générer 40 leads"))) == [
            "RSSI de cliniques",
            "Générer 40 leads",
        ]


class TestProposalsThatAreNotShown:
    @pytest.mark.parametrize(
        ("given", "remark"),
        [
            (("DSI d’ETI", "RSSI de cliniques", "rssi de cliniques"), ["Propositions affichées : 1 sur 3"]),
            (("Notaires", "Maires", "Avocats", "Huissiers"), ["Propositions affichées : 3 sur 4"]),
            (("Notaires", "Maires", "Avocats"), []),
        ],
    )
    def test_are_counted_beneath_the_text_that_speaks_of_them(
        self, talk: Request, given: tuple[str, ...], remark: list[str]
    ) -> None:
        reply = read(talk, document(*map(cible, given)))
        assert isinstance(reply, Reply)
        assert [said.partition(",")[0] for said in reply.remarks] == remark

    @pytest.mark.parametrize(
        ("actions", "remark"),
        [
            ([], "Une fois le scénario créé, je vous proposerai d’y ajouter"),
            (
                [{"intent": "scenario.create", "payload": {"nom": "Q1", "thematique": "T"}}],
                "Une fois le scénario créé, je vous proposerai",
            ),
            (
                [{"intent": "ui.compose", "payload": {"intent": "scenario.create"}}],
                "Une fois le scénario créé, je vous proposerai",
            ),
            ([{"intent": "scenario.open", "payload": {"scenario_id": 8}}], "Mes propositions attendent un scénario"),
        ],
    )
    def test_for_want_of_a_scenario_are_said_to_wait_for_one(
        self, talk: Request, actions: list[dict[str, Any]], remark: str
    ) -> None:
        alone = replace(talk, scenario=None, scenarios=(ScenarioName(8, "Salon", "Logistique"),))
        reply = read(alone, document(*THREE, actions=actions))
        assert isinstance(reply, Reply)
        (said,) = reply.remarks
        assert said.startswith(remark)

    def test_for_a_scenario_to_come_may_be_a_whole_brief(self, talk: Request) -> None:
        reply = read(replace(talk, scenario=None), document(*(cible(f"Métier {number}") for number in range(10, 25))))
        assert isinstance(reply, Reply)
        assert len(reply.entities_to_create) == 12
        assert "**Métier 21**" in reply.remarks[0]
        assert "Métier 22" not in reply.remarks[0]


class TestProposalsAskedForAgain:
    @pytest.fixture
    def again(self, suggestion: Request) -> Request:
        return replace(suggestion, proposed={"cible": ("dsi d’ETI", "Notaires"), "objectif": ("Dirigeants de PME",)})

    def test_are_to_be_others_than_those_of_before(self, again: Request) -> None:
        with pytest.raises(InvalidReply, match="“DSI d’ETI” exists already, or was proposed before"):
            read(again, document(*THREE))

    def test_may_come_again_when_the_repair_has_no_others(self, again: Request) -> None:
        reply = read(again.repairing("{}", ()), document(*THREE))
        assert isinstance(reply, Reply)
        assert len(reply.entities_to_create) == 3
        assert reply.remarks == ["Déjà proposées auparavant : 1 sur 3."]

    def test_are_not_said_to_come_again_when_they_are_new(self, again: Request) -> None:
        fresh = read(again.repairing("{}", ()), document(*map(cible, ("Maires", "Avocats", "Huissiers"))))
        assert isinstance(fresh, Reply)
        assert fresh.remarks == []

    def test_may_be_named_again_in_a_conversation(self, again: Request) -> None:
        assert len(proposed(replace(again, task="answer", kind=None), document(*THREE))) == 3


class TestAReplyOfWhichNothingCanBeOffered:
    bad = ({"kind": "cible", "nom": "DSI"}, {"kind": "zzz"})

    @pytest.mark.parametrize(
        ("parts", "told"),
        [
            ({"entities_to_create": bad}, ("entities_to_create: none", "0.label: Field required", "1.kind: one of")),
            ({"actions": [{"intent": "cible.add", "payload": {}}]}, ("actions: none", "label: Field required")),
            ({"actions": [{"intent": "cible.drop"}]}, ("actions: none", "cible.drop is not allowed")),
            (
                {"actions": [{"intent": "cible.remove", "payload": {"id": 9}}]},
                ("actions: none", "cible.remove: what it is about is not there"),
            ),
        ],
    )
    def test_is_told_so_and_when_it_goes_on_its_text_is_kept_with_our_word_on_its_buttons(
        self, talk: Request, parts: dict[str, Any], told: tuple[str, ...]
    ) -> None:
        with pytest.raises(InvalidReply) as refused:
            read(talk, document(**parts))
        assert all(part in str(refused.value) for part in told)
        reply = read(talk.repairing("{}", refused.value.errors), document(**parts))
        assert isinstance(reply, Reply)
        assert reply.message_markdown == "Voici."
        assert [remark.startswith("Des boutons annoncés") for remark in reply.remarks] == [True]

    def test_is_none_when_some_can(self, talk: Request) -> None:
        adding = {"intent": "cible.add", "payload": {"label": "Notaires"}}
        for parts in ({"actions": [{"intent": "x"}, adding]}, {"entities_to_create": [*self.bad, THREE[1]]}, {}):
            reply = read(talk, document(**parts))
            assert isinstance(reply, Reply)
            assert not any(remark.startswith("Des boutons annoncés") for remark in reply.remarks)


class TestAnAction:
    def test_goes_without_the_details_that_are_wrong(self, offered: Offered) -> None:
        fields = {"titre": "Guide NIS2", "type": "livre blanc", "note": "À relire", "url": "javascript:alert(1)"}
        assert offered("ressource.add", fields) == [{"titre": "Guide NIS2", "note": "À relire"}]
        assert offered("cible.update", {"id": 1, "maturite": "mûre", "segment": "ETI"}) == [{"id": 1, "segment": "ETI"}]

    def test_that_adds_what_is_there_is_not_offered_and_that_is_said(self, talk: Request) -> None:
        adding = [
            {"intent": "cible.add", "payload": {"label": label}} for label in ("dsi d'ETI", "DSI d'eti", "Notaires")
        ]
        reply = read(talk, document(actions=adding))
        assert isinstance(reply, Reply)
        assert [action.payload.model_dump()["label"] for action in reply.actions] == ["Notaires"]
        assert reply.remarks == ["«\u00a0DSI d’ETI\u00a0» figure déjà dans votre scénario."]

    @pytest.mark.parametrize(
        ("intent", "payload", "name"),
        [
            ("cible.update", {"id": 1, "label": "DSI d’ETI", "maturite": "awareness"}, "DSI d’ETI"),
            ("scenario.update", {"thematique": "Sécurité cloud"}, "Lancement Q1 cybersécurité"),
        ],
    )
    def test_that_changes_nothing_is_not_offered_and_that_is_said(
        self, talk: Request, intent: str, payload: dict[str, Any], name: str
    ) -> None:
        reply = read(talk, document(actions=[{"intent": intent, "payload": payload}]))
        assert isinstance(reply, Reply)
        assert (reply.actions, reply.remarks) == ([], [f"« {name} » est déjà tel que demandé."])

    def test_is_offered_once(self, talk: Request) -> None:
        twins = [{"intent": "cible.add", "payload": {"label": label}} for label in ("Notaires", "notaire", "Notaires")]
        twins += [{"intent": "objectif.remove", "payload": {"id": 1}}] * 2
        twins += [{"intent": "objectif.add", "payload": {"label": "Notaires"}}]
        reply = read(talk, document(actions=twins))
        assert isinstance(reply, Reply)
        assert [action.intent for action in reply.actions] == ["cible.add", "objectif.remove", "objectif.add"]


def letter(number: int) -> str:
    return chr(ord("a") + number)


def item(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "format": "Article",
        "message": f"Message {letter(number)}",
        "canal": f"Blog {letter(number)}",
        "frequence": "1/mois",
        "kpi": "100",
        **fields,
    }


def plan(*items: Any) -> str:
    return json.dumps({"resume": "Un plan.", "items": list(items)})


class TestACorrection:
    @pytest.mark.parametrize(
        ("intent", "payload", "kept"),
        [
            (
                "cible.update",
                {"id": 1, "label": "", "description": " ", "persona": "", "segment": "\u0007", "maturite": "decision"},
                {"id": 1, "maturite": "decision"},
            ),
            ("objectif.update", {"id": 1, "label": "Autre", "description": ""}, {"id": 1, "label": "Autre"}),
            ("ressource.update", {"id": 1, "type": "", "url": "", "titre": "Guide"}, {"id": 1, "titre": "Guide"}),
            ("scenario.update", {"nom": "Salon", "thematique": "", "description": ""}, {"nom": "Salon"}),
        ],
    )
    def test_leaves_alone_what_it_leaves_empty(
        self, offered: Offered, intent: str, payload: dict[str, Any], kept: dict[str, Any]
    ) -> None:
        assert offered(intent, payload) == [kept]

    @pytest.mark.parametrize(
        ("payload", "prefill"),
        [
            ({"id": 1, "description": ""}, {"id": 1, "description": ""}),
            ({"id": 1, "description": "", "label": None, "version": 3}, {"id": 1, "description": ""}),
            ({"id": 1, "label": "", "description": ""}, {"id": 1}),
            ({"id": 1, "label": ""}, {"id": 1}),
        ],
    )
    def test_that_only_empties_opens_its_form_in_which_the_one_field_meant_is_empty(
        self, offered: Offered, payload: dict[str, Any], prefill: dict[str, Any]
    ) -> None:
        assert offered("objectif.update", payload) == [{"intent": "objectif.update", "prefill": prefill}]

    @pytest.mark.parametrize(
        "payload",
        [
            {"id": 1},
            {"id": 1, "version": ""},
            {"id": 1, "label": None},
            {"description": ""},
            {"id": "x", "description": ""},
        ],
    )
    def test_that_does_nothing_or_to_nobody_knows_what_is_no_action(
        self, offered: Offered, payload: dict[str, Any]
    ) -> None:
        assert offered("objectif.update", payload) == []

    def test_of_the_scenario_that_only_empties_opens_its_form(self, offered: Offered) -> None:
        (form,) = offered("scenario.update", {"description": ""})
        assert form["intent"] == "scenario.update"


class TestAForm:
    def test_is_filled_in_with_the_fields_that_it_shows_cut_to_their_lengths(self, offered: Offered) -> None:
        prefill = {"titre": "mot " * 100, "type": "video", "note": "n", "odd": "x" * 20_000, "x" * 500: 1}
        (form,) = offered("ui.compose", {"intent": "ressource.add", "prefill": prefill})
        assert set(form["prefill"]) == {"titre", "type", "note"}
        assert len(form["prefill"]["titre"]) <= 150

    def test_is_not_filled_in_with_what_nobody_would_see(self, offered: Offered) -> None:
        prefill = {"label": "DSI", "insight": "i", "pourquoi": "p", "description": ""}
        (form,) = offered("ui.compose", {"intent": "cible.add", "prefill": prefill})
        assert form["prefill"] == {"label": "DSI"}
        (form,) = offered("ui.compose", {"intent": "cible.update", "prefill": {"id": 1, "version": 7}})
        assert form["prefill"] == {"id": 1}

    @pytest.mark.parametrize(
        "wrong",
        [
            {"maturite": "curieuse"},
            {"label": {"deep": ["x"]}},
            {"label": 7},
            {"maturite": 3, "label": None},
        ],
    )
    def test_is_not_filled_in_with_what_its_command_would_refuse(self, offered: Offered, wrong: dict[str, Any]) -> None:
        (form,) = offered("ui.compose", {"intent": "cible.add", "prefill": {"segment": "ETI", **wrong}})
        assert form["prefill"] == {"segment": "ETI"}

    def test_of_a_correction_is_about_the_one_named_beside_it(self, offered: Offered) -> None:
        (form,) = offered("ui.compose", {"intent": "objectif.update", "id": 1})
        assert form == {"intent": "objectif.update", "prefill": {"id": 1}}

    @pytest.mark.parametrize("unknown", [{}, {"id": None}, {"id": 9}, {"prefill": {"id": 10**30, "priorite": 500}}])
    def test_of_a_correction_of_nothing_that_is_there_is_not_opened(
        self, offered: Offered, unknown: dict[str, Any]
    ) -> None:
        assert offered("ui.compose", {"intent": "objectif.update", **unknown}) == []


class TestAPlan:
    request = Request(task="plan", locale="fr")

    def test_keeps_its_first_fourteen_lines(self) -> None:
        draft = read(self.request, plan(*(item(number) for number in range(26))))
        assert isinstance(draft, PlanDraft)
        assert [each.message for each in draft.items] == [f"Message {letter(number)}" for number in range(14)]

    def test_keeps_what_it_says_it_could_not_do(self) -> None:
        document = json.loads(plan(*(item(number) for number in range(6))))
        draft = read(self.request, json.dumps({**document, "errors": ["x" * 400, 7, " ", *"abcdefghi"]}))
        assert isinstance(draft, PlanDraft)
        assert draft.errors == ["x" * 199 + "…", *"abcdefg"]

    def test_loses_lines_that_repeat_or_miss_a_field(self) -> None:
        lines = [*(item(number) for number in range(7)), item(3), item(9, kpi=""), item(10, canal=None), "x"]
        draft = read(self.request, plan(*lines))
        assert isinstance(draft, PlanDraft)
        assert len(draft.items) == 7

    @pytest.mark.parametrize(
        "again",
        [
            item(20, message="Message a", kpi="Autre"),
            item(20, message="MESSAGE A", kpi="Autre"),
            item(20, message="Épisode 3 : la preuve en 40 jours", kpi="Autre"),
            item(1, message="Tout autre chose"),
            item(1, message="Tout autre chose", canal="blog B", format="ARTICLE"),
        ],
    )
    def test_loses_lines_that_only_seem_new(self, again: dict[str, Any]) -> None:
        lines = [*(item(number) for number in range(6)), item(7, message="Épisode 2 : la preuve en 30 jours")]
        draft = read(self.request, plan(*lines, again))
        assert isinstance(draft, PlanDraft)
        assert [each.model_dump() for each in draft.items] == lines

    def test_keeps_lines_alike_that_are_about_different_targets_or_resources(self, scenario: Make) -> None:
        titres = tuple((f"Webinaire NIS2 n° {number}", "webinar") for number in range(3))
        held = scenario(cibles=(("DSI d’ETI", "decision"), ("RSSI de cliniques", "decision")), ressources=titres)
        lines = [item(1, message=f"Relire le « {titre} »") for titre, _ in titres]
        lines += [item(2, message="Convaincre les DSI d’ETI"), item(2, message="Rassurer les RSSI de cliniques")]
        lines += [item(3), item(2, message="Relancer les DSI d’ETI")]
        draft = read(Request(task="plan", locale="fr", scenario=held), plan(*lines))
        assert isinstance(draft, PlanDraft)
        assert [each.model_dump() for each in draft.items] == lines[:-1]

    def test_keeps_lines_that_differ_in_more_than_their_message(self) -> None:
        lines = [item(1, message=f"Message {letter(number)}", kpi=f"{number} vues") for number in range(6)]
        draft = read(self.request, plan(*lines))
        assert isinstance(draft, PlanDraft)
        assert len(draft.items) == 6

    def test_of_one_line_said_over_and_over_is_refused_with_the_reason(self) -> None:
        with pytest.raises(InvalidReply, match="the same format, canal, frequence and kpi"):
            read(self.request, plan(*(item(1, message=f"Message {letter(number)}") for number in range(14))))

    def test_of_fewer_than_six_lines_is_refused_with_what_was_wrong(self) -> None:
        with pytest.raises(InvalidReply) as refused:
            read(self.request, plan(*(item(number) for number in range(5)), item(6, kpi="")))
        assert any("items.5" in error for error in refused.value.errors)

    def test_is_cut_to_the_lengths_of_its_columns(self) -> None:
        draft = read(
            self.request, plan(*(item(number, canal=letter(number) * 200, kpi="k " * 100) for number in range(6)))
        )
        assert isinstance(draft, PlanDraft)
        assert all(len(each.canal) <= 60 and len(each.kpi) <= 80 for each in draft.items)
