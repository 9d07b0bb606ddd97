import pytest

from ai_service.eval import Case, cases
from ai_service.learn import Example, examples, learn, learned, path_of
from ai_service.providers.local.understanding.likeness.acts import scores
from assistant.contracts.base import Locale


def _some(act: str, *features: str) -> Example:
    return frozenset(features), act


class TestLearning:
    def test_tells_acts_by_the_features_that_set_them_apart(self) -> None:
        weights = learn([_some("add", "said", "ajout"), _some("remove", "said", "retir")] * 5)
        assert scores(weights, frozenset({"ajout"}))["add"] > scores(weights, frozenset({"ajout"}))["remove"]
        assert scores(weights, frozenset({"retir"}))["remove"] > scores(weights, frozenset({"retir"}))["add"]

    def test_gives_the_same_weights_for_the_same_examples(self) -> None:
        given = [_some("add", "one", "two"), _some("remove", "two"), _some("show", "one", "three")] * 3
        assert learn(given) == learn(given)

    def test_leaves_out_what_is_met_in_a_single_example(self) -> None:
        two: list[Case] = list(cases("fr"))[:2]
        shared = examples(two)[0][0] & examples(two)[1][0]
        assert all(said == shared for said, _ in examples(two))


class TestTheWeightsKept:
    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_are_those_that_the_open_examples_give(self, locale: Locale) -> None:
        assert path_of(locale).read_text(encoding="utf-8") == learned(locale), "run make learn"
