import pytest

from ai_service.providers.openai.breaker import CircuitBreaker
from assistant.testing.clock import Clock

REST = 30.0


@pytest.fixture
def breaker(clock: Clock) -> CircuitBreaker:
    return CircuitBreaker(3, REST, clock)


def fail(breaker: CircuitBreaker, times: int) -> None:
    for _ in range(times):
        breaker.failed()


class TestACircuitBreaker:
    def test_lets_everything_through_until_enough_failed_in_a_row(self, breaker: CircuitBreaker) -> None:
        fail(breaker, 2)
        breaker.succeeded()
        fail(breaker, 2)
        assert breaker.wait() == 0

    def test_then_says_how_long_the_server_is_left_alone(self, breaker: CircuitBreaker, clock: Clock) -> None:
        fail(breaker, 3)
        assert breaker.wait() == REST
        clock.now += 10
        assert breaker.wait() == REST - 10

    def test_then_lets_one_try_through_and_the_others_wait_for_it(self, breaker: CircuitBreaker, clock: Clock) -> None:
        fail(breaker, 3)
        clock.now += REST
        assert breaker.wait() == 0
        assert breaker.wait() == REST

    def test_lets_everything_through_again_once_that_try_succeeded(self, breaker: CircuitBreaker, clock: Clock) -> None:
        fail(breaker, 3)
        clock.now += REST
        assert breaker.wait() == 0
        breaker.succeeded()
        assert (breaker.wait(), breaker.wait()) == (0, 0)

    def test_rests_again_once_that_try_failed(self, breaker: CircuitBreaker, clock: Clock) -> None:
        fail(breaker, 3)
        clock.now += REST
        assert breaker.wait() == 0
        clock.now += 5
        breaker.failed()
        assert breaker.wait() == REST

    def test_keeps_nobody_waiting_once_that_try_is_being_answered(self, breaker: CircuitBreaker, clock: Clock) -> None:
        fail(breaker, 3)
        clock.now += REST
        assert breaker.wait() == 0
        breaker.answering()
        assert (breaker.wait(), breaker.wait()) == (0, 0)

    def test_rests_again_once_an_answer_that_began_failed_after_all(
        self, breaker: CircuitBreaker, clock: Clock
    ) -> None:
        fail(breaker, 3)
        clock.now += REST
        assert breaker.wait() == 0
        breaker.answering()
        breaker.failed()
        assert breaker.wait() == REST

    def test_lets_the_next_try_through_once_that_one_was_given_up(self, breaker: CircuitBreaker, clock: Clock) -> None:
        fail(breaker, 3)
        clock.now += REST
        assert breaker.wait() == 0
        breaker.abandoned()
        assert (breaker.wait(), breaker.wait()) == (0, REST)

    def test_rests_on_when_a_try_from_before_is_given_up(self, breaker: CircuitBreaker) -> None:
        fail(breaker, 3)
        breaker.abandoned()
        assert breaker.wait() == REST
