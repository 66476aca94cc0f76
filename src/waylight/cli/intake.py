"""``waylight intake FILE…``: files become JSON lines on standard output, and problems on standard error."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, TextIO, cast
from zoneinfo import ZoneInfo

from waylight.intake import read, read_path
from waylight.intake.exported.column_map import ColumnMap, NoMap, read_map
from waylight.intake.keyfile import load_keyfile
from waylight.intake.pseudonymise import BrokenKey
from waylight.intake.rows import Choices, Kind, Place, Problem, Row, as_json

ALL, NOTHING, SOME = 0, 2, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``intake`` takes."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a folder, a Maildir, or - for standard input")
    parser.add_argument("--kind", choices=[kind.value for kind in Kind], help="what it is, if that is not recognised")
    parser.add_argument("--json", action="store_true", help="problems as JSON lines too")
    parser.add_argument("--problems", metavar="FILE", help="write problems there instead of to standard error")
    parser.add_argument("--zone", default="UTC", help="IANA zone of times that name none (default: UTC)")
    parser.add_argument("--keep-subjects", action="store_true", help="keep mail subjects and calendar titles in clear")
    parser.add_argument("--map", metavar="FILE", help="read tables by this map of their columns, saved from the page")
    parser.add_argument("--pseudonymise", metavar="KEYFILE", help="replace names and addresses by keyed hashes")


def run(args: argparse.Namespace) -> int:
    """Read every file; 0 when nothing of it is lost, 3 when some could not be read, 2 when nothing could."""
    if not is_zone(args.zone):
        return _say_no(f"“{args.zone}” is no time zone; it is written as in Europe/Lisbon.")
    try:
        pseudonyms = load_keyfile(Path(args.pseudonymise)) if args.pseudonymise else None
        named = map_in(args.map)
    except (BrokenKey, NoMap) as reason:
        return _say_no(str(reason))
    choices = Choices(keep_subjects=args.keep_subjects, zone=args.zone, named=named)
    found = _everything(args.files, Kind(args.kind) if args.kind else None, choices)
    with ExitStack() as stack:
        said: TextIO = sys.stderr
        if args.problems:
            if _is_one_of(args.problems, args.files):
                return _say_no(f"{args.problems} is one of the files to be read; problems would be written over it.")
            try:
                said = stack.enter_context(open(args.problems, "w", encoding="utf-8", errors="backslashreplace"))
            except OSError as reason:
                return _say_no(f"{args.problems}: {reason.strerror}.")
        rows, lost = _write(pseudonyms.rows(found) if pseudonyms else found, said, as_lines=args.json)
    if not lost:
        return ALL
    return SOME if rows else NOTHING


def _write(items: Iterable[Row | Problem], said: TextIO, *, as_lines: bool) -> tuple[int, int]:
    """Write rows to standard output and problems to ``said``; returns how many rows, and how many lost something."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # JSON is UTF-8 (RFC 8259) wherever it is written; half a surrogate pair in a file's name must not end it.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    rows = lost = 0
    for item in items:
        if isinstance(item, Problem):
            lost += item.lost
            said.write(_problem(item, as_lines=as_lines))
        else:
            rows += 1
            sys.stdout.write(json.dumps(as_json(item), ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return rows, lost


def map_in(path: str | None) -> ColumnMap | None:
    """The map of a table's columns in a file; None without one. Raises NoMap, with the file's name."""
    if path is None:
        return None
    try:
        return read_map(Path(path).read_bytes())
    except OSError as reason:
        raise NoMap(f"{path}: it could not be opened: {reason.strerror}.") from None
    except NoMap as reason:
        raise NoMap(f"{path}: {reason}") from None


def is_zone(name: str) -> bool:
    """Whether a time zone goes by this IANA name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # the last where a part of a name is a folder: “Europe”
        return False
    return True


def _is_one_of(path: str, files: list[str]) -> bool:
    """Whether writing to a path would destroy a file that is to be read."""
    where = Path(path).resolve()
    given = [Path(file).resolve() for file in files if file != "-"]
    return where.is_file() and any(one == where or one in where.parents for one in given)


def _say_no(why: str) -> int:
    sys.stderr.write(why + "\n")
    return NOTHING


def _everything(files: list[str], kind: Kind | None, choices: Choices) -> Iterator[Row | Problem]:
    """Every row and problem of every file; a path that cannot be opened is a problem, and the others are read."""
    for file in files:
        if file == "-":
            stream = cast("BinaryIO", sys.stdin.buffer)
            yield from read(_rewindable(stream), name="standard input", kind=kind, choices=choices)
            continue
        try:
            yield from read_path(Path(file), kind=kind, choices=choices)
        except OSError as reason:
            yield Problem(Place(Path(file).name or file), f"It could not be opened: {reason.strerror}.")


def _rewindable(stream: BinaryIO) -> BinaryIO:
    """A pipe cannot be read twice, and a ZIP is read from its end; so it is spooled where it is short-lived."""
    import shutil
    import tempfile

    if stream.seekable():
        return stream
    spooled = tempfile.SpooledTemporaryFile(max_size=64 * 2**20)  # noqa: SIM115
    shutil.copyfileobj(stream, spooled)
    spooled.seek(0)
    return cast("BinaryIO", spooled)


def _problem(problem: Problem, *, as_lines: bool) -> str:
    if as_lines:
        return json.dumps({"problem": as_json(problem)}, ensure_ascii=False) + "\n"
    return f"{problem}\n"
