"""`make demo`: the page, the API and every service in one process, on http://localhost:3000."""

import argparse
import asyncio
import sys
from pathlib import Path

from pydantic import ValidationError

from ai_service.providers.openai.prompting import PromptError
from assistant.observability.logging import configure_logging
from assistant.observability.tracing import configure_tracing
from embedded.ports import PortTaken
from embedded.serving import serve
from embedded.settings import Settings, unusable


def main() -> None:
    try:
        _run()
    except (PortTaken, PromptError) as error:
        sys.exit(str(error))
    except ValidationError as error:
        if error.title != Settings.__name__:
            raise
        sys.exit(unusable(error))


def _run() -> None:
    settings = Settings()
    parser = argparse.ArgumentParser(prog="python -m embedded", description=__doc__)
    parser.add_argument("--port", type=int, default=settings.demo_port, help="0 picks a free one")
    parser.add_argument("--folder", type=Path, default=settings.demo_folder, help="where the data is kept")
    given = parser.parse_args()
    configure_logging("embedded", settings.log_level)
    configure_tracing("embedded")
    asyncio.run(serve(given.folder, settings.page_folder, settings.demo_host, given.port))


if __name__ == "__main__":
    main()
