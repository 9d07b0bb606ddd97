"""Problem documents in both languages."""

import re
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest

from assistant.contracts.base import Locale
from assistant.contracts.problems import DomainError
from assistant.dialogue.problems import RETRYABLE, STATUSES, problem, problem_of
from assistant.dialogue.texts import CATALOGUE
from assistant.runtime.errors import StaleVersion

ROOT = Path(__file__).parents[3]


def declared_codes() -> set[str]:
    """The `code` of every domain error in the repository's sources."""
    sources = (source.read_text(encoding="utf-8") for source in ROOT.glob("*/src/**/errors.py"))
    return {code for source in sources for code in re.findall(r'^    code\b.* = "(.+)"$', source, re.MULTILINE)}


class TestCatalogue:
    @pytest.mark.parametrize("code", sorted(STATUSES))
    def test_has_a_title_and_a_detail_for_each_code(self, code: str) -> None:
        assert {f"problem.{code}.title", f"problem.{code}.detail"} <= CATALOGUE.keys()

    def test_knows_no_text_without_a_status(self) -> None:
        named = {key.split(".")[1] for key in CATALOGUE if key.startswith("problem.")}
        assert named == STATUSES.keys()

    def test_retries_only_codes_that_exist(self) -> None:
        assert STATUSES.keys() >= RETRYABLE

    def test_knows_the_code_of_every_domain_error(self) -> None:
        codes = declared_codes()
        assert {"stale-version", "scenario-not-found"} <= codes
        assert codes <= STATUSES.keys()


class TestProblem:
    @pytest.mark.parametrize("locale", get_args(Locale))
    @pytest.mark.parametrize("code", sorted(STATUSES))
    def test_is_written_for_each_code(self, code: str, locale: Locale) -> None:
        template = CATALOGUE[f"problem.{code}.detail"][0]
        params: dict[str, Any] = {name: "x" for _, name, _, _ in Formatter().parse(template) if name}
        document = problem(code, locale, **{**params, "retry_after": 3})
        assert (document.type, document.code, document.status) == (f"urn:problem:{code}", code, STATUSES[code])
        assert document.retryable == (code in RETRYABLE)
        assert "{" not in document.title + document.detail

    @pytest.mark.parametrize(
        ("seconds", "fr", "en"),
        [
            (None, "dans un instant", "in a moment"),
            (1, "dans 1\u00a0seconde", "in 1 second"),
            (30, "dans 30\u00a0secondes", "in 30 seconds"),
            (91, "dans 2\u00a0minutes", "in 2 minutes"),
            (3600, "dans 60\u00a0minutes", "in 60 minutes"),
        ],
    )
    @pytest.mark.parametrize("code", ["model-unavailable", "model-busy"])
    def test_of_a_model_to_wait_for_says_how_long(self, code: str, seconds: int | None, fr: str, en: str) -> None:
        assert problem(code, "fr", retry_after=seconds).detail.endswith(f"réessayez {fr}.")
        assert problem(code, "en", retry_after=seconds).detail.endswith(f"try again {en}.")

    def test_takes_its_parameters_from_the_domain_error(self) -> None:
        class Full(DomainError):
            code = "limit-reached"

        assert "4" in problem_of(Full(limit=4), "fr").detail
        assert problem_of(Full(limit=4), "en").title == "Limit reached"

    @pytest.mark.parametrize(
        ("locale", "advice"), [("fr", "Regardez ce qu’il est devenu"), ("en", "Look at what it has become")]
    )
    def test_of_what_was_changed_meanwhile_says_what_to_do_and_no_version(self, locale: Locale, advice: str) -> None:
        detail = problem_of(StaleVersion(4), locale).detail
        assert advice in detail
        assert "version" not in detail
        assert "4" not in detail

    def test_refuses_a_code_nobody_described(self) -> None:
        with pytest.raises(KeyError):
            problem("no-such-code", "fr")


class TestAProblemShownAsItsTitleThenItsDetail:
    @pytest.mark.parametrize("locale", ["fr", "en"])
    def test_does_not_say_twice_that_there_were_too_many_requests(self, locale: Locale) -> None:
        refused = problem("rate-limited", locale, retry_after=12)
        assert refused.title.casefold() not in refused.detail.casefold()
        assert "12" in refused.detail

    @pytest.mark.parametrize(("locale", "word"), [("fr", "annulé"), ("en", "cancelled")])
    def test_does_not_say_twice_that_it_was_cancelled(self, locale: Locale, word: str) -> None:
        cancelled = problem("cancelled", locale)
        assert word in cancelled.title
        assert word not in cancelled.detail
