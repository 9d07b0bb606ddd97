import pytest

from ai_service.providers.openai.form import REMEMBERED, Form, KnownForm
from assistant.testing.clock import Clock


@pytest.fixture
def known(clock: Clock) -> KnownForm:
    return KnownForm(clock)


WORSE = Form(format="json_object", stream=False)


class TestTheKnownForm:
    def test_is_the_best_one_at_first(self, known: KnownForm) -> None:
        assert known.form == Form()

    def test_is_the_one_that_was_accepted(self, known: KnownForm) -> None:
        known.accepted(WORSE)
        assert known.form == WORSE

    def test_is_the_best_one_again_after_a_while_however_much_it_was_used(self, known: KnownForm, clock: Clock) -> None:
        known.accepted(WORSE)
        clock.now += REMEMBERED / 2
        known.accepted(WORSE)
        assert known.form == WORSE
        clock.now += REMEMBERED / 2
        assert known.form == Form()

    def test_is_remembered_anew_when_the_best_one_is_refused_again(self, known: KnownForm, clock: Clock) -> None:
        known.accepted(WORSE)
        clock.now += REMEMBERED
        known.accepted(WORSE)
        clock.now += REMEMBERED / 2
        assert known.form == WORSE

    def test_is_the_best_one_as_soon_as_that_is_accepted(self, known: KnownForm) -> None:
        known.accepted(WORSE)
        known.accepted(Form())
        assert known.form == Form()
