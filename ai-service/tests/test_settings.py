from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from ai_service.settings import Settings


def settings(**given: Any) -> Settings:
    return Settings(
        database_url="sqlite://", rabbitmq_url="memory:", openai_api_key=SecretStr("sk-canary-7f3a"), **given
    )


def refusal(**given: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        settings(**given)
    return str(refused.value)


class TestTheAddressOfTheModel:
    @pytest.mark.parametrize(
        "address",
        [
            "localhost:8080/v1",
            "//localhost:8080/v1",
            "/v1",
            "ftp://localhost/v1",
            "http://",
            "http:/localhost/v1",
            "http:///v1",
            "http://my server/v1",
            "http://localhost:port/v1",
            "http://localhost:99999/v1",
            "http://localhost:8080/v1?key=canary",
            "http://localhost:8080/v1#chat",
            "http://localhost\n:8080/v1",
        ],
    )
    def test_that_cannot_be_used_is_refused_with_what_to_set_instead(self, address: str) -> None:
        said = refusal(openai_base_url=address)
        assert "OPENAI_BASE_URL" in said
        assert "such as http://localhost:8080/v1" in said

    def test_is_not_told_by_its_refusal(self) -> None:
        assert "canary" not in refusal(openai_base_url="://user:canary@host/v1")

    @pytest.mark.parametrize(
        "address",
        ["http://localhost:8080/v1", "https://user:word@api.example/v1/", "https://[::1]/v1", " http://h/v1\n"],
    )
    def test_that_can_be_is_taken_as_it_is(self, address: str) -> None:
        assert settings(openai_base_url=address).openai_base_url == address.strip()


class TestTheNameOfTheModel:
    @pytest.mark.parametrize("name", ["", " ", "\n"])
    def test_is_required_and_an_example_given(self, name: str) -> None:
        assert "OPENAI_MODEL is empty: set the name of a model, such as gpt-4o-mini" in refusal(openai_model=name)

    def test_may_come_from_a_file(self) -> None:
        assert settings(openai_model="mistral-small\n").openai_model == "mistral-small"


class TestItsTimes:
    @pytest.mark.parametrize("setting", ["openai_timeout", "openai_deadline"])
    @pytest.mark.parametrize("seconds", ["0", "-1", "soon", "inf", "nan", ""])
    def test_are_figures_above_zero(self, setting: str, seconds: str) -> None:
        assert setting in refusal(**{setting: seconds})


class TestTheFolderOfOverrides:
    @pytest.mark.parametrize("empty", ["", " "])
    def test_left_empty_is_none(self, monkeypatch: pytest.MonkeyPatch, empty: str) -> None:
        monkeypatch.setenv("PROMPTS_DIR", empty)
        assert settings().prompts_dir is None
