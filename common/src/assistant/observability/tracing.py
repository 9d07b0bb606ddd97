"""One trace for everything a click causes: over HTTP, the socket and the broker (W3C trace context, OpenTelemetry).

A click that comes without a trace begins one whose id is its command's id: whoever knows one knows the other.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

import structlog
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import Span, SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from pydantic import Field
from pydantic_settings import BaseSettings

TRACEPARENT = "traceparent"

_propagator = TraceContextTextMapPropagator()
_root_id: ContextVar[int | None] = ContextVar("root_id", default=None)


class TracingSettings(BaseSettings):
    """Read by OpenTelemetry's exporter, under the names it gives them."""

    otel_exporter_otlp_endpoint: str = Field(
        "", description="Where traces are sent (OTLP over HTTP, such as http://collector:4318); empty: nowhere"
    )
    otel_exporter_otlp_headers: str = Field("", description="Headers sent with the traces, as key=value with commas")


class CommandIds(RandomIdGenerator):
    """Gives a trace that begins with a command the command's id."""

    def generate_trace_id(self) -> int:
        return _root_id.get() or super().generate_trace_id()


def configure_tracing(service: str) -> None:
    """Traces this process as `service`; spans leave it when an endpoint is set, their ids reach the logs anyway."""
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: service}), id_generator=CommandIds())
    if TracingSettings().otel_exporter_otlp_endpoint:
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)


@contextmanager
def span(
    name: str,
    kind: SpanKind,
    *,
    traceparent: str | None = None,
    root_id: UUID | None = None,
    attributes: Mapping[str, str | int] | None = None,
) -> Iterator[Span]:
    """A step of the trace that `traceparent` names, else of the one under way, else of a new one named `root_id`.

    Its trace id is on every log line written meanwhile. An exception is recorded and passed on.
    """
    parent = _propagator.extract({TRACEPARENT: traceparent}) if traceparent else None
    named = _root_id.set(root_id.int if root_id else None)
    try:
        started = trace.get_tracer("assistant").start_as_current_span(name, parent, kind, attributes)
        with started as opened, structlog.contextvars.bound_contextvars(trace_id=trace_id_of(opened)):
            yield opened
    finally:
        _root_id.reset(named)


def trace_id_for(command_id: UUID | None, traceparent: str | None) -> str | None:
    """The id of the trace that a request continues, or that its command begins; None for neither."""
    given = trace.get_current_span(_propagator.extract({TRACEPARENT: traceparent or ""})).get_span_context()
    if given.is_valid:
        return trace.format_trace_id(given.trace_id)
    return command_id.hex if command_id else None


def trace_id_of(opened: Span) -> str:
    """32 hexadecimal digits; all zero where nothing is traced."""
    return trace.format_trace_id(opened.get_span_context().trace_id)


def current_traceparent() -> str | None:
    """The step under way, to be sent along; None where nothing is traced."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get(TRACEPARENT)
