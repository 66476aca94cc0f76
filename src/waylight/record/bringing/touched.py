"""What an import changed in rows that were there before it, written down so that undoing puts it back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from django.apps import apps
from django.db import models

from waylight.record.people import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable

Plain: TypeAlias = "str | int | float | bool | None"
Entry: TypeAlias = "dict[str, str | int | dict[str, Plain]]"  # not for readers


def _plain(value: object) -> Plain:
    """A field's value as JSON keeps it; a time as ISO 8601, which the database layer reads back."""
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


class Touched:
    """The changes of one import, in order. ``entries`` is kept with the import's result."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def change(self, row: models.Model, **fields: object) -> None:
        """Set fields (foreign keys by id, ``organisation_id=3``) of a row that was there, and write down what was."""
        before = {name: _plain(getattr(row, name)) for name in fields}
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(update_fields=list(fields))
        self.changed(row, before)

    def changed(self, row: models.Model, before: dict[str, Plain]) -> None:
        """Write down a change that was made elsewhere; ``before`` is what the fields were."""
        after = {name: _plain(getattr(row, name)) for name in before}
        if after != before:
            self.entries.append({"model": row._meta.model_name or "", "pk": row.pk, "before": before, "after": after})

    def named(self, organisation: Organisation) -> None:
        """Write down that this import names an organisation: without anybody in it, it goes with the import."""
        self.entries.append({"model": "organisation", "pk": organisation.pk})


def put_back(entries: Iterable[Entry]) -> None:
    """Give rows the values they had, newest change first, unless somebody has changed them since.

    A row that had come from a file is left with its newer source: that file may be gone. Who undoes decides on it.
    """
    for entry in reversed(list(entries)):
        before, after = entry.get("before"), entry.get("after")
        if not isinstance(before, dict) or not isinstance(after, dict):
            continue
        if before.get("source_id") is not None:
            before = {name: value for name, value in before.items() if name not in {"source_id", "line"}}
        model = apps.get_model("record", str(entry["model"]))
        row = model._default_manager.select_for_update().filter(pk=entry["pk"]).first()
        if row is None or any(getattr(row, name) != _read(row, name, value) for name, value in after.items()):
            continue
        for name, value in before.items():
            setattr(row, name, value)
        row.save(update_fields=list(before))


def _read(row: models.Model, name: str, value: Plain) -> object:
    """A value that was written down, as the field holds it."""
    field: models.Field[object, object] = row._meta.get_field(name)  # type: ignore[assignment]
    return field.to_python(value)


def forget_organisations(entries: Iterable[Entry]) -> None:
    """Remove the organisations that an undone import named and in which nobody is any more."""
    named = [str(entry["pk"]) for entry in entries if entry["model"] == "organisation" and "before" not in entry]
    Organisation.objects.filter(pk__in=named, people=None).delete()
