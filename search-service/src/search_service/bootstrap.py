"""Composition root of search-service: the only place that reads the catalogue."""

from assistant.contracts.registry import Service
from assistant.runtime.service import ServiceDefinition
from search_service.catalogue import load_catalogue
from search_service.domain import build_index
from search_service.handlers import routes
from search_service.settings import Settings


def build(settings: Settings) -> ServiceDefinition:
    """Raises pydantic's ValidationError when the catalogue is malformed."""
    table = routes(build_index(load_catalogue()))
    return ServiceDefinition(Service.SEARCH, settings, lambda _database: table)
