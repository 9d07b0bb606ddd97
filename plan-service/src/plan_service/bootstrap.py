"""Composition root of plan-service."""

from assistant.contracts.registry import Service
from assistant.runtime.service import ServiceDefinition
from plan_service.handlers import ROUTES
from plan_service.settings import Settings


def build(settings: Settings) -> ServiceDefinition:
    return ServiceDefinition(Service.PLAN, settings, lambda _database: ROUTES)
