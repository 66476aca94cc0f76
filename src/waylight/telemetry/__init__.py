"""Traces of requests, queries and tasks for OpenTelemetry, where the environment asks for them.

A trace says which page, which table and which task, and how long each took. Nothing else: no address, no value of a
query, no words of an error, nobody's number.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# What is read of the names that OpenTelemetry knows; its own documentation says what they mean.
NAMES = (
    *("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS"),
    *("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_CERTIFICATE", "OTEL_EXPORTER_OTLP_TIMEOUT"),
    *("OTEL_EXPORTER_OTLP_COMPRESSION", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_SDK_DISABLED"),
    *("OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_BSP_MAX_QUEUE_SIZE"),
)
WHERE = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")


def is_asked_for(environment: Mapping[str, str]) -> bool:
    """Whether the environment says where traces are to go."""
    off = environment.get("OTEL_SDK_DISABLED", "").lower() == "true"
    return not off and any(environment.get(name) for name in WHERE)


def why_not(environment: Mapping[str, str]) -> str | None:
    """Why traces that are asked for cannot be sent, and what to do; None where nothing stands against it."""
    if is_asked_for(environment) and find_spec("opentelemetry") is None:
        return "Traces are asked for (OTEL_…), but what sends them is not there: pip install waylight[telemetry]"
    return None
