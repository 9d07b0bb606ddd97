"""What the assistant says for the commands of search-service."""

TEXTS: dict[str, tuple[str, str]] = {}
