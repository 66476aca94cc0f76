"""Starts tracing with the server and with the worker. This app is installed only where traces are asked for."""

from __future__ import annotations

from django.apps import AppConfig


class TelemetryConfig(AppConfig):
    """Sends spans to where the environment says, and listens to queries and tasks."""

    name = "waylight.telemetry"

    def ready(self) -> None:
        """Begin."""
        from waylight.telemetry import queries, sending, tasks

        sending.begin()
        queries.listen()
        tasks.listen()
