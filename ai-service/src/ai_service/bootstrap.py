"""Puts the service together; tests call the same functions with other adapters."""

from functools import partial
from uuid import UUID

from ai_service.handlers import build_routes
from ai_service.providers.base import Provider, RawReply
from ai_service.providers.local.provider import LocalProvider
from ai_service.repository import save_reply
from ai_service.settings import Settings
from assistant.contracts.registry import Service
from assistant.db.session import Database
from assistant.runtime.handlers import Routes
from assistant.runtime.service import ServiceDefinition


def build(settings: Settings) -> ServiceDefinition:
    provider = build_provider(settings)
    return ServiceDefinition(name=Service.AI, settings=settings, routes=lambda database: routes(provider, database))


def build_provider(settings: Settings) -> Provider:
    """The model when there is a key for it, the demonstration mode otherwise."""
    return LocalProvider(settings.local_stream_delay)


def routes(provider: Provider, database: Database) -> Routes:
    """The handlers, with raw replies kept in `database` by transactions of their own."""
    return build_routes(provider, partial(_keep, database))


async def _keep(database: Database, command_id: UUID, reply: RawReply) -> None:
    await database.run(lambda session: save_reply(session, command_id, reply))
