"""``waylight practice export|import``: a whole practice in one file, and from there into another installation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse

    from waylight.record.people import Practice

DONE, NOTHING = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``practice`` takes."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    out = actions.add_parser("export", help="write everything of a practice into one ZIP, in the open")
    out.add_argument("practice", help="its number or name; with one practice only, a dot will do")
    out.add_argument("file", type=Path, help="the ZIP to be written; it may not be there yet")
    into = actions.add_parser("import", help="bring a practice in that was written elsewhere")
    into.add_argument("file", type=Path)


def run(args: argparse.Namespace) -> int:
    """Write or bring in, and say how much; 2 where nothing was done."""
    django()
    return _export(args.practice, args.file) if args.action == "export" else _import(args.file)


def _export(named: str, path: Path) -> int:
    from waylight.record.audit import Verb, note_that
    from waylight.record.transfer.writing import write_practice

    practice = _find(named)
    if practice is None:
        return NOTHING
    try:
        counts = write_practice(practice, path)
    except FileExistsError:
        return _say_no(f"{path} is there already; nothing was written.")
    except FileNotFoundError:
        return _say_no(f"There is no folder {path.parent}; nothing was written.")
    note_that(None, Verb.DOWNLOADED, "practice", practice=practice)
    sys.stdout.write(f"{path}: {practice.name}, {counts['engagement']:,} engagements, {sum(counts.values()):,} rows.\n")
    sys.stdout.write("Everything in it can be read by whoever has it. Keep it as you keep the meetings themselves.\n")
    return DONE


def _import(path: Path) -> int:
    from waylight.record.audit import Verb, note_that
    from waylight.record.engagement import Engagement
    from waylight.record.transfer.reading import NotReadable, read_practice

    try:
        practice = read_practice(path)
    except NotReadable as reason:
        return _say_no(str(reason))
    except OSError as reason:
        return _say_no(f"{path}: it could not be opened: {reason.strerror}.")
    note_that(None, Verb.BROUGHT_IN, "practice", practice=practice)
    many = Engagement.objects.filter(practice=practice).count()
    sys.stdout.write(f"{practice.name} is practice {practice.pk} here, with {many:,} engagements.\n")
    sys.stdout.write("Accounts that are new here have no password: each sets one by “forgotten password”.\n")
    return DONE


def _find(named: str) -> Practice | None:
    from waylight.record.people import Practice

    every = list(Practice.objects.order_by("pk"))
    found = [one for one in every if named in (str(one.pk), one.name) or (named == "." and len(every) == 1)]
    if len(found) == 1:
        return found[0]
    there = "; ".join(f"{one.pk} {one.name}" for one in every) or "none yet"
    sys.stderr.write(f"No one practice is called “{named}”. There are: {there}.\n")
    return None


def _say_no(why: str) -> int:
    sys.stderr.write(why + "\n")
    return NOTHING
