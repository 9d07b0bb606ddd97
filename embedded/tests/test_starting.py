import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from embedded.composition import embedded
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
