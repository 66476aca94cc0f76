"""Values as they stand in a column, freed of the database they stand in.

A column is known by the plain kind of its field (``DateTimeField``, ``BinaryField``). What a field of our own does on
the way in and out, such as encryption, is not done here: a backup holds what the column holds.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import ExpressionWrapper, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

Cell = Any  # None, bool, int, float, str, bytes


class Column(NamedTuple):
    """A column's name, and the kind of field it belongs to."""

    name: str
    kind: str


def columns_of(model: type[models.Model]) -> tuple[Column, ...]:
    """A model's columns in order, the primary key first."""
    fields = sorted(model._meta.concrete_fields, key=lambda field: not field.primary_key)
    return tuple(Column(str(field.column), _kind(field)) for field in fields)


def _kind(field: models.Field[Any, Any]) -> str:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field.get_internal_type()


def _plain(kind: str) -> models.Field[Any, Any]:
    more = {"max_digits": 30, "decimal_places": 10} if kind == "DecimalField" else {}
    made: models.Field[Any, Any] = getattr(models, kind)(**more)
    return made


def reader(columns: Sequence[Column], connection: BaseDatabaseWrapper) -> Callable[[Sequence[Cell]], list[Cell]]:
    """What turns a row as the database gives it into cells that stand for themselves."""
    converters = [_converters(column.kind, connection) for column in columns]

    def read(row: Sequence[Cell]) -> list[Cell]:
        cells = []
        for value, (expression, chain) in zip(row, converters, strict=True):
            for convert in chain:
                value = convert(value, expression, connection)
            cells.append(_cell(value))
        return cells

    return read


def _converters(kind: str, connection: BaseDatabaseWrapper) -> tuple[object, list[Callable[..., Cell]]]:
    field = _plain(kind)
    expression = ExpressionWrapper(Value(None), output_field=field)
    chain = list(connection.ops.get_db_converters(expression))
    return expression, [*chain, *field.get_db_converters(connection), *([_sorted] if kind == "JSONField" else [])]


def _sorted(value: Cell, *_: object) -> str | None:
    """JSON in one form: a database may keep the order of keys or not."""
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _cell(value: Cell) -> Cell:
    match value:
        case memoryview():
            return bytes(value)
        case datetime():
            return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return value // timedelta(microseconds=1)
        case UUID() | Decimal():
            return str(value)
    return value


def writer(columns: Sequence[Column], connection: BaseDatabaseWrapper) -> Callable[[Sequence[Cell]], list[Cell]]:
    """What turns cells into a row as the database takes it."""
    fields = [_plain(column.kind) for column in columns]

    def write(cells: Sequence[Cell]) -> list[Cell]:
        return [
            None if cell is None else field.get_db_prep_save(_value(cell, field), connection)
            for cell, field in zip(cells, fields, strict=True)
        ]

    return write


def _value(cell: Cell, field: models.Field[Any, Any]) -> Cell:
    if isinstance(field, models.JSONField):
        return json.loads(cell)
    if isinstance(field, models.DurationField):
        return timedelta(microseconds=cell)
    return field.to_python(cell)
