"""Every setting is documented in .env.example, and every variable of the compose file."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import SecretStr
from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings

import ai_service.settings
import assistant.db.grants
import assistant.db.migrate
import assistant.observability.tracing
import assistant.runtime.dead
import embedded.settings
import gateway.settings
import plan_service.settings
import purge_job.settings
import scenario_service.prepare
import scenario_service.seed
import scenario_service.settings
import search_service.settings
from assistant.runtime.service import ServiceSettings

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / ".env.example"
COMPOSE = REPOSITORY / "podman-compose.yml"
OF_THE_CONTAINERS = {
    (embedded.settings.Settings, "log_level"): "the demonstrations write warnings only: people read them in a terminal",
    (ai_service.settings.Settings, "prompts_dir"): "a folder that is mounted; without containers, none",
}
"""Settings whose default without containers is another one, with the reason."""

SETTINGS: list[type[BaseSettings]] = [
    ServiceSettings,
    ai_service.settings.Settings,
    assistant.db.grants.GrantSettings,
    assistant.db.migrate.MigrationSettings,
    assistant.observability.tracing.TracingSettings,
    assistant.runtime.dead.DeadSettings,
    embedded.settings.Settings,
    gateway.settings.Settings,
    plan_service.settings.Settings,
    purge_job.settings.Settings,
    scenario_service.prepare.PrepareSettings,
    scenario_service.seed.SeedSettings,
    scenario_service.settings.Settings,
    search_service.settings.Settings,
]
IN_COMPOSE: dict[str, list[type[BaseSettings]]] = {
    "gateway": [gateway.settings.Settings, assistant.observability.tracing.TracingSettings],
    "scenario-service": [scenario_service.settings.Settings, assistant.observability.tracing.TracingSettings],
    "ai-service": [ai_service.settings.Settings, assistant.observability.tracing.TracingSettings],
    "plan-service": [plan_service.settings.Settings, assistant.observability.tracing.TracingSettings],
    "search-service": [search_service.settings.Settings, assistant.observability.tracing.TracingSettings],
    "purge-job": [purge_job.settings.Settings],
    "migrate": [scenario_service.prepare.PrepareSettings],
}
NOT_IN_COMPOSE = {
    "page_folder": "Caddy serves the page",
    "gateway_host": "the container's own network",
}


def descendants(parent: type[BaseSettings]) -> set[type[BaseSettings]]:
    children = set(parent.__subclasses__())
    return children.union(*(descendants(child) for child in children)) if children else set()


def documented() -> dict[str, str]:
    """Variable → default, of .env.example; those that are commented out included."""
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    matches = (re.fullmatch(r"#?([A-Z][A-Z0-9_]*)=(.*)", line) for line in lines)
    return {match[1]: match[2] for match in matches if match}


def written(value: Any) -> str:
    """A default as .env.example writes it."""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, tuple):
        return ",".join(value)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def variables() -> dict[str, set[str]]:
    """Variable → the defaults that the compose file gives it."""
    found: dict[str, set[str]] = {}
    for name, default in re.findall(r"\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}", COMPOSE.read_text(encoding="utf-8")):
        found.setdefault(name, set()).add(default)
    return found


class TestEnvExample:
    def test_knows_every_class_of_settings(self) -> None:
        ours = {
            settings
            for settings in descendants(BaseSettings)
            if settings.__module__.split(".")[0] in {module.__module__.split(".")[0] for module in SETTINGS}
        }
        assert ours == set(SETTINGS)

    @pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: settings.__module__)
    def test_documents_every_setting_with_its_default(self, settings: type[BaseSettings]) -> None:
        known = documented()
        assert {name.upper() for name in settings.model_fields} <= known.keys()
        for name, field in settings.model_fields.items():
            default = field.get_default(call_default_factory=False)
            is_set_elsewhere = default is PydanticUndefined or f"\n#{name.upper()}=" in EXAMPLE.read_text()
            if not is_set_elsewhere and (settings, name) not in OF_THE_CONTAINERS:
                assert known[name.upper()] == written(default), name

    def test_says_what_each_setting_is_for(self) -> None:
        described, undescribed = False, []
        for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
            if re.match(r"#?[A-Z_]+=", line):
                undescribed += [] if described else [line]
            else:
                described = line.startswith("# ") and not line.startswith("# ---")
        assert undescribed == []

    def test_documents_every_variable_of_the_compose_file_with_its_default(self) -> None:
        known = documented()
        for name, defaults in variables().items():
            assert name in known
            assert defaults == {known[name]}, name

    def test_holds_no_secret(self) -> None:
        secrets = {name: value for name, value in documented().items() if re.search(r"PASS|PASSWORD|KEY$", name)}
        assert len(secrets) >= 5
        assert set(secrets.values()) == {""}

    def test_names_nothing_that_nobody_reads(self) -> None:
        read = {name.upper() for settings in SETTINGS for name in settings.model_fields} | variables().keys()
        script = (REPOSITORY / "scripts" / "containers.sh").read_text(encoding="utf-8")
        assert set(documented()) <= read | set(re.findall(r"\(setting (\w+)", script))

    def test_names_nothing_twice(self) -> None:
        lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
        names = [match[1] for match in (re.match(r"#?([A-Z][A-Z0-9_]*)=", line) for line in lines) if match]
        assert sorted(set(names)) == sorted(names)


class TestCompose:
    @pytest.mark.parametrize("service", IN_COMPOSE)
    def test_passes_every_setting_on(self, service: str) -> None:
        environment = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"][service]["environment"]
        wanted = {name for settings in IN_COMPOSE[service] for name in settings.model_fields} - NOT_IN_COMPOSE.keys()
        assert {name.upper() for name in wanted} == set(environment)
