"""When a scenario is ready."""

from assistant.contracts.base import Statut


def statut_of(objectifs: int, cibles: int, plans: int) -> Statut:
    """A scenario is ready when it says why (an objective), to whom (a target) and how (a plan); a draft otherwise."""
    return "ready" if objectifs and cibles and plans else "draft"
