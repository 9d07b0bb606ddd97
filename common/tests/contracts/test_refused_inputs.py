import pytest
from pydantic import ValidationError

from assistant.contracts.registry import BY_INTENT


class TestControlCharacters:
    @pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\x7f"])
    def test_are_refused_in_every_text(self, hidden: str) -> None:
        with pytest.raises(ValidationError, match="control characters"):
            BY_INTENT["scenario.create"].payload.validate_python({"nom": f"a{hidden}b", "thematique": "Cloud"})

    def test_do_not_include_line_breaks_and_tabs(self) -> None:
        payload = BY_INTENT["chat.say"].payload.validate_python({"message": "une\n\tliste"})
        assert payload.message == "une\n\tliste"


class TestAName:
    @pytest.mark.parametrize("nom", ["\u200b", "\ufeff", "\u00ad\u2060", " \u200b "])
    def test_must_show_something(self, nom: str) -> None:
        with pytest.raises(ValidationError, match="can be seen"):
            BY_INTENT["scenario.create"].payload.validate_python({"nom": nom, "thematique": "Cloud"})

    def test_is_one_line(self) -> None:
        payload = BY_INTENT["scenario.create"].payload.validate_python({"nom": "a\r\n\tb", "thematique": "Cloud"})
        assert payload.nom == "a b"


class TestAnAddress:
    def test_names_a_site(self) -> None:
        with pytest.raises(ValidationError):
            BY_INTENT["ressource.add"].payload.validate_python({"titre": "a", "url": "http:example"})


class TestAnImportedPlan:
    @pytest.mark.parametrize("messages", [["a"], [f"m{n}" for n in range(15)], ["a", "b", "c", "d", "e", "A"]])
    def test_is_one_that_the_product_could_have_made(self, messages: list[str]) -> None:
        line = {"format": "F", "canal": "C", "frequence": "H", "kpi": "K"}
        plan = {"resume": "R", "items": [{**line, "message": message} for message in messages]}
        with pytest.raises(ValidationError):
            BY_INTENT["scenario.import"].payload.validate_python({"nom": "a", "thematique": "b", "plan": plan})


class TestTheMarkersOfAnExport:
    @pytest.mark.parametrize("marker", [{"format": "other"}, {"format_version": 99}])
    def test_are_refused_when_they_are_of_another_document(self, marker: dict[str, object]) -> None:
        with pytest.raises(ValidationError):
            BY_INTENT["scenario.import"].payload.validate_python({"nom": "a", "thematique": "b", **marker})


class TestPriorite:
    def test_is_a_number_and_nothing_that_could_pass_for_one(self) -> None:
        with pytest.raises(ValidationError):
            BY_INTENT["objectif.add"].payload.validate_python({"label": "a", "priorite": True})
