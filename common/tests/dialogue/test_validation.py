from typing import Any

import pytest
from pydantic import ValidationError

from assistant.contracts.base import Locale
from assistant.contracts.problems import FieldProblem
from assistant.contracts.registry import BY_INTENT
from assistant.dialogue.texts.validation import TEXTS
from assistant.dialogue.validation import field_problems


def problems_of(intent: str, payload: Any, locale: Locale = "fr", within: tuple[str, ...] = ()) -> list[FieldProblem]:
    with pytest.raises(ValidationError) as refused:
        BY_INTENT[intent].payload.validate_python(payload)
    return field_problems(refused.value.errors(), locale, within=within)


class TestFieldPath:
    def test_is_dotted_and_counts_list_items(self) -> None:
        payload = {"items": [{"fields": {"label": "ok"}}, {"fields": {"label": "x" * 121}}]}
        assert problems_of("cible.add_many", payload)[0].field == "items.1.fields.label"

    def test_leaves_out_the_members_of_a_union(self) -> None:
        assert problems_of("objectif.add", {"label": " "})[0].field == "label"
        assert problems_of("objectif.add", {"id": 0})[0].field == "id"
        assert problems_of("inspiration.use", {"proposal": {"kind": "cible", "label": ""}})[0].field == "proposal.label"

    def test_keeps_an_unknown_field_even_when_it_is_named_like_a_tag(self) -> None:
        assert problems_of("objectif.add", {"label": "x", "new": 1})[0].field == "new"

    def test_names_the_field_that_chooses_between_kinds(self) -> None:
        assert problems_of("inspiration.use", {"proposal": {"kind": "plan"}})[0].field == "proposal.kind"
        assert problems_of("inspiration.use", {"proposal": {}})[0].field == "proposal.kind"

    def test_starts_where_the_value_stands_in_the_input(self) -> None:
        assert problems_of("scenario.create", {"nom": "x"}, within=("payload",))[0].field == "payload.thematique"

    def test_is_the_body_when_the_whole_input_is_wrong(self) -> None:
        assert problems_of("objectif.update", {"id": 1})[0].field == "body"


class TestFieldMessage:
    def test_speaks_the_callers_language(self) -> None:
        payload = {"nom": "x" * 300, "thematique": "t"}
        assert problems_of("scenario.create", payload)[0].message == "150 caractères au plus."
        assert problems_of("scenario.create", payload, "en")[0].message == "At most 150 characters."

    def test_says_that_a_text_of_spaces_is_empty(self) -> None:
        assert problems_of("scenario.create", {"nom": "  ", "thematique": "t"}, "en")[0].message == (
            "This field cannot be empty."
        )

    def test_lists_the_possible_values(self) -> None:
        assert problems_of("scenario.export", {"format": "pdf"})[0].message == "Valeurs possibles\u00a0: json, csv."
        assert "objectif, cible, ressource" in problems_of("inspiration.use", {"proposal": {"kind": "x"}})[0].message

    def test_does_not_fail_on_an_error_without_a_text_of_its_own(self) -> None:
        error = {"type": "timezone_naive", "loc": ("at",), "msg": "…"}
        assert field_problems([error], "fr")[0].message == TEXTS["validation.other"][0]
