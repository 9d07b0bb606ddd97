import os
import subprocess
import sys
from pathlib import Path


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
