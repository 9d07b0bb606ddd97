"""Opening the folder in Windsurf or VS Code gives tasks that exist, and the right interpreter."""

import json
import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


class TestWorkspace:
    def test_offers_tasks_that_exist(self) -> None:
        targets = re.findall(r"^([a-z-]+):.*##", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        tasks = json.loads((REPOSITORY / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
        called = {task["command"].removeprefix("make ") for task in tasks}
        assert {"up", "logs", "test"} <= called <= set(targets)

    def test_uses_the_interpreter_that_setup_makes(self) -> None:
        settings = json.loads((REPOSITORY / ".vscode" / "settings.json").read_text(encoding="utf-8"))
        assert settings["python.defaultInterpreterPath"] == "${workspaceFolder}/.venv/bin/python"

    def test_makes_its_container_with_the_rights_and_the_path_that_each_step_needs(self) -> None:
        """The servers are installed by root; Node is on the user's path, which sudo does not keep."""
        container = json.loads((REPOSITORY / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
        assert container["postCreateCommand"].split(" && ") == ["sudo scripts/servers.sh", "make setup"]

    def test_opens_the_ports_of_the_product(self) -> None:
        container = json.loads((REPOSITORY / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
        assert container["forwardPorts"] == [3000, 5000, 15672]


class TestMakefile:
    def test_has_every_operation(self) -> None:
        text = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
        wanted = "up down logs ps restart scale shell seed migrate dead purge backup restore dev images test-compose"
        for target in wanted.split():
            assert re.search(rf"^{target}:.*## ", text, re.MULTILINE), target
