"""What the runtime counts, under the field's usual names."""

from prometheus_client import Counter, Gauge, Histogram

COMMANDS = Counter("commands_total", "Commands brought to an end, by type and outcome", ["type", "outcome"])
COMMAND_SECONDS = Histogram(
    "command_duration_seconds",
    "From the delivery of a command to its acknowledgement",
    ["type"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
COMMAND_WAIT_SECONDS = Histogram(
    "command_wait_seconds",
    "From the sending of a command to its first delivery: how old what waits in the queue becomes",
    ["service"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
)
COMMANDS_IN_FLIGHT = Gauge("commands_in_flight", "Commands that this process is handling", ["service"])
HANDLER_ERRORS = Counter("command_handler_errors_total", "Tries that ended in a bug of ours", ["type"])
OUTBOX_ROWS = Gauge("outbox_rows", "Messages written and not yet known to be published, of all services")
OUTBOX_AGE_SECONDS = Gauge("outbox_oldest_age_seconds", "Age of the oldest of them, 0 when there is none")
