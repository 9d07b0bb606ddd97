"""This service's settings only."""

from pydantic import Field

from assistant.runtime.service import ServiceSettings


class Settings(ServiceSettings):
    """Settings of search-service: those of every service, on a port of its own."""

    health_port: int = Field(5004, description="Port of /health, /ready and /metrics; 0 picks a free one")
