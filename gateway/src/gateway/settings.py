"""What the gateway reads from the environment, one variable a field, in capitals."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Listed = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """Lists are written with commas between their values."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore", frozen=True)

    database_url: str = Field(description="SQLAlchemy URL of the shared database, which the gateway only reads")
    rabbitmq_url: str = Field(description="AMQP URL of the broker")
    log_level: str = Field("INFO", description="Lowest level of the log lines that are written")
    gateway_host: str = Field("0.0.0.0", description="Address the gateway listens on")  # noqa: S104 - a container's own network
    gateway_port: int = Field(5000, ge=0, le=65535, description="Port of the gateway; 0 picks a free one")
    page_folder: Path | None = Field(None, description="Built page to serve at /, the API being then under /api")
    page_origins: Listed = Field(
        ("http://localhost:3000", "http://127.0.0.1:3000"),
        description="Origins of the page: only they may call from a browser",
    )
    trusted_proxies: Listed = Field(
        (), description="Addresses or networks (CIDR) whose X-Forwarded-For and X-Forwarded-Prefix are believed"
    )
    answer_seconds: float = Field(30, gt=0, description="How long an HTTP caller waits for a command's outcome")
    drain_seconds: float = Field(10, ge=0, description="How long those that wait may still wait when stopping")
    model_commands_per_minute: int = Field(
        30, ge=1, description="Limit by client, on commands that reach the model or the search"
    )
    commands_per_minute: int = Field(300, ge=1, description="Limit by client, on the other commands")
    body_limit: int = Field(2**20, ge=1, description="Largest request body, in bytes")
    import_limit: int = Field(10 * 2**20, ge=1, description="Largest scenario document to import, in bytes")
    socket_frame_limit: int = Field(2**18, ge=1, description="Largest frame a page may send, in bytes")
    socket_frames_per_second: int = Field(50, ge=1, description="A socket that sends more is closed")
    socket_backlog: int = Field(1000, ge=1, description="Frames that may wait for a slow page before it is closed")
    socket_ping_seconds: float = Field(
        20, gt=0, description="Between two pings of a socket; unanswered as long, it ends"
    )
    ai_mode: Literal["openai", "local", "unknown"] = Field(
        "unknown", description="What /health says of the model; unknown: what the latest reply came from"
    )

    @field_validator("page_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
