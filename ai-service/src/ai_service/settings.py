"""This service's settings only."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator

from assistant.runtime.service import ServiceSettings


class Settings(ServiceSettings):
    """Settings of ai-service: with an API key the model answers, without one the demonstration mode."""

    health_port: int = Field(5002, description="Port of /health, /ready and /metrics; 0 picks a free one")
    openai_api_key: SecretStr = Field(SecretStr(""), description="Key of the model's server; empty: local provider")
    openai_model: str = Field("gpt-4o-mini", description="Name of the model")
    openai_timeout: float = Field(60, gt=0, description="Seconds for one call to the model")
    openai_base_url: str = Field("", description="Address of an OpenAI-compatible server; empty: OpenAI's own")
    openai_deadline: float = Field(150, gt=0, description="Seconds for all tries of one reply together")
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

    @property
    def mode(self) -> Literal["openai", "local"]:
        return "openai" if self.openai_api_key.get_secret_value() else "local"
