"""Puts the service together; tests call the same functions with other adapters."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

import openai

from ai_service.handlers import build_routes
from ai_service.measuring import Measured, Prices
from ai_service.providers.base import Provider, RawReply
from ai_service.providers.local.provider import LocalProvider
from ai_service.providers.openai.error_body import shorten_error
from ai_service.providers.openai.prompting import Prompts, load_prompts
from ai_service.providers.openai.provider import Limits, OpenAiProvider
from ai_service.repository import save_reply
from ai_service.settings import Settings
from assistant.contracts.registry import Service
from assistant.db.session import Database
from assistant.runtime.handlers import Routes
from assistant.runtime.service import ServiceDefinition

OPENAI = "https://api.openai.com/v1"
"""Said in full: told of no address, the client takes OPENAI_BASE_URL itself, even when that is set and empty."""


def build(settings: Settings) -> ServiceDefinition:
    prices = Prices(settings.openai_input_price, settings.openai_output_price)
    provider, about = build_provider(settings)
    measured = Measured(provider, prices)
    return ServiceDefinition(
        name=Service.AI, settings=settings, routes=lambda database: routes(measured, database), about=about
    )


def build_provider(settings: Settings) -> tuple[Provider, Mapping[str, object]]:
    """The model when there is a key for it, the demonstration mode otherwise; with what /health tells of it.

    Raises PromptError.
    """
    if settings.mode == "local":
        return LocalProvider(settings.local_stream_delay), {"provider": "local"}
    prompts = load_prompts(settings.prompts_dir, settings.company)
    about = {"provider": "openai", "model": settings.openai_model, "prompts": prompts.about()}
    return _model(settings, prompts), about


def build_client(settings: Settings) -> openai.AsyncOpenAI:
    """The client of the model's server, which leaves trying again to the provider."""
    return openai.AsyncOpenAI(
        api_key=settings.openai_api_key.get_secret_value(),
        base_url=settings.openai_base_url or OPENAI,
        timeout=settings.openai_timeout,
        max_retries=0,
        http_client=openai.DefaultAsyncHttpxClient(event_hooks={"response": [shorten_error]}),
    )


def _model(settings: Settings, prompts: Prompts) -> OpenAiProvider:
    limits = Limits(deadline=settings.openai_deadline, concurrency=settings.openai_concurrency)
    return OpenAiProvider(build_client(settings), settings.openai_model, prompts, limits)


def routes(provider: Provider, database: Database) -> Routes:
    """The handlers, with raw replies kept in `database` by transactions of their own."""
    return build_routes(provider, partial(_keep, database))


async def _keep(database: Database, command_id: UUID, reply: RawReply) -> None:
    await database.run(lambda session: save_reply(session, command_id, reply))
