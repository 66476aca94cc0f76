"""A span for each query within a request or a task: what it does, and with which table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.backends.signals import connection_created
from opentelemetry import trace
from opentelemetry.trace import SpanKind

from waylight.telemetry.sending import span

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.backends.base.base import BaseDatabaseWrapper

DOES = {"SELECT", "INSERT", "UPDATE", "DELETE", "DECLARE", "SAVEPOINT", "RELEASE", "ROLLBACK", "COPY"}
TABLE = re.compile(r'\b(?:FROM|INTO|UPDATE)\s+"?([a-z_]+)\b', re.IGNORECASE)


def listen() -> None:
    """Trace the queries of every connection there is, and of every later one."""
    connection_created.connect(_traced, dispatch_uid="waylight.telemetry")
    for connection in connections.all(initialized_only=True):
        _traced(connection=connection)


def _traced(*, connection: BaseDatabaseWrapper, **more: object) -> None:
    del more
    if _query not in connection.execute_wrappers:
        connection.execute_wrappers.append(_query)


def _query(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not trace.get_current_span().is_recording():
        return execute(sql, params, many, context)
    word = sql.lstrip("( ").partition(" ")[0].upper()
    does, table = (word if word in DOES else "OTHER"), TABLE.search(sql)
    name = table.group(1) if table else ""
    with span(f"{does} {name}".strip(), SpanKind.CLIENT) as one:
        one.set_attribute("db.system.name", context["connection"].vendor)
        one.set_attribute("db.operation.name", does)
        if name:
            one.set_attribute("db.collection.name", name)
        return execute(sql, params, many, context)
