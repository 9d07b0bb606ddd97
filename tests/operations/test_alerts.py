"""The alerts against made-up days, by Prometheus' own tool."""

import subprocess
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "deploy" / "observability"


def promtool(*arguments: str) -> str:
    done = subprocess.run(["promtool", *arguments], cwd=FOLDER, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


class TestPromtool:
    def test_accepts_rules_and_configuration(self) -> None:
        assert promtool("check", "config", "prometheus.yml") == ""

    def test_finds_the_alerts_fire_when_they_should_and_only_then(self) -> None:
        assert promtool("test", "rules", "alerts_test.yml") == ""
