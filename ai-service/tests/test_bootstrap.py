import json
from pathlib import Path
from typing import Any

import openai
import pytest

from ai_service.__main__ import main
from ai_service.bootstrap import build, build_client
from ai_service.providers.openai.error_body import LONGEST_ERROR
from ai_service.providers.openai.prompting import PromptError
from ai_service.settings import Settings
from assistant.testing.chat_completions import ChatServer, Fails

KEY = "sk-canary-7f3a"


def settings(**given: Any) -> Settings:
    return Settings(database_url="sqlite://", rabbitmq_url="memory:", **given)


class TestWhatHealthTells:
    def test_of_the_demonstration_mode_is_that_no_model_answers(self) -> None:
        assert build(settings()).about == {"provider": "local"}

    def test_of_a_model_is_its_name_and_the_prompts_in_use(self, tmp_path: Path) -> None:
        for file in ("thematiques/cloud.plan.fr.md", "entreprises/acme.fr.md"):
            (tmp_path / file).parent.mkdir()
            (tmp_path / file).write_text("Tutoyer.", encoding="utf-8")
        about = build(
            settings(openai_api_key=KEY, openai_model="mistral-small", prompts_dir=tmp_path, company="Acme")
        ).about
        assert (about["provider"], about["model"]) == ("openai", "mistral-small")
        prompts: Any = about["prompts"]
        assert prompts["overrides"] == ["entreprises/acme.fr.md", "thematiques/cloud.plan.fr.md"]
        assert prompts["company"] == "Acme"
        assert prompts["versions"]["suggest.cible.fr"] == "1"
        assert len(prompts["versions"]) == 12

    def test_never_is_the_key(self) -> None:
        assert "canary" not in json.dumps(build(settings(openai_api_key=KEY)).about)


class TestOverridesThatCannotBeRead:
    def test_stop_the_service_at_its_start(self, tmp_path: Path) -> None:
        with pytest.raises(PromptError, match="PROMPTS_DIR"):
            build(settings(openai_api_key=KEY, prompts_dir=tmp_path / "nowhere"))

    def test_end_its_process_with_the_message_alone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in {
            "DATABASE_URL": "sqlite://",
            "RABBITMQ_URL": "memory:",
            "OPENAI_API_KEY": KEY,
            "PROMPTS_DIR": str(tmp_path / "nowhere"),
        }.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == f"PROMPTS_DIR: {tmp_path / 'nowhere'} is no folder"


class TestBuilding:
    def test_writes_nothing_before_the_log_is_set_up(self, capsys: pytest.CaptureFixture[str]) -> None:
        build(settings())
        assert capsys.readouterr() == ("", "")


class TestTheAddressOfTheModel:
    @pytest.mark.parametrize(
        ("given", "address"),
        [("", "https://api.openai.com/v1/"), ("  ", "https://api.openai.com/v1/"), ("http://h:8/v1", "http://h:8/v1/")],
    )
    def test_is_that_of_openai_unless_another_one_is_given(
        self, monkeypatch: pytest.MonkeyPatch, given: str, address: str
    ) -> None:
        monkeypatch.setenv("OPENAI_BASE_URL", given)
        assert str(build_client(settings(openai_api_key=KEY)).base_url) == address


class TestAnErrorWithoutAnEnd:
    async def test_is_read_no_further_than_its_beginning(self, server: ChatServer) -> None:
        server.plays(Fails(429, message="x" * 5_000_000))
        async with build_client(settings(openai_api_key=KEY, openai_base_url=server.base_url)) as client:
            with pytest.raises(openai.RateLimitError) as refused:
                await client.chat.completions.create(model="scripted-1", messages=[])
        assert len(refused.value.response.content) == LONGEST_ERROR
