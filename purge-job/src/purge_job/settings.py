"""This job's settings only."""

from datetime import UTC, datetime
from typing import Annotated

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _cron(expression: str) -> str:
    try:
        CronSim(expression, datetime.now(UTC))
    except CronSimError as error:
        raise ValueError(f"not a cron expression: {error}") from error
    return expression


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=None, extra="ignore")

    database_url: str = Field(description="SQLAlchemy URL of the shared database")
    purge_cron: Annotated[str, AfterValidator(_cron)] = Field(
        "*/15 * * * *", description="When to purge, as a cron expression of five fields, in UTC"
    )
    purge_batch_size: int = Field(500, ge=1, le=10_000, description="Rows deleted in one transaction")
    health_port: int = Field(5005, description="Port of /health, /ready and /metrics; 0 picks a free one")
    log_level: str = "INFO"
