"""This service's settings only."""

from pathlib import Path
from typing import Literal

import httpx2
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from assistant.runtime.service import ServiceSettings

HIGHEST_PORT = 65_535


class Settings(ServiceSettings):
    """Settings of ai-service: with an API key the model answers, without one the demonstration mode.

    What is wrong with one is said without its value: an address may hold a password, as that of the database does.
    """

    model_config = SettingsConfigDict(hide_input_in_errors=True)

    health_port: int = Field(5002, description="Port of /health, /ready and /metrics; 0 picks a free one")
    openai_api_key: SecretStr = Field(SecretStr(""), description="Key of the model's server; empty: local provider")
    openai_model: str = Field("gpt-4o-mini", description="Name of the model")
    openai_timeout: float = Field(60, gt=0, allow_inf_nan=False, description="Seconds for one call to the model")
    openai_base_url: str = Field("", description="Address of an OpenAI-compatible server; empty: OpenAI's own")
    openai_deadline: float = Field(
        150, gt=0, allow_inf_nan=False, description="Seconds for all tries of one reply together"
    )
    openai_concurrency: int = Field(4, ge=1, description="Calls to the model under way at the same time")
    local_stream_delay: float = Field(0.02, ge=0, description="Seconds between two pieces of a local reply")
    prompts_dir: Path | None = Field(None, description="Folder of prompt overrides by thématique and by company")
    openai_input_price: float = Field(0.15, ge=0, description="Dollars for a million tokens read, to count the cost")
    openai_output_price: float = Field(0.60, ge=0, description="Dollars for a million tokens written")
    company: str = Field("", description="Name of the company whose prompt overrides apply")

    @field_validator("openai_api_key")
    @classmethod
    def _stripped(cls, key: SecretStr) -> SecretStr:
        """A key that comes from a file often ends with a new line."""
        return SecretStr(key.get_secret_value().strip())

    @field_validator("prompts_dir", mode="before")
    @classmethod
    def _chosen(cls, folder: object) -> object:
        """Left empty it is none, not the folder that the service happens to run in."""
        return None if isinstance(folder, str) and not folder.strip() else folder

    @field_validator("openai_model")
    @classmethod
    def _named(cls, model: str) -> str:
        if not model.strip():
            raise ValueError("OPENAI_MODEL is empty: set the name of a model, such as gpt-4o-mini, or leave it out")
        return model.strip()

    @field_validator("openai_base_url")
    @classmethod
    def _usable(cls, address: str) -> str:
        address = address.strip()
        if address and not _is_address(address):
            raise ValueError(
                "OPENAI_BASE_URL is not the address of a server: set one that begins with http:// or https:// and ends "
                "as its provider says, such as http://localhost:8080/v1, or leave it empty for OpenAI's own"
            )
        return address

    @property
    def mode(self) -> Literal["openai", "local"]:
        return "openai" if self.openai_api_key.get_secret_value() else "local"


def _is_address(text: str) -> bool:
    """Whether requests can be sent there; a question or a mark at its end would go into the middle of theirs."""
    try:
        url = httpx2.URL(text)
    except httpx2.InvalidURL:
        return False
    is_server = url.scheme in ("http", "https") and bool(url.host) and (url.port or 1) <= HIGHEST_PORT
    return is_server and not (" " in text or "?" in text or "#" in text)
