"""Writes a practice into one ZIP: JSON lines with their schema, and pages for people to read."""

# not for readers

from __future__ import annotations

import importlib.metadata
import json
import os
import zipfile
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any

from django.db import models, transaction

from waylight.access.models import User
from waylight.record.audit import AuditEvent
from waylight.record.keys import Key
from waylight.record.people import Practice
from waylight.record.transfer.readable import pages
from waylight.record.transfer.tables import (
    as_json,
    name_of,
    references,
    rows_of,
    schema_of,
    tables,
    written_fields,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FORM = 1  # of the file; a reader of another says so
AT_ONCE = 2_000
USER = ("email", "name", "language")
README = """This is everything that Waylight holds of one practice, in the open.
Keep it as you keep the meetings themselves.

rows/*.jsonl    a line for each row; a number names a line of the file that schema.json says, counted from 1
users.jsonl     the accounts that rows name: address and name, no password
schema.json     what stands in each line (JSON Schema 2020-12)
audit.jsonl     the audit log of the practice, to be read; it is not brought in elsewhere
readable/       the same for people: open index.html
manifest.json   the form of this file, and how many lines each file has

"waylight practice import FILE" brings it into another installation.
"""


def write_practice(practice: Practice, path: Path) -> dict[str, int]:
    """Write a practice to a new file that only this account can read; returns how many lines each part has.

    All rows are as they were at one time. Raises FileExistsError, and CannotOpen where the key of some words is gone;
    then no file is left.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            return _write(practice, archive)
    except BaseException:
        path.unlink()
        raise


@transaction.atomic
def _write(practice: Practice, archive: zipfile.ZipFile) -> dict[str, int]:
    counts: dict[str, int] = {}
    numbers = _Numbers(practice)
    for model in tables():
        name = name_of(model)
        lines = (_line(row, numbers) for row in rows_of(practice, model).iterator(AT_ONCE))
        counts[name] = _lines(archive, f"rows/{name}.jsonl", lines)
    counts["users"] = _lines(archive, "users.jsonl", numbers.users())
    _lines(archive, "audit.jsonl", _audit(practice))
    for name, text in pages(practice):
        archive.writestr(f"readable/{name}", text)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {name_of(one): schema_of(one) for one in tables()},
    }
    archive.writestr("schema.json", json.dumps(schema, indent=1))
    manifest = {
        "form": FORM,
        "waylight": importlib.metadata.version("waylight"),
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "lines": counts,
    }
    archive.writestr("manifest.json", json.dumps(manifest, indent=1))
    archive.writestr("README.txt", README)
    return counts


class _Numbers:
    """The lines that rows stand on: they are numbered anew, so that a file says nothing of what else there was."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._lines: dict[type[models.Model], dict[Any, int]] = {User: {}}

    def line(self, model: type[models.Model], key: Any) -> Any:
        """Return the line of a row, by its number in the store; the id itself of a key."""
        if model is Key:
            return str(key)
        if model is User:
            return self._lines[User].setdefault(key, len(self._lines[User]) + 1)
        if model not in self._lines:
            keys = rows_of(self._practice, model).select_related(None).values_list("pk", flat=True)
            self._lines[model] = {one: line for line, one in enumerate(keys.iterator(AT_ONCE), start=1)}
        return self._lines[model][key]

    def users(self) -> Iterator[dict[str, str]]:
        """Yield the accounts that were named, in the order of their lines."""
        known = User.objects.in_bulk(list(self._lines[User]))
        for key in self._lines[User]:
            yield {name: getattr(known[key], name) for name in USER}


def _line(row: models.Model, numbers: _Numbers) -> dict[str, Any]:
    named = {field.name: field.related_model for field in references(type(row))}
    line: dict[str, Any] = {}
    for field in written_fields(type(row)):
        if field.name in named:
            key = getattr(row, field.attname)
            line[field.name] = None if key is None else numbers.line(named[field.name], key)
        else:
            line[field.name] = as_json(field, row)
    return _by_file(row, line, numbers)


def _by_file(row: models.Model, line: dict[str, Any], numbers: _Numbers) -> dict[str, Any]:
    """Return a line of an import with its files named by their lines, where its words name them by their numbers."""
    from waylight.record.imports import Import, ImportFile

    if not isinstance(row, Import):
        return line
    return {
        name: renamed_files(value, lambda key: str(numbers.line(ImportFile, int(key)))) if name in BY_FILE else value
        for name, value in line.items()
    }


BY_FILE = ("choices", "result")


def renamed_files(value: Any, rename: Any) -> Any:
    """Return what an import says of its files with each file called otherwise; one that is gone is left out."""
    if not isinstance(value, dict) or not isinstance(value.get("files"), dict):
        return value
    files = {}
    for key, said in value["files"].items():
        try:
            files[rename(key)] = said
        except (KeyError, ValueError):
            continue
    return {**value, "files": files}


def _audit(practice: Practice) -> Iterator[dict[str, Any]]:
    for event in AuditEvent.objects.filter(practice_id=practice.pk).order_by("number").iterator(AT_ONCE):
        yield {field.attname: as_json(field, event) for field in AuditEvent._meta.concrete_fields}


def _lines(archive: zipfile.ZipFile, name: str, rows: Iterable[dict[str, Any]]) -> int:
    count = 0
    with archive.open(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w", force_zip64=True) as part:
        stream: IO[bytes] = part
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            count += 1
    return count
