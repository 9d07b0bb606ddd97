import asyncio
import sys
from pathlib import Path

from gateway.testing import World

# What a valid request may be refused for (an id used twice, an unknown id) is more than a schema can say.
UNSUITABLE = "positive_data_acceptance"


class TestApiAgainstItsOwnDocument:
    async def test_answers_as_it_says_whatever_is_sent(self, world: World, tmp_path: Path) -> None:
        await world.http.post("/scenarios", json={"nom": "Lancement", "thematique": "Cloud"})
        run = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "schemathesis.cli",
            "run",
            f"{world.url}/openapi.json",
            "--phases=examples,fuzzing",
            "--max-examples=4",
            "--seed=1",
            f"--exclude-checks={UNSUITABLE}",
            "--request-timeout=40",
            "--generation-database=none",
            "--no-color",
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await run.communicate()
        assert run.returncode == 0, output.decode()
