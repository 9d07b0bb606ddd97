"""Alerts and dashboards ask for metrics that somebody counts, and every alert has its chapter."""

import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY

from gateway.metrics import Metrics
from gateway.routes.operations import PURGE_LATE_SECONDS

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / "deploy" / "observability"
COUNTING = ("ai_service.measuring", "assistant.observability.metrics", "purge_job.purge", "purge_job.schedule")
OF_OTHERS = {
    "up",
    "process_resident_memory_bytes",
    "rabbitmq_detailed_queue_messages_ready",
    "rabbitmq_detailed_queue_consumers",
    "rabbitmq_disk_space_available_bytes",
    "rabbitmq_disk_space_available_limit_bytes",
    "rabbitmq_alarms_free_disk_space_watermark",
    "rabbitmq_alarms_memory_used_watermark",
}
"""Seen on RabbitMQ 4.0 with its Prometheus plugin, and Prometheus' own."""
WORDS = {
    "absent",
    "and",
    "count",
    "count_over_time",
    "histogram_quantile",
    "increase",
    "max",
    "on",
    "or",
    "rate",
    "sum",
    "unless",
}
"""Of Prometheus' language."""
GRID_WIDTH = 24
"""Columns of a Grafana dashboard."""


def counted() -> set[str]:
    """The samples that our processes may show."""
    for module in COUNTING:
        importlib.import_module(module)
    names: set[str] = set()
    for registry in (REGISTRY, Metrics().registry):
        for family in registry.collect():
            endings = {"counter": ["_total"], "histogram": ["_bucket", "_count", "_sum"]}.get(family.type, [""])
            names |= {family.name + ending for ending in endings}
    return names


def asked_for(expression: str) -> set[str]:
    bare = re.sub(r'"[^"]*"', "", expression)
    without_labels = re.sub(r"\{[^}]*\}|\b(?:by|without|on)\s*\([^)]*\)|\[[^\]]*\]", "", bare)
    words = set(re.findall(r"[a-z_]{2,}", without_labels))
    return words - WORDS


def alerts() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load((FOLDER / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    rules: list[dict[str, Any]] = group["rules"]
    return rules


def panels() -> list[dict[str, Any]]:
    dashboard = json.loads((FOLDER / "grafana" / "dashboards" / "assistant.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = dashboard["panels"]
    return found


class TestAlerts:
    @pytest.mark.parametrize("alert", alerts(), ids=lambda alert: str(alert["alert"]))
    def test_ask_for_what_is_counted(self, alert: dict[str, Any]) -> None:
        asked = asked_for(alert["expr"])
        assert asked
        assert asked <= counted() | OF_OTHERS

    @pytest.mark.parametrize("alert", alerts(), ids=lambda alert: str(alert["alert"]))
    def test_are_tested_and_say_what_to_do(self, alert: dict[str, Any]) -> None:
        name = alert["alert"]
        tested = yaml.safe_load((FOLDER / "alerts_test.yml").read_text(encoding="utf-8"))["tests"]
        firing = {case["alertname"] for test in tested for case in test["alert_rule_test"] if case["exp_alerts"]}
        assert name in firing
        manual = (REPOSITORY / "docs" / "exploitation.md").read_text(encoding="utf-8")
        assert alert["annotations"]["runbook"] == f"docs/exploitation.md#{name.lower()}"
        assert f"### {name}\n" in manual

    def test_take_the_purge_for_late_when_health_does(self) -> None:
        (alert,) = (alert for alert in alerts() if alert["alert"] == "PurgeIsLate")
        assert alert["expr"] == "max(purge_overdue_seconds) > 2 * 3600"
        assert PURGE_LATE_SECONDS == 2 * 3600


class TestDashboard:
    @pytest.mark.parametrize("panel", panels(), ids=lambda panel: str(panel["title"]))
    def test_shows_what_is_counted(self, panel: dict[str, Any]) -> None:
        for target in panel["targets"]:
            assert asked_for(target["expr"]) <= counted() | OF_OTHERS
            assert "\\." not in target["expr"]

    def test_has_room_for_every_panel(self) -> None:
        assert len({panel["id"] for panel in panels()}) == len(panels())
        taken: set[tuple[int, int]] = set()
        for panel in panels():
            left, top, width, height = (panel["gridPos"][side] for side in "xywh")
            cells = {(x, y) for x in range(left, left + width) for y in range(top, top + height)}
            assert left + width <= GRID_WIDTH
            assert not cells & taken, panel["title"]
            taken |= cells

    def test_asks_the_source_that_is_provisioned(self) -> None:
        file = FOLDER / "grafana" / "provisioning" / "datasources" / "prometheus.yml"
        (source,) = yaml.safe_load(file.read_text(encoding="utf-8"))["datasources"]
        assert {panel["datasource"]["uid"] for panel in panels()} == {source["uid"]}
        compose = yaml.safe_load((REPOSITORY / "podman-compose.yml").read_text(encoding="utf-8"))["services"]
        assert source["url"] == "http://prometheus:9090"
        assert "prometheus" in compose

    def test_is_where_grafana_looks(self) -> None:
        file = FOLDER / "grafana" / "provisioning" / "dashboards" / "dashboards.yml"
        (provider,) = yaml.safe_load(file.read_text(encoding="utf-8"))["providers"]
        compose = yaml.safe_load((REPOSITORY / "podman-compose.yml").read_text(encoding="utf-8"))["services"]
        mounts = dict(reversed(mount.split(":")[:2]) for mount in compose["grafana"]["volumes"])
        assert mounts[provider["options"]["path"]] == "./deploy/observability/grafana/dashboards"


class TestPrometheus:
    def test_notices_each_service_that_is_gone(self) -> None:
        (alert,) = (alert for alert in alerts() if alert["alert"] == "ServiceGone")
        jobs = yaml.safe_load((FOLDER / "prometheus.yml").read_text(encoding="utf-8"))["scrape_configs"]
        found_by_name = {job["job_name"] for job in jobs if "dns_sd_configs" in job}
        assert set(re.findall(r'absent\(up\{job="([^"]+)"\}\)', alert["expr"])) == found_by_name

    @pytest.mark.parametrize("name", ["Caddyfile", "Caddyfile.dev"])
    def test_has_the_gateways_metrics_at_the_apis_address_and_the_page_has_not(self, name: str) -> None:
        """The gateway refuses them to what is told to come to the page's own address."""
        page, api = (REPOSITORY / "frontend" / name).read_text(encoding="utf-8").split("\n:5000 {")
        assert "request_header X-Forwarded-Prefix /api" in page
        assert "X-Forwarded-Prefix /api" not in api

    def test_reads_every_service_on_its_port(self) -> None:
        jobs = yaml.safe_load((FOLDER / "prometheus.yml").read_text(encoding="utf-8"))["scrape_configs"]
        ports = {
            name: discovery["port"]
            for job in jobs
            for discovery in job.get("dns_sd_configs", [])
            for name in discovery["names"]
        }
        services = yaml.safe_load((REPOSITORY / "podman-compose.yml").read_text(encoding="utf-8"))["services"]
        exposed = {name: int(service["expose"][0]) for name, service in services.items() if "expose" in service}
        assert ports == exposed
