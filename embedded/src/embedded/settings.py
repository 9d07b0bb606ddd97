"""What the embedded mode and the full demonstration read from the environment."""

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings

REPOSITORY = Path(__file__).parents[3]


class Settings(BaseSettings):
    """Where the demonstration keeps its data and answers."""

    demo_folder: Path = Field(REPOSITORY / "var" / "demo", description="Folder of the demonstration's data")
    demo_port: int = Field(3000, ge=0, le=65535, description="Port of the page; 0 picks a free one")
    demo_api_port: int = Field(
        5000,
        ge=1,
        le=65530,
        description="Port of the API alone in the full demonstration; the five after it are health",
    )
    demo_host: str = Field("127.0.0.1", description="Address the demonstration listens on")
    page_folder: Path = Field(REPOSITORY / "frontend" / "dist", description="The built page")
    log_level: str = Field("WARNING", description="Lowest level of the log lines that are written")


def unusable(error: ValidationError) -> str:
    """Which settings cannot be used and why, one a line, without their values."""
    return "\n".join(
        f"{str(item['loc'][0]).upper()} cannot be used: {item['msg'].removeprefix('Value error, ')}"
        for item in error.errors(include_url=False, include_input=False)
    )
