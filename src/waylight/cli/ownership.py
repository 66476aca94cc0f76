"""``waylight ownership FILE…``: who owns an initiative, and how present the client stays, over time."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from waylight.cli.contact_table import NOTHING, SOME, Unusable, add_table_arguments, table
from waylight.cli.figures import as_json, in_words
from waylight.lenses.influence.own_view import own_view
from waylight.lenses.influence.ownership import ownership
from waylight.lenses.influence.plane import path, shift
from waylight.lenses.weeks import weeks_between

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from waylight.lenses.influence.contacts import Contacts
    from waylight.lenses.influence.plane import Point, Shift

    Window = tuple[datetime, datetime]

PARTS = ("together", "starting", "organising")
HERS = "Only what the client was part of is here; what went on without her is not seen, so she looks more present."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``ownership`` takes."""
    add_table_arguments(parser)
    parser.add_argument(
        "--thread", action="append", default=[], help="count only this thread or series; may be repeated"
    )
    parser.add_argument("--every", type=int, default=4, metavar="WEEKS", help="weeks in one window (default: 4)")


def run(args: argparse.Namespace) -> int:
    """Print the path; 0, or 3 when some rows could not be read, or 2 when nothing can be said at all."""
    try:
        if args.every < 1:
            raise Unusable(f"A window has at least one week, not {args.every}.")
        contacts, people, problems = table(args.files, None, args.zone, args.thread)
        person = people.find(args.person)
        windows = _windows(contacts, args.zone, args.every)
    except Unusable as why:
        sys.stderr.write(f"{why}\n")
        return NOTHING
    points = path(contacts, person, windows)
    third = max(len(windows) // 3, 1)
    times = (windows[0][0], windows[third - 1][1]), (windows[-third][0], windows[-1][1])
    moved = shift(contacts, person, before=times[0], after=times[1])
    hers = own_view(contacts, person)
    if args.json:
        sys.stdout.write(json.dumps(_all(args.person, contacts, points, moved, hers), ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(line + "\n" for line in _lines(points, moved, hers))
    return SOME if problems else 0


def _windows(contacts: Contacts, zone: str, every: int) -> list[Window]:
    """Windows of whole weeks, from the first row's week on; the last one may be shorter than the others."""
    first, last = (datetime.fromisoformat(f"{at}").replace(tzinfo=UTC) for at in contacts.at[[0, -1]])
    # A day more on either side, since the local day may be the one before or after; empty weeks at the ends go.
    weeks = weeks_between(first.date() - timedelta(1), last.date() + timedelta(1), zone)
    lived = [week for week in weeks if week.end > first and week.start <= last]
    groups = (lived[n : n + every] for n in range(0, len(lived), every))
    return [(group[0].start, group[-1].end) for group in groups]


def _all(person: str, contacts: Contacts, points: tuple[Point, ...], moved: Shift, hers: bool) -> dict[str, object]:
    return {
        "person": person,
        "own_view": hers,
        "windows": [{**_point(point), **_parts(contacts, point)} for point in points],
        "shift": {
            "ownership": as_json(moved.ownership),
            "leadership": as_json(moved.leadership),
            "held": as_json(moved.held),
            "words": moved.words,
        },
    }


def _point(point: Point) -> dict[str, object]:
    return {
        "from": _day(point.start),
        "to": _day(point.end),
        "ownership": as_json(point.ownership),
        "leadership": as_json(point.leadership),
    }


def _parts(contacts: Contacts, point: Point) -> dict[str, object]:
    found = ownership(contacts, start=point.start, end=point.end)
    return {
        part: {name: as_json(getattr(getattr(found, part), name)) for name in ("herfindahl", "gini", "people")}
        for part in PARTS
    }


def _lines(points: tuple[Point, ...], moved: Shift, hers: bool) -> Iterator[str]:
    """A line for each window, then the judgement. Intervals are of 90 %."""
    for point in points:
        yield f"{_day(point.start)} to {_day(point.end)}"
        yield f"  ownership, the chance that two starts are one person's: {in_words(point.ownership)}"
        yield f"  leadership, the share of threads the client takes part in: {in_words(point.leadership)}"
    yield f"Last third beside first: ownership {in_words(moved.ownership)}, leadership {in_words(moved.leadership)}"
    yield moved.words
    if hers:
        yield HERS


def _day(at: object) -> str:
    return f"{at:%Y-%m-%d}" if isinstance(at, datetime) else str(at)[:10]
