"""Where spans go, and how one is begun: an error in it leaves its kind behind, and none of its words."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode

if TYPE_CHECKING:
    from collections.abc import Iterator

TRACER = trace.get_tracer("waylight")  # asks the provider of this process, once there is one


def begin() -> None:
    """Send what is traced from now on, in the background, to where the environment says."""
    # What the environment says of the service comes after this, and counts.
    provider = TracerProvider(resource=Resource({SERVICE_NAME: "waylight"}).merge(Resource.create()))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)


@contextlib.contextmanager
def span(name: str, kind: SpanKind = SpanKind.INTERNAL) -> Iterator[trace.Span]:
    """A span of what happens inside it."""
    with TRACER.start_as_current_span(name, kind=kind, record_exception=False, set_status_on_exception=False) as one:
        try:
            yield one
        except Exception as error:
            failed(one, type(error).__name__)
            raise


def failed(one: trace.Span, kind: str) -> None:
    """Say of a span that it ended with an error of a kind."""
    one.set_status(StatusCode.ERROR)
    one.set_attribute("error.type", kind)
