"""scenario-service as it is, but for `scenario.add_objectif`: the label says how it fails."""

import os
import signal
from dataclasses import replace
from typing import Any

from assistant.runtime.handlers import Answer, Command, Edit, Transaction
from assistant.runtime.service import run
from scenario_service.bootstrap import build
from scenario_service.settings import Settings


def add_objectif(command: Command[Any], transaction: Transaction) -> Answer:
    if command.payload.label == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    raise RuntimeError(command.payload.label)


if __name__ == "__main__":
    service = build(Settings())
    run(
        replace(
            service, routes=lambda database: {**service.routes(database), "scenario.add_objectif": Edit(add_objectif)}
        )
    )
