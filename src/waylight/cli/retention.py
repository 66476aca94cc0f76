"""``waylight retention``: let go of what practices keep no longer, or say what would go."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    from waylight.record.people import Practice


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``retention`` takes."""
    parser.add_argument("--preview", action="store_true", help="say what would go, and change nothing")
    parser.add_argument("--practice", help="one practice by its name (default: every practice)")
    parser.add_argument("--on", type=_day, help="as if it were that day, YYYY-MM-DD; with --preview alone")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day like 2026-03-12") from None


def run(args: argparse.Namespace) -> int:
    """Print a line for each engagement and kind of which something goes. Names nobody."""
    django()
    from waylight.record.people import Practice

    if args.on and not args.preview:
        sys.stderr.write("What goes is decided by today's date; --on is for --preview.\n")
        return 2
    practices = list(Practice.objects.filter(**({"name": args.practice} if args.practice else {})).order_by("pk"))
    if args.practice and not practices:
        known = "; ".join(Practice.objects.order_by("pk").values_list("name", flat=True)) or "none yet"
        sys.stderr.write(f"There is no practice “{args.practice}”. Known: {known}.\n")
        return 2
    on = args.on or datetime.now(UTC).date()
    for practice in practices:
        sys.stdout.write("".join(_lines(practice, on, preview=args.preview)))
    return 0


def _lines(practice: Practice, on: date, *, preview: bool) -> list[str]:
    from waylight.record.privacy.letting_go import let_go, what_will_go
    from waylight.record.privacy.retention import periods

    if not periods(practice):
        return [f"{practice.name}: everything is kept; no period is set.\n"]
    going = what_will_go(practice, on) if preview else let_go(practice, on)
    if not going:
        return [f"{practice.name}: nothing is due.\n"]
    verb = "would go" if preview else "went"
    return [
        f"{practice.name}, engagement {one.engagement.pk}: {one.kind.label} from before {one.before.isoformat()}: "
        f"{one.rows} in the record and {one.staged} as read of files {verb}.\n"
        for one in going
    ]
