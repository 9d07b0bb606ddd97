import json
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

import pytest

from ai_service import domain
from ai_service.acceptance import read
from ai_service.eval import Case, cases
from ai_service.providers.base import Request, ShownProposal
from ai_service.providers.local.conversation import converse
from ai_service.providers.local.understanding.situation import Known
from ai_service.replies import Reply
from assistant.contracts.base import KINDS, Locale
from assistant.contracts.entities import Action, Scenario
from assistant.contracts.proposals import PROPOSAL

SEED = UUID(int=1)
OTHER_FIELDS: dict[str, dict[str, Any]] = {
    "objectif": {"priorite": 1, "description": ""},
    "cible": {"segment": "", "persona": "", "maturite": "awareness", "description": ""},
    "ressource": {"url": "", "note": "", "usage": ""},
}


def fields_of(known: Known) -> dict[str, Any]:
    if known.kind == "ressource":
        return {"titre": known.name, "type": known.type or "autre"}
    return {"label": known.name}


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


class TestEverySentence:
    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_is_answered_with_buttons_that_can_be_made(self, locale: Locale, scenario: Callable[..., Scenario]) -> None:
        for case in cases(locale):
            request = request_of(case, locale, scenario)
            document = converse(request)
            reply = cast("Reply", read(request, json.dumps(document)))
            made = domain.buttons(reply, domain.proposals_of(reply, request), request, SEED)
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
