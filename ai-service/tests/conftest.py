from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import openai
import pytest

from ai_service.providers.base import Request
from ai_service.providers.openai.prompting import Prompts, load_prompts
from ai_service.providers.openai.provider import Limits, OpenAiProvider
from assistant.contracts.entities import Cible, Objectif, Ressource, Scenario
from assistant.testing.chat_completions import ChatServer, chat_server

NOW = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture
def scenario() -> Callable[..., Scenario]:
    """Makes a scenario; entities are given by name, in the order shown, their ids from 1."""

    def make(
        *,
        nom: str = "Lancement Q1 cybersécurité",
        thematique: str = "Sécurité cloud",
        objectifs: tuple[str, ...] = (),
        cibles: tuple[tuple[str, str], ...] = (),
        ressources: tuple[tuple[str, str], ...] = (),
        **fields: Any,
    ) -> Scenario:
        empty: dict[str, Any] = {"description": "", "insight": "", "version": 1}
        return Scenario.model_validate(
            {
                "id": 7,
                "nom": nom,
                "thematique": thematique,
                "description": "",
                "statut": "draft",
                "version": 3,
                "created_at": NOW,
                "updated_at": NOW,
                "objectifs": [
                    Objectif(id=number, label=label, priorite=number, **empty)
                    for number, label in enumerate(objectifs, 1)
                ],
                "cibles": [
                    Cible.model_validate(
                        {"id": number, "label": label, "maturite": maturite, "persona": "", "segment": "", **empty}
                    )
                    for number, (label, maturite) in enumerate(cibles, 1)
                ],
                "ressources": [
                    Ressource.model_validate(
                        {
                            "id": number,
                            "titre": titre,
                            "type": type_,
                            "url": "",
                            "note": "",
                            "usage": "",
                            "insight": "",
                            "version": 1,
                        }
                    )
                    for number, (titre, type_) in enumerate(ressources, 1)
                ],
                "plan": None,
                "actions": [],
                **fields,
            }
        )

    return make


@pytest.fixture(scope="session")
def chat() -> Iterator[ChatServer]:
    with chat_server() as server:
        yield server


@pytest.fixture
def server(chat: ChatServer) -> ChatServer:
    """The scripted server, as new."""
    chat.plays()
    chat.keys.clear()
    chat.refuses, chat.streams = frozenset(), True
    return chat


@pytest.fixture
async def client(server: ChatServer) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(
        api_key="sk-canary-7f3a", base_url=server.base_url, timeout=1, max_retries=0
    ) as client:
        yield client


@pytest.fixture
def provider(client: openai.AsyncOpenAI) -> Callable[..., OpenAiProvider]:
    """Makes a provider that asks the scripted server, impatient so that tests are quick."""

    def make(prompts: Prompts | None = None, **limits: Any) -> OpenAiProvider:
        quick = Limits(**{"deadline": 3.0, "concurrency": 4, "wait": 0.01, **limits})
        return OpenAiProvider(client, "scripted-1", prompts or load_prompts(), quick)

    return make


@pytest.fixture
def suggestion(scenario: Callable[..., Scenario]) -> Request:
    """A request for three targets."""
    return Request(task="suggest", kind="cible", locale="fr", scenario=scenario())
