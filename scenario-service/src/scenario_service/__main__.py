"""`python -m scenario_service` runs the service until it is told to stop."""

from assistant.runtime.service import run
from scenario_service.bootstrap import build
from scenario_service.settings import Settings

if __name__ == "__main__":
    run(build(Settings()))
