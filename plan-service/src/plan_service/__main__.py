"""Runs plan-service until SIGTERM: `python -m plan_service`."""

from assistant.runtime.service import run
from plan_service.bootstrap import build
from plan_service.settings import Settings

if __name__ == "__main__":
    run(build(Settings()))
