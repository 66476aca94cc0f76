"""Reads the rows of a Parquet file, batch by batch, whatever it says about itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from waylight.intake.recognise import HEAD
from waylight.intake.rows import Place, Problem
from waylight.language import gettext
from waylight.language import number as written

if TYPE_CHECKING:
    import pyarrow
    from pyarrow import parquet

LARGEST = 128 * 2**20  # bytes, held in memory because its table of contents stands at its end
LARGEST_GROUP = 128 * 2**20  # bytes of the columns of a row group once they are unpacked
BATCH = 10_000  # rows
FEW = 2**20  # rows; beyond, a row has at least a byte: a billion equal ones fit into some hundred bytes
LONGEST = 400  # characters of a cell; one long word can stand for it in every row


def rows_of(
    stream: BinaryIO, name: str, choose: Callable[[list[str]], dict[str, str] | None], wanted: str
) -> Iterator[tuple[Place, dict[str, object]] | Problem]:
    """Each row of a Parquet file with its place (the row's number, from 1); what cannot be read is a Problem.

    ``choose`` names, from the columns in lower case, those that are wanted by what they are wanted as; where it gives
    None, the Problem is ``wanted``.
    """
    import pyarrow
    from pyarrow import parquet

    held = _held(stream)
    if held is None:
        yield Problem(
            Place(name), gettext("This Parquet file is larger than {most} MB; divide it.").format(most=LARGEST >> 20)
        )
        return
    try:
        schema = parquet.read_schema(pyarrow.BufferReader(held))
        titles = {_plain(field.name): field.name for field in schema if not pyarrow.types.is_nested(field.type)}
        chosen = choose(list(titles))
        if chosen is None:
            yield Problem(Place(name), wanted)
            return
        named = {key: str(titles[title]) for key, title in chosen.items()}
        # A word that stands in many rows is unpacked once, not for each of them.
        file = parquet.ParquetFile(pyarrow.BufferReader(held), read_dictionary=_texts(schema))
        if reason := _too_much(file.metadata, set(named.values()), len(held)):
            yield Problem(Place(name), reason)
            return
        for number, cells in enumerate(_cells(file, named), start=1):
            yield Place(name, number), cells
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, KeyError) as reason_why:
        said = gettext("This Parquet file could not be read: {why}.")
        yield Problem(Place(name), said.format(why=type(reason_why).__name__))


def _held(stream: BinaryIO) -> bytes | None:
    held = io.BytesIO()
    while chunk := stream.read(HEAD):
        if held.write(chunk) and held.tell() > LARGEST:
            return None
    return held.getvalue()


def _plain(title: str) -> str:
    return title.strip().lower().replace("_", " ")


def _texts(schema: pyarrow.Schema) -> list[str]:
    from pyarrow import types

    return [field.name for field in schema if types.is_string(field.type) or types.is_large_string(field.type)]


def _too_much(metadata: parquet.FileMetaData, columns: set[str], size: int) -> str:
    """Why a file is not read that would unfold to far more than its size; "" where it is."""
    if metadata.num_rows > max(FEW, size):
        said = gettext("It says it has {count} rows, which cannot be; it was not read.")
        return said.format(count=written(metadata.num_rows))
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        parts = (group.column(n) for n in range(group.num_columns))
        if sum(part.total_uncompressed_size for part in parts if part.path_in_schema in columns) > LARGEST_GROUP:
            return gettext("A row group of this Parquet file is too large; write it again with smaller ones.")
    return ""


def _cells(file: parquet.ParquetFile, named: dict[str, str]) -> Iterator[dict[str, object]]:
    for batch in file.iter_batches(columns=list(named.values()), batch_size=BATCH):
        columns = [_column(batch.column(title)) for title in named.values()]
        for values in zip(*columns, strict=True):
            yield dict(zip(named, values, strict=True))


def _column(column: pyarrow.Array) -> list[object]:
    """A column's values as Python's; texts are clipped, and times are taken to the microsecond."""
    import pyarrow

    if pyarrow.types.is_dictionary(column.type):
        words = [_clipped(word) for word in column.dictionary.to_pylist()]
        return [None if at is None else words[at] for at in column.indices.to_pylist()]
    if pyarrow.types.is_timestamp(column.type):
        column = column.cast(pyarrow.timestamp("us", column.type.tz), safe=False)
    return [_clipped(value) for value in column.to_pylist()]


def _clipped(value: object) -> object:
    """A cell of limited length; bytes are text to whoever wrote them without saying so."""
    if isinstance(value, bytes):
        return value[:LONGEST].decode(errors="replace")
    return value[:LONGEST] if isinstance(value, str) else value
