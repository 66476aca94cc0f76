"""What stands inside a sealed backup, one frame after the other: a head, rows, pieces of files, and the sums of all."""

# not for readers

from __future__ import annotations

import gzip
import io
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from waylight.record.backup.columns import Column
from waylight.record.backup.sealing import Sealing, Unreadable, Unsealing
from waylight.record.backup.tables import Sum, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

LEVEL = 6  # of compression: beyond it, time grows and size hardly falls
SIZE = 4  # bytes in which a frame's length is written


class Head(msgspec.Struct, tag="head"):
    """What the backup is of: when and by which version it was made, the state of its tables, and the tables."""

    made_at: str
    version: str
    migrations: list[tuple[str, str]]
    tables: list[tuple[str, list[tuple[str, str]]]]

    def as_tables(self) -> list[Table]:
        """The tables as this program knows tables."""
        return [Table(name, tuple(Column(*column) for column in columns)) for name, columns in self.tables]


class Rows(msgspec.Struct, tag="rows"):
    """Some rows of a table."""

    table: str
    rows: list[list[Any]]


class Piece(msgspec.Struct, tag="piece"):
    """Some bytes of a file that lies beside the store; ``path`` is relative to the store's folder."""

    path: str
    data: bytes


class End(msgspec.Struct, tag="end"):
    """The sums of every table and every file, over what was written."""

    tables: dict[str, Sum]
    files: dict[str, Sum]


Frame = Head | Rows | Piece | End
_decoder = msgspec.msgpack.Decoder(Frame)


@contextmanager
def writing(out: BinaryIO, key: bytes) -> Iterator[Callable[[Frame], None]]:
    """Gives the function that writes a frame, compressed and sealed, to ``out``."""
    with Sealing(out, key) as sealed, gzip.GzipFile(fileobj=sealed, mode="wb", compresslevel=LEVEL, mtime=0) as packed:

        def put(frame: Frame) -> None:
            data = msgspec.msgpack.encode(frame)
            packed.write(len(data).to_bytes(SIZE, "big") + data)

        yield put


def reading(path: Path, key: bytes) -> Iterator[Frame]:
    """The frames of a backup, each proved to be what was written. Raises Unreadable; OSError if it cannot be opened."""
    with path.open("rb") as file:
        plain = io.BufferedReader(Unsealing(file, key))  # type: ignore[type-var]
        try:
            with gzip.GzipFile(fileobj=plain, mode="rb") as packed:
                while size := packed.read(SIZE):
                    yield _decoder.decode(packed.read(int.from_bytes(size, "big")))
        except (EOFError, zlib.error, gzip.BadGzipFile, msgspec.DecodeError):
            raise Unreadable(
                "This backup was sealed as it is, but does not hold what it should. Use another."
            ) from None
