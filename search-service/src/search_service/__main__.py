"""Runs search-service until SIGTERM: `python -m search_service`."""

from assistant.runtime.service import run
from search_service.bootstrap import build
from search_service.settings import Settings

if __name__ == "__main__":
    run(build(Settings()))
