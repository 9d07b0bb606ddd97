"""What the assistant says for the commands of scenario-service."""

TEXTS: dict[str, tuple[str, str]] = {}
