"""Puts the service together; tests call the same function with other settings."""

from assistant.contracts.registry import Service
from assistant.runtime.service import ServiceDefinition
from scenario_service.handlers import ROUTES
from scenario_service.settings import Settings


def build(settings: Settings) -> ServiceDefinition:
    return ServiceDefinition(name=Service.SCENARIO, settings=settings, routes=lambda _database: ROUTES)
