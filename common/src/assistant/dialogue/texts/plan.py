"""What the assistant says for the commands of plan-service."""

TEXTS: dict[str, tuple[str, str]] = {}
