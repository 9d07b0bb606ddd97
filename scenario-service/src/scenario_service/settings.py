"""Settings of scenario-service: those of every service, with its own port."""

from assistant.runtime.service import ServiceSettings


class Settings(ServiceSettings):
    health_port: int = 5001
