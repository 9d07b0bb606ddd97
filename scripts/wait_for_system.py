"""Waits until the whole system works, as its own /health tells it.

`python3 wait_for_system.py [address] [seconds] [service=copies …]`. Standard library only: runs before anything is
installed.
"""

import json
import sys
import time
import urllib.error
import urllib.request
from typing import Any


def read_health(address: str) -> dict[str, Any]:
    """What the gateway's /health says, also when it is that something is away; empty when no gateway answers."""
    try:
        try:
            answer = urllib.request.urlopen(f"{address}/health", timeout=5)  # noqa: S310 - the user's own address
        except urllib.error.HTTPError as refusal:
            answer = refusal
        with answer:
            health: dict[str, Any] = json.load(answer)
    except (OSError, ValueError):
        return {}
    # In the place of gateways that are all away, their proxy answers.
    return health if "checks" in health else {}


def missing_of(health: dict[str, Any], copies: dict[str, int]) -> list[str]:
    """What does not work yet: `copies` says how many consumers a service has to have, where not just one or more."""
    if not health:
        return ["gateway"]
    checks = [name for name, state in health["checks"].items() if state != "ok"]
    for name, state in health["services"].items():
        wanted, consumers = copies.get(name), state["consumers"]
        if not consumers or (wanted is not None and consumers != wanted):
            checks.append(name)
    return checks


def main(address: str = "http://127.0.0.1:5000", seconds: str = "180", *copies: str) -> int:
    wanted = {name: int(count) for name, _, count in (asked.partition("=") for asked in copies)}
    began = time.monotonic()
    while missing := missing_of(health := read_health(address), wanted):
        if time.monotonic() - began > float(seconds):
            print(f"Not ready after {seconds} s: {', '.join(missing)}. Look at `make ps` and `make logs`.")
            return 1
        time.sleep(0.5)
    running = ", ".join(f"{name} × {state['consumers']}" for name, state in health["services"].items())
    plans = health["counters"]["plans_generes"]
    print(f"Everything works: {', '.join(health['checks'])}, {running}. Plans générés: {plans}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
