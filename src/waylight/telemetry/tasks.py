"""A span for each task of the worker: which function, and whether it failed."""

from __future__ import annotations

from contextlib import ExitStack
from threading import local
from typing import TYPE_CHECKING, Any

from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished, task_started
from opentelemetry.trace import SpanKind

from waylight.telemetry.sending import failed, span

if TYPE_CHECKING:
    from django_tasks import TaskResult
    from opentelemetry.trace import Span

_running = local()  # the spans of tasks that run in a thread: one may run another at once


def listen() -> None:
    """Trace every task from its start to its end."""
    task_started.connect(_started, dispatch_uid="waylight.telemetry")
    task_finished.connect(_finished, dispatch_uid="waylight.telemetry")


def _started(*, task_result: TaskResult[Any], **more: object) -> None:
    del more
    opened = ExitStack()
    one = opened.enter_context(span(task_result.task.module_path, SpanKind.CONSUMER))
    one.set_attribute("code.function.name", task_result.task.module_path)
    _stack().append((opened, one))


def _finished(*, task_result: TaskResult[Any], **more: object) -> None:
    del more
    if not _stack():
        return
    opened, one = _stack().pop()
    if task_result.status == TaskResultStatus.FAILED:
        failed(one, "task failed")
    opened.close()


def _stack() -> list[tuple[ExitStack, Span]]:
    if not hasattr(_running, "stack"):
        _running.stack = []
    found: list[tuple[ExitStack, Span]] = _running.stack
    return found
