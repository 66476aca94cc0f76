"""The counts, and their text. Loaded only where there is a token by which they can be read."""

from __future__ import annotations

import os
from importlib.metadata import version
from typing import TYPE_CHECKING

from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, Counter, Histogram, multiprocess
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.openmetrics.exposition import generate_latest
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.metrics_core import Metric

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10)  # upper bounds of the histogram's cells
STATES = ("READY", "RUNNING", "FAILED")  # of work for the worker; what succeeded needs no look

KEPT = CollectorRegistry()
REQUESTS = Counter(
    "waylight_requests",
    "Requests that were answered.",  # not for readers
    ["page", "method", "status"],
    registry=KEPT,
)
TOOK = Histogram(
    "waylight_request_seconds",
    "Seconds until the answer.",  # not for readers
    ["page"],
    buckets=SECONDS,
    registry=KEPT,
)


class _Standing(Collector):
    """Which Waylight this is, and what waits for the worker: asked of the store whenever the counts are read."""

    def collect(self) -> Iterator[Metric]:
        which, tasks = "Which Waylight this is.", "Work for the worker, by state."  # not for readers
        yield InfoMetricFamily("waylight", which, value={"version": version("waylight")})
        work = GaugeMetricFamily("waylight_tasks", tasks, labels=["state"])
        for state in STATES:
            work.add_metric([state.lower()], DBTaskResult.objects.filter(status=state).count())
        yield work


def as_text() -> bytes:
    """All counts in the OpenMetrics format, of every server process where ``waylight run`` started several."""
    shown = CollectorRegistry()
    shown.register(_Standing())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.MultiProcessCollector(shown)  # type: ignore[no-untyped-call]
    else:
        shown.register(KEPT)
    return bytes(generate_latest(shown))  # type: ignore[no-untyped-call]
