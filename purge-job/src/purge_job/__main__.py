"""Runs the purge on its schedule until SIGTERM, or once: `python -m purge_job [--once]`."""

import argparse
import asyncio

from assistant.observability.logging import configure_logging
from purge_job.schedule import once, serve
from purge_job.settings import Settings

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="purge_job", description="Deletes what has outlived its time.")
    parser.add_argument("--once", action="store_true", help="purge now, print how many rows went, and end")
    arguments = parser.parse_args()
    settings = Settings()
    configure_logging("purge-job", settings.log_level)
    if arguments.once:
        for table, deleted in asyncio.run(once(settings)).items():
            print(f"{table}: {deleted}")
    else:
        asyncio.run(serve(settings))
