"""``waylight growth FILE``: was there a moment, or has it grown? For dated series in a CSV file."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import TYPE_CHECKING, cast

from waylight.analysis.series import growth, read_series
from waylight.cli.growth_words import as_json, sentences
from waylight.cli.intake import is_zone

if TYPE_CHECKING:
    import argparse

    from waylight.intake.rows import Problem
    from waylight.lenses.growth.answer import Value
    from waylight.lenses.growth.observed import Observed

ALL, NOTHING, SOME = 0, 2, 3


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
        series, problems = _read(args.file, value, args.zone)
    except OSError as reason:
        sys.stderr.write(f"{args.file}: It could not be opened: {reason.strerror}.\n")
        return NOTHING
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if not series:
        if not problems:
            sys.stderr.write(f"{args.file}: There is no value in this file.\n")
        return NOTHING
    found, joint = growth(series, value, processes=args.processes or len(os.sched_getaffinity(0)))
    _write(
        json.dumps(as_json(found, joint), ensure_ascii=False) + "\n" if args.json else sentences(found, joint, value)
    )
    return SOME if problems else ALL


def _write(text: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout.write(text.rstrip("\n") + "\n")
    sys.stdout.flush()


def _read(file: str, value: Value, zone: str) -> tuple[list[Observed], list[Problem]]:
    """Read a file, or standard input; raises OSError when it cannot be opened."""
    if file == "-":
        return read_series(sys.stdin.buffer, value, zone=zone, name="standard input")
    return read_series(file, value, zone=zone)
