"""The browser tests of the main job and of live pages, against every service in its own process on real servers."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from embedded.settings import REPOSITORY
from embedded.stack import stack

SPECS = ("main-path", "live")
LIMITS = {"COMMANDS_PER_MINUTE": "100000", "MODEL_COMMANDS_PER_MINUTE": "100000"}


def main() -> int:
    frontend = REPOSITORY / "frontend"
    with (
        tempfile.TemporaryDirectory(prefix="assistant-e2e-full-") as folder,
        stack(Path(folder), page_folder=frontend / "dist", environment=LIMITS) as system,
    ):
        tests = ["npx", "playwright", "test", "--project=embedded", *SPECS]
        environment = {**os.environ, "E2E_BASE_URL": system.page_url}
        return subprocess.run(tests, cwd=frontend, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
