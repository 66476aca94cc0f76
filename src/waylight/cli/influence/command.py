"""What ``waylight influence`` takes, and the way from its options to a table or JSON."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.cli.intake import is_zone

if TYPE_CHECKING:
    from waylight.cli.influence.given import Given

ALL, NOTHING, SOME = 0, 2, 3  # as ``waylight intake`` has them


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``influence`` takes."""
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="CSV, .csv.gz, Parquet, or a folder of them"
    )
    parser.add_argument("--engagement", metavar="NUMBER", help="read the record of this engagement instead of files")
    parser.add_argument("--person", help="of whom, as the files name them (default with --engagement: the client)")
    parser.add_argument("--everyone", action="store_true", help="weekly reach and reciprocity of everybody instead")
    parser.add_argument("--every", choices=["week", "4weeks", "month", "meeting", "whole"], default="week")
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
    parser.add_argument(
        "--memory", default="", metavar="SIZE", help="the most the engine takes before it uses the disk, as 8GB"
    )
    _add_readings(parser)
    _add_rules(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument(
        "--evidence", action="store_true", help="with --json: the rows behind each figure, as file:line"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write a table there: .csv or .parquet")


def _add_readings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--people", type=Path, metavar="FILE", help="a table with person, level, side, organisation, matters"
    )
    parser.add_argument("--columns", default="", metavar="at=TITLE,…", help="which of the table's columns is which")
    parser.add_argument("--zone", default="UTC", help="IANA zone of times that name none (default: UTC)")


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet-days", type=float, help="one length of a long silence for every pair")
    parser.add_argument("--crowd", type=int, default=20, help="more recipients than this make an announcement")
    parser.add_argument("--mass", choices=["out", "share"], default="out", help="announcements: left out, or 1/n each")
    parser.add_argument("--count-recipients", action="store_true", help="count a message's recipients from its rows")
    parser.add_argument(
        "--working-hours", metavar="9-18", help="time answers in these hours, Mondays to Fridays, in --zone"
    )
    parser.add_argument("--measures", default="", metavar="NAME,…", help="only these measures")


def run(args: argparse.Namespace) -> int:
    """Read, measure and print; 0 when all was read, 3 when some could not be, 2 when nothing could."""
    why = _why_not(args)
    if why:
        return _say_no(why)
    from waylight.cli.influence.given import CannotRead, given

    try:
        found = given(args)
    except CannotRead as reason:
        return _say_no(str(reason))
    for problem in found.problems:
        sys.stderr.write(f"{problem}\n")
    if found.log is None:
        return NOTHING
    status = _everyone(found, args) if args.everyone else _one(found, args)
    return SOME if status == ALL and found.problems else status


def _why_not(args: argparse.Namespace) -> str:
    """Why these options cannot be followed, or ""."""
    if bool(args.files) == bool(args.engagement):
        return "Name files, or --engagement NUMBER: one of the two."
    if not (args.person or args.everyone or args.engagement):
        return "Say of whom with --person, or --everyone."
    if args.person and args.everyone:
        return "Either --person or --everyone, not both."
    if not is_zone(args.zone):
        return f"“{args.zone}” is no time zone; it is written as in Europe/Lisbon."
    if args.out and args.out.suffix not in (".csv", ".parquet"):
        return f"{args.out}: a table is written as .csv or .parquet."
    if args.out and any(args.out.resolve() == one.resolve() for one in args.files):
        return f"{args.out} is one of the files to be read; it would be written over."
    if args.every == "meeting" and not args.engagement:
        return "From meeting to meeting needs --engagement NUMBER: files say nothing of meetings with a coach."
    if args.everyone and not args.out:
        return "--everyone needs --out FILE: it is a line for each person and window."
    return _why_no_rule(args)


def _why_no_rule(args: argparse.Namespace) -> str:
    if args.crowd < 1:
        return "--crowd is a number of recipients, at least 1."
    if args.quiet_days is not None and not 0 < args.quiet_days < 10_000:
        return "--quiet-days is a number of days above 0."
    if args.evidence and args.engine == "spark":
        return "Rows are known by their lines only with --engine duckdb."
    return ""


def _one(found: Given, args: argparse.Namespace) -> int:
    from waylight.cli.influence import words
    from waylight.lenses.influence.log.measure import NotThere, measure

    try:
        windows = measure(found.table(), found.person, found.every, found.rule, found.around, only=found.measures)
    except NotThere:
        return _say_no(
            f"“{found.shown}” is in no row of {found.read}; people are named there as in “{found.example()}”."
        )
    if args.out:
        words.write(windows, found, args.out)
    if args.json:
        sys.stdout.write(words.as_json(windows, found, evidence=args.evidence) + "\n")
    elif not args.out:
        sys.stdout.write(words.as_text(windows, found))
    return ALL


def _everyone(found: Given, args: argparse.Namespace) -> int:
    from waylight.cli.influence.everybody import write_everyone

    rows = write_everyone(found, args.out)
    sys.stdout.write(f"{args.out}: {rows:,} rows, one for each person and {args.every} with contact.\n")
    return ALL


def _say_no(why: str) -> int:
    sys.stderr.write(why + "\n")
    return NOTHING
