from collections import Counter

import pytest

from ai_service import eval as evaluation
from ai_service.eval import PARTS, Part, beside_proposals, cases, is_right, main
from ai_service.providers.local.understanding.meaning import Meaning
from ai_service.providers.local.understanding.understanding import understand
from assistant.contracts.base import Locale

LOCALES: tuple[Locale, ...] = ("fr", "en")


class TestTheEvaluationSet:
    @pytest.mark.parametrize(("locale", "fewest"), [("fr", 150), ("en", 60)])
    @pytest.mark.parametrize("part", PARTS)
    def test_is_large_enough_and_a_third_of_it_frozen(self, part: Part, locale: Locale, fewest: int) -> None:
        counted = Counter(case.frozen for case in cases(locale, part))
        assert sum(counted.values()) >= fewest
        assert 0.3 <= counted[True] / sum(counted.values()) <= 0.37

    @pytest.mark.parametrize("locale", LOCALES)
    def test_names_each_utterance_once(self, locale: Locale) -> None:
        ids = [case.id for part in PARTS for case in cases(locale, part)]
        assert len(set(ids)) == len(ids)


class TestTheParser:
    @pytest.mark.parametrize("locale", LOCALES)
    def test_understands_at_least_95_in_100_of_the_open_utterances(self, locale: Locale) -> None:
        results = [is_right(case, understand(case.text, case.situation)) for case in cases(locale) if not case.frozen]
        assert sum(results) / len(results) >= 0.95

    @pytest.mark.parametrize("locale", LOCALES)
    def test_understands_as_many_while_proposals_of_something_else_are_shown(self, locale: Locale) -> None:
        beside = beside_proposals([case for case in cases(locale) if not case.frozen])
        results = [is_right(case, understand(case.text, case.situation)) for case in beside]
        assert sum(results) / len(results) >= 0.95


class TestTheReport:
    def test_never_shows_a_frozen_utterance_even_when_none_is_understood(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(evaluation, "understand", lambda *_: Meaning("nothing"))
        assert main(["--failures"]) == 1
        printed = capsys.readouterr().out
        assert "frozen" in printed
        given = [case for locale in LOCALES for part in PARTS for case in cases(locale, part)]
        known = {case.text for case in given if not case.frozen}
        hidden = [case for case in given if case.frozen]
        assert not any(f"\n  {case.id} " in printed for case in hidden)
        assert not any(f"{case.text!r}\n" in printed for case in hidden if case.text not in known)


class TestComparing:
    def test_wants_exactly_the_expected_fields_of_a_correction(self) -> None:
        case = next(case for case in cases("fr") if case.intent == "objectif.update" and "label" in case.entities)
        assert is_right(case, Meaning(case.intent, dict(case.entities)))
        assert not is_right(case, Meaning(case.intent, {**case.entities, "priorite": 1}))
        assert not is_right(case, Meaning(case.intent, {**case.entities, "ref": -1}))
