"""What the runtime counts, under the field's usual names."""

from prometheus_client import Counter, Histogram

COMMANDS = Counter("commands_total", "Commands brought to an end, by type and outcome", ["type", "outcome"])
COMMAND_SECONDS = Histogram(
    "command_duration_seconds",
    "From the delivery of a command to its acknowledgement",
    ["type"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
