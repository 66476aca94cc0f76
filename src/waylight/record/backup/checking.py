"""Reads a backup through, and holds what it finds against the sums at its end and against this program."""

# not for readers

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from django.db.migrations.loader import MigrationLoader

from waylight.record.backup.frames import End, Head, Piece, Rows, reading
from waylight.record.backup.sealing import Unreadable
from waylight.record.backup.tables import Sum, Summing

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = {"keys"}  # what may stand beside a store


class Checked(NamedTuple):
    """A backup that was read through: its head and its sums."""

    head: Head
    end: End


def check(path: Path, key: bytes) -> Checked:
    """Read a backup through. Raises Unreadable, saying why, if it cannot be restored wholly with this program."""
    frames = reading(path, key)
    head = next(frames, None)
    if not isinstance(head, Head):
        raise Unreadable("This backup does not say what it holds. Use another.")
    tables: defaultdict[str, Summing] = defaultdict(Summing)
    files: dict[str, tuple[int, hashlib._Hash]] = {}
    end = None
    for frame in frames:
        match frame:
            case Rows():
                tables[frame.table].add(frame.rows)
            case Piece():
                _beside(frame.path)
                size, summed = files.get(frame.path, (0, hashlib.sha256()))
                summed.update(frame.data)
                files[frame.path] = (size + len(frame.data), summed)
            case End():
                end = frame
    found = End(
        {name: tables[name].sum() for name, _ in head.tables},
        {name: Sum(size, summed.hexdigest()) for name, (size, summed) in files.items()},
    )
    if end is None or found != end:
        raise Unreadable("This backup does not hold as much as it says at its end. Use another.")
    _known(head)
    return Checked(head, end)


def _beside(path: str) -> None:
    """Raises Unreadable for a file that would come to lie anywhere but in a folder that may stand beside a store."""
    parts = PurePosixPath(path).parts
    if len(parts) < 2 or parts[0] not in FOLDERS or ".." in parts:
        raise Unreadable(f"This backup holds a file that does not belong beside a store: {path!r}.")


def _known(head: Head) -> None:
    """Raises Unreadable for tables in a state that this version does not know."""
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    if later := sorted(set(head.migrations) - known):
        app, name = later[0]
        raise Unreadable(
            f"This backup was made by Waylight {head.version}, whose tables this version does not know ({app} {name}). "
            "Bring Waylight up to date first; nothing was restored."
        )
