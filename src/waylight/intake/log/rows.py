"""The rows of a log one at a time, for what an engine cannot read: any encoding, any line, with its place."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias, cast

from waylight.intake.interactions import row_of
from waylight.intake.log.columns import Chosen, choose
from waylight.intake.recognise import GZIP
from waylight.intake.rows import Choices, Place, Problem
from waylight.intake.tables import Table

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
YES = {"1", "true", "t", "yes", "y"}
VIVA_DATE = "%m/%d/%Y"  # as the exports' own tools read it
TIE = "tie"
Cells: TypeAlias = Mapping[str, object]


class LogRow(NamedTuple):
    """One row of a log; ``line`` is its place in the file, or -1."""

    line: int
    at: int  # seconds since 1970, UTC
    sender: str
    recipient: str
    kind: str
    thread: str | None
    reply: bool
    recipients: int
    weight: float


Read: TypeAlias = LogRow | Problem


def opened(path: Path) -> BinaryIO:
    """A file's bytes, unpacked if it is gzipped. Raises OSError."""
    with path.open("rb") as stream:
        packed = stream.read(2) == GZIP
    return cast("BinaryIO", gzip.open(path)) if packed else path.open("rb")


def read_rows(path: Path, choices: Choices, given: Mapping[str, str]) -> Iterator[Read]:
    """Read a text table that has a log's columns, whatever its bytes. Raises OSError for one that cannot be opened."""
    with opened(path) as stream:
        table = Table(stream, path.name)
        chosen = choose(table.columns, given)
        for item in table.rows():
            if isinstance(item, Problem):
                yield item
                continue
            line, cells = item
            named = {name: cells.get(title, "") for name, title in chosen.titles.items()}
            yield read_cells(named, Place(path.name, line), choices, chosen)


def read_cells(cells: Cells, place: Place, choices: Choices, chosen: Chosen) -> Read:
    """Read one row from its cells as text or as a Parquet file has them."""
    if not chosen.directed:
        cells = {**cells, "at": _viva_date(cells.get("at")), "kind": TIE}
    row = row_of(dict(cells), place, choices)
    if isinstance(row, Problem):
        return row
    weight, recipients = _number(cells.get("weight"), 1.0), _number(cells.get("recipients"), 1.0)
    if not (weight > 0 and math.isfinite(weight)):
        return Problem(place, f"The weight “{str(cells.get('weight'))[:40]}” is no number above 0.")
    if not 1 <= recipients < 2**31:
        return Problem(place, f"“{str(cells.get('recipients'))[:40]}” is no number of recipients.")
    at = int((row.at - EPOCH).total_seconds() // 1)
    reply = str(cells.get("reply") or "").strip().lower() in YES
    line = place.line if place.line is not None else -1
    return LogRow(line, at, row.sender, row.recipient, row.kind, row.thread or None, reply, int(recipients), weight)


def _number(cell: object, otherwise: float) -> float:
    """A cell as a number; ``otherwise`` where it is empty, and not a number where it is none."""
    text = str(cell if cell is not None else "").strip()
    try:
        return float(text) if text else otherwise
    except ValueError:
        return math.nan


def _viva_date(cell: object) -> object:
    """Midnight (UTC) of a date as these exports write it; anything else as it is."""
    try:
        return datetime.strptime(str(cell).strip(), VIVA_DATE).replace(tzinfo=UTC)
    except ValueError:
        return cell
