"""Contacts from files or from a table at hand, as the log that the measures of influence are made from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import ibis
import pyarrow

from waylight.analysis.turned import turns
from waylight.intake import Kind, Problem, read_path
from waylight.intake.log import in_process
from waylight.intake.log.log import SCHEMA, SOURCE, Log, united
from waylight.intake.recognise import HEAD, recognise
from waylight.intake.rows import Choices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waylight.analysis.turned import Turn

Engine = Literal["duckdb", "spark"]
OF_A_MAILBOX = {Kind.MAIL, Kind.CALENDAR}
NEEDED = ("at", "sender", "recipient")


def read_contacts(
    *paths: str | Path,
    columns: Mapping[str, str] | None = None,
    zone: str = "UTC",
    engine: Engine = "duckdb",
    memory: str = "",
) -> Log:
    """Return the contacts of files: tables (CSV, gzipped or not, Parquet, folders of them), mail, and calendars.

    ``columns`` says which of a table's columns is which, as ``{"at": "Sent", "sender": "From"}``, where its titles do
    not tell; ``zone`` is the IANA zone of times that name none. Of mail only headers are read. With ``engine="spark"``
    (the extra ``spark``, Java 17) tables may be larger than this machine's memory; ``memory``, as in ``"8GB"``, bounds
    what the engine takes. What could not be read stands in ``problems`` of the log, with file, line and reason.
    Raises NoSpark where Spark cannot be started.
    """
    given, boxes = [Path(path) for path in paths], list[Path]()
    for path in given:
        if path.is_file() and _of_a_mailbox(path):
            boxes.append(path)
    log = _tables([path for path in given if path not in boxes], columns or {}, Choices(zone=zone), engine, memory)
    for path in boxes:
        _add(log, path, Choices(zone=zone))
    return log


def contacts_of(table: Any) -> Log:
    """Return a table at hand (pandas, Polars, PyArrow, Ibis, or a list of dicts) as a log.

    Columns ``at`` (times or their text, UTC where they name no zone, or whole seconds since 1970), ``sender`` and
    ``recipient`` (text or whole numbers) are needed; ``kind``, ``thread``, ``reply``, ``recipients`` and
    ``weight`` are used where they are there. A row's id is its place. Raises ValueError where a column is missing.
    """
    rows = table if isinstance(table, ibis.Table) else ibis.memtable(_arrow(table))
    missing = [name for name in NEEDED if name not in rows.columns]
    if missing:
        raise ValueError(f"There is no column {missing[0]}; contacts have {', '.join(NEEDED)}.")
    at = rows["at"] if rows["at"].type().is_integer() else rows["at"].cast("timestamp").epoch_seconds()
    known = {name: rows[name] for name in SCHEMA.names if name in rows.columns and name != "id"}
    numbered = ibis.row_number().over(ibis.window(order_by=at)) if "id" not in rows.columns else rows["id"]
    return Log(names=["table"], table=rows.select(id=numbered, **{**known, "at": at.cast("int64")}))


def _arrow(table: Any) -> Any:
    """Return a pandas table as Arrow, whose times may be of nanoseconds; anything else as it is."""
    return pyarrow.Table.from_pandas(table, preserve_index=False) if hasattr(table, "iloc") else table


def _of_a_mailbox(path: Path) -> bool:
    with path.open("rb") as stream:
        return recognise(stream.read(HEAD), path.name) in OF_A_MAILBOX


def _tables(paths: list[Path], columns: Mapping[str, str], choices: Choices, engine: Engine, memory: str) -> Log:
    if not paths:
        return Log()
    if engine == "spark":
        from waylight.intake.log import on_spark

        return on_spark.read_log(paths, choices, columns, memory=memory)
    return in_process.read_log(paths, choices, columns, memory=memory)


def _add(log: Log, path: Path, choices: Choices) -> None:
    """Add what a mailbox or a calendar holds."""
    read = list(read_path(path, choices=choices))
    log.problems += [one for one in read if isinstance(one, Problem)]
    found = list(turns(one for one in read if not isinstance(one, Problem)))
    if found:
        part = ibis.memtable(_as_arrow(found, len(log.names)))
        log.table = united([one for one in (log.table, part) if one is not None])
    log.names.append(path.name)


def _as_arrow(found: Iterable[Turn], source: int) -> pyarrow.Table:
    turned = [one for one in found if one.sender and one.recipient]
    size = Counter((one.at, one.sender, one.thread) for one in turned)
    rows = [
        (
            source * SOURCE + number,
            int(one.at.timestamp()),
            one.sender.casefold(),
            one.recipient.casefold(),
            one.kind,
            one.thread or None,
            one.reply,
            size[one.at, one.sender, one.thread],
            1.0,
        )
        for number, one in enumerate(turned)
    ]
    return pyarrow.table([list(column) for column in zip(*rows, strict=True)], schema=SCHEMA)
