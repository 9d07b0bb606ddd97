import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from embedded.composition import embedded
from embedded.serving import notice
from gateway.app import create_app


class TestPromptsThatCannotBeRead:
    def test_end_the_demonstration_with_the_name_of_the_file_alone(self, tmp_path: Path) -> None:
        file = tmp_path / "prompts" / "thematiques" / "cloud.fr.md"
        file.parent.mkdir(parents=True)
        file.write_bytes("Souveraineté.".encode("latin-1"))
        started = subprocess.run(
            [sys.executable, "-m", "embedded", "--port", "0", "--folder", tmp_path / "data"],
            env={**os.environ, "OPENAI_API_KEY": "sk-canary", "PROMPTS_DIR": str(tmp_path / "prompts")},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert started.returncode == 1
        assert started.stderr.strip() == f"{file}: not in UTF-8, save it so"


class TestASettingThatCannotBeUsed:
    @pytest.mark.parametrize(
        ("name", "value"), [("OPENAI_TIMEOUT", "abc"), ("OPENAI_BASE_URL", "abc"), ("DEMO_PORT", "abc")]
    )
    def test_ends_the_demonstration_with_its_name_and_what_is_wrong_alone(
        self, tmp_path: Path, name: str, value: str
    ) -> None:
        started = subprocess.run(
            [sys.executable, "-m", "embedded", "--port", "0", "--folder", tmp_path / "data"],
            env={**os.environ, name: value},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert started.returncode == 1
        (told,) = started.stderr.splitlines()
        assert told.startswith(f"{name} cannot be used: ")
        assert value not in told.removeprefix(name)


class TestTheNotice:
    @pytest.mark.parametrize(
        ("key", "said"), [("", "Sans clé OPENAI_API_KEY"), ("sk-canary", "Les réponses viennent du modèle mistral")]
    )
    async def test_says_who_writes_the_replies(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, said: str
    ) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", key)
        monkeypatch.setenv("OPENAI_MODEL", "mistral")
        async with embedded(tmp_path, None, ()) as system:
            told = notice(3000, system.model)
        assert said in told
        assert ("Sans clé" in told) == (key == "")
        assert "canary" not in told


class TestWhatHealthTells:
    async def test_of_a_model_is_its_name_and_its_prompts_and_never_its_key(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        override = tmp_path / "prompts" / "thematiques" / "cloud.fr.md"
        override.parent.mkdir(parents=True)
        override.write_text("Parler de souveraineté.", encoding="utf-8")
        monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
        monkeypatch.setenv("OPENAI_MODEL", "mistral-small")
        monkeypatch.setenv("PROMPTS_DIR", str(tmp_path / "prompts"))
        answer = await health_of(tmp_path / "data")
        told = answer.json()
        assert (told["mode"], told["ai"]["provider"], told["ai"]["model"]) == ("openai", "openai", "mistral-small")
        assert told["ai"]["prompts"]["versions"]["plan.fr"] == "1"
        assert told["ai"]["prompts"]["overrides"] == ["thematiques/cloud.fr.md"]
        assert "canary" not in answer.text

    async def test_of_the_demonstration_is_that_no_model_answers(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", "")
        assert (await health_of(tmp_path)).json()["ai"] == {"provider": "local"}


async def health_of(folder: Path) -> httpx.Response:
    async with embedded(folder, None, ()) as system:
        app = httpx.ASGITransport(create_app(system.gateway))
        async with httpx.AsyncClient(transport=app, base_url="http://test") as client:
            return await client.get("/health")
