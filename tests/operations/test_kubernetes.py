"""The manifests of deploy/kubernetes against the schemas of Kubernetes, and against the compose file."""

from pathlib import Path
from typing import Any

import kubernetes_validate  # type: ignore[import-untyped]
import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / "deploy" / "kubernetes"
CONSUMERS = {"scenario-service": 5001, "ai-service": 5002, "plan-service": 5003, "search-service": 5004}
SCALED = {*CONSUMERS, "gateway", "frontend"}
VERSION = "1.29"

FILES = [
    file
    for folder in ("prepare", "services")
    for file in sorted((FOLDER / folder).glob("*.yaml"))
    if file.name != "kustomization.yaml"
]


def read(file: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(file.read_text(encoding="utf-8")))


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    documents = [document for file in FILES for document in read(file)]
    return {document["metadata"]["name"]: document for document in documents if document["kind"] == kind}


def operated(kind: str) -> dict[str, Any]:
    """What an operator reads."""
    documents = [document for file in sorted((FOLDER / "operators").glob("*.yaml")) for document in read(file)]
    (found,) = (document for document in documents if document["kind"] == kind)
    return found


def container_of(workload: dict[str, Any]) -> dict[str, Any]:
    spec = workload["spec"]
    template = spec["jobTemplate"]["spec"]["template"] if "jobTemplate" in spec else spec["template"]
    (container,) = template["spec"]["containers"]
    found: dict[str, Any] = container
    return found


WORKLOADS = [*of_kind("Deployment").values(), *of_kind("CronJob").values(), *of_kind("Job").values()]


class TestManifests:
    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
    def test_are_what_kubernetes_accepts(self, file: Path) -> None:
        for document in read(file):
            kubernetes_validate.validate(document, VERSION, strict=True)

    @pytest.mark.parametrize("folder", ["prepare", "services"])
    def test_are_all_applied(self, folder: str) -> None:
        listed = yaml.safe_load((FOLDER / folder / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
        assert {FOLDER / folder / name for name in listed} == {file for file in FILES if file.parent.name == folder}

    def test_write_to_the_databases_primary(self) -> None:
        """The operator makes `<name>-primary` for writes; `<name>` alone leads to any of the replicas."""
        database = operated("MariaDB")
        assert database["spec"]["replication"]["primary"] == {"autoFailover": True}
        addresses = [
            entry["value"]
            for workload in WORKLOADS
            for entry in container_of(workload)["env"]
            if entry["name"] == "DATABASE_URL"
        ]
        assert len(addresses) == 7
        for address in addresses:
            assert f"@{database['metadata']['name']}-primary:3306/" in address

    def test_let_the_backup_reach_the_database(self) -> None:
        (policy,) = (found for found in of_kind("NetworkPolicy").values() if found["metadata"]["name"] == "database")
        allowed = policy["spec"]["ingress"][0]
        assert allowed["ports"] == [{"port": 3306}]
        (selector,) = allowed["from"]
        labels = operated("Backup")["spec"]["inheritMetadata"]["labels"]
        assert selector["podSelector"]["matchLabels"].items() <= labels.items()

    def test_say_where_they_were_not_tried(self) -> None:
        operators = sorted((FOLDER / "operators").glob("*.yaml"))
        assert operators
        assert all(file.read_text(encoding="utf-8").startswith("# NOT TRIED.") for file in operators)


class TestWorkloads:
    def test_are_the_services_of_the_product(self) -> None:
        assert of_kind("Deployment").keys() == SCALED
        assert of_kind("CronJob").keys() == {"purge-job"}

    @pytest.mark.parametrize("name", sorted(SCALED))
    def test_bear_the_loss_of_a_machine_and_grow_with_the_work(self, name: str) -> None:
        deployment = of_kind("Deployment")[name]
        labels = deployment["spec"]["selector"]["matchLabels"]
        assert deployment["spec"]["replicas"] >= 2
        assert labels.items() <= deployment["spec"]["template"]["metadata"]["labels"].items()
        assert of_kind("PodDisruptionBudget")[name]["spec"]["selector"]["matchLabels"] == labels
        scaler = of_kind("HorizontalPodAutoscaler")[name]["spec"]
        assert scaler["scaleTargetRef"]["name"] == name
        assert 2 <= scaler["minReplicas"] <= scaler["maxReplicas"]

    def test_stay_below_the_ten_gateways_that_one_event_stream_bears(self) -> None:
        assert of_kind("HorizontalPodAutoscaler")["gateway"]["spec"]["maxReplicas"] < 10

    @pytest.mark.parametrize(("name", "port"), CONSUMERS.items())
    def test_are_alive_without_broker_and_ready_only_with_it(self, name: str, port: int) -> None:
        container = container_of(of_kind("Deployment")[name])
        assert container["ports"] == [{"name": "health", "containerPort": port}]
        assert container["livenessProbe"]["httpGet"]["path"] == "/health"
        assert container["readinessProbe"]["httpGet"]["path"] == "/ready"

    @pytest.mark.parametrize("name", ["gateway", "frontend"])
    def test_of_the_edge_take_requests_only_when_they_can_answer(self, name: str) -> None:
        container = container_of(of_kind("Deployment")[name])
        path = {"gateway": "/ready", "frontend": "/"}[name]
        for probe in ("livenessProbe", "readinessProbe"):
            assert container[probe]["httpGet"]["path"] == path
        # The balancers learn that a copy goes before it refuses.
        assert container["lifecycle"]["preStop"]["exec"]["command"] == ["sleep", "5"]

    def test_run_the_images_that_are_built(self) -> None:
        built = yaml.safe_load((REPOSITORY / "podman-compose.yml").read_text(encoding="utf-8"))["services"]
        names = {f"assistant/{name}:0.1.0" for name, service in built.items() if "build" in service}
        assert {container_of(workload)["image"] for workload in WORKLOADS} <= names

    def test_set_only_what_somebody_reads(self) -> None:
        example = (REPOSITORY / ".env.example").read_text(encoding="utf-8")
        given = {entry["name"] for workload in WORKLOADS for entry in container_of(workload)["env"]}
        for name in given | of_kind("ConfigMap")["settings"]["data"].keys():
            assert f"{name}=" in example, name

    def test_are_talked_to_by_those_alone_that_have_to(self) -> None:
        selectors = [policy["spec"]["podSelector"] for policy in of_kind("NetworkPolicy").values()]
        guarded = {selector.get("matchLabels", {}).get("app.kubernetes.io/name") for selector in selectors}
        guarded |= {
            name for selector in selectors for rule in selector.get("matchExpressions", []) for name in rule["values"]
        }
        assert {*CONSUMERS, "gateway", "purge-job", "mariadb"} <= guarded

    def test_purge_as_often_as_the_containers_do(self) -> None:
        cron = of_kind("CronJob")["purge-job"]["spec"]
        assert f"\nPURGE_CRON={cron['schedule']}\n" in (REPOSITORY / ".env.example").read_text(encoding="utf-8")
        assert cron["concurrencyPolicy"] == "Forbid"

    def test_run_bounded_without_rights(self) -> None:
        for container in map(container_of, WORKLOADS):
            assert "memory" in container["resources"]["limits"]
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }

    def test_know_the_models_key_in_one_place_only(self) -> None:
        knowing = [file.name for file in FILES if "OPENAI" in file.read_text(encoding="utf-8")]
        assert knowing == ["ai-service.yaml"]

    def test_hold_no_secret(self) -> None:
        assert of_kind("Secret") == {}

    def test_are_reached_through_one_backend(self) -> None:
        (rule,) = of_kind("Ingress")["assistant"]["spec"]["rules"]
        (path,) = rule["http"]["paths"]
        assert (path["path"], path["pathType"]) == ("/", "Prefix")
        backend = path["backend"]["service"]
        ports = of_kind("Service")[backend["name"]]["spec"]["ports"]
        assert backend["port"]["name"] in {port["name"] for port in ports}
