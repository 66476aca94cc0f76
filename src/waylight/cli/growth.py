"""``waylight growth FILE``: was there a moment, or has it grown? For dated series in a CSV file."""

from __future__ import annotations

import io
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from waylight.cli.growth_rows import series_of
from waylight.cli.growth_words import as_json, sentences
from waylight.cli.intake import is_zone
from waylight.intake.dated import read_dated
from waylight.intake.rows import Choices, Problem, ValueRow
from waylight.lenses.growth.answer import Answer, answer, answered, consider, why_not
from waylight.lenses.growth.together import MOST_SERIES, TOO_MANY, Together, together

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from waylight.lenses.growth.answer import Value
    from waylight.lenses.growth.observed import Observed

ALL, NOTHING, SOME = 0, 2, 3
CHUNK = 50  # series handed to a process at a time


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``growth`` takes."""
    parser.add_argument("file", metavar="FILE", help="CSV: series, at, value and, if known, exposure; or -")
    parser.add_argument("--value", choices=["counts", "ratings"], required=True, help="what the values are")
    parser.add_argument("--json", action="store_true", help="everything as JSON instead of sentences")
    parser.add_argument("--zone", default="UTC", help="IANA zone of days, for times that name one (default: UTC)")
    parser.add_argument("--processes", type=int, help="for many series (default: one for each core)")


def run(args: argparse.Namespace) -> int:
    """Answer for each series, and for all together; 0 when all was read, 3 when some was not, 2 when nothing was."""
    value = cast("Value", args.value)
    if not is_zone(args.zone):
        sys.stderr.write(f"“{args.zone}” is no time zone; it is written as in Europe/Lisbon.\n")
        return NOTHING
    try:
        rows, problems = _read(args.file, value, args.zone)
    except OSError as reason:
        sys.stderr.write(f"{args.file}: It could not be opened: {reason.strerror}.\n")
        return NOTHING
    series, more = series_of(rows, value)
    for problem in [*problems, *more]:
        line = f":{problem.place.line}" if problem.place.line is not None else ""
        sys.stderr.write(f"{problem.place.file}{line}: {problem.reason}\n")
    if not series:
        if not problems:
            sys.stderr.write(f"{args.file}: There is no value in this file.\n")
        return NOTHING
    found, joint = answers(series, value, args.processes or len(os.sched_getaffinity(0)))
    _write(
        json.dumps(as_json(found, joint), ensure_ascii=False) + "\n" if args.json else sentences(found, joint, value)
    )
    return SOME if problems or more else ALL


def _write(text: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout.write(text.rstrip("\n") + "\n")
    sys.stdout.flush()


def _read(file: str, value: Value, zone: str) -> tuple[list[ValueRow], list[Problem]]:
    """Read a file, or standard input; raises OSError when it cannot be opened."""
    with ExitStack() as stack:
        name = "standard input" if file == "-" else Path(file).name
        given = sys.stdin.buffer if file == "-" else stack.enter_context(Path(file).open("rb"))
        read = read_dated(cast("BinaryIO", given), name=name, whole=value == "counts", choices=Choices(zone=zone))
        found = list(read)
    rows = [item for item in found if isinstance(item, ValueRow)]
    return rows, [item for item in found if isinstance(item, Problem)]


def answers(series: Sequence[Observed], value: Value, processes: int) -> tuple[list[Answer], Together]:
    """Answer one after the other, or, where they are many, in several processes."""
    if len(series) > MOST_SERIES:
        nobody = Together(Answer("together", 0, why_not=TOO_MANY))
        if processes < 2:
            return [answer(one, value) for one in series], nobody
        with ProcessPoolExecutor(min(processes, len(series) // CHUNK + 1)) as pool:
            return list(pool.map(partial(answer, value=value), series, chunksize=CHUNK)), nobody
    considered = {one.name: consider(one, value) for one in series if not why_not(one)}
    every = [answered(considered[one.name]) if one.name in considered else answer(one, value) for one in series]
    return every, together(list(considered.values()))
