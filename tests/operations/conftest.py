"""Leaves out, with a line that says so, what needs a program that is not installed; never in continuous integration."""

import os
import shutil

import pytest

WITHOUT_PROMTOOL = shutil.which("promtool") is None
LINE = "tests of the alerts left out, for want of promtool (make setup installs it)"

collect_ignore = ["test_alerts.py"] if WITHOUT_PROMTOOL else []


def pytest_configure() -> None:
    if WITHOUT_PROMTOOL and os.environ.get("CI"):
        raise pytest.UsageError(LINE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if WITHOUT_PROMTOOL:
        terminalreporter.write_line(LINE, yellow=True)
