"""Writes a backup: the store as it stood at one moment, while it goes on being used."""

# not for readers

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from waylight import __version__
from waylight.record.backup.frames import End, Head, Piece, Rows, writing
from waylight.record.backup.tables import Sum, Summing, migrations, one_moment, rows, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from waylight.record.backup.frames import Frame

AT_ONCE = 1 << 20  # bytes of a file


def back_up(to: Path, key: bytes, *, root: Path, folders: Sequence[str] = (), over: bool = False) -> End:
    """Write the whole record, and the ``folders`` of ``root`` by name, sealed with ``key``; returns the sums.

    The file appears whole or not at all, readable by this account alone. Raises FileExistsError for a file that is
    there already, unless ``over`` says that it may be replaced.
    """
    if to.exists() and not over:
        raise FileExistsError(f"{to} is there already; nothing was written. Choose another name, or say --force.")
    handle, part = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            end = _write(file, key, root, folders)
            file.flush()
            os.fsync(file.fileno())
        _appear(part, to, over=over)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(part)
    return end


def _appear(part: str, to: Path, *, over: bool) -> None:
    if over:
        os.replace(part, to)
    else:
        os.link(part, to)  # unlike a renaming, it refuses to replace what has come there meanwhile
    folder = os.open(to.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _write(file: BinaryIO, key: bytes, root: Path, folders: Sequence[str]) -> End:
    with writing(file, key) as put, one_moment():
        held = tables()
        put(
            Head(
                made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                version=__version__,
                migrations=migrations(),
                tables=[(table.name, [(column.name, column.kind) for column in table.columns]) for table in held],
            )
        )
        end = End({}, {})
        for table in held:
            summing = Summing()
            for batch in rows(table):
                summing.add(batch)
                put(Rows(table.name, batch))
            end.tables[table.name] = summing.sum()
        for path in _files(root, folders):
            end.files[str(path.relative_to(root))] = _put_file(path, root, put)
        put(end)
    return end


def _files(root: Path, folders: Sequence[str]) -> Iterator[Path]:
    for name in folders:
        yield from sorted(path for path in (root / name).rglob("*") if path.is_file() and not path.is_symlink())


def _put_file(path: Path, root: Path, put: Callable[[Frame], None]) -> Sum:
    name, summed, size = str(path.relative_to(root)), hashlib.sha256(), 0
    with path.open("rb") as file:
        while True:
            data = file.read(AT_ONCE)
            if size and not data:
                break
            put(Piece(name, data))
            summed.update(data)
            size += len(data)
            if not data:
                break
    return Sum(size, summed.hexdigest())
