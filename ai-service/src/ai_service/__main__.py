"""`python -m ai_service` runs the service until it is told to stop."""

from ai_service.bootstrap import build
from ai_service.settings import Settings
from assistant.runtime.service import run

if __name__ == "__main__":
    run(build(Settings()))
