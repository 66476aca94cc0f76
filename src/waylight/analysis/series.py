"""Was there a moment, or has it grown? For series in a file or at hand."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from waylight.analysis.series_rows import series_of
from waylight.intake.dated import read_dated
from waylight.intake.rows import Choices, Problem, ValueRow
from waylight.lenses.growth.answer import Answer, answer, answered, consider, why_not
from waylight.lenses.growth.together import MOST_SERIES, TOO_MANY, Together, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.lenses.growth.answer import Value
    from waylight.lenses.growth.observed import Observed

CHUNK = 50  # series handed to a process at a time


def read_series(
    file: str | Path | BinaryIO, value: Value, *, zone: str = "UTC", name: str = ""
) -> tuple[list[Observed], list[Problem]]:
    """Return the series of a CSV with ``series, at, value`` and, if known, ``exposure``, and what could not be read.

    ``value`` is "counts" or "ratings"; ``zone`` (IANA) is that of days, for times that name one. A series of counts
    that are all 1, at times of their own, is one of single events and is counted by day. Raises OSError when the file
    cannot be opened.
    """
    if isinstance(file, str | Path):
        with Path(file).open("rb") as stream:
            return read_series(stream, value, zone=zone, name=name or Path(file).name)
    found = list(read_dated(file, name=name, whole=value == "counts", choices=Choices(zone=zone)))
    series, more = series_of([row for row in found if isinstance(row, ValueRow)], value)
    return series, [*(one for one in found if isinstance(one, Problem)), *more]


def growth(series: Sequence[Observed], value: Value, *, processes: int = 1) -> tuple[list[Answer], Together]:
    """Return the answer of each series, and what they say together where they are few enough to be one person's.

    ``Answer.kinds`` are the probabilities of nothing, a moment, gradual growth and both, which add to 1; ``says`` is
    the kind that may be named. Many series are answered in ``processes`` processes.
    """
    if len(series) > MOST_SERIES:
        nobody = Together(Answer("together", 0, why_not=TOO_MANY))
        if processes < 2:
            return [answer(one, value) for one in series], nobody
        with ProcessPoolExecutor(min(processes, len(series) // CHUNK + 1)) as pool:
            return list(pool.map(partial(answer, value=value), series, chunksize=CHUNK)), nobody
    considered = {one.name: consider(one, value) for one in series if not why_not(one)}
    every = [answered(considered[one.name]) if one.name in considered else answer(one, value) for one in series]
    return every, together(list(considered.values()))
