"""What the gateway counts, in a registry of its own: two gateways in one process do not add up."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "http_requests_total", "Requests answered", ["method", "route", "status"], registry=self.registry
        )
        self.request_seconds = Histogram(
            "http_request_duration_seconds",
            "From the first byte of a request to the last of its answer",
            ["method", "route"],
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
            registry=self.registry,
        )
        self.published = Counter(
            "commands_published_total", "Commands given to the broker", ["type", "result"], registry=self.registry
        )
        self.plans = Gauge("plans_generes", "Plans that were generated and are kept", registry=self.registry)
        self.purge_overdue = Gauge(
            "purge_overdue_seconds",
            "For how long the row that is most overdue for the purge should have been gone",
            registry=self.registry,
        )
        self.sockets = Gauge("websocket_connections", "Open sockets", registry=self.registry)
        self.closed = Counter(
            "websocket_closed_total", "Sockets that the gateway closed", ["code"], registry=self.registry
        )
