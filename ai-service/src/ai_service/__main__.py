"""`python -m ai_service` runs the service until it is told to stop."""

import sys

from ai_service.bootstrap import build
from ai_service.providers.openai.prompting import PromptError
from ai_service.settings import Settings
from assistant.runtime.service import run


def main() -> None:
    try:
        definition = build(Settings())
    except PromptError as error:
        sys.exit(str(error))
    run(definition)


if __name__ == "__main__":
    main()
