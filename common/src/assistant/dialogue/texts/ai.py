"""What the assistant says for the commands of ai-service."""

TEXTS: dict[str, tuple[str, str]] = {}
